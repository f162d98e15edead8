"""The days and incidents that matter: breadth of origins, toll, novelty (docs/method/incidents.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from warmonitor.incidents.settings import timeline_rules
from warmonitor.incidents.table import NONE, Numbers, Table, coded, numbers, table_of
from warmonitor.model import Incident

Weights = NDArray[np.float64]


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


class Weighty(NamedTuple):
    """A day that matters, and the indexes of its incidents, weightiest first."""

    day: date
    weight: float
    incidents: list[int]


def timeline(incidents: Iterable[Incident], days: int | None = None) -> list[Day]:
    """Picks the days that matter, in the order of time.

    Args:
        incidents: any incidents; those without a day of their own, lasting ones too, are left out.
        days: how many days to pick; all that have an incident when None.
    """
    every = sorted(incidents, key=lambda one: one.id)
    matter = Matter(table_of(every))
    found = matter.days(days)
    return matter.told(found, {row: every[row] for one in found for row in one.incidents})


class Matter:
    """How much each of some incidents matters."""

    def __init__(self, table: Table) -> None:
        rules = timeline_rules()
        lasting = table.last - table.first > rules.longest
        since = (table.starts != 0) & (table.ends == 0)
        dated = (table.first != 0) & ~(table.vague | lasting | since)
        types = [rules.types.get(one, 0.0) for one in table.types]
        tolls = _tolls(table)
        self._day = np.where(dated, table.first, 0)
        self._reasons: Mapping[str, Weights] = {
            "origins": rules.origins * _log2(1 + table.origins),
            "reports": rules.reports * _log2(1 + table.reports),
            "toll": rules.toll * _log2(1 + tolls),
            "type": np.array([*types, 0.0])[table.type],
            "novelty": rules.novelty * _novelty(table, self._day),
        }
        self._weight: Weights = sum(self._reasons.values(), np.zeros(len(table)))

    def days(self, most: int | None = None) -> list[Weighty]:
        """The days that matter, in the order of time: at most so many, the weightiest."""
        ordered = np.lexsort((-self._weight, self._day))
        ordered = ordered[self._day[ordered] != 0]
        days, begins = np.unique(self._day[ordered], return_index=True)
        number = np.repeat(np.arange(len(days)), np.diff(begins, append=len(ordered)))
        weight = self._of_days(ordered, number, np.arange(len(ordered)) - begins[number])
        picked = np.sort(np.lexsort((days, -weight))[:most])
        ends = np.append(begins, len(ordered))
        return [
            Weighty(
                date.fromordinal(int(days[one])),
                float(weight[one]),
                ordered[ends[one] : ends[one + 1]].tolist(),
            )
            for one in picked.tolist()
        ]

    def told(self, days: Sequence[Weighty], incidents: Mapping[int, Incident]) -> list[Day]:
        """Days with their incidents, which are given by their indexes."""
        return [
            Day(one.day, one.weight, tuple(self._moment(row, incidents[row]) for row in one.incidents))
            for one in days
        ]

    def _of_days(self, ordered: Numbers, number: Numbers, rank: Numbers) -> Weights:
        """A day weighs what its weightiest incidents do, each next one for less."""
        rules = timeline_rules()
        top = rank < rules.top
        fading = np.array([rules.fading**one for one in range(rules.top)])
        return np.bincount(number[top], self._weight[ordered[top]] * fading[rank[top]]).astype(np.float64)

    def _moment(self, row: int, incident: Incident) -> Moment:
        reasons = tuple((name, float(weights[row])) for name, weights in self._reasons.items())
        return Moment(incident, float(self._weight[row]), reasons)


def _log2(values: Numbers) -> Weights:
    """The logarithm of each, worked out once for each number."""
    known, place = np.unique(values, return_inverse=True)
    found: Weights = np.array([log2(one) for one in known.tolist()])[place]
    return found


def _tolls(table: Table) -> Numbers:
    """The greatest toll of each incident, of the measures that count."""
    measures = timeline_rules().measures
    counted = numbers(told.low or told.high or 0 if told.measure in measures else 0 for told in table.tolls)
    found = np.zeros(len(table), np.int64)
    np.maximum.at(found, table.owner, counted[table.toll])
    return found


def _novelty(table: Table, day: Numbers) -> Weights:
    """1 for the first incident of its type in its place in a long while, less the sooner it repeats."""
    long = timeline_rules().novel_days
    place, _ = coded(str(one.id or one.country) for one in table.places)
    at = np.append(place, NONE)[table.at]
    kind = at * len(table.types) + table.type
    ordered = np.lexsort((day, kind))
    ordered = ordered[day[ordered] != 0]
    again = np.diff(kind[ordered], prepend=NONE * len(table.types) - 1) == 0
    away = np.where(again, np.diff(day[ordered], prepend=0), long)
    found = np.zeros(len(table))
    found[ordered] = np.minimum(1.0, away / long)
    return found
