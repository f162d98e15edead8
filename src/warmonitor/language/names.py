"""Proper names in a parsed document: what the recogniser's scores, the tags and the parse together show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ORTH, TAG
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from warmonitor.language.word_lists import word_lists

NameKind = Literal["person", "organisation", "place", "other"]
KINDS: tuple[NameKind, ...] = ("person", "organisation", "place", "other")
"""In the order of the recogniser's scores: outside, then first and further word of each kind."""

_PROPER = frozenset({"NNP", "NNPS"})
_ACRONYM = re.compile(r"[A-Z]{2,6}\Z")
_BODY = re.compile(r"[A-Z]{3,6}\Z")
_COMMON = frozenset({"NN", "NNS"})
_LINKS = frozenset({"flat", "compound", "amod", "nmod:desc", "nummod", "goeswith", "punct", "fixed", "dep"})
"""Dependencies inside a name."""
_SURE = 0.5
"""How likely a word must be part of a name that the tagger does not call a proper noun."""
_BRIDGE = 0.4
"""How likely `of`, `and` or `for` between two names must be part of one name."""
_KNOWN = 0.3
"""How likely a proper noun must be part of a name for its kind to be believed."""


@dataclass(frozen=True)
class Name:
    """A proper name: character offsets [start, end) into the report's text, and a coarse kind."""

    start: int
    end: int
    kind: NameKind


def _words() -> dict[str, frozenset[str]]:
    return word_lists("names")


def find_names(doc: Doc, offset: int) -> tuple[Name, ...]:
    """The names of a parsed document in order, none overlapping, shifted by the document's offset."""
    return tuple(
        Name(offset + ent.start_char, offset + ent.end_char, cast("NameKind", ent.label_)) for ent in doc.ents
    )


def name_spans(doc: Doc, scores: NDArray[np.float32]) -> list[tuple[int, int, str]]:
    """Names as (first word, last word + 1, kind).

    `scores` has a row a word: how likely it is outside, then the first and a further word of each kind. Words
    that are likely inside and proper nouns make up runs; a run is cut where the parse does not link its
    words. The kind is the likeliest over the whole name; where the scores know nothing, the words before it
    and its capitals tell it, else it is "other".
    """
    inside: list[float] = (1 - scores[:, 0]).tolist()
    kinds = scores[:, 1::2] + scores[:, 2::2]
    spans: list[tuple[int, int, str]] = []
    for start, end in _runs(doc, inside):
        for first, last in _pieces(doc, start, end, inside):
            if any(doc[i].text[:1].isupper() or doc[i].text[:1].isdigit() for i in range(first, last)):
                kind = _kind(doc, first, last, kinds[first:last], max(inside[first:last]))
                begin = _widened(doc, first) if kind == "organisation" else first
                taken = spans[-1][1] if spans else 0
                spans.append((max(begin, taken), last, kind))
    return spans


def _widened(doc: Doc, first: int) -> int:
    """Where an organisation's name begins, its adjective included: `Syrian Army`."""
    before = doc[first - 1] if first and not doc[first].is_sent_start else None
    adjective = (
        before is not None and before.tag_ == "JJ" and before.text[:1].isupper() and before.dep_ == "amod"
    )
    return first - 1 if adjective and before is not None and before.head.i >= first else first


def _runs(doc: Doc, inside: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Runs of words that belong to names, within a sentence."""
    start: int | None = None
    last = -1
    for i in _likely(doc, inside):
        token = doc[i]
        if not _belongs(token, inside[i]):
            continue
        if start is not None and (i > last + 1 or token.is_sent_start):
            yield start, last + 1
            start = None
        if start is None:
            start = i
        last = i
    if start is not None:
        yield start, last + 1


def _likely(doc: Doc, inside: Sequence[float]) -> list[int]:
    """The words that may belong to names by their tags and scores; most others need not be looked at."""
    rows = zip(doc.to_array([TAG]).tolist(), doc.to_array([ORTH]).tolist(), inside, strict=True)
    proper, common, acronyms = _numbers()
    return [
        i
        for i, (tag, word, likely) in enumerate(rows)
        if likely > _BRIDGE
        or tag in proper
        or word in acronyms
        or (tag in common and _is_acronym(doc[i].text))
    ]


@lru_cache(maxsize=1)
def _numbers() -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """spaCy's numbers of the tags of proper nouns, of nouns, and of acronyms that look like words."""
    of = (_PROPER, _COMMON, _words()["acronyms"])
    proper, common, acronyms = (frozenset(map(get_string_id, words)) for words in of)
    return proper, common, acronyms


def _is_acronym(word: str) -> bool:
    """ "RPF", which a tagger that has not met it may take for a noun."""
    return _BODY.match(word) is not None and word not in _words()["things"]


def _belongs(token: Token, likely: float) -> bool:
    belongs = likely > _SURE or _is_proper(token) or (_bridges(token) and likely > _BRIDGE)
    return belongs and token.text not in _words()["no_names"]


def _pieces(doc: Doc, start: int, end: int, inside: Sequence[float]) -> Iterator[tuple[int, int]]:
    """A run cut into names: where two neighbours are not linked within it, one name ends."""
    first = start
    for i in range(start + 1, end):
        if not _linked(doc, first, i, end, inside):
            yield from _trimmed(doc, first, i)
            first = i
    yield from _trimmed(doc, first, end)


def _linked(doc: Doc, first: int, i: int, end: int, inside: Sequence[float]) -> bool:
    """Whether the word at `i` goes on with the name that began at `first`."""
    token = doc[i]
    if _bridges(token) or _bridges(doc[i - 1]):
        return inside[i if _bridges(token) else i - 1] > _BRIDGE
    if not doc.has_annotation("DEP"):
        return True
    back = first <= token.head.i < i and token.dep_ in _LINKS
    ahead = any(i <= doc[j].head.i < end and doc[j].dep_ in _LINKS for j in range(first, i))
    shared = doc[i - 1].head.i == token.head.i and doc[i - 1].dep_ in _LINKS and token.dep_ in _LINKS
    return back or ahead or shared


def _trimmed(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The name without articles, possessives, joining words and punctuation at its ends."""
    while start < end and _edge(doc[start]):
        start += 1
    while start < end and _edge(doc[end - 1]):
        end -= 1
    if start < end:
        yield start, end


def _edge(token: Token) -> bool:
    return (
        token.tag_ in {"DT", "PRP$", "POS", "HYPH", "CC", "IN", ",", ":", "``", "''"} and not token.is_upper
    )


def _bridges(token: Token) -> bool:
    return token.text in _words()["inside_names"]


def _kind(doc: Doc, start: int, end: int, kinds: NDArray[np.float32], likely: float) -> NameKind:
    """The likeliest kind of a name; from its surroundings where the scores take it for no name."""
    if likely >= _KNOWN:
        return KINDS[int(kinds.sum(axis=0).argmax())]
    before = doc[start - 1].text if start else ""
    if before in _words()["address"]:
        return "person"
    if before.lower() in _words()["before_places"]:
        return "place"
    if end == start + 1 and _ACRONYM.match(doc[start].text):
        return "organisation"
    return "other"


def _is_proper(token: Token) -> bool:
    if token.text in _words()["acronyms"] or (token.tag_ in _COMMON and _is_acronym(token.text)):
        return True
    return token.tag_ in _PROPER and token.text not in _words()["no_names"] and token.text[:1].isupper()
