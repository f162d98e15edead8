"""Which incident a wider one may already count: the narrowest such one, without comparing all with all."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from warmonitor.incidents import settings
from warmonitor.incidents.places import EARTH_KM, holds, near, uncertainty_km
from warmonitor.incidents.setting import FINE
from warmonitor.incidents.spans import Keyed, asking, ranges, told
from warmonitor.incidents.table import NONE, Mask, Numbers, Table, coded, distinct, numbers
from warmonitor.model import Place

_RANK = {"point": 0, "settlement": 1, "district": 2, "division": 3, "region": 4, "country": 5}
_UNRANKED = 9

Degrees = NDArray[np.float64]

_MARGIN = 1e-6
"""Added to a distance, so that what is worked out in another order is never found farther."""

_DAYS = 1 << 22
"""More days than there are from the year 1 to 9999."""


def parents_of(table: Table) -> Numbers:
    """For each incident the index of the narrowest wider one that may already count it; `NONE` for none.

    A wider one tells of a wider place of the same country that holds the other's, or of the same place for
    longer or in broader terms, and their days may meet (ends the wrong way round are turned). Among equals
    it is the first by id.
    """
    breadth, placed = _breadth(table), table.at != NONE
    wide = np.flatnonzero(placed & _is_wide(table))
    wide = wide[np.argsort(breadth[wide], kind="stable")]
    if not len(wide):
        return np.full(len(table), NONE)
    parts = np.flatnonzero(placed)
    # A place after another: what is looked for together then lies together.
    parts = parts[np.argsort(table.at[parts].astype(np.min_scalar_type(len(table.places))), kind="stable")]
    first, last = np.minimum(table.first, table.last), np.maximum(table.first, table.last)
    part, at = _around(table, parts, wide)
    parts = parts[part]
    asked = asking(at, first[parts], last[parts])
    kept = told(table.at[wide], first[wide], last[wide])
    wider = np.searchsorted(breadth[wide], breadth, side="right")[parts]
    found = np.full(len(table), len(wide))
    for wanted, known in zip(asked, kept, strict=True):
        pair, whole = _narrowest(wanted, known, wider, len(wide))
        np.minimum.at(found, parts[pair], whole)
    parents: Numbers = np.append(wide, NONE)[found]
    return parents


def _narrowest(asked: Keyed, kept: Keyed, wider: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Who asks, and the first of `count` wide incidents that is kept under the key and is wide enough."""
    if not len(asked.key) or not len(kept.key):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    ordered = np.sort(kept.key * count + kept.of)
    at = np.searchsorted(ordered, asked.key * count + wider[asked.of])
    first = np.append(ordered, NONE)[at]
    hit = np.flatnonzero(first // count == asked.key)
    return asked.of[hit], first[hit] % count


def _is_wide(table: Table) -> Mask:
    beyond = np.array([_rank(place) > _RANK["district"] for place in table.places] + [False])[table.at]
    wide: Mask = beyond | _is_broad(table) | (_length(table) > 0)
    return wide


def _breadth(table: Table) -> Numbers:
    """How precisely the place is known, days, whether the type is a broad one; what is wider is greater."""
    rank = numbers([*map(_rank, table.places), _UNRANKED])[table.at]
    return (rank * 2 * _DAYS + _length(table) + _DAYS) * 2 + _is_broad(table)


def _rank(place: Place) -> int:
    return _RANK.get(place.precision, _UNRANKED)


def _is_broad(table: Table) -> Mask:
    broad = settings.types().broad
    found: Mask = np.array([*(one in broad for one in table.types), False])[table.type]
    return found


def _length(table: Table) -> Numbers:
    both = (table.starts != 0) & (table.ends != 0)
    return np.where(both, table.ends - table.starts, 0)


def _around(table: Table, parts: Numbers, wide: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of a part and a place of wide incidents that holds its place or is near it."""
    of_part = distinct(table.at[parts], len(table.places))
    around = _places_around(table.places, of_part, distinct(table.at[wide], len(table.places)))
    counts = np.zeros(len(table.places), np.int64)
    counts[of_part] = numbers(map(len, around))
    flat, end = numbers(at for row in around for at in row), np.cumsum(counts)
    at = table.at[parts]
    part, number = ranges(end[at] - counts[at], end[at])
    return part, flat[number]


def _places_around(places: Sequence[Place], parts: Numbers, wide: Numbers) -> list[list[int]]:
    """For each part's place the places of wide incidents, in order, that hold it or are near it."""
    of_id: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    holding: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    for number in wide.tolist():
        place = places[number]
        of_id[place.country, place.id].append(number)
        for name in _division(place):
            holding[place.country, name].append(number)
    found = []
    for number, beside in zip(parts.tolist(), _beside(places, parts, wide), strict=True):
        part = places[number]
        may_be = {*of_id.get((part.country, part.id), ()), *beside.tolist()}
        for name in {None, part.admin1}:
            may_be.update(holding.get((part.country, name), ()))
        found.append([at for at in sorted(may_be) if holds(places[at], part) or near(places[at], part)])
    return found


def _division(place: Place) -> set[str | None]:
    """The names of the division that a place is, None for a country."""
    if place.precision == "country":
        return {None}
    return {place.admin1, place.name} - {None} if place.precision == "division" else set()


def _beside(places: Sequence[Place], parts: Numbers, wide: Numbers) -> list[Numbers]:
    """For each part's place those of wide incidents that may be near it by their coordinates."""
    lat, lon, reach, country = _coordinates(places)
    known = wide[~np.isnan(lat[wide])]
    known = known[np.argsort(lat[known])]
    away = np.where(np.isnan(lat), -1.0, reach + reach[known].max(initial=0.0)) * (1 + _MARGIN) + _MARGIN
    north = np.degrees(away[parts] / EARTH_KM)
    begin = np.searchsorted(lat[known], lat[parts] - north, side="left")
    end = np.searchsorted(lat[known], lat[parts] + north, side="right")
    pair, number = ranges(begin, np.where(np.isnan(lat[parts]), begin, end))
    one, other = parts[pair], known[number]
    first, second = np.radians(lat[one]), np.radians(lat[other])
    across = np.sin((second - first) / 2) ** 2
    across += np.cos(first) * np.cos(second) * np.sin(np.radians(lon[other] - lon[one]) / 2) ** 2
    close = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(across, 1))) <= away[one]
    close &= country[one] == country[other]
    return np.split(other[close], np.searchsorted(pair[close], np.arange(1, len(parts))))


def _coordinates(places: Sequence[Place]) -> tuple[Degrees, Degrees, Degrees, Numbers]:
    """Latitude and longitude, NaN where a place is no point; its uncertainty in km; its country."""
    points = [place.precision in FINE and None not in (place.lat, place.lon) for place in places]
    told = [
        (place.lat, place.lon, uncertainty_km(place)) if point else (np.nan, np.nan, 0.0)
        for place, point in zip(places, points, strict=True)
    ]
    lat, lon, reach = np.array(told, np.float64).reshape(-1, 3).T
    country, _ = coded(place.country for place in places)
    return lat, lon, reach, country
