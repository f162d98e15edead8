"""Giving names to divisions.

GeoNames places carry bare codes for their first-level division and nothing for the second level; another set
of places carries the names. Each place takes the names of the nearest named place of its country, and the
codes take the name that most of their places found.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree  # type: ignore[import-untyped, unused-ignore]

from warmonitor.knowledge.gazetteer.sources import NamedPoint, SourcePlace

EARTH_KM = 6371.0088
_NEAR_KM = 30.0
_SAME_DISTRICT_KM = 8.0


@dataclass(frozen=True, slots=True)
class BridgedNames:
    """Names by division code ("SY.12"), and for each place in order the name of its district or ``""``."""

    divisions: dict[str, str]
    districts: list[str]


def unit_vectors(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn degrees into points on the unit sphere, one row each."""
    lat_r, lon_r = np.radians(lat), np.radians(lon)
    return np.stack((np.cos(lat_r) * np.cos(lon_r), np.cos(lat_r) * np.sin(lon_r), np.sin(lat_r)), axis=1)


def bridge_names(places: Sequence[SourcePlace], points: Sequence[NamedPoint]) -> BridgedNames:
    """Find the names of the divisions of ``places`` from the nearest of ``points`` in the same country."""
    by_country: dict[str, list[int]] = defaultdict(list)
    for index, point in enumerate(points):
        by_country[point.country].append(index)
    of_country: dict[str, list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        of_country[place.country].append(index)

    votes: dict[str, Counter[str]] = defaultdict(Counter)
    districts = [""] * len(places)
    for country, indices in of_country.items():
        named = by_country.get(country)
        if not named:
            continue
        distances, nearest = _nearest([places[i] for i in indices], [points[i] for i in named])
        for place_index, distance, slot in zip(indices, distances, nearest, strict=True):
            point = points[named[slot]]
            place = places[place_index]
            if distance <= _NEAR_KM and point.admin1:
                weight = 3 if point.name == place.name else 1
                votes[f"{country}.{place.admin1_code}"][point.admin1] += weight
            if distance <= _SAME_DISTRICT_KM:
                districts[place_index] = point.admin2
    return BridgedNames(_elect(votes), districts)


def _nearest(
    places: Sequence[SourcePlace], points: Sequence[NamedPoint]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    tree = cKDTree(
        unit_vectors(np.array([point.lat for point in points]), np.array([point.lon for point in points]))
    )
    chords, slots = tree.query(
        unit_vectors(np.array([place.lat for place in places]), np.array([place.lon for place in places]))
    )
    return 2 * EARTH_KM * np.arcsin(np.clip(chords / 2, 0, 1)), slots


def _elect(votes: dict[str, Counter[str]]) -> dict[str, str]:
    """Give each code the name with most votes; where two codes of a country want one name, the stronger has
    it.
    """
    names: dict[str, str] = {}
    taken: set[tuple[str, str]] = set()
    ballots = sorted(
        ((count, code, name) for code, counter in votes.items() for name, count in counter.items()),
        key=lambda ballot: (-ballot[0], ballot[1], ballot[2]),
    )
    for count, code, name in ballots:
        country = code.partition(".")[0]
        if code in names or (country, name) in taken or count < 0.25 * votes[code].total():
            continue
        names[code] = name
        taken.add((country, name))
    return names
