"""From the words of a date expression to a place in the calendar, given what they count from."""

from dataclasses import replace
from datetime import date, timedelta

from warmonitor.grounding.times.anchors import Anchors, Tense
from warmonitor.grounding.times.moment import (
    Moment,
    coarsen,
    from_absolute,
    in_month,
    months_from,
    of_day,
    of_days,
    shifted,
)
from warmonitor.grounding.times.weekdays import weekday_moment
from warmonitor.knowledge.calendar.meaning import Meaning, Unit

_NEWS_DAYS = 31
"""A yearless date this close before publication is news, even where the text spoke of another year before."""
_TURN_MONTHS = 11
"""A month so many months before the one told last begins the next year ("In December ... in January")."""
_SOON_DAYS = 45
"""A yearless date of unknown tense is taken as coming only within so many days."""
_AGREE_DAYS = 300
"""A date told before that lies further back than this opens a narrative of its own."""


def anchored(meaning: Meaning, anchors: Anchors) -> Moment | None:
    """The moment that the words mean, or None where the anchors do not decide it.

    None too where it lies outside the calendar's years 1 to 9999: "100,000 years ago".
    """
    try:
        return _anchored(meaning, anchors)
    except (ValueError, OverflowError):
        return None


def _anchored(meaning: Meaning, anchors: Anchors) -> Moment | None:
    if meaning.kind == "window":
        return _window(meaning, anchors)
    if meaning.kind != "date":
        return None
    if meaning.absolute:
        return from_absolute(meaning)
    if meaning.weekday is not None and meaning.month is None:
        return weekday_moment(meaning, anchors)
    if meaning.month is not None or meaning.season is not None or meaning.day is not None:
        return _partial(meaning, anchors)
    return _counted(meaning, anchors)


def _base(meaning: Meaning, anchors: Anchors) -> Moment | None:
    today = of_day(anchors.today) if anchors.today is not None else None
    if meaning.anchor == "publication":
        return today
    if meaning.anchor == "context":
        return anchors.earlier if anchors.narrative and anchors.earlier is not None else today
    if meaning.anchor == "event":
        return anchors.event
    whole = meaning.unit == "day" and meaning.part is None and meaning.clock is None
    same = whole and meaning.shift in {None, 0}  # "the same day", where no day was told
    return anchors.earlier or (today if same else None)


def _counted(meaning: Meaning, anchors: Anchors) -> Moment | None:  # noqa: PLR0911
    base = _base(meaning, anchors)
    unit = meaning.unit
    if base is None or unit is None:
        return None
    if meaning.half_year is not None or meaning.quarter is not None:
        year = coarsen(base, "year")
        return (
            None if year is None else from_absolute(replace(meaning, year=year.year + (meaning.shift or 0)))
        )
    if unit == "day" and meaning.part == "overnight":
        return _overnight(base)
    moment = shifted(base, unit, meaning.shift or 0, whole=meaning.amount is None)
    if moment is None:
        return None
    if meaning.half is not None:
        return _half(moment, base, unit, meaning)
    if unit == "day":
        return replace(moment, part=meaning.part or moment.part, clock=meaning.clock)
    return replace(moment, edge=meaning.edge)


def _overnight(base: Moment) -> Moment | None:
    day = base.date
    if day is None:
        return None
    return replace(of_day(day), part="night", bounds=(day - timedelta(days=1), day))


def _half(moment: Moment, base: Moment, unit: Unit, meaning: Meaning) -> Moment | None:
    """ "Earlier this week" ends with the anchor, "later that month" begins with it."""
    if unit == "day":
        return moment
    whole, told = moment.days(), base.days()
    if whole is None or told is None:
        return moment
    if meaning.shift:
        return replace(moment, edge="start" if meaning.half == "earlier" else "end")
    if meaning.half == "earlier":
        return replace(moment, bounds=(whole[0], max(whole[0], min(told[1], whole[1]))))
    return replace(moment, bounds=(min(max(told[0], whole[0]), whole[1]), whole[1]))


def _window(meaning: Meaning, anchors: Anchors) -> Moment | None:
    """ "The last 70 days" end with publication, "the next two weeks" begin with it."""
    base = _base(meaning, anchors)
    unit, count = meaning.unit, meaning.shift
    if base is None or unit is None or count is None or base.date is None:
        return None
    day = base.date
    far = _days_away(day, unit, count)
    return None if far is None else of_days(min(day, far), max(day, far))


