"""What verbs of saying cover: which words of the sentence are the speaker's."""

from collections.abc import Sequence

from warmonitor.claims import roles
from warmonitor.claims.citation import conceded, is_set_against
from warmonitor.claims.governors import is_purpose
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.speech import CLOSING, Speech, has_that
from warmonitor.claims.triggers import is_word
from warmonitor.language import Token

_SAID = frozenset({"ccomp", "parataxis", "xcomp", "acl:relcl", "acl"})
_ABOUT = frozenset({"ccomp", "parataxis", "obj", "xcomp"})
_ATTRIBUTION = frozenset({"nsubj", "obl", "advmod", "aux", "obl:unmarked"})
_ASIDE = frozenset({"as", "while"})
_WHEN = frozenset({"after", "before", "when", "while", "until", "once"})
# A speaker whom the parse took for one of a list.
_LISTED = frozenset({"conj", "appos"})

Tokens = frozenset[int]


class SpeechContent:
    """Reads which words a verb of saying carries."""

    def __init__(self, lexicon: Lexicon, speech: Speech) -> None:
        """Takes the words, and what tells the verbs of saying."""
        self._words = lexicon.voices
        self._speech = speech

    def covers(self, sentence: Sentence, cue: Token, source: Token) -> Tokens:
        """What a verb of saying covers: its clause, or the sentence that it trails or stands in."""
        if takes_credit(cue):
            return frozenset()
        if self._speech.is_quoting(cue):
            return _quoted(sentence, cue)
        covers = _on_this_side(sentence, cue, self._clause(sentence, cue, source))
        covers -= self._answers(sentence, cue, covers)
        return covers | self._later(sentence, cue) if covers and self._speech.is_plain(cue) else covers

    def _answers(self, sentence: Sentence, cue: Token, covers: Tokens) -> Tokens:
        """ "The rebels said …, while the army said …": another's word against what stands before it."""
        answers = (
            token
            for token in sentence.tokens
            if token.i > cue.i and token.i in covers and self._speech.is_cue(token) and is_set_against(token)
        )
        cited = (token for token in sentence.tokens if token.i > cue.i and token.lower_ == "according")
        told = frozenset(t.i for token in answers for t in token.subtree)
        return told.union(*(conceded(sentence, token) for token in cited))

    def beyond(self, sentence: Sentence, cue: Token) -> Tokens:
        """ "According to X, …; the army said …": what stands behind a semicolon with a speaker of its own."""
        later = _behind(sentence, cue)
        return frozenset(t.i for t in later) if self._has_speaker(later) else frozenset()

    def _later(self, sentence: Sentence, cue: Token) -> Tokens:
        """ "…, the army said; nine were hurt": what follows a semicolon without a speaker of its own."""
        later = _behind(sentence, cue)
        return frozenset() if self._has_speaker(later) else frozenset(t.i for t in later)

    def _has_speaker(self, tokens: Sequence[Token]) -> bool:
        return any(self._speech.is_cue(t) and roles.children(t, "nsubj") for t in tokens)

    def _clause(self, sentence: Sentence, cue: Token, source: Token) -> Tokens:
        if self._speech.is_plain(cue) and cue.dep_ == "ROOT" and _trails(sentence, cue, source):
            return frozenset(t.i for t in sentence.tokens) - _region(cue, source) - _aside(sentence, cue)
        own = [child for child in cue.children if self._is_told(child) and not source.is_ancestor(child)]
        own = [child for child in own if child.i != source.i]
        own = [child for child in own if not child.is_ancestor(source)] + _of_those_told(cue)
        own = _said_after(own, cue)
        said = {t.i for child in own if self._is_said(child) for t in child.subtree}
        if said and self._speech.is_plain(cue):
            asked = any(child.tag_ == "WP" and child.i < cue.i for child in cue.children)
            return frozenset(i for i in said | _relative(cue) if i > cue.i or not asked)
        if self._is_trailing(cue, source):
            return frozenset(t.i for t in cue.head.subtree) - {t.i for t in cue.subtree}
        return frozenset(t.i for child in own for t in child.subtree) - _remarks(sentence, cue)

    def _is_said(self, child: Token) -> bool:
        """Whether a dependent is the words said: a clause, or what is "reported", not who is "told"."""
        reported = child.dep_ == "obj" and not is_word(child.head, self._words["telling"])
        return child.dep_ in _SAID or has_that(child) or reported

    def _is_told(self, child: Token) -> bool:
        """Whether a dependent of a verb of saying is what is said; with a plain verb, "on Friday" is not."""
        if child.dep_ == "obj" and is_word(child.head, self._words["performing"]):
            return False
        if child.dep_ == "nsubj:pass":  # "the attack was reported by residents"
            said = self._speech.is_plain(child.head) and not is_word(child.head, self._words["telling"])
            return said and roles.by_agent(child.head) is not None
        if child.dep_ == "obl":
            told_of = not self._speech.is_plain(child.head) and not _sets(child)
            return told_of or bool(roles.prepositions(child) & {"of", "about"})
        admitted = child.tag_ == "VBG" and _marks(child) == {"to"}  # "admits to having shelled it"
        judged = child.tag_ == "VBN" and _marks(child) == {"as"}  # "dismissed as fabricated the reports that"
        free = child.dep_ == "advcl" and (not _marks(child) or has_that(child) or admitted or judged)
        before = child.i < child.head.i and (_is_temporal(child.head) or self._has_object(child.head))
        told = (child.dep_ in _ABOUT and not before) or has_that(child)
        return told or free or is_purpose(child) or roles.is_charge(child)

    def _has_object(self, cue: Token) -> bool:
        """ "A truce began on Friday, the day the rebels announced their offensive": they said that alone."""
        announced = any(child.i > cue.i and child.pos_ == "NOUN" for child in roles.children(cue, "obj"))
        return announced and bool(roles.children(cue, "nsubj")) and not is_word(cue, self._words["telling"])

    def _is_trailing(self, cue: Token, source: Token) -> bool:
        """ "…, the army said", "…, insists army" as the parse has it when what is said stands above."""
        below = cue.dep_ in {"parataxis", "advcl"} or (cue.dep_ == "conj" and not roles.children(cue, "cc"))
        more = any(child.i != source.i for child in roles.children(cue, "obj"))
        return below and not more and self._speech.is_plain(cue)


