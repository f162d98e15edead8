"""Where there is war: the countries, and parts of countries, of the wars of a year."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache

from warmonitor.knowledge.gazetteer import Gazetteer, GazetteerEntry
from warmonitor.knowledge.registry import Registry, RegistryEntry
from warmonitor.model import Publication
from warmonitor.ontology import read_yaml

REBELS = frozenset({"armed_group", "militia"})
"""Bodies of the registry that bear arms and are no state's."""
# So many armed groups known in a country make it a theatre of war.
_GROUPS = 5
_OVER = date(2011, 1, 1)

_Wars = dict[str, tuple[tuple[int, int | None], ...]]


def is_theatre(
    names: Iterable[str], published: Publication | None, gazetteer: Gazetteer, registry: Registry
) -> bool:
    """Whether one of these names of places, as the most people mean it, lies where there was war in the year
    of publication, or in a country of several armed groups.
    """
    at_war = _countries_of_groups(registry) | (_at_war(published.start.year if published else None))
    return any(not at_war.isdisjoint(_where(place)) for place in _meant(names, gazetteer))


def countries(names: Iterable[str], gazetteer: Gazetteer) -> frozenset[str]:
    """The countries of places as the most people mean them."""
    return frozenset(place.country for place in _meant(names, gazetteer) if place.country)


def _meant(names: Iterable[str], gazetteer: Gazetteer) -> list[GazetteerEntry]:
    return [place for name in names for place in gazetteer.candidates(name)[:1]]


def _where(place: GazetteerEntry) -> set[str]:
    """The keys of theatres.yaml that would cover a place."""
    return {str(place.country), f"{place.country}/{place.admin1}"}


@cache
def _wars() -> _Wars:
    return read_yaml("warmonitor.claims.rules", "theatres.yaml", _Wars)


@lru_cache(maxsize=128)
def _at_war(year: int | None) -> frozenset[str]:
    """Where there was fighting in a year; where the year is not known, where it goes on."""
    return frozenset(
        where for where, spans in _wars().items() if any(_holds(first, last, year) for first, last in spans)
    )


def _holds(first: int, last: int | None, year: int | None) -> bool:
    if year is None or last is None:
        return last is None and (year is None or first <= year)
    return first <= year <= last


@lru_cache(maxsize=8)
def _countries_of_groups(registry: Registry) -> frozenset[str]:
    groups = Counter(
        entry.country for entry in registry if entry.kind in REBELS and entry.country and not _is_over(entry)
    )
    return frozenset(country for country, number in groups.items() if number >= _GROUPS)


def _is_over(entry: RegistryEntry) -> bool:
    """Whether a group's war ended before those that are reported on; theatres.yaml has these."""
    return bool(entry.sides) and all(side.until is not None and side.until < _OVER for side in entry.sides)
