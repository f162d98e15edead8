"""Finds the words that tell of happenings, by the rules of events.yaml."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from warmonitor.claims import asides, roles
from warmonitor.claims.context import is_of_peace
from warmonitor.claims.lexicon import EventRule, Lexicon
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.sentence import Match, Sentence, forms
from warmonitor.language import Token

_AGAINST = frozenset({"on", "against"})
_TARGETS = frozenset({"place", "party", "thing"})
_RECEIVING = frozenset({"to", "for"})
_ABOUT = frozenset({"of", "on", "against", "upon", "over"})
# Modifiers and leftovers are states, not happenings: "the besieged town", "a wounded man".
_CONTENT = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})
# What ordinary crime is told by too: it needs a word of war.
_OF_CRIME = frozenset(
    {"attack", "killing", "detention", "sexual_violence", "torture", "casualties", "comment"}
)
# What storms, strikes of pilots and epidemics bring too: it needs a word of war or security.
_OF_PEACE_TOO = frozenset(
    {"restriction", "service_disruption", "evacuation", "destruction", "displacement", "return", "siege"}
)
_PEACE = frozenset({"accidents", "games", "business", "epidemic", "courts"})
_CROWDS = frozenset({"protest", "riot"})
_OF_COURTS = frozenset({"accusation", "violation", "denial"})
# What happens in front of courts too.
_HARMED = frozenset({"dead", "wounded", "injured", "hurt"})
_HURTING = frozenset({"kill", "wound", "injure", "maim", "slay"})
_PUBLIC = frozenset({"protest", "riot", "release", "detention"})
# What is done to things, which do it to nothing themselves.
_OF_THINGS = frozenset({"destruction", "looting"})
_PUBLIC_PARTIES = frozenset({"party", "armed", "state", "diplomat_words", "negotiator_words"})
_DESTROYING = frozenset({"destroy", "damage", "disable", "engage", "suppress", "neutralise", "neutralize"})
_PARTICLES = frozenset({"on", "in", "off", "out", "up", "over", "down", "away", "apart"})
_APART = frozenset({"advcl", "acl:relcl", "parataxis", "ccomp"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_SAID_BY_SOMEBODY = frozenset({"threat", "accusation"})
_ASKING = frozenset({"who", "which", "what", "whoever"})
# "to free hostages held by rebels": whose they are, no arrest.
_HOSTAGES = frozenset({"hostage", "captive"})
_OBJECTS = frozenset({"obj", "obl", "nmod", "nsubj:pass"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_STANDS = frozenset({"be", "stand", "bear"})
_NOT_PREDICATES = frozenset({"amod", "compound", "case", "flat", "nmod:poss"})


@dataclass(frozen=True)
class Trigger:
    """Words that tell of one happening: tokens [start, end), the word that governs them, and the rule.

    `apart` are the tokens of words behind the object.
    """

    rule: EventRule
    head: Token
    start: int
    end: int
    apart: range = range(0)

    @property
    def type(self) -> str:
        """The claim type."""
        return self.rule.type

    @property
    def is_verb(self) -> bool:
        """Whether the happening is told by a verb; by a noun otherwise."""
        if self.head.doc[self.start].dep_ == "cop":
            return True
        gerund = self.head.tag_ == "VBG" and self.head.dep_ in {"obj", "nsubj", "obl", "nmod", "nsubj:pass"}
        return (self.head.pos_ in {"VERB", "AUX"} or self.head.tag_ in _FINITE) and not gerund

    @property
    def doer(self) -> Token | None:
        """Who does it, as the grammar has it, also where a parse made one noun of "rebels exchange fire".

        Of a passive that is part of the words ("are locked in battle") the subject does it.
        """
        found = roles.agent(self.head) or self.sufferer
        within = roles.agent(found) if found is not None and self.holds(found) else None
        return within or found

    @property
    def sufferer(self) -> Token | None:
        """The subject of a passive that is part of the words."""
        passive = self.start < self.head.i and self.head.doc[self.start].dep_ == "aux:pass"
        return roles.subject(self.head) if passive else None

    @property
    def charges_doer(self) -> bool:
        """ "The army was behind it": its subject is accused, and accuses nobody."""
        words = self.head.doc[self.start : self.end]
        return self.type == "accusation" and any(token.lemma_.lower() in _STANDS for token in words)

    def holds(self, token: Token) -> bool:
        """Whether a token is one of the trigger's words."""
        return self.start <= token.i < self.end or token.i in self.apart


