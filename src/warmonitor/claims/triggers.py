"""A trigger: the words that tell of one happening, with whom they name and what it is done to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from warmonitor.claims import roles
from warmonitor.claims.lexicon import EventRule
from warmonitor.claims.role_words import role_words
from warmonitor.claims.sentence import forms
from warmonitor.language import Token

# "$14 billion in military aid for Kyiv"
_WORTH = frozenset({"in", "of"})
RECEIVING = frozenset({"to", "for"})
_ABOUT = frozenset({"of", "on", "against", "upon", "over"})
_APART = frozenset({"advcl", "acl:relcl", "parataxis", "ccomp"})
FINITE = frozenset({"VBD", "VBP", "VBZ"})
# "was worried by the fighting": whose subject feels it.
_OF_FEELING = frozenset({"comment", "condemnation"})
OF_HOLDING = frozenset({"capture", "control"})
UNDERGOING = frozenset({"be", "come", "remain", "stay", "fall"})
# "was dragged out and shot", "was held before he was shot".
_GOING_ON = frozenset({"conj", "advcl"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM"})
_BELOW_VERBS = frozenset({"obj", "obl", "nmod", "obl:agent"})
_STANDS = frozenset({"be", "stand", "bear"})


@dataclass(frozen=True)
class Trigger:
    """Words that tell of one happening: tokens [start, end), the word that governs them, and the rule.

    `apart` are the tokens of words behind the object; `whose` is of whom a headline tells a state.
    """

    rule: EventRule
    head: Token
    start: int
    end: int
    apart: range = range(0)
    whose: Token | None = None

    @property
    def type(self) -> str:
        """The claim type."""
        return self.rule.type

    @cached_property
    def is_verb(self) -> bool:
        """Whether the happening is told by a verb; by a noun otherwise."""
        if self.head.doc[self.start].dep_ == "cop" or self.whose is not None:
            return True
        gerund = self.head.tag_ == "VBG" and self.head.dep_ in {"obj", "nsubj", "obl", "nmod", "nsubj:pass"}
        noun = self.head.dep_ in {"obl", "nmod"} and roles.children(self.head, "det")  # "in the Kesra talks"
        return (self.head.pos_ in {"VERB", "AUX"} or self.head.tag_ in FINITE) and not gerund and not noun

    @cached_property
    def doer(self) -> Token | None:
        """Who does it, as the grammar has it, also where a parse made one noun of "rebels exchange fire".

        Of a passive that is part of the words ("are locked in battle") the subject does it.
        """
        if self.whose is not None:
            return self.whose
        if self.is_undergone:
            return None
        felt = self.type in _OF_FEELING and self.head.doc[self.start].lemma_ == "be"
        found = (roles.subject(self.head) if felt else None) or roles.agent(self.head) or self.sufferer
        within = roles.agent(found) if found is not None and self.holds(found) else None
        return within or found

    @cached_property
    def sufferer(self) -> Token | None:
        """The subject of a passive that is part of the words, or of "came under fire"."""
        passive = self.start < self.head.i and self.head.doc[self.start].dep_ == "aux:pass"
        return roles.subject(self.head) if passive or self.is_undergone else None

    @cached_property
    def is_undergone(self) -> bool:
        """ "Came under fire", "took fire", "is under siege": the subject suffers it."""
        if self.type in OF_HOLDING:
            return False
        suffers = self.head.lemma_ in UNDERGOING or bool(roles.children(self.head, "cop"))
        if not suffers and self.head.lemma_ not in role_words().drawing:
            return False
        words = [token.lower_ for token in self.head.doc[self.start : self.end]]
        return ("under" if suffers else "fire") in words and self.is_verb

    @property
    def charges_doer(self) -> bool:
        """ "The army was behind it", "will suffer": its subject is accused, or threatened."""
        if self.type == "threat":
            return is_word(self.head, role_words().paying)
        words = [*self.head.doc[self.start : self.end], *roles.children(self.head, "cop")]
        return self.type == "accusation" and any(token.lemma_.lower() in _STANDS for token in words)

    def holds(self, token: Token) -> bool:
        """Whether a token is one of the trigger's words."""
        return self.start <= token.i < self.end or token.i in self.apart


def patients(trigger: Trigger) -> Sequence[Token]:
    """What it is done to: the object; of a noun or a longer phrase what its "of", "on" or "against" names.

    Many rules ask for the same words: kept with the word that governs them.
    """
    known, holding = trigger.head.known, trigger.type in OF_HOLDING
    words = ("patients", trigger.start, trigger.end, trigger.apart, trigger.whose, holding)
    if words not in known:
        known[words] = _patients(trigger)
    found: Sequence[Token] = known[words]
    return found


