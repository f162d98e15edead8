"""How many incidents fall into each day, week, month or year."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, get_args

import msgspec

from warmonitor.model import Incident, Time
from warmonitor.ontology import load_ontology

Step = Literal["day", "week", "month", "year"]

_MOST = 120
"""The most periods that are still told apart in a picture."""
_CONTEXT = 0.2
"""The share of incidents that may be left out as told for context."""
_DAYS: dict[Step, int] = {"day": 1, "week": 7, "month": 30, "year": 365}


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


def count_periods(incidents: Iterable[Incident], step: Step | None = None) -> Periods:
    """Counts incidents by the day they began, or were over by.

    Without `step` it is the finest that gives few enough periods. History told for context would make it
    years: where leaving out a few of the oldest gives a finer one, these are only counted, as `earlier`.
    """
    every = [(incident.type, incident.time) for incident in incidents]
    dated = [
        (kind, time, day) for kind, time in every if time is not None and (day := time.start or time.end)
    ]
    undated = len(every) - len(dated)
    days = sorted(day for _, _, day in dated)
    if not days:
        return Periods(step or "day", [], 0, 0, undated)
    chosen, first = (step, days[0]) if step else _window(days)
    within = [(kind, time, day) for kind, time, day in dated if day >= first]
    exact = [(kind, day) for kind, time, day in within if not _is_vague(time, chosen)]
    return Periods(
        chosen, _filled(exact, chosen), len(dated) - len(within), len(within) - len(exact), undated
    )


def _window(days: list[date]) -> tuple[Step, date]:
    """The step, and the day to begin at: the first, or a later one where that gives a finer step."""
    later = days[int(len(days) * _CONTEXT)]
    whole, recent = _finest(days[0], days[-1]), _finest(later, days[-1])
    return (
        (whole, days[0])
        if whole == recent
        else (recent, next(day for day in days if _fits(day, days[-1], recent)))
    )


def _finest(first: date, last: date) -> Step:
    return next((step for step in get_args(Step) if _fits(first, last, step)), "year")


def _fits(first: date, last: date, step: Step) -> bool:
    return (last - first).days / _DAYS[step] <= _MOST


def _is_vague(time: Time, step: Step) -> bool:
    """Whether the time spans more than a period's length: "in 2019" falls into no one month."""
    if time.start is None or time.end is None:
        return False
    return (time.end - time.start).days > _DAYS[step]


def _filled(exact: list[tuple[str, date]], step: Step) -> list[Period]:
    """The periods from the first to the last that has an incident, the empty ones between them too."""
    family = {name: entry.family for name, entry in load_ontology().claim_types.items()}
    counts: dict[date, Counter[str]] = {}
    for kind, day in exact:
        counts.setdefault(_begin(day, step), Counter())[family.get(kind, "other")] += 1
    periods: list[Period] = []
    begin, last = min(counts, default=None), max(counts, default=None)
    while begin is not None and last is not None and begin <= last:
        following = _following(begin, step)
        families = counts.get(begin, Counter())
        end = following - timedelta(days=1)
        periods.append(Period(begin, end, families.total(), dict(sorted(families.items()))))
        begin = following
    return periods


def _begin(day: date, step: Step) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    if step == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if step == "year" else day


def _following(begin: date, step: Step) -> date:
    if step == "month":
        return (begin + timedelta(days=31)).replace(day=1)
    if step == "year":
        return begin.replace(year=begin.year + 1)
    return begin + timedelta(days=_DAYS[step])
