"""The days and incidents that matter: breadth of origins, toll, novelty (docs/method/incidents.md)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2

from warmonitor.incidents.settings import timeline_rules
from warmonitor.model import Incident


@dataclass(frozen=True, slots=True)
class Moment:
    """One incident of a day with its weight and what made it: origins, reports, toll, novelty."""

    incident: Incident
    weight: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day that matters, with its incidents, weightiest first."""

    day: date
    weight: float
    moments: tuple[Moment, ...]


def timeline(incidents: Iterable[Incident], days: int | None = None) -> list[Day]:
    """Picks the days that matter, in the order of time.

    Args:
        incidents: any incidents; those without a day of their own are left out.
        days: how many days to pick; all that have an incident when None.
    """
    dated = sorted(
        ((day, incident) for incident in incidents if (day := _day(incident))),
        key=lambda pair: (pair[0], pair[1].id),
    )
    by_day: dict[date, list[Moment]] = defaultdict(list)
    for (day, incident), novelty in zip(dated, _novelty(dated), strict=True):
        by_day[day].append(_moment(incident, novelty))
    found = [_of_day(day, moments) for day, moments in by_day.items()]
    found.sort(key=lambda one: (-one.weight, one.day))
    return sorted(found[:days], key=lambda one: one.day)


def _day(incident: Incident) -> date | None:
    time = incident.time
    if time is None or time.granularity in {"month", "season", "year", "decade"}:
        return None
    return time.start or time.end


def _novelty(dated: Sequence[tuple[date, Incident]]) -> list[float]:
    """1 for the first incident of its type in its place in a long while, less the sooner it repeats."""
    last: dict[tuple[str, str], date] = {}
    found: list[float] = []
    for day, incident in dated:
        place = incident.place
        where = str(place.id or place.country) if place else ""
        before = last.get((incident.type, where))
        away = (day - before).days if before else timeline_rules().novel_days
        found.append(min(1.0, away / timeline_rules().novel_days))
        last[incident.type, where] = day
    return found


def _moment(incident: Incident, novelty: float) -> Moment:
    rules = timeline_rules()
    toll = max(
        (toll.low or toll.high or 0 for toll in incident.tolls if toll.measure in rules.measures), default=0
    )
    reasons = (
        ("origins", rules.origins * log2(1 + incident.origins)),
        ("reports", rules.reports * log2(1 + incident.reports)),
        ("toll", rules.toll * log2(1 + toll)),
        ("type", rules.types.get(incident.type, 0.0)),
        ("novelty", rules.novelty * novelty),
    )
    return Moment(incident, sum(weight for _, weight in reasons), reasons)


def _of_day(day: date, moments: Sequence[Moment]) -> Day:
    """A day weighs what its weightiest incidents do, each next one for less."""
    ordered = sorted(moments, key=lambda moment: (-moment.weight, moment.incident.id))
    rules = timeline_rules()
    weight = sum(moment.weight * rules.fading**rank for rank, moment in enumerate(ordered[: rules.top]))
    return Day(day, weight, tuple(ordered))
