"""A parsed text in plain Python values.

Rules look at the same words over and over; a word of spaCy is made anew, and its strings are looked up, each
time that it is looked at. Here that is done once. The names are spaCy's, and mean the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, wraps
from operator import attrgetter
from typing import Any, TypeVar
from unicodedata import category

from spacy.attrs import DEP, HEAD, LEMMA, ORTH, POS, SENT_START, SPACY, TAG
from spacy.tokens import Doc

from warmonitor.language.words import label, word_of

Answer = TypeVar("Answer")

_COLUMNS = [ORTH, LEMMA, TAG, POS, DEP, HEAD, SPACY, SENT_START]


class Token:
    """A word: its strings, and its place in the text and in the tree.

    `forms` are the lower-cased forms under which it is looked up in word lists, its lemma first; `known` is
    what was found out about it (see `once`).
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "forms",
        "head",
        "i",
        "idx",
        "is_quote",
        "is_space",
        "known",
        "lemma_",
        "lower_",
        "pos_",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )
    doc: Document
    sent: Span
    head: Token
    children: list[Token]
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    forms: tuple[str, ...]
    whitespace_: str
    is_quote: bool
    is_space: bool
    known: dict[Any, Any]

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    def nbor(self, distance: int = 1) -> Token:
        """The word so many further on.

        Raises:
            IndexError: there is none.
        """
        if self.i + distance < 0:
            raise IndexError(f"no word {distance} from word {self.i}")
        return self.doc[self.i + distance]

    @property
    def is_sent_start(self) -> bool:
        """Whether it is the first word of its sentence."""
        return self.sent.start == self.i

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The word with all below it, in the order of the text where no branches cross."""
        first, last, whole = self.doc.extents[self.i]
        if whole:
            return tuple(self.doc[first : last + 1])
        below = [token for child in self.children if child.i < self.i for token in child.subtree]
        below.append(self)
        below += (token for child in self.children if child.i > self.i for token in child.subtree)
        return tuple(below)

    @property
    def left_edge(self) -> Token:
        """The first word of the subtree."""
        return self.doc[self.doc.extents[self.i][0]]

    @property
    def right_edge(self) -> Token:
        """The last word of the subtree."""
        return self.doc[self.doc.extents[self.i][1]]

    def is_ancestor(self, other: Token) -> bool:
        """Whether the other word stands somewhere below this one."""
        return any(above is self for above in other.ancestors)


def once(find_out: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """A question to a word that is answered once, since words and what hangs on them do not change.

    The answer is kept with the word; who asks must leave it as it is.
    """

    @wraps(find_out)
    def answer(token: Token) -> Answer:
        known = token.known
        if find_out not in known:
            known[find_out] = find_out(token)
        found: Answer = known[find_out]
        return found

    return answer


class Document(list[Token]):
    """The words of a text, with its sentences."""

    def __init__(self, doc: Doc) -> None:
        """Takes spaCy's parse."""
        super().__init__()
        self.sents: list[Span] = []
        rows: list[list[int]] = doc.to_array(_COLUMNS).astype("uint64").tolist()
        vocab = doc.vocab
        place, start = 0, 0
        for at, (orth, lemma, tag, pos, dep, _, spaced, begins) in enumerate(rows):
            token = Token()
            word = word_of(vocab, orth, lemma, tag, pos)
            token.text, token.lower_, token.lemma_, token.tag_, token.pos_ = word.strings
            token.forms, token.is_quote, token.is_space = word.forms, word.is_quote, word.is_space
            token.dep_ = label(vocab, dep)
            token.doc, token.i, token.idx = self, at, place
            token.whitespace_ = " " if spaced else ""
            token.children, token.known = [], {}
            place += len(token.text) + spaced
            if begins == 1 and at > start:
                self._close(start, at)
                start = at
            self.append(token)
        if start != len(self):
            self._close(start, len(self))
        self.text = "".join([token.text + token.whitespace_ for token in self])
        for token, row in zip(self, rows, strict=True):
            # Heads are told as distances, those to the left as the complement of 2⁶⁴.
            token.head = self[(token.i + row[5]) & 0xFFFFFFFFFFFFFFFF]
            if token.head is not token:
                token.head.children.append(token)

    @cached_property
    def extents(self) -> list[tuple[int, int, bool]]:
        """For each word the first and the last of its subtree, and whether that is all between them and no
        branches cross.
        """
        first, last = list(range(len(self))), list(range(len(self)))
        size, whole = [1] * len(self), [True] * len(self)
        for token in self._upwards():
            at, above = token.i, token.head.i
            whole[at] = whole[at] and last[at] - first[at] + 1 == size[at]
            if above != at:
                first[above] = min(first[above], first[at])
                last[above] = max(last[above], last[at])
                size[above] += size[at]
                whole[above] = whole[above] and whole[at]
        return list(zip(first, last, whole, strict=True))

    def _upwards(self) -> list[Token]:
        """The words, each after all that hang on it."""
        down = [token for token in self if token.head is token]
        for token in down:
            down.extend(token.children)
        return down[::-1]

    def _close(self, start: int, end: int) -> None:
        span = Span(self, start, end)
        self.sents.append(span)
        for token in self[start:end]:
            token.sent = span

    def words(self, start: int, end: int) -> str:
        """The text of tokens [start, end)."""
        if start >= end:
            return ""
        last = self[end - 1]
        return self.text[self[start].idx : last.idx + len(last.text)]

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens that characters [start, end) touch; None where they lie outside of the text."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        # White space after a token is not part of it.
        first += start == self[first].idx + len(self[first].text)
        return Span(self, first, last + 1)

    def _at(self, place: int) -> int | None:
        """The token that holds a character, the white space after it included."""
        after = bisect_right(self, place, key=attrgetter("idx"))
        return after - 1 if after and place < len(self.text) else None


class Span:
    """Tokens [start, end) of a document."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Document, start: int, end: int) -> None:
        """Takes the document and where in it the span begins and ends."""
        self.doc = doc
        self.start = start
        self.end = end

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def text(self) -> str:
        """Its text, without the white space after it."""
        return self.doc.words(self.start, self.end)

    @property
    def start_char(self) -> int:
        """Where its text begins in the document's."""
        return self.doc[self.start].idx

    @property
    def root(self) -> Token:
        """The word that stands highest in the tree, the first of several."""
        return root(self.doc[self.start : self.end])


def root(tokens: Sequence[Token]) -> Token:
    """The word that stands highest in the tree, of words in a row; the first of several."""
    tops = [token for token in tokens if token.head is token]
    if tops:
        return tops[0]
    first, last = tokens[0].i, tokens[-1].i
    outer = [token for token in tokens if not first <= token.head.i <= last]
    return min(outer, key=_depth, default=tokens[0])


def _depth(token: Token) -> int:
    """How many words stand above; white space and punctuation with nothing below come last."""
    if not token.children and (token.is_space or all(category(sign)[0] == "P" for sign in token.text)):
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)
