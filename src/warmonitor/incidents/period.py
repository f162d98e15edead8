"""Tolls of a period: incidents added up, nobody counted twice, and what could not be added."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from warmonitor.incidents.figures import Key, count
from warmonitor.incidents.origins import Origins
from warmonitor.incidents.wholes import parents_of
from warmonitor.model import Claim, Incident, Toll


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
    parents = parents_of(within)
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
