"""Whether what stands around a trigger's words is what its rule asks for."""

from collections.abc import Callable, Sequence

from warmonitor.claims import asides, roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.peoples import is_people
from warmonitor.claims.role_words import role_words
from warmonitor.claims.scope import Scope, is_deadly
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.triggers import (
    RECEIVING,
    Trigger,
    follows,
    is_word,
    own_words,
    patients,
    recipients,
    words_below,
)
from warmonitor.language import Token

_OF_ARMIES = ("place", "post", "armed", "people", "vehicle", "weapon", "thing", "loot")
_PUBLIC_PARTIES = frozenset({"party", "armed", "state", "diplomat_words", "negotiator_words"})
_CALLED = frozenset({"protest", "talks"})
_PARTICLES = frozenset({"on", "in", "off", "out", "up", "over", "down", "away", "apart"})
_SAID_BY_SOMEBODY = frozenset({"threat", "accusation"})
_BETWEEN = frozenset({"amod", "compound", "advmod", "det", "nummod"})
_ASKING = frozenset({"who", "which", "what", "whoever"})
# "to free hostages held by rebels": whose they are, no arrest.


class Fitting:
    """The rules' demands against one sentence."""

    def __init__(self, sentence: Sentence, nouns: Nouns, lexicon: Lexicon, scope: Scope) -> None:
        """Takes the sentence with its nouns, and what it speaks of."""
        self._sentence = sentence
        self._nouns = nouns
        self._lexicon = lexicon
        self._scope = scope

    def fits(self, trigger: Trigger) -> bool:
        """Whether a trigger is what its rule means."""
        rule = trigger.rule
        # Seven of ten that do not fit have not who or what they ask for: asked first, it spares the rest.
        if not self._has_roles(trigger) or self._serves(trigger) or self._is_aside(trigger):
            return False
        describing = trigger.head.dep_ == "acl" or _is_whom_they_accuse(trigger)
        if describing and self._only_describes(trigger):
            return False
        if (rule.deadly and not is_deadly(trigger)) or (rule.violent and not self._scope.is_violent(trigger)):
            return False
        if (
            self._is_private(trigger)
            or self._scope.is_peaceful(trigger)
            or not self._has_company(trigger)
            or _is_another_verb(trigger)
        ):
            return False
        if not self._is_spoken(trigger):
            return False
        return not rule.weapon or self._has_weapon(trigger)

    def _only_describes(self, trigger: Trigger) -> bool:
        """ "a bomb aimed at X", "areas held by the opposition", "men accused of spying": which are meant."""
        noun = trigger.head.head
        if trigger.type == "control":  # "Qaim is one of the last towns held by rebels" tells it of Qaim
            return noun.pos_ != "PROPN" and not roles.children(noun, "cop")
        if trigger.type == "support":
            apart = (
                noun.i + 1 < trigger.head.i and noun.nbor().text == ","
            )  # "the militia, backed by Kigali,"
            return trigger.head.tag_ == "VBN" and not trigger.rule.weapon and not apart
        if trigger.type == "accusation":
            people = noun.pos_ == "NOUN" and bool(self._nouns.classes(noun) & {"people", "person"})
            plain = trigger.head.tag_ == "VBN" or trigger.head.dep_ == "acl:relcl"
            return people and plain and roles.by_agent(trigger.head) is None
        if trigger.type == "agreement":  # "forces allied with the government"
            return "party" in self._nouns.classes(noun)
        if trigger.type in {"deployment", "siege", "detention"}:
            return asides.says_where(trigger.type, trigger.head, self._nouns.classes(noun))
        return "weapon" in self._nouns.classes(noun) and "weapon" not in trigger.rule.subject

    def _has_roles(self, trigger: Trigger) -> bool:
        """Whether who does it, what it is done to and who receives it are of the classes of the rule."""
        rule = trigger.rule
        if rule.bare and (patients(trigger) or roles.children(trigger.head, "ccomp")):
            return False
        if rule.object and not self._any_is(self._with_joined(patients(trigger)), rule.object):
            return False
        if rule.known and not any(map(asides.is_known, patients(trigger))):
            return False
        if rule.recipient and not self._any_is(recipients(trigger), rule.recipient):
            return False
        return not rule.subject or self._subject_is(trigger, rule.subject)

    def _with_joined(self, tokens: Sequence[Token]) -> list[Token]:
        """Phrases, and those joined to one that is part of them: "air and sea ports", "gas and oil pipes"."""
        dim = [token for token in tokens if not self._nouns.classes(token) or asides.is_part(token)]
        return [*tokens, *(child for token in dim for child in roles.children(token, "conj"))]

    def _serves(self, trigger: Trigger) -> bool:
        """ "who fought for the rebels": whose men they are, no clash."""
        return trigger.type == "clash" and any(
            roles.prepositions(side) == {"for"} and "party" in self._nouns.classes(side)
            for side in roles.children(trigger.head, "obl")
        )

    def _is_spoken(self, trigger: Trigger) -> bool:
        """Whether it is somebody's word: clashes "threaten" a deal without one, "who was behind it" asks."""
        if trigger.type not in _SAID_BY_SOMEBODY or not trigger.is_verb:
            return True
        doer = trigger.doer
        if doer is None or trigger.head.dep_ == "acl:relcl":
            return True
        asks = doer.lower_ in _ASKING or any(det.lower_ in _ASKING for det in roles.children(doer, "det"))
        return not asks and "event" not in self._nouns.classes(doer)

    def _is_aside(self, trigger: Trigger) -> bool:
        """Whether the words only lead up to what is told, or tell it of those to whom it is no such thing."""
        head, nouns = trigger.head, self._nouns
        if trigger.type in {"displacement", "return"} and trigger.is_verb:
            return asides.is_one_alone(head, nouns) or asides.is_stay(head)
        if trigger.type == "abduction":
            driven = trigger.doer is not None and "vehicle" in nouns.classes(trigger.doer)
            return driven or asides.are_selves(head.doc[trigger.start : trigger.end])
        if trigger.type == "destruction":
            return asides.are_people(patients(trigger), nouns)
        aside = _is_counted(trigger) or _is_under_way(trigger)
        if aside or _only_names(trigger, self._lexicon) or _is_speaker(trigger, self._lexicon):
            return True
        if trigger.type == "protest" and not trigger.is_verb and trigger.end - trigger.start == 1:
            return asides.is_topic(head, trigger.end) or asides.is_reason(head)
        return asides.is_topic(head, trigger.end)

    def _is_private(self, trigger: Trigger) -> bool:
        """ "the two men met", "I met a baker", "he wants to go": nobody's talks, and no demand."""
        if not trigger.is_verb or trigger.type not in {"talks", "demand"}:
            return False
        if trigger.type == "demand":
            return _wants_for_itself(trigger)
        doer = trigger.doer
        if doer is None or doer.pos_ == "PRON":
            return doer is not None and doer.lower_ == "i"
        return doer.pos_ == "NOUN" and not self._nouns.classes(doer) & _PUBLIC_PARTIES

    def _has_company(self, trigger: Trigger) -> bool:
        """Whether the words that a rule asks for stand in the trigger's clause, and none that it forbids."""
        rule = trigger.rule
        if rule.unless and self._stands_among(rule.unless, _around, trigger):
            return False
        if rule.after and not follows(trigger, rule.after):
            return False
        return not rule.beside or self._stands_among(rule.beside, _words_after, trigger)

    def _stands_among(
        self, phrases: tuple[str, ...], words: Callable[[Trigger], list[int]], trigger: Trigger
    ) -> bool:
        begun = self._sentence.starting(self._lexicon.company[phrases])
        return bool(begun) and not begun.isdisjoint(words(trigger))

    def _any_is(self, tokens: Sequence[Token], classes: tuple[str, ...]) -> bool:
        return any(self._nouns.classes(self._nouns.antecedent(token)) & set(classes) for token in tokens)

    def _subject_is(self, trigger: Trigger, classes: tuple[str, ...]) -> bool:
        subjects = [subject for subject in (trigger.doer, trigger.sufferer) if subject is not None]
        if any(self._is_one_of(subject, classes) for subject in subjects):
            return True
        # "The Turks retired", "the Chetniks fell upon a patrol"; not "the British left the talks"
        bearing = "armed" in classes and self._scope.of_arms
        return bearing and any(is_people(one, self._nouns) for one in subjects) and self._is_of_arms(trigger)

    def _is_of_arms(self, trigger: Trigger) -> bool:
        """Whether it is done to nothing, or to what armies do things to."""
        done_to = patients(trigger)
        return not done_to or self._any_is(done_to, _OF_ARMIES)

    def _is_one_of(self, subject: Token, classes: tuple[str, ...]) -> bool:
        subject = self._nouns.antecedent(subject)
        if "party" in classes and self._nouns.is_actor(subject) and not self._is_town(subject):
            return True
        return self._any_is([subject], classes)

    def _is_town(self, subject: Token) -> bool:
        """Towns do no deeds; countries, and what may be a body's name, do."""
        classes = self._nouns.classes(subject)
        return (
            "place" in classes and not classes & {"party", "person"} and not self._nouns.is_country(subject)
        )

    def _has_weapon(self, trigger: Trigger) -> bool:
        """Whether a weapon of these kinds stands with the deed or whoever does it, not in another clause."""
        subject = roles.subject(trigger.head)
        using = [clause for clause in roles.children(trigger.head, "advcl") if clause.tag_ == "VBG"]
        own = {*own_words(trigger)} & {*words_below(trigger)}
        own |= {*range(trigger.start, trigger.end)}
        own |= {token.i for clause in using for token in clause.subtree}
        near = [token for token in trigger.head.subtree if token.i in own]
        near += subject.subtree if subject is not None else []
        kinds = set(trigger.rule.weapon)
        return any(
            self._nouns.classes(token) & kinds
            for token in near
            if token.pos_ in {"NOUN", "PROPN"}
            and not self._tells_of_thing(token, trigger)
            and not _is_destroyed(token)
        )

    def _tells_of_thing(self, token: Token, trigger: Trigger) -> bool:
        """ "chemical weapons facilities", "in reply to the rockets": what is for it, or what it answers."""
        whole = token.head if token.dep_ == "compound" and token.head.i > token.i else token
        if any(
            case.lower_ in RECEIVING and not trigger.holds(case) for case in roles.children(whole, "case")
        ):
            return True
        noun = token.head
        return token.dep_ == "compound" and noun.i > token.i and "post" in self._nouns.classes(noun)


