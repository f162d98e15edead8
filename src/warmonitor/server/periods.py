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
_DAYS: dict[Step, int] = {"day": 1, "week": 7, "month": 30, "year": 365}


class Period(msgspec.Struct, frozen=True):
    """The incidents that began from `start` to `end`, inclusive: how many, and how many of each family."""

    start: date
    end: date
    count: int
    families: dict[str, int]


class Periods(msgspec.Struct, frozen=True):
    """Periods without gaps; `vague` incidents are dated more roughly than a period, `undated` not at all."""

    step: Step
    periods: list[Period]
    vague: int
    undated: int


def count_periods(incidents: Iterable[Incident], step: Step | None = None) -> Periods:
    """Counts incidents by the day they began, or were over by; the finest step that gives few periods."""
    every = [(incident.type, incident.time) for incident in incidents]
    dated = [
        (kind, time, day) for kind, time in every if time is not None and (day := time.start or time.end)
    ]
    undated = len(every) - len(dated)
    days = [day for _, _, day in dated]
    chosen = step or _finest(min(days), max(days)) if days else step or "day"
    exact = [(kind, day) for kind, time, day in dated if not _is_vague(time, chosen)]
    return Periods(chosen, _filled(exact, chosen), len(dated) - len(exact), undated)


def _finest(first: date, last: date) -> Step:
    span = (last - first).days
    return next((step for step in get_args(Step) if span / _DAYS[step] <= _MOST), "year")


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
