"""Tolls of a period: incidents added up, nobody counted twice, and what could not be added."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
import numpy as np

from warmonitor.incidents.adding import (
    BEYOND,
    ELSEWHEN,
    PAST,
    UNPLACED,
    UNTIMED,
    WITHIN,
    Added,
    add,
    parts_told,
    standing_to,
    standings,
)
from warmonitor.incidents.figures import count
from warmonitor.incidents.origins import Origins
from warmonitor.incidents.table import Mask, Numbers, Table, table_of
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


class NotAdded(msgspec.Struct, frozen=True):
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
    every = sorted({incident.id: incident for incident in incidents}.values(), key=lambda one: one.id)
    table = table_of(every)
    stand = standings(table, since, until)
    running = [
        claims[claim]
        for one, standing in zip(every, stand.tolist(), strict=True)
        if standing != ELSEWHEN
        for claim in one.claims
        if claim in claims
    ]
    told = [[claims[claim].newness for claim in one.claims if claim in claims] for one in every]
    past = np.fromiter((bool(ages) and set(ages) == {"background"} for ages in told), np.bool_)
    return tolls_told(table, [one.id for one in every], running, origins, since, until, past)


def tolls_told(  # noqa: PLR0913, PLR0917
    table: Table,
    ids: Sequence[str],
    running: Iterable[Claim],
    origins: Origins,
    since: date | None = None,
    until: date | None = None,
    past: Mask | None = None,
) -> PeriodTolls:
    """The same of incidents as columns, given their ids and those of their claims that may tell totals.

    `past` marks the incidents that are told as history only.
    """
    stand = standings(table, since, until, past)
    telling = np.zeros(len(table), np.bool_)
    telling[table.owner] = True
    left = np.flatnonzero(telling & (stand != WITHIN) & (stand != ELSEWHEN))
    inside = np.flatnonzero(stand == WITHIN)
    within = table.those(stand == WITHIN)
    parents = parents_of(within)
    parts = parts_told(within, parents)
    not_added = _left_out(ids, left, stand, inside[parts], inside[parents[parts]])
    sums = [
        Sum(*one.key, one.low, one.high, tuple(map(ids.__getitem__, inside[one.incidents].tolist())))
        for one in add(within, parents)
    ]
    return PeriodTolls(since, until, tuple(sums), tuple(not_added), count(running, origins).apart.running)


def tolls_by_period(
    table: Table, ids: Sequence[str], begins: Numbers, ends: Numbers
) -> tuple[list[Added], list[NotAdded]]:
    """The same period by period: for each incident the first and last day of its own are given.

    The periods must not overlap. What is added is of the period that begins on the day it names.
    """
    stand = standing_to(table, begins, ends)
    inside = np.flatnonzero(stand == WITHIN)
    within = table.those(stand == WITHIN)
    parents = parents_of(within)
    left, parts = np.flatnonzero((stand != WITHIN) & (stand != ELSEWHEN)), parts_told(within, parents)
    not_added = _left_out(ids, left, stand, inside[parts], inside[parents[parts]])
    rows = np.append(left, inside[parts])
    in_order = np.argsort(begins[rows], kind="stable").tolist()
    return add(within, parents, begins[inside]), [not_added[one] for one in in_order]


def _left_out(
    ids: Sequence[str], left: Numbers, stand: Numbers, parts: Numbers, wholes: Numbers
) -> list[NotAdded]:
    """Some incidents with the reason of their standing, then those that are part of others."""
    found = [
        NotAdded(ids[row], _REASONS[why])
        for row, why in zip(left.tolist(), stand[left].tolist(), strict=True)
    ]
    for part, whole in zip(parts.tolist(), wholes.tolist(), strict=True):
        found.append(NotAdded(ids[part], f"may be part of {ids[whole]}"))
    return found


_REASONS = {
    UNTIMED: "its time is not told",
    BEYOND: "it reaches beyond the period",
    UNPLACED: "its place is not told: it may be one of the others",
    PAST: "it is told as history: it is added when its days are asked for",
}