def _is_whom_they_accuse(trigger: Trigger) -> bool:
    """ "beheaded two women they accused of spying"."""
    doer = trigger.doer
    told = trigger.type == "accusation" and trigger.head.dep_ == "acl:relcl"
    return told and doer is not None and doer.tag_ == "PRP"


def _is_counted(trigger: Trigger) -> bool:
    """ "ten civilians killed": the number tells more; "killed 200": whoever did."""
    harmed = trigger.rule.fallback and is_word(trigger.head, role_words().striking_down)
    if not harmed or trigger.type != "casualties":
        return False
    return not roles.is_passive(trigger.head) or asides.are_counted(patients(trigger))


def _is_under_way(trigger: Trigger) -> bool:
    """ "were flying arms to the rebels", no passive "were flown"."""
    going = trigger.is_verb and trigger.head.tag_ == "VBG" and trigger.start < trigger.head.i
    being = going and trigger.head.doc[trigger.start].lemma_ == "be"
    return being and any(not trigger.holds(one) for one in roles.children(trigger.head, "obj"))


def _only_names(trigger: Trigger, lexicon: Lexicon) -> bool:
    """ "called the strike a crime": what it is said to be, no call to strike."""
    calling = trigger.is_verb and trigger.type in _CALLED
    names = calling and trigger.head.lemma_ in lexicon.modality["naming"]
    judged = roles.children(trigger.head, "xcomp") if names else []
    return any(what.pos_ in {"NOUN", "ADJ"} for what in judged)


