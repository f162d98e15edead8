"""Attributions without a verb of saying: "according to X", "X: …", "…, by X's count", "X's claim that …"."""

from collections.abc import Iterator
from dataclasses import dataclass

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.triggers import is_word
from warmonitor.language import Token

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_BEFORE = frozenset({"compound", "amod", "nmod:poss", "flat", "nmod:desc"})
_AGAINST = frozenset({"while", "whereas", "although", "though", "but"})
_DASHES = frozenset({"-", "–", "—", "―", "--"})
_QUOTES = frozenset({'"', "”", "''", "’", "'"})
# "14.11 - Army: …", "General staff, 0800: …".
_TIMES = frozenset({"NUM", "PUNCT", "SYM"})
# A line's speaker stands in few words before or after a colon.
_SHORT = 7


@dataclass(frozen=True)
class Citation:
    """Whose words, the word that says so, and the tokens that are theirs."""

    source: Token
    cue: Token
    covers: frozenset[int]
    distancing: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether the words leave no doubt that who stands there is cited, whoever it may be."""
        return self.cue.lower_ == "according" or "by" in roles.prepositions(self.cue)


class Citations:
    """Finds attributions that no verb tells, by the words of voices.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Takes the words."""
        self._words = lexicon.voices
        self._cues = self._words["reckonings"] | self._words["noun_cues"] | {"according"}

    def find(self, sentence: Sentence) -> Iterator[Citation]:
        """The citations of a sentence; who is cited may still turn out not to speak."""
        told = not self._cues.isdisjoint(sentence.vocabulary)
        for token in sentence.tokens if told else ():
            if token.lower_ == "according" and _next_is(token, "to"):
                yield from _according(sentence, token)
            elif is_word(token, self._words["reckonings"]) and roles.prepositions(token) & {"by", "on"}:
                yield from _by_reckoning(sentence, token)
            elif is_word(token, self._words["noun_cues"]):
                yield from self._by_noun(token)
        yield from self._by_disguised(sentence)
        yield from _of_line(sentence)

    def _by_disguised(self, sentence: Sentence) -> Iterator[Citation]:
        """ "…, the UN estimates." where the parse has a plural at the end of the sentence."""
        tokens = [token for token in sentence.tokens if token.text != "."]
        last = tokens[-1] if tokens else None
        if last is None or last.tag_ != "NNS" or not is_word(last, self._words["plain"]):
            return
        owner = roles.children(last, "compound")
        start = last.left_edge.i
        if owner and start > tokens[0].i + 2 and sentence.doc[start - 1].text == ",":
            yield Citation(owner[-1], last, frozenset(t.i for t in tokens if t.i < start))

    def _by_noun(self, noun: Token) -> Iterator[Citation]:
        """ "the army's claim that …", "a report by monitors that …"."""
        clauses = [
            clause
            for clause in roles.children(noun, "acl", "acl:relcl", "ccomp")
            if any(mark.lower_ == "that" for mark in roles.children(clause, "mark"))
        ]
        owners = roles.children(noun, "nmod:poss") or [
            child for child in roles.children(noun, "nmod") if roles.prepositions(child) & {"by", "from"}
        ]
        if noun.pos_ == "NOUN" and clauses and owners:
            covers = frozenset(t.i for clause in clauses for t in clause.subtree)
            yield Citation(owners[0], noun, covers, is_word(noun, self._words["doubted_nouns"]))


def _next_is(token: Token, word: str) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().lower_ == word


def _rest(sentence: Sentence, mine: set[int]) -> frozenset[int]:
    return frozenset(t.i for t in sentence.tokens) - mine


def _according(sentence: Sentence, token: Token) -> Iterator[Citation]:
    source = _governed(sentence, token)
    if source is not None:
        mine = {t.i for t in source.subtree} | {token.i, token.i + 1}
        after = (child for child in source.head.children if _goes_its_way(child, source))
        mine |= {t.i for child in after for t in child.subtree}
        other = (t for t in sentence.tokens if t.i > token.i and is_set_against(t))
        mine |= {t.i for clause in other for t in clause.subtree}
        yield Citation(source, token, conceded(sentence, token) or _rest(sentence, mine))


def conceded(sentence: Sentence, according: Token) -> frozenset[int]:
    """ "The army denies it, although 64 died, according to monitors": the clause that the monitors tell."""
    for token in sentence.tokens:
        last = token.right_edge.i < according.i <= token.right_edge.i + 2
        if last and token.i < according.i and is_set_against(token):
            return frozenset(t.i for t in token.subtree)
    return frozenset()


def is_set_against(verb: Token) -> bool:
    """Whether a verb with a subject of its own opens with "while", "although", "but"."""
    if not roles.children(verb, "nsubj", "nsubj:pass"):
        return False
    return any(mark.lower_ in _AGAINST for mark in roles.children(verb, "mark", "cc"))


def _goes_its_way(clause: Token, source: Token) -> bool:
    """ "…, according to X, and parts of Kesra lost power": a clause of its own."""
    joined = clause.dep_ in {"conj", "parataxis"} and clause.i > source.i
    return joined and bool(roles.children(clause, "nsubj", "nsubj:pass"))


def _governed(sentence: Sentence, token: Token) -> Token | None:
    """The noun after "according to"."""
    above = token.head
    if above.i > token.i and above.pos_ in _NOUNS:
        named = above.head if above.dep_ == "nmod:desc" and above.head.i > above.i else above
        return named if named.pos_ in _NOUNS else above
    source = next((t for t in sentence.tokens if t.i > token.i + 1 and t.pos_ in _NOUNS), None)
    while source is not None and source.dep_ in _BEFORE and source.head.i > source.i:
        source = source.head
    return source


def _by_reckoning(sentence: Sentence, noun: Token) -> Iterator[Citation]:
    """ "by the mayor's reckoning": all else in the sentence is the mayor's."""
    of = [child for child in roles.children(noun, "nmod") if roles.prepositions(child) == {"of"}]
    for owner in [*roles.children(noun, "nmod:poss"), *of][:1]:
        yield Citation(owner, noun, _rest(sentence, {t.i for t in noun.subtree}))


