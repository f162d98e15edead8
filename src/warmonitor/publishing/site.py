"""A read-only site of what a filter asks for: plain files that any web host or a USB stick can serve.

It has no script and fetches nothing. A manifest has the SHA-256 of every file, the version, the filter and
the as-of, so that it can be cited and checked.
"""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path

import msgspec

from warmonitor import __version__
from warmonitor.ledger import Filter, Ledger
from warmonitor.publishing.formats import FORMATS, export
from warmonitor.publishing.map import draw
from warmonitor.publishing.notes import Notes
from warmonitor.publishing.sitrep import rendered, to_html, to_markdown
from warmonitor.publishing.situation import Situation, account, situation
from warmonitor.publishing.tables import settled

_DATA = {
    "incidents.geojson": "geojson",
    "incidents.jsonl": "incidents-jsonl",
    "claims.jsonl": "jsonl",
    "tables.zip": "tables",
    "parquet.zip": "parquet",
    "acled.csv": "acled",
    "ucdp-ged.csv": "ucdp-ged",
    "hapi.csv": "hapi-hxl",
}
"""The files of data and their formats."""

MANIFEST = "manifest.json"


class SiteFile(msgspec.Struct, frozen=True):
    """A file of the site: its size in bytes and the SHA-256 of them."""

    path: str
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a site holds: by which version, of which filter, at which state of knowledge."""

    title: str
    version: str
    as_of: datetime | None
    ledger_head: str | None
    filter: Mapping[str, str]
    incidents: int
    files: tuple[SiteFile, ...]


def publish(ledger: Ledger, wanted: Filter, folder: Path) -> Manifest:
    """Write the site of a filter into a new or empty folder, wholly or not at all.

    The same ledger, filter and version give the same bytes.

    Raises:
        FileExistsError: something is in the folder already.
        LedgerError: the ledger cannot be read.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty; name a new folder, or empty it first")
    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        manifest = _write(ledger, settled(ledger, wanted), partial)
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return manifest


def _write(ledger: Ledger, wanted: Filter, folder: Path) -> Manifest:
    told = situation(ledger, wanted)
    data = folder / "data"
    data.mkdir()
    for name, form in _DATA.items():
        with (data / name).open("wb") as out:
            export(form, ledger, wanted, out)
    (folder / "sitrep.html").write_bytes(to_html(told))
    (folder / "sitrep.md").write_bytes(to_markdown(told))
    listed = {name: FORMATS[form].holds for name, form in _DATA.items()}
    index = rendered("index.html.j2", s=told, map=draw(told.incidents), data=listed)
    (folder / "index.html").write_bytes(index)
    _write_incidents(ledger, told, folder / "incidents")
    manifest = Manifest(
        title=told.title,
        version=__version__,
        as_of=told.as_of,
        ledger_head=ledger.stats().head,
        filter=_asked(wanted),
        incidents=len(told.incidents),
        files=tuple(_files(folder)),
    )
    (folder / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
    return manifest


def _write_incidents(ledger: Ledger, told: Situation, folder: Path) -> None:
    folder.mkdir()
    for incident in told.incidents:
        notes = Notes(ledger, told.wanted.as_of)
        notes.prepare([incident])
        sentences = account(incident, notes)
        contested = [notes.say(f"{one.about}.", one.claims) for one in incident.contested]
        page = rendered(
            "incident.html.j2",
            s=told,
            incident=incident,
            account=sentences,
            contested=contested,
            map=draw([incident]),
            notes=notes.footnotes,
        )
        (folder / f"{incident.id}.html").write_bytes(page)


def _asked(wanted: Filter) -> dict[str, str]:
    """The filter's fields that are set, as text; the as-of stands apart."""
    told = {field.name: getattr(wanted, field.name) for field in fields(wanted) if field.name != "as_of"}
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in told.items()
        if value is not None
    }


def _files(folder: Path) -> Iterator[SiteFile]:
    """Every file of the site, by its path from the root of the site."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            name = path.relative_to(folder).as_posix()
            yield SiteFile(name, path.stat().st_size, digest)
