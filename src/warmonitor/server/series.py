"""Tolls period by period: each measure, group and side, low to high, and what could not be added."""

from collections import defaultdict
from datetime import date

import msgspec
import numpy as np
from msgspec.structs import replace

from warmonitor.incidents import NotAdded
from warmonitor.incidents.period import tolls_by_period
from warmonitor.ledger import Filter, Ledger
from warmonitor.server.asked import Paging
from warmonitor.server.listing import following, positions
from warmonitor.server.periods import Step, bounds, period_of, window

_EPOCH = date(1970, 1, 1).toordinal()


class Added(msgspec.Struct, frozen=True):
    """One measure, group and side over a period: the range, and of how many incidents."""

    measure: str
    group: str
    side: tuple[str, ...]
    low: int | None
    high: int | None
    incidents: int


class TollPeriod(msgspec.Struct, frozen=True):
    """The sums of the incidents that lie from `start` to `end`, inclusive."""

    start: date
    end: date
    sums: list[Added]


class Series(msgspec.Struct, frozen=True):
    """Periods that have a figure, in order, and the incidents whose figures are in none, with the reason.

    Of these there is a page: `not_added_count` says how many there are, `next` is null on the last.
    """

    step: Step
    periods: list[TollPeriod]
    not_added: list[NotAdded]
    not_added_count: int
    next: str | None = None


def series_of(ledger: Ledger, wanted: Filter, step: Step | None) -> Series:
    """The tolls of the incidents asked for, by period; without `step` the finest that gives few enough."""
    return ledger.recall(("series", wanted, step), lambda: _series(ledger, wanted, step))


def series_page(found: Series, paging: Paging) -> Series:
    """The page of a series that is asked for."""
    here = positions(paging)
    after = following(here, found.not_added_count)
    return replace(found, not_added=found.not_added[here], next=after)


def _series(ledger: Ledger, wanted: Filter, step: Step | None) -> Series:
    table, ids = ledger.for_series(wanted)
    untimed = table.first == 0
    not_added = [NotAdded(ids[row], "its time is not told") for row in np.flatnonzero(untimed).tolist()]
    if untimed.all():
        return Series(step or "day", [], not_added, len(not_added))
    days = (table.first[~untimed] - _EPOCH).astype("datetime64[D]")
    chosen = step or window(np.sort(days))[0]
    numbers, at = np.unique(period_of(days, chosen), return_inverse=True)
    known = [bounds(number, chosen) for number in numbers.tolist()]
    begins, ends = np.array([[day.toordinal() for day in both] for both in known])[at].T
    dated = [one for one, left in zip(ids, untimed.tolist(), strict=True) if not left]
    sums, left = tolls_by_period(table.those(~untimed), dated, begins, ends)
    told: dict[int, list[Added]] = defaultdict(list)
    for one in sums:
        told[one.period].append(Added(*one.key, one.low, one.high, len(one.incidents)))
    periods = [
        TollPeriod(start, end, told[start.toordinal()]) for start, end in known if start.toordinal() in told
    ]
    not_added += left
    return Series(chosen, periods, not_added, len(not_added))
