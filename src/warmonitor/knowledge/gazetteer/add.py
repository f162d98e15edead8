"""Adding a user's own places to the gazetteer.

Added sources are kept beside the built file, checked; every build puts them in. The gazetteer in use is
replaced only when the new one stands whole.
"""

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from warmonitor.knowledge.gazetteer.additions import Addition, AdditionError, read_additions
from warmonitor.knowledge.gazetteer.build import build_draft
from warmonitor.knowledge.gazetteer.draft import OTHER, Draft, Row
from warmonitor.knowledge.gazetteer.folding import fold
from warmonitor.knowledge.gazetteer.loading import additions_folder, default_path, forget_loaded, kept_sources
from warmonitor.knowledge.gazetteer.store import write_store


@dataclass(frozen=True, slots=True)
class Added:
    """How many places a source brought, and how many of them were known already and took on its names."""

    places: int
    known: int


def add_places(source: Path) -> Added:
    """Add the places of ``source`` to the user's gazetteer and build it anew.

    Raises AdditionError where any row of it cannot be used; the gazetteer then stays as it was.
    """
    additions = read_additions(source)
    draft = build_draft()
    for kept in kept_sources():
        put_in(draft, read_additions(kept), kept)
    known = put_in(draft, additions, source)
    folder = additions_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        built = Path(scratch) / "gazetteer.bin"
        write_store(draft, built)
        copy = Path(scratch) / source.name
        shutil.copyfile(source, copy)
        copy.replace(folder / source.name)
        built.replace(default_path())
    forget_loaded()
    return Added(len(additions), known)


def put_in(draft: Draft, additions: Iterable[Addition], source: Path) -> int:
    """Put checked places into a draft; gives how many it had already.

    Raises AdditionError where a country is unknown.
    """
    rows = {row.id: number for number, row in enumerate(draft.rows)}
    divisions = _divisions_by_name(draft)
    known = 0
    for item in additions:
        country = rows.get(f"iso:{item.country}")
        if country is None:
            raise AdditionError(source, None, f"{item.name}: no such country: {item.country}")
        old = rows.get(item.id)
        if old is not None:
            row = draft.rows[old]
            row.names += [(name, OTHER) for name in (item.name, *item.names) if name != row.name]
            known += 1
            continue
        by_code = rows.get(f"adm1:{item.country}.{item.admin1}")
        by_name = divisions.get((item.country, fold(item.admin1)))
        parent = next((number for number in (by_code, by_name) if number is not None), country)
        rows[item.id] = len(draft.rows)
        draft.rows.append(_row(item, country if item.kind == "division" else parent))
    return known


def _row(item: Addition, parent: int) -> Row:
    return Row(
        id=item.id,
        name=item.name,
        kind=item.kind,
        lat=item.lat,
        lon=item.lon,
        country=item.country,
        population=item.population,
        parent=parent,
        names=[(name, OTHER) for name in item.names],
    )


def _divisions_by_name(draft: Draft) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for number, row in enumerate(draft.rows):
        if row.kind == "division" and row.country:
            for name in (row.name, *(name for name, _ in row.names)):
                found.setdefault((row.country, fold(name)), number)
    return found
