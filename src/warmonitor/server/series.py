"""Tolls period by period: each measure, group and side, low to high, and what could not be added."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import msgspec
import numpy as np

from warmonitor.incidents import NotAdded, Origins, Sum, tolls
from warmonitor.knowledge.registry import Registry
from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Incident
from warmonitor.server.periods import Step, bounds, period_of, window


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
    """Periods that have a figure, in order, and the incidents whose figures are in none, with the reason."""

    step: Step
    periods: list[TollPeriod]
    not_added: list[NotAdded]


def series_of(ledger: Ledger, wanted: Filter, registry: Registry, step: Step | None) -> Series:
    """The tolls of the incidents asked for, by period; without `step` the finest that gives few enough."""
    told = [incident for incident in ledger.incidents(wanted) if incident.tolls]
    dated = [(incident, day) for incident in told if (day := _first(incident)) is not None]
    not_added = [
        NotAdded(incident.id, "its time is not told") for incident in told if _first(incident) is None
    ]
    if not dated:
        return Series(step or "day", [], not_added)
    days = np.array([day for _, day in dated], "datetime64[D]")
    chosen = step or window(np.sort(days))[0]
    by_period: dict[int, list[Incident]] = defaultdict(list)
    for (incident, _), number in zip(dated, period_of(days, chosen).tolist(), strict=True):
        by_period[number].append(incident)
    origins = Origins({}, {}, registry)
    periods: list[TollPeriod] = []
    for number in sorted(by_period):
        start, end = bounds(number, chosen)
        found = tolls(by_period[number], {}, origins, start, end)
        not_added += found.not_added
        if found.sums:
            periods.append(TollPeriod(start, end, list(_added(found.sums))))
    return Series(chosen, periods, not_added)


def _first(incident: Incident) -> date | None:
    return (incident.time.start or incident.time.end) if incident.time else None


def _added(sums: Iterable[Sum]) -> Iterable[Added]:
    for one in sums:
        yield Added(one.measure, one.group, one.side, one.low, one.high, len(one.incidents))
