"""The rows of a gazetteer before they are packed into its file."""

from dataclasses import dataclass, field

from warmonitor.knowledge.gazetteer.entry import Kind

OWN, OTHER, BARE, LOOSE = range(4)


@dataclass(slots=True)
class Row:
    """A place while the gazetteer is being built; ``names`` has each further name with how it names the
    place.
    """

    id: str
    name: str
    kind: Kind
    lat: float
    lon: float
    country: str | None
    population: int = 0
    parent: int = -1
    radius_km: float = 0.0
    names: list[tuple[str, int]] = field(default_factory=list)
    exact: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """All rows of a gazetteer, with the tables that belong to whole countries and regions."""

    rows: list[Row]
    demonyms: dict[str, str]
    neighbours: dict[str, list[str]]
    region_countries: dict[str, list[str]]
