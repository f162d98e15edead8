"""Who did it, as words."""

from dataclasses import dataclass

from warmonitor.claims import roles
from warmonitor.claims.carriers import carrier
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.meant import is_party
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.noun_phrases import conjuncts, core
from warmonitor.claims.owners import country_of, nations, owner_of
from warmonitor.claims.role_words import role_words
from warmonitor.claims.triggers import OF_HOLDING, Trigger, all_words, is_word, joined_by, loses, patients
from warmonitor.language import Token

_WHOSE = frozenset({"nmod:poss", "compound", "amod"})
_SENT_BY = frozenset({"by", "from"})
_MEANS = frozenset({"party", "weapon", "armament", "air_power", "warship", "event"})
_LONGEST = 5


@dataclass(frozen=True)
class Who:
    """Somebody as words: the head, the tokens [start, end), and the name behind words that say another."""

    head: Token
    start: int
    end: int
    name: str | None = None


class Doers:
    """Finds who does what a trigger tells."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Takes the words."""
        self._lexicon = lexicon
        self._parts = lexicon.parts

    def doers(self, trigger: Trigger, nouns: Nouns) -> list[Who]:
        """Who does it; nobody where it is only undergone."""
        undergone = trigger.type in self._parts.suffered or self._only_suffers(trigger)
        found = [] if undergone else self._all_doers(trigger, nouns)
        if trigger.type in self._parts.by_parties:
            return [who for who in found if who.head.pos_ != "PRON" and is_party(who.head, nouns)]
        return found

    def _only_suffers(self, trigger: Trigger) -> bool:
        """ "may not leave", "has been behind bars", "languish in jail": the subject does nothing."""
        words = self._parts.undergoing.get(trigger.type)
        return words is not None and trigger.is_verb and is_word(trigger.head.doc[trigger.start], words)

    def _all_doers(self, trigger: Trigger, nouns: Nouns) -> list[Who]:
        held_by = self._holders(trigger, nouns) if trigger.type in OF_HOLDING else []
        if self.receives(trigger):
            held_by = self._givers(trigger, nouns)
        if held_by or loses(trigger) or self.receives(trigger):
            return held_by
        if trigger.rule.theme is not None:
            fallen_to = [t for t in patients(trigger) if nouns.is_actor(t) and t.i > trigger.head.i]
            return [who_of(head) for top in fallen_to for head in conjuncts(top)]
        if trigger.type == "interception" and trigger.rule.subject:
            return self._people(_downed_by(trigger), nouns)
        if trigger.is_verb and not trigger.is_undergone:
            words = trigger.head.doc[trigger.head.i : trigger.end]
            by = next((found for word in words[1:] if (found := roles.by_agent(word))), None)
            doer = roles.agent(trigger.head) if self._is_done_to(trigger) else trigger.doer
            return self._people(by or doer, nouns)
        named = self._modifiers(trigger, nouns)
        by = _from_whom(trigger) if trigger.is_undergone else roles.by_agent(trigger.head)
        if (named and by is None) or trigger.is_undergone:
            return named or self._people(by, nouns)
        return self._people(by or self._mover(trigger, nouns) or carrier(trigger, self._lexicon), nouns)

    def _mover(self, trigger: Trigger, nouns: Nouns) -> Token | None:
        """ "The withdrawal of Russian troops", "the advance of the militia on Kesra": those who move."""
        if trigger.type not in self._parts.moved:
            return None
        of = (one for one in roles.children(trigger.head, "nmod") if roles.prepositions(one) == {"of"})
        return next((one for one in of if nouns.classes(one) & {"armed", "party"}), None)

    def receives(self, trigger: Trigger) -> bool:
        """ "Received weapons from Tehran", "drew condemnation from Tehran": the subject does not do it."""
        helped = trigger.type in {"support", "aid"} and is_word(trigger.head, self._parts.receiving)
        roused = trigger.type == "condemnation" and is_word(trigger.head, role_words().arousing)
        return trigger.is_verb and (helped or roused) and not roles.is_passive(trigger.head)

    def _givers(self, trigger: Trigger, nouns: Nouns) -> list[Who]:
        """ "Received weapons from Tehran": a capital that gives is its state."""
        given = joined_by(trigger, patients(trigger), _SENT_BY)
        found = [who for one in given for who in self._people(one, nouns)]
        return found or [who_of(one) for one in given if nouns.is_state(one)]

    def _is_done_to(self, trigger: Trigger) -> bool:
        """ "were set free", "was shot at": the subject of such a passive does nothing."""
        return (
            trigger.sufferer is not None
            and trigger.type in self._parts.harmful | self._parts.held | self._parts.beaten
        )

    def _holders(self, trigger: Trigger, nouns: Nouns) -> list[Who]:
        """ "is under Taliban control", "fell into rebel hands", "the loss of the town to rebel forces"."""
        head = trigger.head
        if (is_word(head, role_words().losses) and not trigger.is_verb) or loses(trigger):
            given = (token for token in head.subtree if token.dep_ in {"nmod", "obl"} and token.i > head.i)
            return [who_of(t) for t in given if roles.prepositions(t) == {"to"} and nouns.is_actor(t)]
        under = [head, *roles.children(head, "obl")]
        held = [t for t in under if is_word(t, role_words().grips)]
        grips = [t for t in held if roles.prepositions(t) & {"under", "in", "into"}]
        return [who for grip in grips for who in self._before(grip, nouns)]

    def _before(self, noun: Token, nouns: Nouns) -> list[Who]:
        """Those who stand before a noun as its owners: "Taliban control", "Islamic State rule"."""
        owners = [child for child in roles.children(noun, *_WHOSE) if child.i < noun.i]
        acting = [child for child in owners if self._acts(child, nouns)]
        if not acting:
            return []
        whole = Who(acting[-1], min(acting[0].i, owners[0].i), acting[-1].i + 1)
        country = country_of(acting[-1], nouns) if acting[-1].pos_ == "ADJ" else None
        return [Who(whole.head, whole.start, whole.end, country)]

    def _modifiers(self, trigger: Trigger, nouns: Nouns) -> list[Who]:
        """Whose act it is, before the noun: "rebel attack", "Israel's offensive", "Israeli army raid"."""
        body = _named_before(trigger, nouns)
        if body is not None:
            return [body]
        found: list[Who] = []
        for token in _with_joined(trigger):
            for child in token.children:
                before = child.dep_ in _WHOSE and child.i < trigger.start
                if not before or not self._acts(child, nouns) or _is_of_another(child, trigger, nouns):
                    continue
                for head in (child, *roles.children(child, "conj")):
                    country = country_of(head, nouns) if head.pos_ == "ADJ" else None
                    if (country or nouns.is_country(head)) and self._tells_where(trigger):
                        continue
                    who = who_of(head, country)
                    whole = found and found[-1].end == who.start
                    found.append(Who(head, found.pop().start, who.end) if whole else who)
        return found

    def _tells_where(self, trigger: Trigger) -> bool:
        """Whether an adjective for a country only says where: "an Iraqi car bombing" is no deed of Iraq's."""
        words = [*all_words(trigger), *roles.children(trigger.head, "compound")]
        return any(is_word(word, self._parts.placed) for word in words)

    def _people(self, top: Token | None, nouns: Nouns) -> list[Who]:
        """Those of a noun phrase who can act, and whoever owns a weapon or a raid that does."""
        found = []
        for head in conjuncts(nouns.antecedent(top)) if top is not None else ():
            if is_nobody(head, self._parts.nobody):
                continue
            classes = nouns.classes(head)
            means = classes & _MEANS and ("party" not in classes or "weapon" in classes)
            owner = owner_of(head, nouns) if means else None
            used_by = self._behind(head, nouns) if means else []
            if used_by:  # "a Norvanian missile fired by rebels"
                found += used_by
            elif owner is not None and "event" in classes:
                found.append(Who(head, owner.start, owner.end, owner.name))
            elif owner is not None:
                found.append(who_of(head, owner.name))
            elif nouns.is_actor(head):
                several = [Who(head, one.start, one.end, one.name) for one in nations(head, nouns)]
                found += several or [who_of(head, _sent_by(head, nouns))]
            else:
                found += self._behind(head, nouns)
        return found

    def _behind(self, thing: Token, nouns: Nouns) -> list[Who]:
        """ "Rockets fired by X": X; "his jets", whoever he is."""
        classes = nouns.classes(thing)
        if not classes & _MEANS:
            return []
        sent = (by for clause in roles.children(thing, "acl") if (by := roles.by_agent(clause)) is not None)
        by = next(sent, None)
        if by is not None:
            return self._people(by, nouns)
        return [who_of(thing)] if any(child.tag_ == "PRP$" for child in thing.children) else []

    def _acts(self, modifier: Token, nouns: Nouns) -> bool:
        """A party word, a nationality or a country that may stand before an event noun."""
        if modifier.pos_ == "ADJ":
            named = modifier.text[0].isupper() and modifier.lower_ not in self._lexicon.no_agents
            known = named and (not modifier.is_sent_start or nouns.is_known(modifier.text))
            return known or "armed" in nouns.classes(modifier)  # "insurgent attacks"
        if modifier.pos_ not in {"NOUN", "PROPN"}:
            return False
        classes = nouns.classes(modifier)
        if "weapon" in classes:  # "HIMARS strikes"
            return False
        if modifier.text[0].isupper() and nouns.is_body(*core(modifier)):
            return True
        name = nouns.sentence.name_at(modifier)
        organised = name is not None and name[2].kind == "organisation"
        placed = not organised or bool(nouns.gazetteer.candidates(modifier.text))
        if modifier.pos_ == "PROPN" and modifier.dep_ == "compound" and placed and "armed" not in classes:
            return nouns.is_country(modifier)  # "the Tarok ambush" was at Tarok
        return "party" in classes or (modifier.pos_ == "PROPN" and nouns.is_country(modifier))

    def attackers(self, event: Token, nouns: Nouns) -> list[Who]:
        """ "beat back an assault by rebels", "a rebel assault was repulsed"."""
        if "event" not in nouns.classes(event):
            return []
        by = roles.by_agent(event)
        before = [child for child in event.children if child.dep_ in _WHOSE and self._acts(child, nouns)]
        return self._people(by, nouns) if by is not None else [who_of(child) for child in before]


