"""Proper names in a parsed document: the recogniser's, and what the tags alone show to be names."""

from __future__ import annotations

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


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    """Capitalised words that are tagged as names and are none: days, months, forms of address."""
    source = files("warmonitor.language").joinpath("rules/names.yaml")
    return frozenset(map(str, yaml.safe_load(source.read_text("utf-8"))["no_names"]))


def find_names(doc: Doc, offset: int) -> tuple[Name, ...]:
    """The names of a parsed document in order, none overlapping, shifted by the document's offset.

    What the recogniser left out but the tagger calls a proper noun is a name of kind "other".
    """
    spans = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    taken = {i for start, end, _ in spans for i in range(start, end)}
    spans += [(start, end, "other") for start, end in _proper_runs(doc, taken)]
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


def _is_proper(token: Token) -> bool:
    return token.tag_ in {"NNP", "NNPS"} and token.text not in _no_names() and token.text[:1].isupper()