def _marks(clause: Token) -> set[str]:
    return {mark.lower_ for mark in roles.children(clause, "mark")}


def _behind(sentence: Sentence, cue: Token) -> list[Token]:
    """What stands behind the first semicolon after a word."""
    start = next((t.i for t in sentence.tokens if t.text == ";" and t.i > cue.i), None)
    return [t for t in sentence.tokens if start is not None and t.i > start]


def takes_credit(cue: Token) -> bool:
    """ "claimed responsibility for the blast": the blast itself is not on the claimant's word."""
    return any(child.lower_ in {"responsibility", "credit"} for child in cue.children)


def _relative(cue: Token) -> set[int]:
    """ "air strikes that medics said killed six": the strikes are the medics' word too."""
    first = cue.left_edge
    if cue.dep_ != "acl:relcl" or first.i == 0 or first.tag_ not in {"WDT", "WP", "IN"}:
        return set()
    noun = first.nbor(-1)
    return {noun.i, *(child.i for child in roles.children(noun, "compound", "amod"))} - {cue.i}


def _sets(phrase: Token) -> bool:
    """ "On Saturday he denied …", "denied on Saturday": when it was said, not what."""
    return phrase.i < phrase.head.i or (
        phrase.pos_ in {"PROPN", "NUM"} and roles.prepositions(phrase) == {"on"}
    )


def _is_temporal(cue: Token) -> bool:
    """ "…, hours after he had said so": what stands before is not his word."""
    return any(mark.lower_ in _WHEN for mark in roles.children(cue, "mark", "advmod"))


def _on_this_side(sentence: Sentence, cue: Token, covers: Tokens) -> Tokens:
    """Of "X fled; the army said Y; Z replied" only Y: what stands between the semicolons around the verb."""
    borders = [t.i for t in sentence.tokens if t.text == ";"]
    start = max((i for i in borders if i < cue.i), default=sentence.span.start)
    end = min((i for i in borders if i > cue.i), default=sentence.span.end)
    near = frozenset(i for i in covers if start <= i < end)
    return near or covers


def _aside(sentence: Sentence, cue: Token) -> Tokens:
    """ "…, the army said, as crowds marched in Kesra": the outlet's own words."""
    marks = (t for t in sentence.tokens if t.i > cue.i and t.dep_ == "mark" and t.lower_ in _ASIDE)
    return frozenset(t.i for mark in marks if mark.head.i > mark.i for t in mark.head.subtree if t.i > cue.i)


