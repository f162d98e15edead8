"""What a report tells of where it happens: beliefs in countries, divisions and points, by name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from warmonitor.knowledge.gazetteer import Gazetteer, GazetteerEntry

_EARTH_KM = 6371.0088


@dataclass(slots=True)
class NameBelief:
    """The candidates of one name with the belief, the point and the division of each; ``count`` is the weight
    of the name.
    """

    entries: Sequence[GazetteerEntry]
    beliefs: NDArray[np.float64]
    vectors: NDArray[np.float64]
    divisions: Sequence[str | None]
    count: float


@dataclass(slots=True)
class Evidence:
    """Sums of belief over all names, from which one name's own part can be taken away."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    vectors: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 3)))
    weights: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    owners: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


def division_id(entry: GazetteerEntry, gazetteer: Gazetteer) -> str | None:
    """Give the id of the first-level division that an entry is or lies in."""
    if entry.kind == "division":
        return entry.id
    if entry.admin1 is None:
        return None
    return next((parent.id for parent in gazetteer.parents(entry.id) if parent.kind == "division"), None)


def vector(entry: GazetteerEntry) -> NDArray[np.float64]:
    """Give the point of an entry on the unit sphere."""
    lat, lon = np.radians(entry.lat), np.radians(entry.lon)
    return np.array((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def gather(
    names: Sequence[NameBelief], fixed: Mapping[str, float], gazetteer: Gazetteer
) -> tuple[Evidence, list[tuple[dict[str, float], dict[str, float]]]]:
    """Sum the beliefs of all names; give also each name's own part in the sums of countries and divisions."""
    total = Evidence()
    for country, weight in fixed.items():
        total.countries[country] += weight
    parts = []
    vectors, weights, owners = [], [], []
    for index, name in enumerate(names):
        countries: dict[str, float] = defaultdict(float)
        divisions: dict[str, float] = defaultdict(float)
        candidates = zip(name.entries, name.beliefs.tolist(), name.vectors, name.divisions, strict=True)
        for entry, belief, point, division in candidates:
            weight = belief * name.count
            if weight < 0.02:
                continue
            held_by = gazetteer.countries_of(entry.id)
            for country in held_by:
                countries[country] += weight / len(held_by)
            if division:
                divisions[division] += weight
            if entry.kind not in ("country", "region"):
                vectors.append(point)
                weights.append(weight)
                owners.append(index)
        _add(total.countries, countries)
        _add(total.divisions, divisions)
        parts.append((countries, divisions))
    if vectors:
        total.vectors, total.weights = np.stack(vectors), np.array(weights)
        total.owners = np.array(owners, dtype=np.int64)
    return total, parts


def _add(total: dict[str, float], part: Mapping[str, float]) -> None:
    for key, value in part.items():
        total[key] += value


def nearness(
    entry_vectors: NDArray[np.float64], owner: int, evidence: Evidence, near_km: float
) -> NDArray[np.float64]:
    """Give for each point how much belief lies near it, falling off over ``near_km``, without the owner's
    own.
    """
    others = evidence.owners != owner
    if not others.any():
        return np.zeros(len(entry_vectors))
    cosines = np.clip(entry_vectors @ evidence.vectors[others].T, -1, 1)
    return np.asarray(np.exp(-np.arccos(cosines) * _EARTH_KM / near_km) @ evidence.weights[others])