def _of_line(sentence: Sentence) -> Iterator[Citation]:
    """ "Army: bridge retaken", "Bridge retaken: army", "“We hold it.” — Colonel Tam"."""
    tokens = sentence.tokens
    for at, token in enumerate(tokens[: _SHORT + 1]):
        before = [t for t in tokens[:at] if t.pos_ not in _TIMES]
        if token.text == ":" and at + 1 < len(tokens) and _is_phrase(before):
            yield Citation(_top(before), token, frozenset(t.i for t in tokens[at + 1 :]))
            return
    for at in range(max(1, len(tokens) - _SHORT), len(tokens)):
        token, after = tokens[at - 1], tokens[at:]
        titled = token.text in {":", *_DASHES} and tokens[-1].text != "." and bool(token.whitespace_)
        dashed = token.text in _DASHES and at > 1 and tokens[at - 2].text in _QUOTES
        if (dashed or titled) and _is_phrase(after):
            yield Citation(_top(after), token, frozenset(t.i for t in tokens[: at - 1]))
            return


def _is_phrase(tokens: list[Token]) -> bool:
    """A bare noun phrase: somebody, and nothing told of them."""
    if any(token.pos_ in {"VERB", "AUX", "NUM", "PUNCT", "ADP"} and token.text != "," for token in tokens):
        return False
    return any(token.pos_ in {"NOUN", "PROPN"} for token in tokens)


def _top(tokens: list[Token]) -> Token:
    """The head of a phrase: the noun that none of the others governs."""
    inside = {token.i for token in tokens}
    nouns = [token for token in tokens if token.pos_ in {"NOUN", "PROPN"}]
    return next((token for token in nouns if token.head.i not in inside or token.dep_ == "ROOT"), nouns[-1])
