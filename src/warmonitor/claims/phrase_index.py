"""Phrases of the lexicon, found by their first words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from warmonitor.language import is_joined

Phrase = tuple[str, ...]
_PIECES = re.compile(r"[^\s-]+-\d\S*|[^\s-]+|-")
_CHOICE = re.compile(r"\(([^()]*)\)")


def pieces(words: str) -> Phrase:
    """The tokens of a lexicon phrase; a hyphen is a token of its own, as in the parse, where no
    number follows ("Su-25") and no prefix goes before ("cross-border").
    """
    apart = ([word] if is_joined(word) else _PIECES.findall(word) for word in words.lower().split())
    return tuple(piece for word in apart for piece in word)


def variants(words: str) -> list[str]:
    """What a lexicon phrase stands for: "(seize|take) control (of|over)" is four phrases."""
    if "(" not in words:
        return [words]
    fixed = _CHOICE.split(words)
    choices = [part.split("|") if nth % 2 else [part] for nth, part in enumerate(fixed)]
    return ["".join(chosen) for chosen in product(*choices)]


class Family:
    """Indices that are sought in the same sentences: one look at a word tells in which of them a phrase
    begins with it.
    """

    def __init__(self) -> None:
        """Starts without indices."""
        self._bits: dict[str, int] = {}
        self._size = 0
        self.begun = lru_cache(maxsize=1 << 16)(self._begun)
        """The bits of all indices in which a phrase begins with one of the forms of a word."""

    def join(self, first_words: Iterable[str]) -> int:
        """Takes in an index by the first words of its phrases; gives the bit that stands for it."""
        bit = 1 << self._size
        self._size += 1
        for word in first_words:
            self._bits[word] = self._bits.get(word, 0) | bit
        return bit

    def _begun(self, forms: tuple[str, ...]) -> int:
        bits = 0
        for form in forms:
            bits |= self._bits.get(form, 0)
        return bits


class Entry(NamedTuple):
    """A phrase of several words with its labels; `rank` is its place in its index, the longest first."""

    rank: int
    phrase: Phrase
    labels: tuple[str, ...]


class PhraseIndex:
    """Phrases of lemmas by their first word, and by the word after it; each with its labels."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        """Takes (phrase, label) pairs; a phrase may carry several labels."""
        found: dict[Phrase, list[str]] = {}
        for entry, label in entries:
            for words in variants(entry):
                found.setdefault(pieces(words), []).append(label)
        self.alone: dict[str, tuple[Phrase, tuple[str, ...]]] = {}
        self.longer: dict[str, dict[str, list[Entry]]] = {}
        for rank, (phrase, labels) in enumerate(sorted(found.items(), key=lambda item: -len(item[0]))):
            if len(phrase) == 1:
                self.alone[phrase[0]] = (phrase, tuple(labels))
            else:
                after = self.longer.setdefault(phrase[0], {})
                after.setdefault(phrase[1], []).append(Entry(rank, phrase, tuple(labels)))
        self.first_words = frozenset(self.alone.keys() | self.longer.keys())
        self.join(Family())

    def join(self, family: Family) -> None:
        """Makes it one of a family."""
        self.family = family
        self.bit = family.join(self.first_words)
