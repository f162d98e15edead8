"""How many incidents fall into each day, week, month or year."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, get_args

import msgspec
import numpy as np
from numpy.typing import NDArray

Step = Literal["day", "week", "month", "year"]
Days = NDArray[np.datetime64]

_MOST = 120
"""The most periods that are still told apart in a picture."""
_CONTEXT = 0.2
"""The share of incidents that may be left out as told for context."""
_DAYS: dict[Step, int] = {"day": 1, "week": 7, "month": 30, "year": 365}
_UNITS: dict[Step, str] = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_DAY = timedelta(days=1)
_MONDAY = np.timedelta64(4, "D")
"""NumPy's weeks begin on Thursdays, as 1970 did; days are moved so that they begin on Mondays."""


class Period(msgspec.Struct, frozen=True):
    """The incidents that began from `start` to `end`, inclusive: how many, and how many of each family."""

    start: date
    end: date
    count: int
    families: dict[str, int]


class Periods(msgspec.Struct, frozen=True):
    """Periods without gaps, and how many incidents they leave out.

    `earlier` ones lie before the first period, `vague` ones are dated more roughly than a period, `undated`
    ones not at all.
    """

    step: Step
    periods: list[Period]
    earlier: int
    vague: int
    undated: int


def count_periods(
    starts: Days,
    ends: Days,
    family: NDArray[np.int64],
    families: Sequence[str],
    step: Step | None = None,
) -> Periods:
    """Counts incidents by the day they began, or were over by.

    Without `step` it is the finest that gives few enough periods. History told for context would make it
    years: where leaving out a few of the oldest gives a finer one, these are only counted, as `earlier`.

    Args:
        starts: first days, NaT where not told.
        ends: last days, likewise.
        family: an index into `families` for each.
        families: their names.
        step: the length of a period.
    """
    began = np.where(np.isnat(starts), ends, starts)
    dated = ~np.isnat(began)
    undated = int((~dated).sum())
    if not dated.any():
        return Periods(step or "day", [], 0, 0, undated)
    # NumPy sorts numbers ten times as fast as days.
    days = np.sort(began[dated].view(np.int64)).view("datetime64[D]")
    chosen, first = (step, days[0]) if step else window(days)
    within = dated & (began >= first)
    vague = within & (ends - starts > np.timedelta64(_DAYS[chosen], "D"))
    exact = within & ~vague
    periods = _filled(began[exact], family[exact], families, chosen)
    return Periods(chosen, periods, int((dated & ~within).sum()), int(vague.sum()), undated)


def window(days: Days) -> tuple[Step, np.datetime64]:
    """The step for sorted days, and the day to begin at: the first, or a later one for a finer step."""
    later = days[int(len(days) * _CONTEXT)]
    whole, recent = _finest(days[0], days[-1]), _finest(later, days[-1])
    if whole == recent:
        return whole, days[0]
    fits = (days[-1] - days).astype(np.int64) / _DAYS[recent] <= _MOST
    return recent, days[int(np.argmax(fits))]


def _finest(first: np.datetime64, last: np.datetime64) -> Step:
    span = int((last - first).astype(np.int64))
    return next((step for step in get_args(Step) if span / _DAYS[step] <= _MOST), "year")


def _filled(began: Days, family: NDArray[np.int64], families: Sequence[str], step: Step) -> list[Period]:
    """The periods from the first to the last that has an incident, the empty ones between them too."""
    if not len(began):
        return []
    days, kinds = began.view(np.int64), len(families)
    first, last = int(days.min()), int(days.max())
    by_day = np.bincount((days - first) * kinds + family, minlength=(last - first + 1) * kinds)
    at = period_of(np.arange(first, last + 1).astype("datetime64[D]"), step)
    counts = np.add.reduceat(by_day.reshape(-1, kinds), np.flatnonzero(np.diff(at, prepend=at[0] - 1)))
    begins = _begins(int(at[0]), len(counts) + 1, step)
    return [
        Period(start, following - _DAY, sum(row), _told(families, row))
        for start, following, row in zip(begins, begins[1:], counts.tolist(), strict=False)
    ]


def _told(families: Sequence[str], row: Sequence[int]) -> dict[str, int]:
    return {name: count for name, count in sorted(zip(families, row, strict=True)) if count}


def period_of(days: Days, step: Step) -> NDArray[np.int64]:
    """The number of each day's period, counted from 1970."""
    moved = days - _MONDAY if step == "week" else days
    numbers: NDArray[np.int64] = moved.astype(f"datetime64[{_UNITS[step]}]").astype(np.int64)
    return numbers


def bounds(number: int, step: Step) -> tuple[date, date]:
    """The first and the last day of a period."""
    first, following = _begins(number, 2, step)
    return first, following - _DAY


def _begins(number: int, count: int, step: Step) -> list[date]:
    """The first days of some periods, from one of a number on."""
    days = np.arange(number, number + count).astype(f"datetime64[{_UNITS[step]}]").astype("datetime64[D]")
    found: list[date] = (days + _MONDAY if step == "week" else days).tolist()
    return found
