"""Who speaks, who acts and where: counted over the claims that a filter asks for."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec
import numpy as np

from warmonitor.ledger.bits import Mask
from warmonitor.ledger.columns import View
from warmonitor.ledger.concealing import told_of, touched
from warmonitor.ledger.embargo import Held
from warmonitor.ledger.facets import ActorTerm, Array, PlaceTerm, VoiceTerm
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.masks import at_place
from warmonitor.ledger.safety import Withheld
from warmonitor.ledger.withholding import coarse


class ActorCount(msgspec.Struct, frozen=True, kw_only=True):
    """An actor and in how many claims and reports; `id` is null for words that were not resolved."""

    id: str | None
    name: str
    claims: int
    reports: int


class VoiceCount(msgspec.Struct, frozen=True, kw_only=True):
    """A voice, its kind, and how many claims and reports have it in their chain."""

    id: str | None
    name: str
    kind: str
    claims: int
    reports: int


class PlaceCount(msgspec.Struct, frozen=True, kw_only=True):
    """A place and in how many claims and reports; without id and coordinates when it was not resolved."""

    id: str | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: str
    claims: int
    reports: int


T = TypeVar("T", ActorCount, VoiceCount, PlaceCount)

Key = tuple[bool, str | None]
"""What terms are told apart by: what they were resolved to, else (True first) their words."""


def count_actors(view: View, wanted: Filter, held: Held) -> list[ActorCount]:
    """The actors of the claims asked for, most claims first."""
    if touched(held.withheld, "actor"):
        return []
    found = _groups(view, "claims.actors", told_of(view, "claims", wanted, held), _actor(held.withheld))
    return _most_first(
        (
            ActorCount(id=_least(terms, "actor"), name=_first(terms, "name", "text"), **counts)
            for terms, counts in found
        ),
        wanted.limit,
    )


def count_voices(view: View, wanted: Filter, held: Held) -> list[VoiceCount]:
    """The voices of the claims asked for, most claims first."""
    if touched(held.withheld, "voice"):
        return []
    found = _groups(view, "claims.voices", told_of(view, "claims", wanted, held), _voice)
    return _most_first(
        (
            VoiceCount(
                id=_least(terms, "voice"),
                name=_first(terms, "name", "speaker", "text", "kind"),
                kind=_least(terms, "kind") or "",
                **counts,
            )
            for terms, counts in found
        ),
        wanted.limit,
    )


def count_places(view: View, wanted: Filter, held: Held) -> list[PlaceCount]:
    """The places of the claims asked for, most claims first.

    Asked for one place, the other places of its claims are not counted.
    """
    if touched(held.withheld, "place"):
        return []
    here = at_place(view, wanted.place) if wanted.place is not None else None
    found = _groups(view, "claims.places", told_of(view, "claims", wanted, held), _place(here))
    return _most_first(
        (_place_count(terms, counts, held.withheld.coarsen) for terms, counts in found), wanted.limit
    )


def _place_count(terms: list[Any], counts: dict[str, int], finest: str | None) -> PlaceCount:
    precision = _least(terms, "precision") or "unresolved"
    lat, lon, precision = coarse(_least(terms, "lat"), _least(terms, "lon"), precision, finest)
    return PlaceCount(
        id=_least(terms, "place"),
        name=_first(terms, "place_name", "place_text"),
        lat=lat,
        lon=lon,
        country=_least(terms, "country"),
        admin1=_least(terms, "admin1"),
        precision=precision,
        **counts,
    )


def _actor(withheld: Withheld) -> Callable[[Any], Key | None]:
    def key(term: ActorTerm) -> Key | None:
        if withheld.victims and term.role == "victim":
            return None
        return (term.actor is None, term.actor or term.text_key)

    return key


def _voice(term: VoiceTerm) -> Key:
    words = (term.name_key, term.speaker_key, term.text_key, term.kind)
    return (term.voice is None, term.voice or next(word for word in words if word is not None))


def _place(here: Callable[[Any], bool] | None) -> Callable[[Any], Key | None]:
    def key(term: PlaceTerm) -> Key | None:
        if here is not None and not here(term):
            return None
        return (term.place is None, term.place or term.text_key)

    return key


def _groups(
    view: View, facet: str, claims: Mask, key: Callable[[Any], Key | None]
) -> Iterator[tuple[list[Any], dict[str, int]]]:
    """The terms of some claims by key (None: not counted), and in how many claims and reports each is."""
    found = view.facet(facet)
    owners, codes = found.arrays["owner"], found.arrays["code"]
    asked = claims[owners - 1]
    owners, codes = owners[asked], codes[asked]
    occurring = np.flatnonzero(np.bincount(codes, minlength=len(found.terms)))
    groups: dict[Key, list[Any]] = {}
    numbers: dict[Key, int] = {}
    group_of = np.full(len(found.terms), -1, dtype=np.int64)
    for code in occurring:
        term = found.terms[code]
        if (of_term := key(term)) is not None:
            groups.setdefault(of_term, []).append(term)
            group_of[code] = numbers.setdefault(of_term, len(numbers))
    in_group = group_of[codes]
    owners, in_group = owners[in_group >= 0], in_group[in_group >= 0]
    in_claims = _distinct(owners, in_group, len(groups))
    in_reports = _distinct(view.rows("claims")["report"][owners - 1], in_group, len(groups))
    for number, terms in enumerate(groups.values()):
        yield terms, {"claims": int(in_claims[number]), "reports": int(in_reports[number])}


def _distinct(things: Array, groups: Array, count: int) -> Array:
    """How many different things are in each group."""
    pairs = things.astype(np.int64) * max(count, 1) + groups
    pairs.sort()
    first = np.ones(len(pairs), dtype=np.bool_)
    first[1:] = pairs[1:] != pairs[:-1]
    return np.bincount(pairs[first] % max(count, 1), minlength=count)


def _least(terms: Iterable[Any], field: str) -> Any:
    return min((value for term in terms if (value := getattr(term, field)) is not None), default=None)


def _first(terms: list[Any], *fields: str) -> str:
    """The first of several fields that any of the terms has."""
    return next((value for field in fields if (value := _least(terms, field)) is not None), "")


def _most_first(counts: Iterable[T], limit: int | None) -> list[T]:
    return sorted(counts, key=lambda count: (-count.claims, count.name, count.id or ""))[:limit]
