"""Reading a user's own places: GeoNames dumps, P-code tables, GeoJSON, plain tables of local names.

A source is read whole before anything is kept; the first row that cannot be used refuses all of it, with its
line.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from warmonitor.knowledge.gazetteer.entry import KINDS, Kind
from warmonitor.knowledge.gazetteer.sources import load_table, usable_name

_GEONAMES_COLUMNS = 19


class AdditionError(ValueError):
    """A source of places that cannot be used; the message names the file, the line and the reason."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {reason}")


@dataclass(frozen=True, slots=True)
class Addition:
    """A place of a user's source, checked: ``country`` is a two-letter code, ``admin1`` a code or a name."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: Kind
    lat: float
    lon: float
    country: str
    admin1: str
    population: int


def read_additions(path: Path) -> list[Addition]:
    """Read every place of a source, by its ending: ``.zip`` or ``.txt`` (GeoNames), ``.csv``, ``.geojson``.

    Raises AdditionError at the first row that cannot be used, and where there is nothing to read.
    """
    if not path.is_file():
        raise AdditionError(path, None, "no such file")
    suffix = path.suffix.lower()
    if suffix in (".zip", ".txt"):
        found = list(_read_geonames(path))
    elif suffix == ".csv":
        found = list(_read_table(path))
    elif suffix in (".geojson", ".json"):
        found = list(_read_geojson(path))
    else:
        raise AdditionError(path, None, f"unknown kind of source: {suffix or 'no ending'}")
    if not found:
        raise AdditionError(path, None, "no places in it")
    return found


@lru_cache(maxsize=1)
def _columns() -> dict[str, Any]:
    table: dict[str, Any] = load_table("columns.yaml")
    return table


def _read_geonames(path: Path) -> Iterator[Addition]:
    """Read the main table of a GeoNames dump: nineteen columns, parted by tabs."""
    kinds = _columns()["geonames"]
    for line, text in enumerate(_lines(path), start=1):
        row = text.rstrip("\n").split("\t")
        if len(row) != _GEONAMES_COLUMNS:
            raise AdditionError(
                path, line, f"{len(row)} columns where a GeoNames dump has {_GEONAMES_COLUMNS}"
            )
        kind = kinds["codes"].get(row[7]) or kinds["classes"].get(row[6])
        if kind is None:
            continue
        if not row[0].isdigit():
            raise AdditionError(path, line, f"not a GeoNames id: {row[0]!r}")
        names = tuple(name for name in row[3].split(",") if usable_name(name))
        place_id = f"adm1:{row[8]}.{row[10]}" if row[7] == "ADM1" else f"geonames:{row[0]}"
        fields = {"lat": row[4], "lon": row[5], "country": row[8], "population": row[14]}
        yield _checked(path, line, fields, id=place_id, name=row[1], names=names, kind=kind, admin1=row[10])


def _lines(path: Path) -> Iterable[str]:
    if path.suffix.lower() == ".txt":
        with path.open(encoding="utf-8", newline="\n") as lines:
            yield from lines
        return
    try:
        with zipfile.ZipFile(path) as archive:
            tables = [
                n for n in archive.namelist() if n.endswith(".txt") and not n.lower().startswith("readme")
            ]
            if len(tables) != 1:
                raise AdditionError(path, None, "no single table (.txt) in the archive")
            with archive.open(tables[0]) as raw:
                yield from io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    except (zipfile.BadZipFile, UnicodeDecodeError, EOFError) as error:
        raise AdditionError(path, None, f"broken archive ({error})") from error


def _read_table(path: Path) -> Iterator[Addition]:
    """Read a table with a header; which columns it has is told by ``columns.yaml``."""
    try:
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        header = {name.strip().lower(): name for name in rows.fieldnames or ()}
    except (UnicodeDecodeError, csv.Error) as error:
        raise AdditionError(path, None, f"not a table in UTF-8 ({error})") from error
    used = {
        field: next((header[name] for name in names if name in header), None)
        for field, names in _columns()["columns"].items()
    }
    missing = [field for field in ("name", "lat", "lon", "country") if used[field] is None]
    if missing:
        raise AdditionError(path, 1, f"no column for {', '.join(missing)}")
    deepest = _columns()["levels"].get((used["name"] or "").lower(), "settlement")
    for row in rows:
        fields = {field: (row.get(column) or "").strip() for field, column in used.items() if column}
        names = tuple(name.strip() for name in fields.get("also", "").split(";") if name.strip())
        yield _checked(
            path,
            rows.line_num,
            fields,
            id=_own_id(path, fields.get("id") or str(rows.line_num)),
            name=fields["name"],
            names=names,
            kind=fields.get("kind") or deepest,
            admin1=fields.get("admin1", ""),
        )


def _read_geojson(path: Path) -> Iterator[Addition]:
    """Read a FeatureCollection; an area is kept as the middle of its corners."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise AdditionError(path, None, f"not a GeoJSON FeatureCollection ({error})") from error
    for number, feature in enumerate(features, start=1):
        try:
            held = {key.lower(): value for key, value in feature["properties"].items()}
            corners = list(_corners(feature["geometry"]["coordinates"]))
            lon = sum(corner[0] for corner in corners) / len(corners)
            lat = sum(corner[1] for corner in corners) / len(corners)
        except (KeyError, TypeError, AttributeError, ZeroDivisionError, IndexError) as error:
            raise AdditionError(
                path, number, f"a feature without properties or geometry ({error!r})"
            ) from error
        fields = {
            field: next((str(held[name]) for name in names if held.get(name) is not None), "")
            for field, names in _columns()["columns"].items()
        }
        fields |= {"lat": str(lat), "lon": str(lon)}
        names = tuple(name.strip() for name in fields["also"].split(";") if name.strip())
        yield _checked(
            path,
            number,
            fields,
            id=_own_id(path, fields["id"] or str(number)),
            name=fields["name"],
            names=names,
            kind=fields["kind"] or "settlement",
            admin1=fields["admin1"],
        )


def _corners(coordinates: Any) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], (int, float)):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for inner in coordinates:
        yield from _corners(inner)


def _own_id(path: Path, key: str) -> str:
    return f"local:{path.stem}.{key}"


def _checked(path: Path, line: int, fields: dict[str, str], **known: Any) -> Addition:
    """Check the numbers and codes of a row; refuse it with its line where one is off."""
    lat = _degrees(path, line, "lat", fields["lat"], 90)
    lon = _degrees(path, line, "lon", fields["lon"], 180)
    country = fields["country"].upper()[:2]
    if len(country) != 2 or not country.isalpha():
        raise AdditionError(path, line, f"not a country code: {fields['country']!r}")
    if not known["name"].strip():
        raise AdditionError(path, line, "no name")
    if known["kind"] not in KINDS:
        raise AdditionError(path, line, f"unknown kind {known['kind']!r}; one of {', '.join(KINDS)}")
    people = fields.get("population") or "0"
    if not people.isdigit():
        raise AdditionError(path, line, f"not a number of people: {people!r}")
    return Addition(lat=lat, lon=lon, country=country, population=int(people), **known)


def _degrees(path: Path, line: int, field: str, text: str, limit: int) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not -limit <= value <= limit:
        raise AdditionError(path, line, f"{field} is no coordinate: {text!r}")
    return value
