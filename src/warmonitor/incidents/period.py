"""Tolls of a period: incidents added up, nobody counted twice, and what could not be added."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from warmonitor.incidents import settings
from warmonitor.incidents.figures import Key, count
from warmonitor.incidents.origins import Origins
from warmonitor.incidents.places import holds, near
from warmonitor.model import Claim, Incident, Place, Toll

_RANK = {"point": 0, "settlement": 1, "district": 2, "division": 3, "region": 4, "country": 5}


@dataclass(frozen=True, slots=True)
class Sum:
    """One measure, group and side over a period: the range, and the incidents it adds."""

    measure: str
    group: str
    side: tuple[str, ...]
    low: int | None
    high: int | None
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotAdded:
    """An incident whose figures could not simply be added, and why."""

    incident: str
    reason: str


@dataclass(frozen=True, slots=True)
class PeriodTolls:
    """Tolls of a period.

    `running` are totals that voices gave for more than one event; they stand beside the sums, never in them.
    """

    since: date | None
    until: date | None
    sums: tuple[Sum, ...]
    not_added: tuple[NotAdded, ...]
    running: tuple[Toll, ...]


def tolls(
    incidents: Iterable[Incident],
    claims: Mapping[str, Claim],
    origins: Origins,
    since: date | None = None,
    until: date | None = None,
) -> PeriodTolls:
    """Adds the tolls of incidents that lie within a period (docs/method/tolls.md says by which rules).

    Args:
        incidents: those of the place or actor asked for; which these are is the caller's filter.
        claims: their claims by id, for the running totals.
        origins: whose word the claims are.
        since: first day, inclusive; None for no bound.
        until: last day, inclusive; None for no bound.
    """
    counted = sorted({incident.id: incident for incident in incidents}.values(), key=lambda one: one.id)
    not_added: list[NotAdded] = []
    within: list[Incident] = []
    running: list[Claim] = []
    for incident in counted:
        reason = _outside(incident, since, until)
        if reason != _ELSEWHEN:
            running += [claims[claim] for claim in incident.claims if claim in claims]
        if reason is None:
            within.append(incident)
        elif reason != _ELSEWHEN and incident.tolls:
            not_added.append(NotAdded(incident.id, reason))
    parents = _parents(within)
    keys = {one.id: {_key(toll) for toll in one.tolls} for one in within}
    not_added += [
        NotAdded(part, f"may be part of {whole}")
        for part, whole in sorted(parents.items())
        if not keys[part].isdisjoint(keys[whole])
    ]
    return PeriodTolls(
        since,
        until,
        _sums(within, parents),
        tuple(not_added),
        count(running, origins).apart.running,
    )


_ELSEWHEN = "of another time"


def _outside(incident: Incident, since: date | None, until: date | None) -> str | None:
    """Why an incident cannot be added to the period; None when it can."""
    time = incident.time
    if time is None or (time.start or time.end) is None:
        return None if since is None and until is None and incident.place else "its time is not told"
    start, end = time.start or time.end, time.end or time.start
    assert start is not None
    assert end is not None
    if (until is not None and start > until) or (since is not None and end < since):
        return _ELSEWHEN
    if (since is not None and start < since) or (until is not None and end > until):
        return "it reaches beyond the period"
    return None if incident.place else "its place is not told: it may be one of the others"


def _parents(incidents: Sequence[Incident]) -> dict[str, str]:
    """Incidents that a wider one may already count, with the narrowest such one."""
    wide = [
        one
        for one in incidents
        if one.type in settings.types().broad or _rank(one.place) > 2 or _days(one) > 0
    ]
    nearby = _Wide(wide)
    found: dict[str, str] = {}
    for part in incidents:
        wholes = [whole for whole in nearby.at(part) if _may_contain(whole, part)]
        if wholes:
            found[part.id] = min(wholes, key=lambda one: (*_breadth(one), one.id)).id
    return found


_SHORT = 31
"""Days that a wide incident may last to be looked for by its days."""


class _Wide:
    """Wide incidents of a country, those of a few days by each of their days."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self._long: dict[str | None, list[Incident]] = defaultdict(list)
        self._of_day: dict[tuple[str | None, date], list[Incident]] = defaultdict(list)
        for one in incidents:
            country = one.place.country if one.place else None
            days = _span(one)
            if days is None or (days[1] - days[0]).days > _SHORT:
                self._long[country].append(one)
                continue
            for more in range((days[1] - days[0]).days + 1):
                self._of_day[country, days[0] + timedelta(days=more)].append(one)

    def at(self, part: Incident) -> Iterable[Incident]:
        """Those of its country whose days may meet an incident's own."""
        country = part.place.country if part.place else None
        days = _span(part)
        if days is None or (days[1] - days[0]).days > _SHORT:
            short = (every for (of, _), every in self._of_day.items() if of == country)
        else:
            length = (days[1] - days[0]).days + 1
            on = (days[0] + timedelta(days=more) for more in range(length))
            short = (self._of_day.get((country, day), []) for day in on)
        found = {one.id: one for every in short for one in every}
        return (*self._long.get(country, ()), *found.values())


