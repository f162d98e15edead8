"""A parsed sentence as the rules see it: lemmas, phrases, names, and offsets in the report's text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, KeysView, Mapping, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from warmonitor.claims.phrase_index import Entry, Family, Phrase, PhraseIndex
from warmonitor.language import Name, ParsedBlock, Span, Token
from warmonitor.model.report import BlockKind

if TYPE_CHECKING:
    from warmonitor.claims.quantities import Quantity

# Words that may stand inside a verb phrase of the lexicon, and how many: "take [full] control of", "lay down
# [their] arms", "be in [Taliban] hands".
_INSIDE = frozenset({"DET", "ADJ", "ADV", "NUM", "PRON"})
_BEFORE_NOUNS = frozenset({"compound", "nmod:poss"})
_SKIPPED = 2
# What words are to their verb behind the object: "led him away", "set them free", "let them go", "brought the
# town under control".
_PARTED = frozenset({"compound:prt", "advmod", "xcomp", "obl"})


class Match(NamedTuple):
    """A lexicon phrase found in a sentence: tokens [start, end) of the document, and its labels.

    `apart` are the tokens of the words that stand behind the object: "led the men *away*".
    """

    start: int
    end: int
    labels: tuple[str, ...]
    phrase: Phrase
    apart: range = range(0)


class Sentence:
    """One sentence of a block."""

    def __init__(self, span: Span, block: ParsedBlock) -> None:
        """Takes the sentence's span in the block's document."""
        self.span = span
        self.doc = span.doc
        self.offset = block.offset
        self.block: BlockKind = block.block.kind
        self.counts: Sequence[Quantity] | None = None
        """What its numbers count, once it was asked for."""
        self._names = block.names
        words = span.doc[span.start : span.end]
        self.tokens = [token for token in words if not token.is_space]
        """The sentence's tokens, without the white space at its end."""
        self._forms = [token.forms for token in words]
        self._found: dict[PhraseIndex, list[Match]] = {}
        self._at: dict[PhraseIndex, dict[int, list[Match]]] = {}
        self._ending: dict[PhraseIndex, dict[int, list[Match]]] = {}
        self._all_begun: dict[Family, list[int]] = {}
        self._any_begun: dict[Family, int] = {}

    @cached_property
    def lowers(self) -> list[str]:
        """The sentence's tokens in small letters, white space included."""
        return [token.lower_ for token in self.span]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The forms of the sentence's words."""
        return frozenset().union(*self._forms)

    def beginnings(self, *indices: PhraseIndex) -> list[int]:
        """The tokens at which a phrase of one of the indices could begin, in order."""
        return sorted({at for index in indices for at in self._beginnings(index)})

    def _beginnings(self, index: PhraseIndex) -> list[int]:
        bit = index.bit
        return [at for at, begun in enumerate(self._begun(index.family), self.span.start) if begun & bit]

    def begins(self, index: PhraseIndex) -> bool:
        """Whether a word of the sentence is the first of a phrase of the index."""
        begun = self._any_begun.get(index.family)
        if begun is None:
            begun = self._any_begun[index.family] = reduce(or_, self._begun(index.family))
        return begun & index.bit != 0

    def _begun(self, family: Family) -> list[int]:
        """For each token, in which indices of a family a phrase can begin at it."""
        if family not in self._all_begun:
            self._all_begun[family] = list(map(family.begun, self._forms))
        return self._all_begun[family]

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """Offsets of the sentence in the report's text, without white space around it."""
        return self.offsets(self.tokens[0].i, self.tokens[-1].i + 1)

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Offsets, in the report's text, of the document's tokens [start, end)."""
        last = self.doc[end - 1]
        return self.offset + self.doc[start].idx, self.offset + last.idx + len(last)

    def words(self, start: int, end: int) -> str:
        """The text of tokens [start, end)."""
        return self.doc.words(start, end)

    @cached_property
    def names(self) -> list[tuple[int, int, Name]]:
        """Names in the sentence, as tokens [start, end)."""
        found = []
        first, last = self.doc[self.span.start], self.doc[self.span.end - 1]
        start, end = first.idx + self.offset, last.idx + len(last.text) + len(last.whitespace_) + self.offset
        for name in self._names:
            if name.end <= start or name.start >= end:
                continue
            chars = self.doc.char_span(name.start - self.offset, name.end - self.offset)
            if chars is not None and self.span.start <= chars.start and chars.end <= self.span.end:
                found.append((chars.start, chars.end, name))
        return found

    @cached_property
    def _named(self) -> dict[int, tuple[int, int, Name]]:
        return {i: name for name in reversed(self.names) for i in range(name[0], name[1])}

    def name_at(self, token: Token) -> tuple[int, int, Name] | None:
        """The name that a token is part of."""
        return self._named.get(token.i)

    def starting(self, index: PhraseIndex) -> KeysView[int]:
        """The tokens at which a phrase of the index begins."""
        return self._matches(index).keys()

    def match_at(self, index: PhraseIndex, start: int) -> Sequence[Match]:
        """Phrases of the index that begin at a token, longest first."""
        return self._matches(index).get(start, ())

    def _matches(self, index: PhraseIndex) -> dict[int, list[Match]]:
        """All phrases of the index in the sentence, by their first token."""
        if not self.begins(index):
            return {}
        found = self._at.get(index)
        if found is None:
            found = {}
            for at in self._beginnings(index):
                matches = self._begun_at(index, at)
                if matches:
                    found[at] = matches
            self._at[index] = found
        return found

    def _ends(self, index: PhraseIndex) -> dict[int, list[Match]]:
        """All phrases of the index in the sentence, by their last token."""
        found = self._ending.get(index)
        if found is None:
            found = {}
            for matches in self._matches(index).values():
                for match in matches:
                    found.setdefault(match.end - 1, []).append(match)
            self._ending[index] = found
        return found

    def loosely_at(self, index: PhraseIndex, start: int) -> list[Match]:
        """Phrases of the index that begin at a token, longest first; modifiers may stand inside."""
        return self._begun_at(index, start, gaps=True) if self.begins(index) else []

    def _begun_at(self, index: PhraseIndex, start: int, *, gaps: bool = False) -> list[Match]:
        found = []
        at = start - self.span.start
        seconds: Collection[str] | None = None
        for form in self._forms[at]:
            if form in index.longer:
                if seconds is None:
                    seconds = self._seconds(at, gaps=gaps)
                for _, phrase, labels in _after(index.longer[form], seconds):
                    end = self._end_of(phrase, start, gaps=gaps)
                    if end is not None:
                        found.append(Match(start, end, labels, phrase))
            if form in index.alone:
                phrase, labels = index.alone[form]
                found.append(Match(start, start + 1, labels, phrase))
        return found

    def _seconds(self, at: int, *, gaps: bool) -> Collection[str]:
        """The forms of the words that may be the second of a phrase; modifiers may stand before it."""
        behind = self._forms[at + 1 : at + 2]
        if gaps and behind:
            first, skipped = self.span.start, 0
            for passed in self.doc[first + at + 1 : self.span.end - 1]:
                skipped += _counts(passed)
                if skipped > _SKIPPED or not _stands_inside(passed):
                    break
                behind.append(self._forms[passed.i + 1 - first])
        return behind[0] if len(behind) == 1 else frozenset().union(*behind)

    def parted_at(self, index: PhraseIndex, start: int) -> Iterator[Match]:
        """Phrases whose words after the verb stand behind its object."""
        verb = self.doc[start]
        known = [index.longer[form] for form in verb.forms if form in index.longer]
        for child in verb.children if known else ():
            begin = child.left_edge.i if child.dep_ in _PARTED else start
            if begin <= start + 1:
                continue
            opening = self.doc[begin].forms
            for seconds in known:
                for _, phrase, labels in _after(seconds, opening):
                    end = self._end_of(phrase[1:], begin, gaps=True)
                    if end is not None and child.i < end:
                        yield Match(start, start + 1, labels, phrase, apart=range(begin, end))

    def _end_of(self, phrase: Phrase, start: int, *, gaps: bool) -> int | None:
        first, found = self.span.start, self._forms
        at, end = start - first, len(found)
        for nth, word in enumerate(phrase):
            skipped = 0
            while at < end and word not in found[at]:
                passed = self.doc[first + at]
                skipped += _counts(passed)
                if not gaps or nth == 0 or skipped > _SKIPPED or not _stands_inside(passed):
                    return None
                at += 1
            if at >= end:
                return None
            at += 1
        return first + at

    def ending_at(self, index: PhraseIndex, token: Token, longest: int = 4) -> Match | None:
        """The longest phrase of the index whose last word is this token."""
        first = token.i - longest
        for match in self._ends(index).get(token.i, ()):
            if match.start > first:
                return match
        return None

    def labels_ending_at(self, index: PhraseIndex, token: Token, longest: int = 4) -> tuple[str, ...]:
        """The labels of all phrases of the index whose last word is this token: a main road is a road."""
        first = token.i - longest
        ending = self._ends(index).get(token.i, ())
        return tuple(label for match in ending if match.start > first for label in match.labels)

    def find(self, index: PhraseIndex) -> Sequence[Match]:
        """All phrases of the index in the sentence, longest first at each token, none inside another."""
        if not self.begins(index):
            return ()
        if index not in self._found:
            self._found[index] = list(self._find(index))
        return self._found[index]

    def _find(self, index: PhraseIndex) -> Iterator[Match]:
        past = self.span.start
        for at, matches in self._matches(index).items():
            if at >= past:
                yield matches[0]
                past = matches[0].end


def _after(known: Mapping[str, Sequence[Entry]], seconds: Collection[str]) -> list[Entry]:
    """The phrases that have one of these as their second word, longest first."""
    if len(seconds) > len(known):
        seconds = [word for word in known if word in seconds]
    found = [entry for second in seconds if second in known for entry in known[second]]
    if len(found) > 1:
        found.sort()
    return found


def forms(token: Token) -> tuple[str, ...]:
    """The forms under which a token is looked up, lower-cased, its lemma first."""
    return token.forms


def _counts(token: Token) -> bool:
    """Whether a word inside a phrase is one of the few that may stand there."""
    return not (token.is_quote or token.tag_ == "POS")


def _stands_inside(token: Token) -> bool:
    """Whether a word only says more of a later word of a phrase."""
    before = token.dep_ in _BEFORE_NOUNS and token.head.i > token.i
    return token.is_quote or token.pos_ in _INSIDE or token.tag_ == "POS" or before


def compares(tokens: Sequence[Token]) -> bool:
    """Whether a word sets a happening above others: "the worst", "the first"; not "at least"."""
    return any(
        token.lower_ == "first" or (token.tag_ in {"JJS", "RBS"} and token.lower_ != "least")
        for token in tokens
    )