def find_triggers(
    sentence: Sentence, nouns: Nouns, lexicon: Lexicon, context: frozenset[str]
) -> list[Trigger]:
    """The triggers of a sentence, in order; at each word the longest phrase whose rule fits.

    `context` names the lists of exclude.yaml of which the report has a word.
    """
    scene = _Scene(sentence, nouns, lexicon, context)
    found: list[Trigger] = []
    past = sentence.span.start
    for at in sentence.beginnings(lexicon.verb_triggers, lexicon.noun_triggers):
        trigger = next(scene.at(at), None) if at >= past else None
        if trigger is not None:
            found.append(trigger)
            past = max(trigger.end, at + 1)
    return found


class _Scene:
    """A sentence against the rules."""

    def __init__(self, sentence: Sentence, nouns: Nouns, lexicon: Lexicon, context: frozenset[str]) -> None:
        self.sentence = sentence
        self.nouns = nouns
        self.lexicon = lexicon
        self.arms = {
            i for match in sentence.find(lexicon.not_war["arms"]) for i in range(match.start, match.end)
        }
        self.of_peace = is_of_peace(sentence, lexicon) or "peace" in context
        self.elsewhere = self._speaks_of("games", "business", "accidents")
        self.on_trial = self._speaks_of("courts")
        self.epidemic = "epidemic" in context
        self.organised = "organised" in context
        self.theatre = "theatre" in context
        self.crime = "crime" in context and not self.organised and not self.theatre
        self.wartime = self.organised or ("arms" in context and not self.crime)
        # Of a country at war, and of no crime, disease or accident.
        self.quiet = self.theatre and not context & (_PEACE | {"crime"})
        self.secure = self.wartime or (("security" in context or self.theatre) and not self.crime)
        self.peacetime = not self.wartime and bool(context & _PEACE)

    def _speaks_of(self, *names: str) -> bool:
        return any(self.sentence.find(self.lexicon.not_war[name]) for name in names)

    def at(self, start: int) -> Iterator[Trigger]:
        """Triggers that begin at a token, best first."""
        token = self.sentence.doc[start]
        modifies = token.pos_ in {"VERB", "ADJ"} and (
            token.dep_ in _NOT_PREDICATES or roles.is_hyphened(token)
        )
        matches = [] if modifies else self._verbs(token, start)
        if token.dep_ == "compound" and token.tag_ in {"VBP", "VBZ"}:
            # "The Taliban claim responsibility": a parse may make one noun of it, where the tags know better.
            matches = [match for match in self._verbs(token, start) if match.end > token.head.i]
        nouns = self.sentence.match_at(self.lexicon.noun_triggers, start)
        if nouns and self._is_nominal(token):
            matches += (match for match in nouns if not modifies or len(match.phrase) > 1)
        for match in sorted(matches, key=lambda match: -len(match.phrase)):
            rules = [rule for rule in map(self._rule, match.labels) if self._may_stand(rule)]
            head = self._head(match) if rules else None
            if head is None or self._is_no_head(head, match):
                continue
            for rule in rules:
                trigger = Trigger(rule, head, match.start, match.end, match.apart)
                if self._fits(trigger):
                    yield trigger

    def _rule(self, number: str) -> EventRule:
        return self.lexicon.rules[int(number)]

    def _is_nominal(self, token: Token) -> bool:
        nominal = token.pos_ in _NOMINAL and not _is_done(token)
        return (nominal or token.lower_ == "no") and not self._is_name(token)

    def _may_stand(self, rule: EventRule) -> bool:
        """Whether the sentence and its report allow a rule, whatever stands around its words."""
        if rule.beside and not self.sentence.begins(self.lexicon.company[rule.beside]):
            return False
        return not (rule.wartime and not self._is_of_war(rule.type)) and not self._is_barred(rule.type)

    def _is_name(self, token: Token) -> bool:
        """Whether a word is part of a name; one that only begins a sentence may be none: "Blackouts hit"."""
        name = self.sentence.name_at(token)
        if name is None:
            return False
        return not (
            name[0] == self.sentence.span.start and name[1] - name[0] == 1 and name[2].kind == "other"
        )

    def _verbs(self, token: Token, start: int) -> list[Match]:
        matches: list[Match] = []
        if token.pos_ in {"VERB", "AUX"}:
            matches += self.sentence.loosely_at(self.lexicon.verb_triggers, start)
            matches += self.sentence.parted_at(self.lexicon.verb_triggers, start)
        elif token.pos_ in {"ADJ", "NOUN", "ADV"}:
            # A tagger may miss the verb in "gunmen open fire"; a phrase of several words makes up for it.
            matches += (
                m
                for m in self.sentence.match_at(self.lexicon.verb_triggers, start)
                if len(m.phrase) > 1 or self._is_disguised(token)
            )
        return matches

    def _is_disguised(self, token: Token) -> bool:
        """Whether a verb was taken for a noun, as in headlines: "army repels attack", "rebels fire on"."""
        if (
            token.pos_ in {"NOUN", "ADV"}
            and roles.children(token, "nsubj")
            and not roles.children(token, "cop")
        ):
            return True
        if token.tag_ != "NNS" or self.nouns.classes(token):
            return False
        if token.dep_ in _OBJECTS and not roles.children(token, "obj", "nsubj"):
            return False  # "received false emergency calls"
        return bool(roles.children(token, "obj", "compound", "nsubj"))

    def _head(self, match: Match) -> Token:
        tokens = self.sentence.doc[match.start : match.end]
        tops = [t for t in tokens if t.dep_ == "ROOT" or not match.start <= t.head.i < match.end]
        head = next((token for token in tops if token.pos_ in _CONTENT), tokens[0])
        # "said it was behind the raid": the grammar hangs the clause on its last word.
        return head.head if head.dep_ == "cop" else head

    def _is_no_head(self, head: Token, match: Match) -> bool:
        """An event noun that only modifies another noun is no event: "attack helicopter"."""
        if head.pos_ not in {"NOUN", "PROPN"}:
            return head.pos_ == "PUNCT"
        joined = head.dep_ in {"compound", "nmod:poss"} and head.head.i >= match.end
        if not joined or head.head.tag_ == "VBN":  # "an ambush set by rebels"
            return False
        # "Fighting breaks out in the capital Goma", which a parse may take for a name
        after, particle = head.doc[match.end], head.doc[min(match.end + 1, len(head.doc) - 1)].lower_
        verbs = {verb for form in forms(after) for verb in (form, f"{form} {particle}")}
        return after.tag_ not in _FINITE or verbs.isdisjoint(self.lexicon.happen_verbs)

    def _only_describes(self, trigger: Trigger) -> bool:
        """ "a bomb aimed at X", "areas held by the opposition": a participle that says which is meant."""
        noun = trigger.head.head
        if trigger.type == "control":
            return noun.pos_ != "PROPN"
        if trigger.type == "support":
            return trigger.head.tag_ == "VBN" and not trigger.rule.weapon
        if trigger.type == "detention" and trigger.head.lemma_ == "hold":
            return noun.lemma_.lower() in _HOSTAGES
        return "weapon" in self.nouns.classes(noun) and "weapon" not in trigger.rule.subject

    def _fits(self, trigger: Trigger) -> bool:
        rule = trigger.rule
        if (trigger.head.dep_ == "acl" and self._only_describes(trigger)) or self._serves(trigger):
            return False
        if self._is_aside(trigger):
            return False
        if (rule.deadly and not _is_deadly(trigger)) or (rule.violent and not self._is_violent(trigger)):
            return False
        if (
            self._is_private(trigger)
            or self._is_peaceful(trigger)
            or not self._has_company(trigger)
            or _is_another_verb(trigger)
        ):
            return False
        if not self._is_spoken(trigger):
            return False
        return self._has_roles(trigger) and (not rule.weapon or self._has_weapon(trigger))

    def _has_roles(self, trigger: Trigger) -> bool:
        """Whether who does it, what it is done to and who receives it are of the classes of the rule."""
        rule = trigger.rule
        if rule.bare and (patients(trigger) or roles.children(trigger.head, "ccomp")):
            return False
        if rule.object:
            done_to = patients(trigger) or _ruined(trigger)
            if not self._any_is(self._with_joined(done_to), rule.object):
                return False
        if rule.recipient and not self._any_is(recipients(trigger), rule.recipient):
            return False
        return not rule.subject or self._subject_is(trigger, rule.subject)

    def _with_joined(self, tokens: list[Token]) -> list[Token]:
        """Phrases, and those joined to one that says nothing: "closed air, land and sea ports"."""
        dim = [token for token in tokens if not self.nouns.classes(token)]
        return tokens + [child for token in dim for child in roles.children(token, "conj")]

    def _serves(self, trigger: Trigger) -> bool:
        """ "who fought for the rebels": whose men they are, no clash."""
        return trigger.type == "clash" and any(
            roles.prepositions(side) == {"for"} and "party" in self.nouns.classes(side)
            for side in roles.children(trigger.head, "obl")
        )

    def _is_spoken(self, trigger: Trigger) -> bool:
        """Whether it is somebody's word: clashes "threaten" a deal without one, "who was behind it" asks."""
        if trigger.type not in _SAID_BY_SOMEBODY or not trigger.is_verb:
            return True
        doer = trigger.doer
        if doer is None or trigger.head.dep_ == "acl:relcl":
            return True
        return doer.lower_ not in _ASKING and "event" not in self.nouns.classes(doer)

    def _is_aside(self, trigger: Trigger) -> bool:
        """Whether the words only lead up to what is told, or tell it of those to whom it is no such thing."""
        head, nouns = trigger.head, self.nouns
        if trigger.type == "displacement" and trigger.is_verb:
            return asides.is_one_alone(head, nouns)
        if trigger.type == "abduction":
            return asides.are_selves(head.doc[trigger.start : trigger.end])
        if trigger.type == "destruction":
            return asides.are_people(patients(trigger), nouns)
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
        return doer.pos_ == "NOUN" and not self.nouns.classes(doer) & _PUBLIC_PARTIES

    def _is_violent(self, trigger: Trigger) -> bool:
        own = set(range(trigger.start, trigger.end))
        if self.arms - own or (self.theatre and not self.elsewhere):
            return True
        if self.elsewhere:
            return False
        if not trigger.is_verb:
            return _is_deadly(trigger) or any(
                roles.prepositions(done_to) & _AGAINST and self.nouns.classes(done_to) & _TARGETS
                for done_to in patients(trigger)
            )
        actor = trigger.doer
        return actor is not None and "party" in self.nouns.classes(self.nouns.antecedent(actor))

    def _is_of_war(self, type_: str) -> bool:
        """Whether the report speaks of war; for what peace knows less, whether it speaks of nothing else."""
        if type_ in {"killing", "casualties"} and self.quiet:
            return True
        if type_ in _OF_CRIME:
            return self.wartime
        if type_ in _OF_PEACE_TOO:
            return self.secure and not self.peacetime
        return not self.crime and not self.peacetime

    def _is_barred(self, type_: str) -> bool:
        """Whether the sentence is of games, trade or accidents, or the text of disease."""
        if type_ in _OF_PEACE_TOO and not (self.secure and not self.peacetime):
            return True
        if type_ in _CROWDS:
            return False
        return self.of_peace or (self.epidemic and (type_ in _OF_PEACE_TOO or not self.organised))

    def _is_peaceful(self, trigger: Trigger) -> bool:
        """Whether the sentence is of courts, or the text of crime."""
        type_ = trigger.type
        of_crime = self.crime and type_ not in _CROWDS
        if type_ == "killing" and asides.is_charged_with(trigger.head, self.nouns):
            return True
        of_courts = self.on_trial and type_ in (self.lexicon.hosts | _OF_COURTS) - _PUBLIC
        return (of_crime or of_courts) and not self._is_with_crowd(trigger)

    def _is_with_crowd(self, trigger: Trigger) -> bool:
        """ "clashes between police and protesters"."""
        return trigger.type == "clash" and self._any_is(list(trigger.head.subtree), ("crowd",))

    def _has_company(self, trigger: Trigger) -> bool:
        """Whether the words that a rule asks for stand in the trigger's clause, and none that it forbids."""
        rule = trigger.rule
        if rule.unless and self._stands_among(rule.unless, _own_words, trigger):
            return False
        return not rule.beside or self._stands_among(rule.beside, _words_below, trigger)

    def _stands_among(
        self, phrases: tuple[str, ...], words: Callable[[Trigger], list[int]], trigger: Trigger
    ) -> bool:
        begun = self.sentence.starting(self.lexicon.company[phrases])
        return bool(begun) and not begun.isdisjoint(words(trigger))

    def _any_is(self, tokens: list[Token], classes: tuple[str, ...]) -> bool:
        return any(self.nouns.classes(self.nouns.antecedent(token)) & set(classes) for token in tokens)

    def _subject_is(self, trigger: Trigger, classes: tuple[str, ...]) -> bool:
        subjects = (trigger.doer, trigger.sufferer)
        return any(self._is_one_of(subject, classes) for subject in subjects if subject is not None)

    def _is_one_of(self, subject: Token, classes: tuple[str, ...]) -> bool:
        subject = self.nouns.antecedent(subject)
        if "party" in classes and self.nouns.is_actor(subject) and not self._is_town(subject):
            return True
        return self._any_is([subject], classes)

    def _is_town(self, subject: Token) -> bool:
        """Towns do no deeds; countries, and what may be a body's name, do."""
        classes = self.nouns.classes(subject)
        return "place" in classes and not classes & {"party", "person"} and not self.nouns.is_country(subject)

    def _has_weapon(self, trigger: Trigger) -> bool:
        """Whether a weapon of these kinds stands with the deed or whoever does it, not in another clause."""
        subject = roles.subject(trigger.head)
        using = [clause for clause in roles.children(trigger.head, "advcl") if clause.tag_ == "VBG"]
        own = {*_own_words(trigger), *range(trigger.start, trigger.end)}
        own |= {token.i for clause in using for token in clause.subtree}
        near = [token for token in trigger.head.subtree if token.i in own]
        near += subject.subtree if subject is not None else []
        kinds = set(trigger.rule.weapon)
        return any(
            self.nouns.classes(token) & kinds
            for token in near
            if token.pos_ in {"NOUN", "PROPN"}
            and not self._tells_of_thing(token)
            and not _is_destroyed(token)
        )

    def _tells_of_thing(self, token: Token) -> bool:
        """ "chemical weapons facilities", "in reply to the rockets": what is for it, or what it answers."""
        whole = token.head if token.dep_ == "compound" and token.head.i > token.i else token
        if roles.prepositions(whole) & _RECEIVING:
            return True
        noun = token.head
        return token.dep_ == "compound" and noun.i > token.i and "post" in self.nouns.classes(noun)