def _patients(trigger: Trigger) -> list[Token]:
    by_verb = trigger.is_verb
    if trigger.is_undergone:
        return [trigger.sufferer] if trigger.sufferer is not None else []
    found = list(roles.objects(trigger.head)) if by_verb else []
    if by_verb and not found:
        found = roles.children(trigger.head, "iobj")  # "told residents to leave"
    for token in trigger.head.doc[trigger.start : trigger.end]:
        for child in token.children:
            if trigger.holds(child) or child.dep_ not in {"nmod", "obl", "obj", "nsubj:pass"}:
                continue
            marks = {case.i for case in child.children if case.dep_ == "case"}
            inside = any(trigger.start <= mark < trigger.end for mark in marks)
            whose = token.i != trigger.head.i and "of" in roles.prepositions(child)
            about = whose or (not by_verb and roles.prepositions(child) & _ABOUT)
            done_to = child.dep_ in {"obj", "nsubj:pass"}
            if inside or about or (done_to and (token.i != trigger.head.i or not by_verb)):
                found.append(child)
    return [token for token in found if not trigger.holds(token)]


def recipients(trigger: Trigger) -> list[Token]:
    """To or for whom it is done: "to Kyiv", "for the rebels", "gave Kyiv tanks"; in a headline a parse may
    take the receiver for part of what is given ("UK sends Kyiv missiles").
    """
    given = list(patients(trigger))
    found = roles.children(trigger.head, "iobj")
    worth = [of for token in given for of in roles.children(token, "nmod") if roles.prepositions(of) & _WORTH]
    for token in (trigger.head, *given, *worth):
        for child in roles.children(token, "obl", "nmod"):
            if roles.prepositions(child) & RECEIVING and not trigger.holds(child):
                found.append(child)
    found += [
        child for token in given for child in roles.children(token, "compound") if child.pos_ == "PROPN"
    ]
    return found + (given[:1] if len(given) > 1 else [])


def words_below(trigger: Trigger) -> list[int]:
    """The tokens under a trigger without those of a sentence joined to it: "…, and jets bombed the port"."""
    apart = _under(filter(_is_sentence, trigger.head.children))
    return [token.i for token in trigger.head.subtree if token.i not in apart and not trigger.holds(token)]


def own_words(trigger: Trigger) -> list[int]:
    """The tokens under a trigger without those of clauses of their own."""
    apart = _under(
        token for token in trigger.head.subtree if token.dep_ in _APART and token.i != trigger.head.i
    )
    return [token.i for token in trigger.head.subtree if token.i not in apart and not trigger.holds(token)]


def _under(tops: Iterable[Token]) -> set[int]:
    return {below.i for token in tops for below in token.subtree}


def _is_sentence(joined: Token) -> bool:
    told = joined.dep_ == "conj" and joined.pos_ == "VERB"
    return told and bool(roles.children(joined, "nsubj", "nsubj:pass"))


def is_word(token: Token, words: frozenset[str]) -> bool:
    """Whether a token, in any form, is one of these words."""
    return not words.isdisjoint(forms(token))


def kills(token: Token) -> bool:
    """Whether a word is a deed that takes lives."""
    return is_word(token, role_words().killing)


def loses(trigger: Trigger) -> bool:
    """ "The army lost the town to the rebels", "lost 26 tanks": the subject is whom it befell."""
    return trigger.is_verb and trigger.head.lemma_ == "lose" and not roles.is_passive(trigger.head)


def all_words(trigger: Trigger) -> list[Token]:
    """The word that governs a trigger, and its words, each once."""
    words = {token.i: token for token in (trigger.head, *trigger.head.doc[trigger.start : trigger.end])}
    return list(words.values())


def joined_by(trigger: Trigger, tops: Sequence[Token], prepositions: frozenset[str]) -> list[Token]:
    """What a preposition joins to a trigger or what it is done to: "took the town from the rebels"."""
    return [
        child
        for token in {token.i: token for token in (*all_words(trigger), *tops)}.values()
        for child in token.children
        if child.dep_ in {"nmod", "obl", "obl:agent"} and roles.prepositions(child) & prepositions
    ]


def follows(trigger: Trigger, verbs: frozenset[str]) -> bool:
    """ "pulled off a bus and shot", "blindfolded before being shot"; a parse may join it to a noun."""
    above: Token = trigger.head
    marks = {mark.lower_ for mark in roles.children(above, "mark")}
    if roles.children(above, "nsubj") or (above.dep_ == "advcl" and marks != {"before"}):
        return False
    while above.dep_ in _GOING_ON and above.head.i != above.i:
        above = above.head
        while above.pos_ in _NOUNS and above.dep_ in _BELOW_VERBS:
            above = above.head
        if above.i < trigger.start and is_word(above, verbs):
            return True
    return False