def _is_speaker(trigger: Trigger, lexicon: Lexicon) -> bool:
    """ "The Hybrid Operation in Darfur confirms …": a body by such a name, and no happening."""
    named = trigger.head.text[0].isupper() and not trigger.head.is_sent_start
    told = not trigger.is_verb and trigger.head.dep_ == "nsubj" and named
    return told and is_word(trigger.head.head, lexicon.voices["plain"])


def _around(trigger: Trigger) -> list[int]:
    """The tokens under a trigger, those between its own words too: "met *little* resistance"."""
    inside = range(trigger.start + 1, trigger.end)
    between = [i for i in inside if trigger.head.doc[i].dep_ in _BETWEEN and i != trigger.head.i]
    return own_words(trigger) + between


def _words_after(trigger: Trigger) -> list[int]:
    """The tokens under a trigger, and those up to the next verb: "take a priest, two nuns and a cook hostage"
    is more than most parses see.
    """
    own = words_below(trigger)
    for token in trigger.head.doc[trigger.end : trigger.head.sent.end]:
        if token.pos_ in {"VERB", "AUX"} or token.text in {";", ":"}:
            break
        own.append(token.i)
    return own


def _wants_for_itself(trigger: Trigger) -> bool:
    """ "wants to go": a wish that asks nobody for anything."""
    wish = trigger.head.lemma_ == "want"
    return wish and bool(roles.children(trigger.head, "xcomp")) and not roles.children(trigger.head, "obj")


def _is_destroyed(token: Token) -> bool:
    """ "strikes destroyed a launcher": a weapon that is what was hit."""
    while token.dep_ in {"conj", "compound", "amod"}:
        token = token.head
    return token.dep_ in {"obj", "nsubj:pass"} and token.head.lemma_ in role_words().disabling


def _is_another_verb(trigger: Trigger) -> bool:
    """A particle makes another verb: "take on", "hold off", "put down" are not "take", "hold", "put"."""
    return trigger.is_verb and any(
        not trigger.holds(child) and child.lower_ in _PARTICLES.difference(trigger.rule.beside)
        for child in roles.children(trigger.head, "compound:prt")
    )
