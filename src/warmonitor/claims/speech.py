"""Verbs of saying: whose word they carry, and which words of the sentence they carry."""

from spacy.tokens import Token

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.modality import is_purpose
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.triggers import is_word

Tokens = frozenset[int]

_SAID = frozenset({"ccomp", "parataxis", "xcomp", "acl:relcl", "acl"})
_NOT = frozenset({"not", "n't", "never", "without"})
_ABOUT = frozenset({"ccomp", "parataxis", "obj", "xcomp"})
_ATTRIBUTION = frozenset({"nsubj", "obl", "advmod", "aux", "obl:unmarked"})
_CLOSING = frozenset({",", "’", "'", "”", '"'})


class Speech:
    """Reads verbs of saying by the words of voices.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Takes the words."""
        self._words = lexicon.voices

    def is_cue(self, token: Token) -> bool:
        """Whether a word can carry somebody's word: a verb of saying, or any that has a "that" clause."""
        if token.pos_ not in {"VERB", "AUX"}:
            return False
        if is_word(token, self._words["cues"]):
            return True
        return not is_word(token, self._words["not_saying"]) and any(
            _is_reported(clause) for clause in roles.children(token, "ccomp")
        )

    def is_plain(self, cue: Token) -> bool:
        """Whether a verb tells no more than that something was said."""
        return is_word(cue, self._words["plain"])

    def is_distancing(self, cue: Token) -> bool:
        """Whether a verb doubts what it carries: "claimed"."""
        return is_word(cue, self._words["distancing"])

    def is_quoting(self, cue: Token) -> bool:
        """Whether a verb carries its object's word: "citing a commander"."""
        return is_word(cue, self._words["quoting"])

    def source(self, cue: Token) -> Token | None:
        """Whose word a verb carries; nobody's where it is negated."""
        if self.is_quoting(cue):
            cited = roles.objects(cue)
            return cited[0] if cited else None
        source = roles.agent(cue) or next(iter(roles.children(cue, "expl")), None)
        if any(mark.lower_ == "as" for mark in roles.children(cue, "mark")):
            return None
        negated = any(child.lower_ in _NOT for child in roles.children(cue, "advmod", "mark"))
        return None if negated or source is None or is_nobody(source) else source

    def content(self, sentence: Sentence, cue: Token) -> Tokens:
        """What a verb of saying covers: its clause, or the sentence that it trails or stands in."""
        if takes_credit(cue):
            return frozenset()
        if self.is_quoting(cue):
            return _quoted(sentence, cue)
        if self.is_plain(cue) and cue.dep_ == "ROOT" and _trails(sentence, cue):
            return frozenset(t.i for t in sentence.tokens) - _region(cue)
        own = [*(child for child in cue.children if self._is_told(child)), *_of_those_told(cue)]
        said = {t.i for child in own if child.dep_ in _SAID or _has_that(child) for t in child.subtree}
        if said:
            return frozenset(said)
        if self._is_trailing(cue):
            return frozenset(t.i for t in cue.head.subtree) - {t.i for t in cue.subtree}
        return frozenset(t.i for child in own for t in child.subtree)

    def _is_told(self, child: Token) -> bool:
        """Whether a dependent of a verb of saying is what is said; with a plain verb, "on Friday" is not."""
        if child.dep_ == "obl":
            return not self.is_plain(child.head)
        free = child.dep_ == "advcl" and (not roles.children(child, "mark") or _has_that(child))
        return child.dep_ in _ABOUT or free or is_purpose(child)

    def _is_trailing(self, cue: Token) -> bool:
        """ "…, the army said" as the parse has it when what is said stands above."""
        below = cue.dep_ in {"parataxis", "advcl"} or (cue.dep_ == "conj" and not roles.children(cue, "cc"))
        return below and not roles.children(cue, "obj") and self.is_plain(cue)


def is_nobody(source: Token) -> bool:
    """ "No group has claimed …": nobody's word."""
    return any(child.lower_ in {"no", "neither", "not"} for child in source.children)


def takes_credit(cue: Token) -> bool:
    """ "claimed responsibility for the blast": the blast itself is not on the claimant's word."""
    return any(child.lower_ in {"responsibility", "credit"} for child in cue.children)


def _has_that(clause: Token) -> bool:
    return any(mark.lower_ == "that" for mark in roles.children(clause, "mark"))


def _is_reported(clause: Token) -> bool:
    """ "that the town had fallen", "the town had fallen": told, not "the town to fall"."""
    has_subject = bool(roles.children(clause, "nsubj", "nsubj:pass", "expl"))
    finite = clause.tag_ in {"VBD", "VBP", "VBZ"} or bool(roles.children(clause, "aux", "cop", "aux:pass"))
    to = any(child.lower_ == "to" for child in roles.children(clause, "mark"))
    asked = any(child.tag_ in {"WP", "WRB", "WDT"} for child in clause.children)
    return _has_that(clause) or (has_subject and finite and not to and not asked)


def _of_those_told(cue: Token) -> list[Token]:
    """ "told reporters that …", where the parse hangs the clause on the reporters."""
    return [
        clause
        for child in roles.children(cue, "iobj", "obj")
        for clause in roles.children(child, "acl:relcl", "acl")
        if clause.left_edge.lower_ == "that" and clause.left_edge.dep_ == "mark"
    ]


def _quoted(sentence: Sentence, cue: Token) -> Tokens:
    """What a cited voice vouches for: the clause "as saying that …", else all but the citation itself."""
    clauses = roles.children(cue, "advcl", "ccomp", "xcomp")
    if roles.is_passive(cue) and clauses:
        return frozenset(t.i for child in clauses for t in child.subtree)
    above = cue.head if cue.dep_ in {"advcl", "conj"} else cue
    speaker = roles.subject(above)
    mine = {t.i for t in cue.subtree} | {above.i}
    if speaker is not None and is_word(above, frozenset({"say"})):
        mine |= {t.i for t in speaker.subtree}
    return frozenset(t.i for t in sentence.tokens) - mine


def _trails(sentence: Sentence, cue: Token) -> bool:
    """Whether what was said stands before the verb: "…, the army said"."""
    first = min([cue.i, *(child.left_edge.i for child in roles.children(cue, "nsubj", "aux"))])
    before = sentence.doc[first - 1] if first > sentence.span.start else None
    after = [child for child in roles.children(cue, "ccomp", "xcomp", "obj") if child.i > cue.i]
    long_enough = first - sentence.span.start > 3
    return before is not None and before.text in _CLOSING and long_enough and not after


def _region(cue: Token) -> set[int]:
    """The words of the attribution itself: the verb, its subject, its adverbials."""
    mine = {cue.i}
    for child in cue.children:
        if child.dep_ in _ATTRIBUTION:
            mine |= {t.i for t in child.subtree}
    return mine