def _wants_for_itself(trigger: Trigger) -> bool:
    """ "wants to go": a wish that asks nobody for anything."""
    wish = trigger.head.lemma_ == "want"
    return wish and bool(roles.children(trigger.head, "xcomp")) and not roles.children(trigger.head, "obj")


def _is_destroyed(token: Token) -> bool:
    """ "strikes destroyed a launcher": a weapon that is what was hit."""
    while token.dep_ in {"conj", "compound", "amod"}:
        token = token.head
    return token.dep_ in {"obj", "nsubj:pass"} and token.head.lemma_ in _DESTROYING


def _words_below(trigger: Trigger) -> list[int]:
    """The words under a trigger."""
    return [token.i for token in trigger.head.subtree if not trigger.holds(token)]


def _is_done(token: Token) -> bool:
    """ "Blasted", "the colours clash": a verb that has an object or a subject of its own is no noun."""
    past = token.tag_ == "VBD" and roles.children(token, "obj")
    finite = token.pos_ == "VERB" and token.tag_ in _FINITE
    return bool(past or (finite and roles.children(token, "nsubj")))


def _own_words(trigger: Trigger) -> list[int]:
    """The words under a trigger without those of clauses of their own."""
    apart = {
        below.i
        for token in trigger.head.subtree
        if token.dep_ in _APART and token.i != trigger.head.i
        for below in token.subtree
    }
    return [token.i for token in trigger.head.subtree if token.i not in apart and not trigger.holds(token)]


