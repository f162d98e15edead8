"""Proper names in a parsed document: the recogniser's, and what the tags alone show to be names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

import yaml
from spacy.tokens import Doc, Token

NameKind = Literal["person", "organisation", "place", "other"]


@dataclass(frozen=True)
class Name:
    """A proper name: character offsets [start, end) into the report's text, and a coarse kind."""

    start: int
    end: int
    kind: NameKind


_ACRONYM = re.compile(r"[A-Z]{2,6}\Z")


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    """The word lists of `rules/names.yaml` by name."""
    source = files("warmonitor.language").joinpath("rules/names.yaml")
    return {
        name: frozenset(map(str, words)) for name, words in yaml.safe_load(source.read_text("utf-8")).items()
    }


def find_names(doc: Doc, offset: int) -> tuple[Name, ...]:
    """The names of a parsed document in order, none overlapping, shifted by the document's offset.

    What the recogniser left out but the tagger calls a proper noun is a name too; its kind is told from the
    words before it or from its capitals, else it is "other".
    """
    spans = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    taken = {i for start, end, _ in spans for i in range(start, end)}
    spans += [(start, end, _kind(doc, start, end)) for start, end in _proper_runs(doc, taken)]
    return tuple(
        Name(offset + doc[start].idx, offset + doc[end - 1].idx + len(doc[end - 1]), cast("NameKind", kind))
        for start, end, kind in sorted(spans)
    )


def _proper_runs(doc: Doc, taken: set[int]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for token in doc:
        inside = token.i not in taken and _is_proper(token)
        if inside and start is not None and token.is_sent_start:
            yield start, token.i
            start = token.i
        elif inside and start is None:
            start = token.i
        elif not inside and start is not None:
            yield start, token.i
            start = None
    if start is not None:
        yield start, len(doc)


def _kind(doc: Doc, start: int, end: int) -> NameKind:
    """The kind of a name from its surroundings: an acronym, after `in` or `near`, after a form of address."""
    before = doc[start - 1].text if start else ""
    if before in _words()["address"]:
        return "person"
    if before.lower() in _words()["before_places"]:
        return "place"
    if end == start + 1 and _ACRONYM.match(doc[start].text):
        return "organisation"
    return "other"


def _is_proper(token: Token) -> bool:
    return (
        token.tag_ in {"NNP", "NNPS"} and token.text not in _words()["no_names"] and token.text[:1].isupper()
    )
