"""Tolls as they are answered: the sums whole, and what stands behind and beside them page by page."""

from datetime import date

import msgspec

from warmonitor.incidents import NotAdded, PeriodTolls
from warmonitor.model import Toll
from warmonitor.server.asked import Paging
from warmonitor.server.listing import following, positions


class TollSum(msgspec.Struct, frozen=True):
    """One measure, group and side: the range, of how many incidents (`count`), and a page of these."""

    measure: str
    group: str
    side: tuple[str, ...]
    low: int | None
    high: int | None
    count: int
    incidents: tuple[str, ...]


class Tolls(msgspec.Struct, frozen=True):
    """Every sum, and a page of each list: a sum's incidents, what was not added, running totals.

    `not_added_count` and `running_count` say how long the lists are; `next` is null where all have ended.
    """

    since: date | None
    until: date | None
    sums: list[TollSum]
    not_added: tuple[NotAdded, ...]
    not_added_count: int
    running: tuple[Toll, ...]
    running_count: int
    next: str | None


def tolls_page(found: PeriodTolls, paging: Paging) -> Tolls:
    """The page of tolls that is asked for."""
    here = positions(paging)
    sums = [
        TollSum(one.measure, one.group, one.side, one.low, one.high, len(one.incidents), one.incidents[here])
        for one in found.sums
    ]
    longest = max((len(found.not_added), len(found.running), *(one.count for one in sums)))
    return Tolls(
        since=found.since,
        until=found.until,
        sums=sums,
        not_added=found.not_added[here],
        not_added_count=len(found.not_added),
        running=found.running[here],
        running_count=len(found.running),
        next=following(here, longest),
    )
