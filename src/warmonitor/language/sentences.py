"""Finds where sentences begin in edited news text, by rule.

The parser is told these borders and keeps to them. A dateline, a live blog's time stamp and a list's item
stand as sentences of their own; a sentence inside a longer quotation is a sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, cast

import numpy as np
from spacy.attrs import SENT_START, SPACY
from spacy.tokens import Doc

from warmonitor.language import tokens
from warmonitor.language.word_lists import word_lists

_STOPS = frozenset({".", "!", "?", "…", "..", "...", "....", "?!", "!?", "!!", "??", "!!!", "???"})
_CALLS = frozenset({"!", "?", "?!", "!?", "!!", "??", "…", "...", "...."})
_CLOSERS = frozenset("\"'”’»)]}›") | {"''", "”’", "’”"}
_OPENERS = frozenset("\"'“‘«([{‹") | {"``"}
_BULLETS = frozenset("•◦▪●■►▶*‣·–—-")
OPENING = 160
"""Characters of a block in which a dateline or a time stamp is looked for."""
LOOKAHEAD = 60
"""Characters of the next line that are looked at."""
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
_INITIAL = re.compile(r"(?:[A-Z]\.)+\Z")
_STAMP = re.compile(
    r"""\s{0,2}[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{3,4}|local\ time)?[\])]?\s?
        (?:[-–—:|]{1,3}\s|\s?(?<=\s)(?=[A-Z“‘"']))""",
    re.VERBOSE,
)
"""A live blog's time stamp: `14:05 GMT`, `10.35am:`, `[12:30]`."""


def _rules() -> dict[str, frozenset[str]]:
    return word_lists("sentences")


@lru_cache(maxsize=1)
def _never_ends() -> frozenset[str]:
    return frozenset(tokens.rules()["abbreviations"]) - _rules()["may_end"]


@lru_cache(maxsize=1)
def _dateline() -> re.Pattern[str]:
    """`ALEPPO, Syria (AP) —`, `Beirut/Damascus, Nov 30 (Agency) -`, `(AP) BEIRUT -`, `Quetta, May 20 (PTI)`.

    Without a place in capitals it needs an agency, and without a dash an agency or a day.
    """
    word = r"[^\W\d_][\w.'’-]*"
    place = rf"{word}(?:[ /]{word}){{0,3}}(?:\s?\[[A-Z][\w .'’-]{{1,30}}\])?"
    month = rf"(?:{'|'.join(_rules()['months'])})\.?"
    day = rf",\s?(?:{month}\s\d{{1,2}}|\d{{1,2}}\s{month})(?:,?\s\d{{4}})?"
    agency = r"\s?\([A-Z][\w .&'’/-]{1,30}\)"
    capitals = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}"
    rest = rf"(?:,\s?{place}){{0,2}}"
    dash = r"\s?(?:—|–|--|-)\s"
    return re.compile(
        rf"\s{{0,2}}(?:{place}{rest}(?:{day})?{agency}{dash}|{place}{rest}{day}{agency}(?::\s|\s(?=[A-Z“\"‘]))"
        rf"|{capitals}{rest}(?:{day})?(?:{dash}|{agency}:\s)|{capitals}{rest}{day}:\s"
        rf"|{agency}\s?(?:{place}{rest}(?:{day})?)?{dash})"
    )


def mark_sentences(doc: Doc) -> None:
    """Set `is_sent_start` on every token of a document that is one block of a report."""
    if not len(doc):
        return
    words = tokens.texts_of(doc)
    spaces: list[int] = doc.to_array([SPACY]).tolist()
    text = "".join([word + " " if space else word for word, space in zip(words, spaces, strict=True)])
    starts = {0} | _after_opening(doc, text)
    longest = max(map(len, text.split("\n")))
    for i in _edges(words):
        if words[i][-1] in ".!?…":
            border = _border_after(doc, words, i)
            if border is not None:
                starts.add(border)
        elif words[i] == "•":
            starts.add(i)
        elif _breaks_line(text, doc[i].idx, words[i], longest):
            starts.add(i + 1)
    marks = np.full(len(words), -1, dtype="int64")
    marks[sorted(starts)] = 1
    doc.from_array([SENT_START], cast("Any", marks.astype("uint64").reshape(-1, 1)))


def _edges(words: list[str]) -> list[int]:
    """Words at which a sentence may end or begin: stops, bullets, line breaks; the last word does neither."""
    return [i for i, word in enumerate(words[:-1]) if word[-1] in ".!?…" or word == "•" or "\n" in word]


def _after_opening(doc: Doc, text: str) -> set[int]:
    """The first token after a dateline or a time stamp that opens the block, if there is one."""
    opening = text[:OPENING]
    match = _STAMP.match(opening) or _dateline().match(opening)
    if match is None:
        return set()
    return {next((token.i for token in doc if token.idx >= match.end()), 0)}


def _border_after(doc: Doc, words: list[str], i: int) -> int | None:
    """Where the next sentence begins if the token at `i` ends one."""
    j = i + 1
    while j < len(words) and words[j] in _CLOSERS and not doc[j - 1].whitespace_:
        j += 1
    closed = j > i + 1
    while j < len(words) and words[j].isspace():
        j += 1
    if j == len(words) or not _spaced(doc, words, j):
        return None
    if words[i] not in _STOPS and not _ends_here(words, i, j):
        return None
    if words[i] == "." and _numbers_item(doc, words, i):
        return None
    if words[i] in _CALLS and closed and _speech_follows(words, j):
        return None
    return j if _can_open(words, j) else None


def _spaced(doc: Doc, words: list[str], j: int) -> bool:
    return bool(doc[j - 1].whitespace_) or words[j - 1].isspace() or words[j - 1] in _CLOSERS


def _ends_here(words: list[str], i: int, j: int) -> bool:
    """Whether an abbreviation, an initial or another word with a full stop ends its sentence."""
    word = words[i]
    if word in _never_ends():
        return False
    if word in _rules()["may_end"] or _INITIAL.match(word):
        opener = next((w for w in words[j : j + 2] if w not in _OPENERS), "")
        return opener[:1].isupper() and opener.lower() in _rules()["openers"] and not _single_initial(word)
    return word[-1] in "!?…" or word.endswith("...")


def _single_initial(word: str) -> bool:
    return len(word) == 2


def _numbers_item(doc: Doc, words: list[str], i: int) -> bool:
    """Whether the full stop at `i` belongs to a number: a list's `1. Rebels…`, or `No. 5`."""
    if words[max(i - 1, 0)] == "No":
        return any(word[0].isdigit() for word in words[i + 1 : i + 2])
    if i == 0 or not words[i - 1].isdigit() or len(words[i - 1]) > 2 or doc[i - 1].whitespace_:
        return False
    return i == 1 or "\n" in words[i - 2] or words[i - 2] in _STOPS


def _speech_follows(words: list[str], j: int) -> bool:
    """Whether `he said`, `Anna Berg asked` and the like follow within a few words."""
    for word in words[j : j + 5]:
        if word in _rules()["speech"]:
            return True
        if word in _STOPS or word in _OPENERS or word == ",":
            return False
    return False


def _can_open(words: list[str], j: int) -> bool:
    """Whether a sentence can begin with the token at `j`."""
    word = words[j]
    if word in _OPENERS or word in _BULLETS:
        return j + 1 < len(words) and not words[j + 1][:1].islower()
    if word.lower() in {"al", "el", "an", "ash", "ar"} and j + 2 < len(words) and words[j + 1] in "-‑":
        return words[j + 2][:1].isupper()
    first = word[0]
    return not first.islower() and (first.isalnum() or first in "$£€#@…+")


def _breaks_line(text: str, start: int, blank: str, longest: int) -> bool:
    """Whether the blank with a line break at `start` parts two sentences, rather than wrapping one.

    `longest` is the length of the block's longest line: a line much shorter was not wrapped.
    """
    if blank.count("\n") > 1:
        return True
    after = text[start + len(blank) : start + len(blank) + LOOKAHEAD].lstrip()
    if not after:
        return False
    if after[0] in _BULLETS or _STAMP.match(after) or _NUMBERED.match(after):
        return True
    line = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
    if line.endswith(".") and after[0].isupper():
        return True
    return not after[0].islower() and (not line or len(line) < 0.6 * longest or line.endswith(":"))
