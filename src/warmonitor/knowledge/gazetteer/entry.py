"""One place of the gazetteer."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["settlement", "division", "district", "region", "country", "feature"]
KINDS: tuple[Kind, ...] = ("settlement", "division", "district", "region", "country", "feature")


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A place that a name could mean.

    ``lat`` and ``lon`` are degrees (WGS 84). ``country`` is the ISO 3166 two-letter code, None where a region
    lies in several. ``admin1`` is the name of the first-level division. ``population`` is 0 where unknown;
    for a division or district it is the sum of its known places. ``parent`` is the id of the next larger
    place. ``radius_km`` is how far a region or feature reaches from its point, None for the other kinds.
    """

    id: str
    name: str
    kind: Kind
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    population: int
    parent: str | None = None
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How well a name met an entry: 1.0 its own name, 0.9 another of its names, 0.6 only the loose form."""

    entry: GazetteerEntry
    quality: float
