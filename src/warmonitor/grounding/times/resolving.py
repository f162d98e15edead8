"""Date expressions to the contract's Time, against a publication date that may itself be an interval."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from warmonitor.grounding.times.anchoring import anchored
from warmonitor.grounding.times.anchors import Anchors, Tense
from warmonitor.grounding.times.moment import DateInterval, Days, Moment, of_days
from warmonitor.grounding.times.tense import guess_tense
from warmonitor.knowledge.calendar.compose import find_times
from warmonitor.knowledge.calendar.meaning import Atom, Meaning, TimeExpression
from warmonitor.model import Time

Basis = Literal["stated", "relative", "inferred", "publication"]
Granularity = Literal["day", "week", "month", "season", "year", "decade", "interval"]

_GRANULARITY: dict[str, Granularity] = {
    "day": "day", "week": "week", "month": "month", "season": "season", "year": "year", "decade": "decade",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Setting:
    reference: DateInterval | None
    tense: Tense | None
    earlier: Moment | None
    event: Moment | None
    narrative: bool

    def anchors(self, today: date | None) -> Anchors:
        return Anchors(today, self.earlier, self.event, self.tense, self.narrative)


@dataclass(frozen=True, slots=True)
class DatedExpression:
    """An expression of a report with the Time it was resolved to."""

    expression: TimeExpression
    time: Time


def resolve_time(  # noqa: PLR0913
    expr: TimeExpression,
    reference: DateInterval | None,
    tense: Tense | None = None,
    earlier: Time | None = None,
    *,
    event: Time | None = None,
    narrative: bool = False,
) -> Time:
    """The Time of one expression; start and end are None where they are open or cannot be decided.

    `reference` is the publication date, an interval when only inferred: a date is given only where it is the
    same for every day of it. `tense` is that of the sentence. `earlier` is the date told before in the same
    passage, `event` the date of what an offset counts from ("three days after the ceasefire"). `narrative` is
    true in histories, where a yearless date belongs to the year told before.
    """
    setting = _Setting(reference, tense, moment_of(earlier), moment_of(event), narrative)
    return _resolve(expr, setting)[0]


def date_report(
    text: str,
    reference: DateInterval | None,
    tense_at: Callable[[TimeExpression], Tense | None] | None = None,
    narrative: bool = False,
) -> list[DatedExpression]:
    """All date expressions of a report in order; a date told before counts within its own paragraph.

    `tense_at` tells the tense of an expression's sentence; where it is not given the words before are read.
    """
    dated: list[DatedExpression] = []
    earlier: Moment | None = None
    position = 0
    for expression in find_times(text):
        if not narrative and "\n\n" in text[position : expression.start]:
            earlier = None
        position = expression.end
        tense = tense_at(expression) if tense_at is not None else guess_tense(text, expression)
        time, moment = _resolve(expression, _Setting(reference, tense, earlier, None, narrative))
        dated.append(DatedExpression(expression, time))
        # "The first since 1969" tells of today, and opens no story of 1969.
        earlier = moment if moment is not None and (narrative or expression.relation != "since") else earlier
    return dated


def moment_of(time: Time | None) -> Moment | None:
    """A resolved Time as something to count from; None when it is open."""
    if time is None or time.start is None or time.end is None:
        return None
    moment = of_days(time.start, time.end)
    if time.granularity in ("month", "year", "decade"):
        return replace(moment, bounds=None)
    return moment


def _resolve(expr: TimeExpression, setting: _Setting) -> tuple[Time, Moment | None]:
    if expr.relation == "range":
        return _range(expr, setting)
    if len(expr.atoms) == 2:
        event = _decided(expr.atoms[1].meaning, setting)
        setting = replace(setting, event=event)
    meaning = expr.atoms[0].meaning
    if expr.relation == "since" and expr.text.lower().startswith(("since", "ever since")):
        setting = replace(setting, tense="past")
    if expr.relation == "until" and setting.tense == "past":  # "a curfew was imposed until April 16"
        setting = replace(setting, tense=None)
    moment = _decided(meaning, setting)
    days = moment.days() if moment is not None else None
    start, end = _apply(expr, days, moment)
    granularity = _granularity(meaning, moment, days) if expr.relation == "at" else "interval"
    return Time(
        text=expr.text, start=start, end=end, granularity=granularity, basis=_basis(meaning, setting)
    ), moment


def _decided(meaning: Meaning, setting: _Setting) -> Moment | None:
    """The moment if it is the same from the first to the last day of the publication interval."""
    reference = setting.reference
    if reference is None:
        return anchored(meaning, setting.anchors(None))
    first = anchored(meaning, setting.anchors(reference.start))
    if reference.start == reference.end or first is None:
        return first
    last = anchored(meaning, setting.anchors(reference.end))
    if first == last or last is None:
        return last
    return _hull(first, last) if meaning.kind == "window" or meaning.half is not None else None


def _hull(first: Moment, last: Moment) -> Moment | None:
    """The days of both: a stretch up to publication holds whichever day that was, if the days are near."""
    one, other = first.days(), last.days()
    if one is None or other is None or one[1] < other[0]:
        return None
    return replace(last, bounds=(min(one[0], other[0]), max(one[1], other[1])))


def _apply(expr: TimeExpression, days: Days | None, moment: Moment | None) -> tuple[date | None, date | None]:
    if days is None or moment is None:
        return None, None
    start, end = days
    if expr.relation == "since":
        return start, None
    if expr.relation == "until":
        return None, end
    if expr.relation == "before" and moment.part is None:  # "before dawn on Friday" is on Friday
        return None, start - timedelta(days=1)
    if expr.relation == "after":
        return (start + timedelta(days=1) if moment.grain == "day" else start), None
    return start, end


def _granularity(meaning: Meaning, moment: Moment | None, days: Days | None) -> Granularity:
    if moment is None or days is None:
        return _told_granularity(meaning)
    if days[0] == days[1]:
        return "day"
    if moment.edge is not None or (moment.bounds is not None and moment.grain != "week"):
        return "interval"
    if meaning.half is not None:
        return "interval"
    return _GRANULARITY.get(moment.grain, "interval")


def _told_granularity(meaning: Meaning) -> Granularity:
    if meaning.kind == "window":
        return "interval"
    if meaning.weekday is not None or meaning.day is not None or meaning.part is not None:
        return "day"
    if meaning.month is not None:
        return "month"
    if meaning.season is not None:
        return "season"
    if meaning.unit is not None:
        return _GRANULARITY.get(meaning.unit, "interval")
    return "year"


def _basis(meaning: Meaning, setting: _Setting) -> Basis:
    if meaning.absolute:
        return "stated"
    if (
        setting.reference is not None
        and setting.reference.inferred
        and meaning.anchor in (None, "publication")
    ):
        return "inferred"
    if meaning.anchor in ("earlier", "event") or setting.narrative or setting.reference is None:
        return "inferred"
    if meaning.month is not None and meaning.anchor is None:
        return "stated"
    return "relative"


def _range(expr: TimeExpression, setting: _Setting) -> tuple[Time, Moment | None]:
    first, second = expr.atoms
    closing = _decided(second.meaning, setting)
    opening = _decided(
        _with_year_of(first, second, closing), replace(setting, earlier=closing or setting.earlier)
    )
    one = opening.days() if opening is not None else None
    other = closing.days() if closing is not None else None
    start, end = (one[0] if one else None), (other[1] if other else None)
    if start is not None and end is not None and start > end:
        start, end = None, None
    basis = _basis(second.meaning, setting)
    time = Time(text=expr.text, start=start, end=end, granularity="interval", basis=basis)
    return time, closing or opening


def _with_year_of(first: Atom, second: Atom, closing: Moment | None) -> Meaning:
    """ "Between May and July 2016": the first date has the year of the second, or the one before it."""
    meaning, other = first.meaning, second.meaning
    lacks_year = not meaning.absolute and meaning.anchor is None and meaning.weekday is None
    if not lacks_year or closing is None or closing.grain not in ("day", "month", "season"):
        return meaning
    month = meaning.month or meaning.season
    if month is None:
        return meaning
    later = (month, meaning.day or 0) > (other.month or other.season or 12, other.day or 31)
    return replace(meaning, year=closing.year - 1 if later else closing.year)
