"""Which day a weekday means: "Friday", "last Friday", "the Friday before"."""

from dataclasses import replace
from datetime import date, timedelta

from warmonitor.grounding.times.anchors import Anchors
from warmonitor.grounding.times.moment import (
    Moment,
    of_day,
    of_days,
)
from warmonitor.knowledge.calendar.meaning import Meaning


def weekday_moment(meaning: Meaning, anchors: Anchors) -> Moment | None:
    """The day or part of it that a weekday means; None where the anchors do not decide it."""
    day = _which_weekday(meaning, anchors)
    if day is None:
        return None
    if meaning.weekday_to is not None or meaning.part == "overnight":
        return replace(of_days(day, day + timedelta(days=1)), part="night")
    return of_day(day, meaning.part)


def _which_weekday(meaning: Meaning, anchors: Anchors) -> date | None:  # noqa: PLR0911
    weekday = meaning.weekday or 0
    if meaning.anchor == "earlier":
        return _weekday_from_earlier(weekday, meaning.shift or 0, anchors.earlier)
    if anchors.narrative and meaning.anchor is None:
        return _weekday_from_earlier(weekday, 0, anchors.earlier)
    today = anchors.today
    if today is None:
        return None
    back = (today.weekday() - weekday) % 7
    if meaning.anchor is None:
        return today + timedelta(days=(7 - back) % 7 if anchors.tense == "future" else -back)
    if meaning.shift == 0:
        return of_week_day(today, weekday)
    if meaning.shift == -1:
        # "Last Friday" said on a Saturday is the day before to some writers, eight days before to most.
        return today - timedelta(days=back or 7) if back != 1 else None
    ahead = 7 - back
    # "Next Friday" said early in a week is this week's to some, the following week's to others.
    return today + timedelta(days=ahead) if today.weekday() >= weekday else None


def of_week_day(day: date, weekday: int) -> date:
    """The given weekday in the week, Monday to Sunday, of a day."""
    return day + timedelta(days=weekday - day.weekday())


def _weekday_from_earlier(weekday: int, shift: int, earlier: Moment | None) -> date | None:
    told = earlier.date if earlier is not None and earlier.grain == "day" else None
    if told is None:
        return None
    if shift > 0:
        return told + timedelta(days=(weekday - told.weekday() - 1) % 7 + 1)
    if shift < 0:
        return told - timedelta(days=(told.weekday() - weekday - 1) % 7 + 1)
    offset = (weekday - told.weekday() + 3) % 7 - 3
    return told + timedelta(days=offset)
