"""Incidents as columns in memory: what map and timeline are drawn from, whatever the filter."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date, datetime
from operator import itemgetter
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from warmonitor.ledger import Filter, Ledger
from warmonitor.ontology import load_ontology
from warmonitor.server.geojson import Feature, feature
from warmonitor.server.spots import Numbers, Spot, spot_of

Days = NDArray[np.datetime64]

_PASTS = 2
"""How many states of knowledge in the past are kept besides the present one."""


class Columns(NamedTuple):
    """Some incidents, column by column; a day that is not told is NaT, a number that is not told -1."""

    family: Numbers
    starts: Days
    ends: Days
    spot: Numbers
    killed: Numbers


class Picture:
    """The incidents that stood at one state of the ledger, ascending by their row numbers."""

    families: tuple[str, ...] = (*load_ontology().families, "other")

    def __init__(self, rows: Iterable[tuple[int, Feature]]) -> None:
        self._rows = dict(rows)
        self.numbers: Numbers = np.fromiter(self._rows, np.int64, len(self._rows))
        self.features = list(self._rows.values())
        spots: dict[Spot, int] = {}
        types = load_ontology().claim_types
        family = {name: self.families.index(kind.family) for name, kind in types.items()}
        told = [one.properties for one in self.features]
        at = [spots.setdefault(spot_of(one), len(spots)) for one in self.features]
        self.spots = [(spot, spot.key) for spot in spots]
        self.columns = Columns(
            _whole(family.get(one.type, len(self.families) - 1) for one in told),
            np.array([one.start for one in told], "datetime64[D]"),
            np.array([one.end for one in told], "datetime64[D]"),
            _whole(at),
            _whole(_number(one.killed) for one in told),
        )

    @property
    def last(self) -> int:
        """The highest row number."""
        return int(self.numbers[-1]) if len(self.numbers) else 0

    def after(self, ledger: Ledger) -> "Picture":
        """The picture of the ledger as it is now, made from this one and what changed."""
        standing = set(ledger.numbers())
        kept = [(number, row) for number, row in self._rows.items() if number in standing]
        new = ((number, feature(one)) for number, one in ledger.numbered(self._rows))
        return Picture(sorted((*kept, *new), key=itemgetter(0)))

    def rows(self, ledger: Ledger, wanted: Filter) -> Numbers:
        """Where in the columns the incidents are that a filter asks for."""
        if wanted == Filter(as_of=wanted.as_of):
            return np.arange(len(self.numbers))
        asked = np.frombuffer(ledger.numbers(wanted), np.int64)
        among = np.zeros(self.last + 1, np.bool_)
        among[asked[asked <= self.last]] = True
        return np.flatnonzero(among.take(self.numbers))


def _whole(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, np.int64)


def _number(told: tuple[int | None, int | None] | None) -> int:
    low, high = told or (None, None)
    return low or high or -1


class Pictures:
    """The picture of the present, brought up to date when asked for, and of a few moments of the past."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._revision = 0
        self._present = Picture([])
        self._pasts: OrderedDict[Any, Picture] = OrderedDict()

    def at(self, as_of: datetime | date | None) -> Picture:
        """The picture of what was known at an instant, of the present for None."""
        with self._lock:
            if as_of is None:
                return self._now()
            revision = self._ledger.revision()
            if (as_of, revision) not in self._pasts:
                told = self._ledger.numbered(as_of=as_of)
                self._pasts[as_of, revision] = Picture((number, feature(one)) for number, one in told)
                while len(self._pasts) > _PASTS:
                    self._pasts.popitem(last=False)
            return self._pasts[as_of, revision]

    def _now(self) -> Picture:
        revision = self._ledger.revision()
        if revision != self._revision:
            self._present = self._present.after(self._ledger)
            self._revision = revision
        return self._present