def _sent_by(people: Token, nouns: Nouns) -> str | None:
    """ "gunmen from the Red Brigade": the brigade's."""
    bodies = (child for child in roles.children(people, "nmod") if roles.prepositions(child) == {"from"})
    named = (one for top in bodies for one in (*roles.children(top, "appos", "flat"), top))
    spans = (core(one) for one in named if one.pos_ == "PROPN")
    return next((nouns.sentence.words(*span) for span in spans if nouns.is_body(*span)), None)


def _from_whom(trigger: Trigger) -> Token | None:
    """ "Came under fire from rebels", "is under attack by X"."""
    return next((one for one in joined_by(trigger, [], _SENT_BY) if not trigger.holds(one)), None)


def _downed_by(trigger: Trigger) -> Token | None:
    """ "The jet crashed after it was hit by rebels": the subject only falls."""
    clauses = roles.children(trigger.head, "advcl")
    return next((by for clause in clauses if (by := roles.by_agent(clause)) is not None), None)


def _named_before(trigger: Trigger, nouns: Nouns) -> Who | None:
    """ "Libyan National Army airstrike": a body that is known, however the parse has its words."""
    doc, end = trigger.head.doc, trigger.start
    for start in range(max(nouns.sentence.span.start, end - _LONGEST), end - 1):
        if doc[start].text[0].isupper() and doc[end - 1].text[0].isupper() and nouns.is_body(start, end):
            return Who(doc[end - 1], start, end)
    return None


def _with_joined(trigger: Trigger) -> list[Token]:
    """The words of a noun, and those joined before it: "Turkish [drone] and [artillery strikes]"."""
    words = list(trigger.head.doc[trigger.start : trigger.end])
    joined = [
        word.head
        for word in words
        if word.dep_ == "conj" and word.head.dep_ == "compound" and word.head.i < trigger.start
    ]
    return joined + words


def _is_of_another(modifier: Token, trigger: Trigger, nouns: Nouns) -> bool:
    """ "the Turkish wedding bombing": Turkish is the wedding."""
    between = modifier.doc[modifier.i + 1 : trigger.start] if modifier.dep_ != "nmod:poss" else ()
    return any(token.pos_ == "NOUN" and not nouns.classes(token) & _MEANS for token in between)


def who_of(head: Token, name: str | None = None) -> Who:
    """A noun phrase as somebody, with the name that it stands for."""
    return Who(head, *core(head), name)


def is_nobody(head: Token, words: frozenset[str]) -> bool:
    """A word for nobody in particular; a curfew "in force", a truce that "came into force"."""
    return head.lower_ in words or (
        head.lower_ == "force" and bool(roles.prepositions(head) & {"in", "into"})
    )