def _is_another_verb(trigger: Trigger) -> bool:
    """A particle makes another verb: "take on", "hold off", "put down" are not "take", "hold", "put"."""
    return trigger.is_verb and any(
        not trigger.holds(child) and child.lower_ in _PARTICLES.difference(trigger.rule.beside)
        for child in roles.children(trigger.head, "compound:prt")
    )


def _is_deadly(trigger: Trigger) -> bool:
    """ "The strike killed two": no strike of workers does."""
    above: Token = trigger.head.head
    left = above.lemma_.lower() == "leave" and any(child.lower_ in _HARMED for child in above.subtree)
    return trigger.head.dep_ == "nsubj" and (left or not _HURTING.isdisjoint(forms(above)))


def patients(trigger: Trigger) -> list[Token]:
    """What it is done to: the object; of a noun or a longer phrase what its "of", "on" or "against" names."""
    found = list(roles.objects(trigger.head)) if trigger.is_verb else []
    if trigger.is_verb and not found:
        found = roles.children(trigger.head, "iobj")  # "told residents to leave"
    for token in trigger.head.doc[trigger.start : trigger.end]:
        for child in token.children:
            if trigger.holds(child) or child.dep_ not in {"nmod", "obl", "obj", "nsubj:pass"}:
                continue
            marks = {case.i for case in child.children if case.dep_ == "case"}
            inside = any(trigger.start <= mark < trigger.end for mark in marks)
            whose = token.i != trigger.head.i and "of" in roles.prepositions(child)
            about = whose or (not trigger.is_verb and roles.prepositions(child) & _ABOUT)
            done_to = child.dep_ in {"obj", "nsubj:pass"}
            if inside or about or (done_to and (token.i != trigger.head.i or not trigger.is_verb)):
                found.append(child)
    return [token for token in found if not trigger.holds(token)]


def _ruined(trigger: Trigger) -> list[Token]:
    """ "Dam destroyed", "shops looted": what a headline tells without its auxiliary."""
    head = trigger.head
    if trigger.type not in _OF_THINGS or head.tag_ != "VBN" or roles.children(head, "aux", "obj"):
        return []
    subject = roles.subject(head)
    return [subject] if subject is not None else []


def recipients(trigger: Trigger) -> list[Token]:
    """To or for whom it is done: "to Kyiv", "for the rebels", "gave Kyiv tanks"; in a headline a parse may
    take the receiver for part of what is given ("UK sends Kyiv missiles").
    """
    given = patients(trigger)
    found = roles.children(trigger.head, "iobj")
    for token in (trigger.head, *given):
        for child in roles.children(token, "obl", "nmod"):
            if roles.prepositions(child) & _RECEIVING and not trigger.holds(child):
                found.append(child)
    found += [
        child for token in given for child in roles.children(token, "compound") if child.pos_ == "PROPN"
    ]
    return found + (given[:1] if len(given) > 1 else [])


def is_word(token: Token, words: frozenset[str]) -> bool:
    """Whether a token, in any form, is one of these words."""
    return not words.isdisjoint(forms(token))
