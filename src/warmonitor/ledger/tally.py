"""Who speaks, who acts and where: counted over the claims that a filter asks for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, func, select

from warmonitor.ledger import schema
from warmonitor.ledger.concealing import concealed, touched
from warmonitor.ledger.conditions import Condition, at_place, conditions
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.withholding import Withheld


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


@dataclass(frozen=True, slots=True)
class _Grouping:
    """By what rows of a part are told apart: what they were resolved to, else their words."""

    part: Table
    identity: ColumnElement[str | None]
    words: ColumnElement[str]
    told: Mapping[str, ColumnElement[Any]]
    asked: Condition | None = None
    """What a row itself must meet: asked for one place, the other places of its claims are not counted."""


def count_actors(connection: Connection, wanted: Filter, withheld: Withheld) -> list[ActorCount]:
    """The actors of the claims asked for, most claims first."""
    actors = schema.claim_actors.c
    if touched(withheld, "actor"):
        return []
    told = {"id": _least(actors.actor), "name": _first(actors.name, actors.text)}
    asked = actors.role != "victim" if withheld.victims else None
    grouping = _Grouping(schema.claim_actors, actors.actor, actors.text_key, told, asked)
    return _most_first(
        (ActorCount(**row) for row in _rows(connection, wanted, grouping, withheld)), wanted.limit
    )


def count_voices(connection: Connection, wanted: Filter, withheld: Withheld) -> list[VoiceCount]:
    """The voices of the claims asked for, most claims first."""
    voices = schema.claim_voices.c
    if touched(withheld, "voice"):
        return []
    words = func.coalesce(voices.name_key, voices.speaker_key, voices.text_key, voices.kind)
    told = {
        "id": _least(voices.voice),
        "name": _first(voices.name, voices.speaker, voices.text, voices.kind),
        "kind": _least(voices.kind),
    }
    grouping = _Grouping(schema.claim_voices, voices.voice, words, told)
    return _most_first(
        (VoiceCount(**row) for row in _rows(connection, wanted, grouping, withheld)), wanted.limit
    )


def count_places(connection: Connection, wanted: Filter, withheld: Withheld) -> list[PlaceCount]:
    """The places of the claims asked for, most claims first."""
    places = schema.claim_places.c
    if touched(withheld, "place"):
        return []
    told = {name: _least(places[name]) for name in ("lat", "lon", "country", "admin1", "precision")}
    told |= {"id": _least(places.place), "name": _first(places.place_name, places.place_text)}
    asked = at_place(schema.claim_places, wanted.place) if wanted.place is not None else None
    grouping = _Grouping(schema.claim_places, places.place, places.text_key, told, asked)
    return _most_first(
        (PlaceCount(**row) for row in _rows(connection, wanted, grouping, withheld)), wanted.limit
    )


def _least(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.min(column)


def _first(*columns: ColumnElement[Any]) -> ColumnElement[Any]:
    """The first of several columns that any row of the group has."""
    return func.coalesce(*(func.min(column) for column in columns))


def _rows(
    connection: Connection, wanted: Filter, grouping: _Grouping, withheld: Withheld
) -> Iterator[dict[str, Any]]:
    claims = schema.claims
    unresolved = grouping.identity.is_(None).label("unresolved")
    key = func.coalesce(grouping.identity, grouping.words).label("key")
    query = (
        select(
            *(value.label(name) for name, value in grouping.told.items()),
            func.count(func.distinct(claims.c.id)).label("claims"),
            func.count(func.distinct(claims.c.report)).label("reports"),
        )
        .join(claims, claims.c.seq == grouping.part.c.owner)
        .where(*conditions("claims", wanted), *concealed("claims", wanted, withheld))
        .group_by(unresolved, key)
    )
    if grouping.asked is not None:
        query = query.where(grouping.asked)
    for row in connection.execute(query).mappings():
        yield dict(row)


def _most_first(counts: Iterable[T], limit: int | None) -> list[T]:
    return sorted(counts, key=lambda count: (-count.claims, count.name, count.id or ""))[:limit]
