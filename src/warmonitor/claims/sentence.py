"""A parsed sentence as the rules see it: lemmas, phrases, names, and offsets in the report's text."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from warmonitor.claims.lexicon import Phrase, PhraseIndex
from warmonitor.language import Name, ParsedBlock, Span, Token
from warmonitor.model.report import BlockKind

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
        self._names = block.names
        self._found: dict[PhraseIndex, list[Match]] = {}

    @cached_property
    def tokens(self) -> list[Token]:
        """The sentence's tokens, without the white space at its end."""
        return [token for token in self.span if not token.is_space]

    @cached_property
    def lowers(self) -> list[str]:
        """The sentence's tokens in small letters, white space included."""
        return [token.lower_ for token in self.span]

    @cached_property
    def _forms(self) -> list[tuple[str, ...]]:
        return [token.forms for token in self.span]

    @cached_property
    def vocabulary(self) -> dict[str, list[int]]:
        """Each form of the sentence's words, with the tokens of the document that have it, in order."""
        found: dict[str, list[int]] = {}
        for at, words in enumerate(self._forms, self.span.start):
            for word in words:
                found.setdefault(word, []).append(at)
        return found

    def beginnings(self, *indices: PhraseIndex) -> list[int]:
        """The tokens at which a phrase of one of the indices could begin, in order."""
        known = self.vocabulary
        shared = [word for index in indices for word in index.first_words.intersection(known)]
        return sorted({at for word in shared for at in known[word]}) if shared else []

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
        for name in self._names:
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

    def match_at(self, index: PhraseIndex, start: int, *, gaps: bool = False) -> Iterator[Match]:
        """Phrases of the index that begin at a token, longest first; `gaps` lets modifiers stand inside."""
        told = self.vocabulary
        for form in self._forms[start - self.span.start]:
            for phrase, labels in index.starting_with(form):
                if len(phrase) == 1:
                    yield Match(start, start + 1, labels, phrase)
                elif phrase[-1] in told:
                    end = self._end_of(phrase, start, gaps=gaps)
                    if end is not None:
                        yield Match(start, end, labels, phrase)

    def parted_at(self, index: PhraseIndex, start: int) -> Iterator[Match]:
        """Phrases whose words after the verb stand behind its object."""
        verb = self.doc[start]
        for child in verb.children:
            begin = child.left_edge.i if child.dep_ in _PARTED else start
            if begin <= start + 1:
                continue
            opening = self.doc[begin].forms
            for form in verb.forms:
                for phrase, labels in index.starting_with(form):
                    if len(phrase) == 1 or phrase[1] not in opening:
                        continue
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
                skipped += not (passed.is_quote or passed.tag_ == "POS")
                if not gaps or nth == 0 or skipped > _SKIPPED or not _stands_inside(passed):
                    return None
                at += 1
            if at >= end:
                return None
            at += 1
        return first + at

    def ending_at(self, index: PhraseIndex, token: Token, longest: int = 4) -> Match | None:
        """The longest phrase of the index whose last word is this token."""
        for start in range(max(self.span.start, token.i - longest + 1), token.i + 1):
            for match in self.match_at(index, start):
                if match.end == token.i + 1:
                    return match
        return None

    def labels_ending_at(self, index: PhraseIndex, token: Token, longest: int = 4) -> tuple[str, ...]:
        """The labels of all phrases of the index whose last word is this token: a main road is a road."""
        first = max(self.span.start, token.i - longest + 1)
        found = (m for start in range(first, token.i + 1) for m in self.match_at(index, start))
        return tuple(label for match in found if match.end == token.i + 1 for label in match.labels)

    def find(self, index: PhraseIndex) -> list[Match]:
        """All phrases of the index in the sentence, longest first at each token, none inside another."""
        if index not in self._found:
            self._found[index] = list(self._find(index))
        return self._found[index]

    def _find(self, index: PhraseIndex) -> Iterator[Match]:
        past = self.span.start
        for at in self.beginnings(index):
            match = next(self.match_at(index, at), None) if at >= past else None
            if match is not None:
                yield match
                past = match.end


def forms(token: Token) -> tuple[str, ...]:
    """The forms under which a token is looked up, lower-cased, its lemma first."""
    return token.forms


def _stands_inside(token: Token) -> bool:
    """Whether a word only says more of a later word of a phrase."""
    before = token.dep_ in _BEFORE_NOUNS and token.head.i > token.i
    return token.is_quote or token.pos_ in _INSIDE or token.tag_ == "POS" or before
