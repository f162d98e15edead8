"""A place in the calendar, as coarse as it was told, and the days it covers."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from warmonitor.knowledge.calendar.meaning import Edge, Meaning, Part, Unit

Grain = Literal["day", "week", "month", "season", "quarter", "half", "year", "decade", "century"]
Days = tuple[date, date]

_FINENESS: dict[str, int] = {
    "second": 0, "minute": 0, "hour": 0, "day": 1, "week": 2, "fortnight": 2, "month": 3, "season": 4,
    "quarter": 4, "half": 5, "year": 6, "decade": 7, "century": 8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateInterval:
    """Days from `start` to `end`, both inclusive; `inferred` when no source states them."""

    start: date
    end: date
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """One unit of the calendar.

    `year` is negative before our era; of a decade its first year, of a century its ordinal. A week is named
    by its first day. `season` is the season's first month. `bounds` overrides the days covered, for
    parts of it ("earlier this week") and for what is only near it ("two weeks ago").
    """

    grain: Grain
    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    index: int | None = None
    part: Part | None = None
    clock: tuple[int, int] | None = None
    edge: Edge | None = None
    bounds: Days | None = None

    @property
    def date(self) -> date | None:
        """The day, where it is known to the day."""
        if self.grain not in ("day", "week") or self.month is None or self.day is None or self.year < 1:
            return None
        return date(self.year, self.month, self.day)

    def is_finer_than(self, unit: str) -> bool:
        """True when the moment is known at least as finely as `unit`."""
        return _FINENESS[self.grain] <= _FINENESS[unit]

    def days(self) -> Days | None:
        """First and last day covered; None before our era, where the calendar of days does not reach."""
        if self.bounds is not None:
            return self.bounds
        whole = self._whole()
        if whole is None or self.edge is None:
            return whole
        if self.grain == "year":
            first_month = {"start": 1, "mid": 5, "end": 9}[self.edge]
            return months_from(self.year, first_month, 4)
        return _third(whole, self.edge)

    def _whole(self) -> Days | None:  # noqa: PLR0911
        if self.year < 1:
            return None
        if self.grain == "century":
            return date(self.year * 100 - 99, 1, 1), date(self.year * 100, 12, 31)
        if self.grain == "decade":
            return date(self.year, 1, 1), date(self.year + 9, 12, 31)
        if self.grain == "season":
            return months_from(self.year, self.season or 1, 3)
        if self.grain == "quarter":
            return months_from(self.year, (self.index or 1) * 3 - 2, 3)
        if self.grain == "half":
            return months_from(self.year, (self.index or 1) * 6 - 5, 6)
        if self.grain == "year":
            return date(self.year, 1, 1), date(self.year, 12, 31)
        if self.grain == "month":
            return months_from(self.year, self.month or 1, 1)
        first = self.date
        if first is None:
            return None
        return first, first + timedelta(days=6 if self.grain == "week" else 0)


def months_from(year: int, month: int, count: int) -> Days:
    """The days of `count` months from the given one on."""
    last_year, last_month = _add_months(year, month, count - 1)
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def of_day(day: date, part: Part | None = None) -> Moment:
    """The moment of one day."""
    return Moment("day", day.year, day.month, day.day, part=part)


def of_week(day: date) -> Moment:
    """The week, from Monday on, that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return Moment("week", monday.year, monday.month, monday.day)


def of_days(start: date, end: date) -> Moment:
    """The smallest of day, month and year that holds all days, with those days as its bounds."""
    if start == end:
        return of_day(start)
    grain: Grain = "month" if (start.year, start.month) == (end.year, end.month) else "year"
    return Moment(grain, start.year, start.month if grain == "month" else None, bounds=(start, end))