def _remarks(sentence: Sentence, cue: Token) -> Tokens:
    """ "asked the army to come to the state, where militiamen hold the airport": told by the way."""
    remarks = (
        t
        for t in sentence.tokens
        if t.dep_ == "acl:relcl" and t.left_edge.i > cue.i and sentence.doc[t.left_edge.i - 1].text == ","
    )
    own = (clause for clause in remarks if clause.left_edge.tag_ in {"WRB", "WDT", "WP"})
    return frozenset(t.i for clause in own for t in clause.subtree)


def _of_those_told(cue: Token) -> list[Token]:
    """ "told reporters that …", where the parse hangs the clause on the reporters."""
    return [
        clause
        for child in roles.children(cue, "iobj", "obj")
        for clause in roles.children(child, "acl:relcl", "acl")
        if clause.left_edge.lower_ == "that"
        and (clause.left_edge.dep_ == "mark" or roles.children(clause, "nsubj:pass"))
    ]


def as_saying(cue: Token) -> bool:
    """ "The agency quoted a commander as saying that …"."""
    return any(_marks(clause) == {"as"} for clause in roles.children(cue, "advcl", "acl"))


def _quoted(sentence: Sentence, cue: Token) -> Tokens:
    """What a cited voice vouches for: the clause "as saying that …", else all but the citation itself."""
    clauses = roles.children(cue, "advcl", "ccomp", "xcomp")
    if clauses and (roles.is_passive(cue) or as_saying(cue)):
        return frozenset(t.i for child in clauses for t in child.subtree)
    above = cue.head if cue.dep_ in {"advcl", "conj"} else cue
    speaker = roles.subject(above)
    mine = {t.i for t in cue.subtree} | {above.i}
    if speaker is not None and is_word(above, frozenset({"say"})):
        mine |= {t.i for t in speaker.subtree}
    return frozenset(t.i for t in sentence.tokens) - mine


def _trails(sentence: Sentence, cue: Token, source: Token) -> bool:
    """Whether what was said stands before the verb: "…, the army said"."""
    first = min([cue.i, *(child.left_edge.i for child in roles.children(cue, "nsubj", "aux"))])
    first = min(first, _opening(source)) if _is_elsewhere(source, cue) else first
    before = sentence.doc[first - 1] if first > sentence.span.start else None
    said = roles.children(cue, "ccomp", "xcomp", "obj")
    after = [child for child in said if child.i > cue.i and not _is_set_off(child)]
    long_enough = first - sentence.span.start > 3
    return before is not None and before.text in CLOSING and long_enough and not after


def _is_set_off(clause: Token) -> bool:
    """ "…, the army said on Monday, days after …", "…, the army said; …": the words said stand before."""
    if clause.dep_ != "ccomp" or has_that(clause):
        return False
    start = min([clause.i, *(child.i for child in roles.children(clause, "nsubj", "nsubj:pass", "mark"))])
    return any(token.text in {",", ";"} for token in clause.doc[clause.head.i + 1 : start])


def _is_elsewhere(source: Token, cue: Token) -> bool:
    """Whether the parse hangs a speaker who stands before the verb on another word."""
    return source.i < cue.i and (source.dep_ in _LISTED or source.head.i != cue.i)


def _opening(source: Token) -> int:
    """Where a speaker's own words begin, whatever else the parse hangs on them: after the last comma."""
    commas = [i for i in range(source.left_edge.i, source.i) if source.doc[i].text == ","]
    return commas[-1] + 1 if commas else source.left_edge.i


def _region(cue: Token, source: Token) -> set[int]:
    """The words of the attribution itself: the verb, its subject, its adverbials."""
    mine = {cue.i}
    if _is_elsewhere(source, cue):
        mine |= set(range(_opening(source), cue.i))
    for child in cue.children:
        told_of = child.dep_ == "obl" and bool(roles.prepositions(child) & {"of", "about"})
        if child.dep_ in _ATTRIBUTION and not told_of:
            mine |= {t.i for t in child.subtree}
    return mine


def _said_after(told: Sequence[Token], cue: Token) -> list[Token]:
    """ "Rebels take Kesra, army says it has left": who says a clause of its own says nothing before it."""
    after = any(one.dep_ == "ccomp" and one.i > cue.i and roles.children(one, "nsubj") for one in told)
    return [one for one in told if not after or one.i > cue.i or one.dep_ != "ccomp"]
