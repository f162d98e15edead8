"""Gives text in capitals back its small letters, for the parser's eyes only."""

from __future__ import annotations

from collections.abc import Collection, Sequence

ALWAYS_CAPITAL = frozenset({"US", "UN", "EU", "UK", "UAE", "USA", "AP", "AFP", "BBC", "CNN", "DRC", "NATO"})
MIN_WORDS = 3
MIN_SHARE = 0.9


def in_capitals(words: Sequence[str]) -> bool:
    """Whether nearly all letters of a text are capitals, in at least three words of two letters or more."""
    longer = [word for word in words if len(word) > 1 and word.isalpha()]
    if len(longer) < MIN_WORDS:
        return False
    # Most texts are told by their small words, without a look at each letter.
    small = sum(len(word) for word in longer if word.islower())
    letters = "".join(longer)
    if small > (1 - MIN_SHARE) * len(letters) + 1:
        return False
    return sum(map(str.isupper, letters)) >= MIN_SHARE * len(letters)


def truecase(words: Sequence[str], common: Collection[str]) -> list[str]:
    """The words as they would be printed in running text, each of the same length.

    `common` holds words that are written small; every other word is taken for a name.
    """
    cased: list[str] = []
    for index, word in enumerate(words):
        small = word.lower()
        if word in ALWAYS_CAPITAL or not word.isupper() or len(small) != len(word):
            cased.append(word)
        elif index and (small in common or not word[0].isalpha()):
            cased.append(small)
        else:
            cased.append(word[0] + small[1:])
    return cased
