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
    days = np.sort(began[dated])
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
    at = period_of(began, step)
    first, kinds = int(at.min()), len(families)
    counts = np.bincount((at - first) * kinds + family, minlength=(int(at.max()) - first + 1) * kinds)
    return [
        Period(*bounds(first + number, step), sum(row), _told(families, row))
        for number, row in enumerate(counts.reshape(-1, kinds).tolist())
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
    begins = np.array([number, number + 1]).astype(f"datetime64[{_UNITS[step]}]").astype("datetime64[D]")
    first, following = (begins + _MONDAY if step == "week" else begins).tolist()
    return first, following - timedelta(days=1)
