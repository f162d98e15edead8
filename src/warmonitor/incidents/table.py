"""Many incidents as columns: what adding them up and picking days look at, and nothing else of them."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from warmonitor.model import Incident, Place

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
T = TypeVar("T", bound=Hashable)

NONE = -1
"""Stands for a place that is not told; days count from 1, and 0 is a day that is not told."""

_VAGUE = frozenset({"month", "season", "year", "decade"})


class Told(NamedTuple):
    """A toll without its voices."""

    measure: str
    group: str
    side: tuple[str, ...]
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Some incidents in the order of their ids, column by column.

    `type` and `at` are indexes into `types` and `places`; `starts` and `ends` are
    days counted from the year 1; `vague` marks a time that tells no day. Of the tolls, `owner` is the index
    of the incident and `toll` that of what it tells.
    """

    type: Numbers
    types: Sequence[str]
    at: Numbers
    places: Sequence[Place]
    starts: Numbers
    ends: Numbers
    vague: Mask
    reports: Numbers
    origins: Numbers
    owner: Numbers
    toll: Numbers
    tolls: Sequence[Told]

    def __len__(self) -> int:
        return len(self.type)

    @property
    def first(self) -> Numbers:
        """The first day told, 0 for none."""
        return np.where(self.starts == 0, self.ends, self.starts)

    @property
    def last(self) -> Numbers:
        """The last day told, 0 for none."""
        return np.where(self.ends == 0, self.starts, self.ends)

    def those(self, mask: Mask) -> "Table":
        """Those incidents of a mask."""
        number, kept = np.cumsum(mask) - 1, mask[self.owner]
        columns = ("type", "at", "starts", "ends", "vague", "reports", "origins")
        some = {name: getattr(self, name)[mask] for name in columns}
        return replace(self, **some, owner=number[self.owner[kept]], toll=self.toll[kept])


def table_of(incidents: Sequence[Incident]) -> Table:
    """Incidents, in the order of their ids, as columns."""
    type_, types = coded(one.type for one in incidents)
    at, places = coded(where(one.place) for one in incidents)
    times = [one.time for one in incidents]
    told = [
        (number, Told(toll.measure, toll.group, toll.side, toll.low, toll.high))
        for number, one in enumerate(incidents)
        for toll in one.tolls
    ]
    toll, tolls = coded(toll for _, toll in told)
    return Table(
        type=type_,
        types=types,
        at=np.where(at == (places.index(None) if None in places else NONE), NONE, at),
        places=[place or NOWHERE for place in places],
        starts=numbers(_ordinal(time.start) if time else 0 for time in times),
        ends=numbers(_ordinal(time.end) if time else 0 for time in times),
        vague=np.fromiter((time is not None and is_vague(time.granularity) for time in times), np.bool_),
        reports=numbers(one.reports for one in incidents),
        origins=numbers(one.origins for one in incidents),
        owner=numbers(number for number, _ in told),
        toll=toll,
        tolls=tolls,
    )


def is_vague(granularity: str | None) -> bool:
    """Whether a time so coarse tells no day."""
    return granularity in _VAGUE


def where(place: Place | None) -> Place | None:
    """A place without the words that it was told in: all that says which others hold it or are near it."""
    if place is None:
        return None
    return Place(
        text="",
        span=(0, 0),
        relation=place.relation,
        id=place.id,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        precision=place.precision,
    )


NOWHERE = Place(text="", span=(0, 0))
"""Keeps the place of what is no place in a list of these."""


def coded(values: Iterable[T]) -> tuple[Numbers, list[T]]:
    """For each value its index in a list of all, each once, in the order of their first appearance."""
    known: dict[T, int] = {}
    return numbers(known.setdefault(value, len(known)) for value in values), list(known)


def distinct(values: Numbers, size: int) -> Numbers:
    """Each of some indexes below `size` once, ascending."""
    seen = np.zeros(size, np.bool_)
    seen[values] = True
    return np.flatnonzero(seen)


def numbers(values: Iterable[Any]) -> Numbers:
    """Whole numbers as a column."""
    return np.fromiter(values, np.int64)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0