def _span(incident: Incident) -> tuple[date, date] | None:
    """The first and last day, where either is told."""
    time = incident.time
    start, end = (time.start or time.end, time.end or time.start) if time else (None, None)
    return None if start is None or end is None or end < start else (start, end)


def _rank(place: Place | None) -> int:
    return _RANK.get(place.precision, 9) if place else 9


def _days(incident: Incident) -> int:
    time = incident.time
    return (time.end - time.start).days if time and time.start and time.end else 0


def _breadth(incident: Incident) -> tuple[int, int, bool]:
    return (_rank(incident.place), _days(incident), incident.type in settings.types().broad)


def _may_contain(whole: Incident, part: Incident) -> bool:
    """A wider place that holds the other's, or the same one for longer or in broader terms."""
    if whole.id == part.id or whole.place is None or part.place is None:
        return False
    if (*_breadth(whole), whole.id) <= (*_breadth(part), part.id) or _breadth(whole) == _breadth(part):
        return False
    if not (holds(whole.place, part.place) or near(whole.place, part.place)):
        return False
    return _covers(whole, part)


def _covers(whole: Incident, part: Incident) -> bool:
    first, second = whole.time, part.time
    if first is None or second is None:
        return True
    start, end = first.start or first.end, first.end or first.start
    begin, finish = second.start or second.end, second.end or second.start
    if start is None or end is None or begin is None or finish is None:
        return True
    return start <= finish and begin <= end


def _key(toll: Toll) -> Key:
    return (toll.measure, toll.group, toll.side)


def _sums(incidents: Sequence[Incident], parents: Mapping[str, str]) -> tuple[Sum, ...]:
    told: dict[Key, dict[str, Toll]] = defaultdict(dict)
    for incident in incidents:
        for toll in incident.tolls:
            told[_key(toll)][incident.id] = toll
    return tuple(_sum(key, told[key], parents) for key in sorted(told))


def _sum(key: Key, told: Mapping[str, Toll], parents: Mapping[str, str]) -> Sum:
    """Lows: a whole or its parts, whichever is more. Highs: both, for they may yet be different people."""
    parts: dict[str, list[str]] = defaultdict(list)
    tops: list[str] = []
    for incident in sorted(told):
        whole = _nearest(incident, told, parents)
        if whole is None:
            tops.append(incident)
        else:
            parts[whole].append(incident)

    def low(incident: str) -> int:
        return max(told[incident].low or 0, sum(low(part) for part in parts[incident]))

    highs = [toll.high for toll in told.values()]
    known = any(toll.low is not None for toll in told.values())
    return Sum(
        *key,
        sum(low(incident) for incident in tops) if known else None,
        None if None in highs else sum(high for high in highs if high is not None),
        tuple(sorted(told)),
    )


def _nearest(incident: str, told: Mapping[str, Toll], parents: Mapping[str, str]) -> str | None:
    """The narrowest whole that tells this figure too."""
    whole = parents.get(incident)
    while whole is not None and whole not in told:
        whole = parents.get(whole)
    return whole