def coarsen(moment: Moment, unit: Unit) -> Moment | None:  # noqa: PLR0911
    """The unit of the calendar that a moment lies in; None when the moment is coarser than it."""
    if not moment.is_finer_than(unit):
        return None
    if unit == "month" and moment.month is not None:
        return Moment("month", moment.year, moment.month)
    if unit == "year":
        return Moment("year", moment.year)
    if unit == "decade":
        return Moment("decade", moment.year if moment.grain == "decade" else moment.year // 10 * 10)
    if unit == "century":
        return Moment("century", moment.year if moment.grain == "century" else (moment.year - 1) // 100 + 1)
    day = moment.date
    if day is None:
        return replace(moment, part=None, clock=None, edge=None) if unit == "day" and moment.day else None
    return of_week(day) if unit in ("week", "fortnight") else of_day(day)


def shifted(moment: Moment, unit: Unit, count: int, *, whole: bool) -> Moment | None:
    """A moment `count` units on; None when it is not known finely enough to count in that unit.

    `whole` counts whole units of the calendar ("the following week"); otherwise the distance is as rough as
    its unit: "two weeks later" is a day give or take three, "two months later" a month.
    """
    base = coarsen(moment, "day" if unit in ("second", "minute", "hour") else unit)
    if base is None:
        return None
    if unit in ("second", "minute", "hour"):
        return _by_hours(base, count)
    if unit == "day":
        return _by_days(base, count)
    if unit in ("week", "fortnight"):
        return _by_weeks(moment, count * (2 if unit == "fortnight" else 1), whole=whole)
    if unit == "month":
        year, month = _add_months(base.year, base.month or 1, count)
        return Moment("month", year, month)
    step = 10 if unit == "decade" else 1
    return replace(base, year=base.year + count * step)


def _by_hours(base: Moment, count: int) -> Moment | None:
    day = base.date
    if day is None:
        return None
    other = day + timedelta(days=1 if count > 0 else -1)
    return of_days(min(day, other), max(day, other)) if count else base


def _by_days(base: Moment, count: int) -> Moment | None:
    day = base.date
    return of_day(day + timedelta(days=count)) if day is not None else None


def _by_weeks(moment: Moment, count: int, *, whole: bool) -> Moment | None:
    day = moment.date
    if day is None:
        return None
    target = day + timedelta(weeks=count)
    if whole:
        return of_week(target)
    return replace(of_week(target), bounds=(target - timedelta(days=3), target + timedelta(days=3)))


def _add_months(year: int, month: int, count: int) -> tuple[int, int]:
    ordinal = year * 12 + month - 1 + count
    return ordinal // 12, ordinal % 12 + 1


def _third(days: Days, edge: Edge) -> Days:
    """The first, middle or last third in days; of a month its first ten, the next ten, the rest."""
    start, end = days
    length = (end - start).days + 1
    third = length // 3
    if edge == "start":
        return start, start + timedelta(days=max(third, 1) - 1)
    if edge == "mid":
        return start + timedelta(days=third), end - timedelta(days=third)
    return end - timedelta(days=max(length - 2 * third, 1) - 1), end


def from_absolute(meaning: Meaning) -> Moment | None:  # noqa: PLR0911
    """The moment of words that name their year, decade or century; None for a day that does not exist."""
    year = meaning.year
    if meaning.century is not None:
        return Moment("century", meaning.century, edge=meaning.edge)
    if meaning.decade is not None:
        return Moment("decade", meaning.decade, edge=meaning.edge)
    if year is None:
        return None
    if meaning.season is not None:
        return Moment("season", year, season=meaning.season, edge=meaning.edge)
    if meaning.half_year is not None:
        return Moment("half", year, index=meaning.half_year)
    if meaning.quarter is not None:
        return Moment("quarter", year, index=meaning.quarter)
    return in_year(meaning, year)


def in_year(meaning: Meaning, year: int) -> Moment | None:
    """Month or day of the words, in a year that is known; the year itself where they name neither."""
    if meaning.month is None:
        bounds = None
        if meaning.year_to is not None and year > 0:
            bounds = (date(year, 1, 1), date(meaning.year_to, 12, 31))
        return Moment("year", year, edge=meaning.edge, bounds=bounds)
    if meaning.day is None:
        return Moment("month", year, meaning.month, edge=meaning.edge)
    return in_month(meaning, year, meaning.month)


def in_month(meaning: Meaning, year: int, month: int) -> Moment | None:
    """The day or run of days that the words number in a month; None when the month has no such day."""
    if meaning.day is None:
        return None
    last = monthrange(year, month)[1] if year > 0 else 31
    if meaning.day > last or (meaning.day_to or 0) > last:
        return None
    bounds = None
    if meaning.day_to is not None and meaning.day_to > meaning.day and year > 0:
        bounds = (date(year, month, meaning.day), date(year, month, meaning.day_to))
    return Moment("day", year, month, meaning.day, part=meaning.part, clock=meaning.clock, bounds=bounds)
