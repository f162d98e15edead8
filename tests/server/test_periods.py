"""Incidents counted by day, week, month or year: every one counted once, or said not to be."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warmonitor.server.periods import Periods, count_periods

FAMILIES = ("fighting", "territory")
Told = tuple[date | None, date | None] | tuple[date | None, date | None, str]


def counted_by(incidents: list[Told], step: Any = None) -> Periods:
    """Incidents as first day, last day and family; fighting where none is named."""
    families = [FAMILIES.index(told[2]) if len(told) > 2 else 0 for told in incidents]
    return count_periods(
        np.array([told[0] for told in incidents], "datetime64[D]"),
        np.array([told[1] for told in incidents], "datetime64[D]"),
        np.array(families, np.int64),
        FAMILIES,
        step,
    )


@pytest.mark.parametrize(
    ("first", "last", "step", "periods"),
    [
        (date(2024, 11, 27), date(2024, 11, 27), "day", 1),
        (date(2024, 11, 27), date(2024, 12, 8), "day", 12),
        (date(2023, 1, 1), date(2024, 12, 31), "week", 106),
        (date(2018, 1, 31), date(2024, 12, 31), "month", 84),
        (date(1990, 5, 1), date(2024, 12, 31), "year", 35),
    ],
)
def test_finest_step_that_gives_few_enough(first: date, last: date, step: str, periods: int) -> None:
    counted = counted_by([(first, first), (first, first), (last, last)])
    assert (counted.step, len(counted.periods)) == (step, periods)
    assert counted.periods[0].start <= first <= counted.periods[0].end
    assert counted.periods[-1].start <= last <= counted.periods[-1].end


@pytest.mark.parametrize(
    ("start", "end", "where"),
    [
        (date(2024, 11, 1), date(2024, 11, 30), "vague"),
        (date(2024, 11, 27), date(2024, 11, 28), "counted"),
        (None, date(2024, 11, 27), "counted"),
        (None, None, "undated"),
    ],
)
def test_what_has_no_day_is_counted_apart(start: date | None, end: date | None, where: str) -> None:
    counted = counted_by([(start, end)], "day")
    told = {
        "counted": sum(period.count for period in counted.periods),
        "vague": counted.vague,
        "undated": counted.undated,
    }
    assert told == {"counted": 0, "vague": 0, "undated": 0} | {where: 1}


def test_history_told_for_context_does_not_stretch_the_timeline() -> None:
    war = [date(2024, 11, 27) + timedelta(days=number) for number in range(10)]
    counted = counted_by([(day, day) for day in (date(1982, 2, 1), *war)])
    assert (counted.step, counted.earlier, len(counted.periods)) == ("day", 1, 10)
    assert counted.periods[0].start == war[0]


def test_families_are_told_apart() -> None:
    day = date(2024, 11, 27)
    counted = counted_by([(day, day, family) for family in ("fighting", "fighting", "territory")])
    assert counted.periods[0].families == {"fighting": 2, "territory": 1}


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@settings(deadline=None)
@given(
    st.lists(st.tuples(DAYS, st.integers(0, 800)), max_size=20),
    st.sampled_from([None, "day", "week", "month", "year"]),
)
def test_periods_have_no_gaps_and_lose_nothing(times: list[tuple[date, int]], step: Any) -> None:
    if step in {"day", "week"}:
        times = times[:1]
    counted = counted_by([(start, start + timedelta(days=days)) for start, days in times], step)
    assert sum(period.count for period in counted.periods) + counted.vague + counted.earlier == len(times)
    for one, following in zip(counted.periods, counted.periods[1:], strict=False):
        assert one.end + timedelta(days=1) == following.start


@given(DAYS, st.sampled_from(["day", "week", "month", "year"]))
def test_a_period_begins_where_the_calendar_says(day: date, step: Any) -> None:
    (period,) = counted_by([(day, day)], step).periods
    begin = {
        "day": day,
        "week": day - timedelta(days=day.weekday()),
        "month": day.replace(day=1),
        "year": day.replace(month=1, day=1),
    }[step]
    assert period.start == begin <= day <= period.end