def _days_away(day: date, unit: Unit, count: int) -> date | None:
    lengths = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14}
    if unit in lengths:
        rough = lengths[unit] * count
        return day + timedelta(days=-(-rough // 1) if rough > 0 else rough // 1)
    months = {"month": 1, "year": 12, "decade": 120}.get(unit)
    if months is None:
        return None
    first = months_from(day.year, day.month, 1)[0]
    ordinal = first.year * 12 + first.month - 1 + months * count
    start, end = months_from(ordinal // 12, ordinal % 12 + 1, 1)
    return start.replace(day=min(day.day, end.day))


def _partial(meaning: Meaning, anchors: Anchors) -> Moment | None:
    if meaning.anchor is not None:
        return _partial_with_reference(meaning, anchors)
    if meaning.month is None and meaning.season is None:
        return _numbered_day(meaning, anchors)
    if anchors.narrative or anchors.today is None:
        return _in_narrative(meaning, anchors.earlier)
    recent = _nearest(meaning, anchors.today, anchors.tense)
    if anchors.tense == "future" or not _opens_narrative(anchors.earlier, anchors.today):
        return recent
    days = recent.days() if recent is not None else None
    if days is not None and -1 <= (anchors.today - days[1]).days <= _NEWS_DAYS:
        return recent
    return _in_narrative(meaning, anchors.earlier)


def _opens_narrative(earlier: Moment | None, today: date) -> bool:
    days = earlier.days() if earlier is not None else None
    return days is not None and (today - days[1]).days > _AGREE_DAYS


def _placed(meaning: Meaning, year: int) -> Moment | None:
    return from_absolute(replace(meaning, year=year))


def _nearest(meaning: Meaning, today: date, tense: Tense | None) -> Moment | None:
    """The latest such date up to publication when told as past, the next when told as coming.

    Without a tense the nearer of the two, but a coming one only when it is soon; else it stays open.
    A day of grace covers reports written where the day had not begun.
    """
    past: Moment | None = None
    future: Moment | None = None
    for year in range(today.year - 8, today.year + 9):
        moment = _placed(meaning, year)
        days = moment.days() if moment is not None else None
        if moment is None or days is None:
            continue
        if days[0] <= today + timedelta(days=1):
            past = moment
        if days[1] >= today and future is None:
            future = moment
    if tense is not None:
        return past if tense == "past" else future
    if past is None or future is None or past == future:
        return past or future
    back, ahead = _gap(past, today), _gap(future, today)
    if back <= ahead:
        return past
    return future if ahead <= _SOON_DAYS else None


def _gap(moment: Moment, today: date) -> int:
    days = moment.days()
    return 0 if days is None else max((days[0] - today).days, (today - days[1]).days, 0)


def _in_narrative(meaning: Meaning, earlier: Moment | None) -> Moment | None:
    """The date in the year that the narrative has reached, or in the next when a year has plainly turned."""
    year = coarsen(earlier, "year") if earlier is not None else None
    if earlier is None or year is None:
        return None
    month = meaning.month or meaning.season
    turned = earlier.month is not None and month is not None and earlier.month - month >= _TURN_MONTHS
    return _placed(meaning, year.year + 1 if turned else year.year)


def _numbered_day(meaning: Meaning, anchors: Anchors) -> Moment | None:
    """ "The 14th": of the month told before in a narrative, else the nearest one to publication."""
    if anchors.narrative or anchors.today is None:
        month = coarsen(anchors.earlier, "month") if anchors.earlier is not None else None
        return in_month(meaning, month.year, month.month or 1) if month is not None else None
    today = anchors.today
    step = 1 if anchors.tense == "future" else -1
    for count in range(4):
        ordinal = today.year * 12 + today.month - 1 + step * count
        moment = in_month(meaning, ordinal // 12, ordinal % 12 + 1)
        day = moment.date if moment is not None else None
        if day is not None and (day - today).days * step >= 0:
            return moment
    return None


def _partial_with_reference(meaning: Meaning, anchors: Anchors) -> Moment | None:
    base = _base(meaning, anchors)
    shift = meaning.shift or 0
    if base is None:
        return None
    if meaning.unit == "month":
        month = coarsen(base, "month")
        return in_month(meaning, month.year, month.month or 1) if month is not None else None
    year = coarsen(base, "year")
    if year is None:
        return None
    if meaning.unit == "year" or shift == 0:
        return _placed(meaning, year.year + shift)
    return _nth_from(meaning, base, shift)


def _nth_from(meaning: Meaning, base: Moment, shift: int) -> Moment | None:
    """ "Last November", "next spring": the nearest one wholly before, or wholly after, the anchor."""
    told = base.days()
    if told is None:
        return None
    years = (
        range(told[0].year + 1, told[0].year - 3, -1)
        if shift < 0
        else range(told[1].year - 1, told[1].year + 3)
    )
    for year in years:
        moment = _placed(meaning, year)
        days = moment.days() if moment is not None else None
        if days is not None and (days[1] < told[0] if shift < 0 else days[0] > told[1]):
            return moment
    return None
