"""What a report tells of where it happens: beliefs in countries, divisions and points, all names at once."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from warmonitor.knowledge.gazetteer import Gazetteer, GazetteerEntry

_EARTH_KM = 6371.0088
_LITTLE = 0.02

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]


def division_id(entry: GazetteerEntry, gazetteer: Gazetteer) -> str | None:
    """Give the id of the first-level division that an entry is or lies in."""
    if entry.kind == "division":
        return entry.id
    if entry.admin1 is None:
        return None
    return next((parent.id for parent in gazetteer.parents(entry.id) if parent.kind == "division"), None)


def vectors(entries: Sequence[GazetteerEntry]) -> Numbers:
    """Give the points of entries on the unit sphere."""
    lat, lon = np.radians([[entry.lat, entry.lon] for entry in entries]).reshape(-1, 2).T
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)


class Areas:
    """The countries, or the divisions, of all candidates, and how much a report speaks of each."""

    def __init__(self, held_by: Sequence[Sequence[str]], owners: Places, fixed: Mapping[str, float]) -> None:
        """Takes the areas that hold each candidate, the number of the name that each is a candidate of, and
        what is told of areas without names.
        """
        codes = sorted({code for codes in held_by for code in codes} | fixed.keys())
        self._number = {code: n for n, code in enumerate(codes)}
        self._rows = np.array([row for row, codes in enumerate(held_by) for _ in codes], dtype=np.int64)
        areas = np.array([self._number[code] for codes in held_by for code in codes], dtype=np.int64)
        self._shares = np.array([1.0 / len(codes) for codes in held_by for _ in codes])
        self._cells = owners[self._rows] * len(codes) + areas
        self._fixed = np.array([fixed.get(code, 0.0) for code in codes])
        self._size = len(held_by)
        self._shape = (int(owners.max(initial=-1)) + 1, len(codes))
        self.gather(np.zeros(len(held_by)))

    def gather(self, weights: Numbers) -> None:
        """Sum how much is believed in the candidates of each area, by name and in all."""
        own = np.bincount(
            self._cells, weights[self._rows] * self._shares, minlength=self._shape[0] * self._shape[1]
        ).reshape(self._shape)
        self._all = own.sum(axis=0) + self._fixed
        self._others = self._all - own

    def support(self) -> Numbers:
        """Give for each candidate how much the other names speak of one of its areas, at least 0."""
        found = np.zeros(self._size)
        np.maximum.at(found, self._rows, self._others.ravel()[self._cells])
        return found

    def told(self, name: int | None = None) -> Numbers:
        """Give how much the report speaks of each area, leaving out the name of that number."""
        return np.asarray(self._all if name is None or name >= self._shape[0] else self._others[name])

    def told_of(self, codes: Sequence[str], name: int | None = None) -> float:
        """Give how much the report speaks of one of these areas, leaving out the name of that number."""
        told = self.told(name)
        known = (self._number.get(code) for code in codes)
        return max((0.0 if n is None else float(told[n]) for n in known), default=0.0)


def nearness(points: Numbers, owners: Places, weights: Numbers, near_km: float) -> Numbers:
    """Give for each candidate how much belief in candidates of other names lies near it, falling off over
    ``near_km``; only those with a weight count.
    """
    heard = np.flatnonzero(weights)
    cosines = np.clip(points @ points[heard].T, -1, 1)
    near = np.exp(-np.arccos(cosines) * _EARTH_KM / near_km)
    near[owners[:, None] == owners[heard]] = 0.0
    return np.asarray(near @ weights[heard])


def heard(weights: Numbers) -> Numbers:
    """Leave out the weights that are too little to tell anything."""
    return np.where(weights < _LITTLE, 0.0, weights)
