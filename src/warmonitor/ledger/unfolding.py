"""What the JSON of an incident tells that no column of its row does, for its facets."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec


class FrameTerm(NamedTuple):
    """How a time and a place are told, and how many reports tell of the incident."""

    granularity: str | None
    relation: str | None
    reports: int


class TollTerm(NamedTuple):
    """A toll without its voices."""

    measure: str
    group: str
    side: tuple[str, ...]
    low: int | None
    high: int | None


class _Toll(msgspec.Struct, frozen=True):
    measure: str
    group: str
    low: int | None
    high: int | None
    side: tuple[str, ...] = ()


class _Time(msgspec.Struct, frozen=True):
    granularity: str = "day"


class _Place(msgspec.Struct, frozen=True):
    relation: str = "in"


class _Incident(msgspec.Struct, frozen=True):
    reports: int
    time: _Time | None
    place: _Place | None
    tolls: tuple[_Toll, ...] = ()


_DECODER = msgspec.json.Decoder(_Incident)


def frame(body: str) -> Iterator[FrameTerm]:
    """The one frame of an incident."""
    told = _DECODER.decode(body)
    yield FrameTerm(
        told.time.granularity if told.time else None,
        told.place.relation if told.place else None,
        told.reports,
    )


def tolls(body: str) -> Iterator[TollTerm]:
    """The tolls of an incident."""
    for toll in _DECODER.decode(body).tolls:
        yield TollTerm(toll.measure, toll.group, toll.side, toll.low, toll.high)
