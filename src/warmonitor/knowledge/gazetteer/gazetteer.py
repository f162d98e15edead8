"""Looking places up. The gazetteer tells which places a name could mean; it never decides."""

import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from warmonitor.knowledge.gazetteer.draft import LOOSE
from warmonitor.knowledge.gazetteer.entry import KINDS, GazetteerEntry, NameMatch
from warmonitor.knowledge.gazetteer.folding import fold, fold_loosely, without_article
from warmonitor.knowledge.gazetteer.store import NO_COUNTRY, key_hash, read_store

_QUALITY = (1.0, 0.9, 0.75, 0.6)


class Gazetteer:
    """All known places, read-only, mapped from one file."""

    def __init__(self, path: Path) -> None:
        """Map the file at ``path``; raises GazetteerFileError where it is damaged."""
        self.path = path
        arrays, meta = read_store(path)
        self._a: dict[str, NDArray[Any]] = arrays
        self._names = arrays["name_bytes"].tobytes()
        self._ids = arrays["id_bytes"].tobytes()
        self._countries: list[str] = meta["countries"]
        self._demonyms: dict[str, str] = meta["demonyms"]
        self._neighbours: dict[str, list[str]] = meta["neighbours"]
        self._region_countries: dict[str, list[str]] = meta["region_countries"]
        self._match = lru_cache(maxsize=50_000)(self._find)
        self._entry = lru_cache(maxsize=100_000)(self._read)
        self._above = lru_cache(maxsize=100_000)(self._climb)
        self._get = lru_cache(maxsize=100_000)(self._look)

    def __len__(self) -> int:
        """Count the places."""
        return int(self._a["kind"].size)

    def candidates(self, name: str) -> list[GazetteerEntry]:
        """Give every place that ``name`` could mean: best met names first, then the most people."""
        return [match.entry for match in self.matches(name)]

    def matches(self, name: str) -> tuple[NameMatch, ...]:
        """Give the candidates of ``name`` with how well each is named by it.

        Abbreviations ("U.S.", "La.") are met only as written. The loose form is tried only where the plain
        form finds nothing, or nothing but second-level divisions.
        """
        return self._match(name.strip())

    def exactly(self, name: str) -> tuple[NameMatch, ...]:
        """Give the places that have ``name``, letter by letter, as abbreviation ("U.S.", "UAE")."""
        best: dict[int, int] = {}
        self._collect("=" + name, best)
        return tuple(NameMatch(self._entry(row), _QUALITY[best[row]]) for row in sorted(best))

    def get(self, place_id: str) -> GazetteerEntry | None:
        """Give the place with this id ("geonames:164816", "iso:SY", "adm1:SY.12"), if known."""
        return self._get(place_id)

    def parents(self, place_id: str) -> list[GazetteerEntry]:
        """Give the places that hold this one, from the smallest to the country."""
        return list(self._above(place_id))

    def children(self, place_id: str) -> list[GazetteerEntry]:
        """Give the places directly inside this one, the most people first."""
        row = self._row_of(place_id)
        if row is None:
            return []
        inside = np.flatnonzero(self._a["parent"] == row)
        return [
            self._entry(int(i)) for i in inside[np.argsort(-self._a["population"][inside].astype(np.int64))]
        ]

    def contains(self, outer_id: str, inner_id: str) -> bool:
        """Tell whether the first place holds the second, by the chain of parents or a region's reach."""
        if any(parent.id == outer_id for parent in self._above(inner_id)):
            return True
        inner = self.get(inner_id)
        outer = self.get(outer_id)
        if inner is None or outer is None or outer.radius_km is None:
            return False
        countries = self.countries_of(outer_id)
        if countries and inner.country not in countries:
            return False
        return distance_km(outer.lat, outer.lon, inner.lat, inner.lon) <= 1.2 * outer.radius_km

    def countries_of(self, place_id: str) -> list[str]:
        """Give the country codes that a place lies in: several for a region across borders."""
        entry = self.get(place_id)
        if entry is None:
            return []
        return self._region_countries.get(place_id, [entry.country] if entry.country else [])

    def distance(self, first_id: str, second_id: str) -> float:
        """Give the kilometres between the points of two places; infinite where one is unknown."""
        first, second = self.get(first_id), self.get(second_id)
        if first is None or second is None:
            return math.inf
        return distance_km(first.lat, first.lon, second.lat, second.lon)

    def neighbours(self, country: str) -> list[str]:
        """Give the codes of the countries that border this one on land."""
        return self._neighbours.get(country, [])

    def demonym(self, word: str) -> GazetteerEntry | None:
        """Give the country or region whose people or adjective ``word`` names ("Syrian"), if any."""
        place_id = self._demonyms.get(word)
        return self.get(place_id) if place_id else None

    def demonyms(self) -> Iterator[str]:
        """Give every demonym known."""
        return iter(self._demonyms)

    def _look(self, place_id: str) -> GazetteerEntry | None:
        row = self._row_of(place_id)
        return None if row is None else self._entry(row)

    def _climb(self, place_id: str) -> tuple[GazetteerEntry, ...]:
        row = self._row_of(place_id)
        found: list[GazetteerEntry] = []
        while row is not None and (row := int(self._a["parent"][row])) >= 0:
            found.append(self._entry(row))
        return tuple(found)

    def _find(self, name: str) -> tuple[NameMatch, ...]:
        best: dict[int, int] = {}
        self._collect("=" + name, best)
        plain = fold(name)
        for key in {plain, without_article(plain)}:
            if key:
                self._collect(key, best)
        if plain and not any(KINDS[self._a["kind"][row]] != "district" for row in best):
            self._collect("~" + fold_loosely(plain), best)
        population = self._a["population"]
        order = sorted(best, key=lambda row: (best[row] == LOOSE, -int(population[row]), row))
        return tuple(NameMatch(self._entry(row), _QUALITY[best[row]]) for row in order)

    def _collect(self, key: str, best: dict[int, int]) -> None:
        keys = self._a["key_hashes"]
        wanted = np.uint64(key_hash(key))
        start = int(np.searchsorted(keys, wanted))
        while start < keys.size and keys[start] == wanted:
            row, quality = divmod(int(self._a["key_postings"][start]), 4)
            best[row] = min(quality, best.get(row, LOOSE))
            start += 1

    def _row_of(self, place_id: str) -> int | None:
        hashes = self._a["id_hashes"]
        wanted = np.uint64(key_hash(place_id))
        slot = int(np.searchsorted(hashes, wanted))
        return int(self._a["id_rows"][slot]) if slot < hashes.size and hashes[slot] == wanted else None

    def _read(self, row: int) -> GazetteerEntry:
        a = self._a
        country = int(a["country"][row])
        admin1, parent = None, int(a["parent"][row])
        above = row if KINDS[a["kind"][row]] == "division" else parent
        while above >= 0 and admin1 is None:
            if KINDS[a["kind"][above]] == "division":
                admin1 = self._text("name", above)
            above = int(a["parent"][above])
        radius = float(a["radius"][row])
        return GazetteerEntry(
            id=self._text("id", row),
            name=self._text("name", row),
            kind=KINDS[a["kind"][row]],
            lat=int(a["lat"][row]) / 1e5,
            lon=int(a["lon"][row]) / 1e5,
            country=None if country == NO_COUNTRY else self._countries[country],
            admin1=admin1,
            population=int(a["population"][row]),
            parent=self._text("id", parent) if parent >= 0 else None,
            radius_km=radius or None,
        )

    def _text(self, field: str, row: int) -> str:
        offsets = self._a[f"{field}_offsets"]
        blob = self._names if field == "name" else self._ids
        return blob[int(offsets[row]) : int(offsets[row + 1])].decode()


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Give the great-circle distance of two points in kilometres (haversine formula)."""
    p1, p2, dlon = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    half = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(dlon / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(min(1.0, half)))
