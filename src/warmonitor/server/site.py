"""A read-only site of what a filter asks for: the page, and its data as files that any web host can serve.

It fetches nothing from elsewhere. A manifest has the SHA-256 of every file, the version, the filter and the
as-of, so that it can be cited and checked.
"""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from html import escape
from pathlib import Path

import msgspec

from warmonitor import __version__
from warmonitor.knowledge.registry import Registry, users_registry
from warmonitor.ledger import Filter, Ledger
from warmonitor.publishing import FORMATS, export
from warmonitor.publishing.sitrep import to_html, to_markdown
from warmonitor.publishing.situation import situation
from warmonitor.publishing.situation_parts import Situation
from warmonitor.publishing.tables import settled
from warmonitor.publishing.words import instant_words
from warmonitor.server.guards import content_policy
from warmonitor.server.page import STATIC, index_html
from warmonitor.server.sitedata import write_data

_EXPORTS = {
    "incidents.geojson": "geojson",
    "incidents.jsonl": "incidents-jsonl",
    "claims.jsonl": "jsonl",
    "tables.zip": "tables",
    "parquet.zip": "parquet",
    "acled.csv": "acled",
    "ucdp-ged.csv": "ucdp-ged",
    "hapi.csv": "hapi-hxl",
}
"""The files to take away and their formats."""

MANIFEST = "manifest.json"

_ROOT = '<div id="page"></div>'

_UNOPENED = """<div id="page"><p>The page is loading. If it stays like this, the file was opened from a disk,
and browsers do not let such a page read other files: run <code>python3 -m http.server --bind 127.0.0.1</code>
in this folder and open <a href="http://127.0.0.1:8000/">http://127.0.0.1:8000/</a>.
The <a href="sitrep.html">situation report</a> opens from anywhere.</p></div>"""

_UNRUN = """<noscript>The page needs JavaScript.
The <a href="sitrep.html">situation report</a> does not.</noscript>"""


class PageNotBuiltError(RuntimeError):
    """The page that a site is made of is not there; the message says the mend."""


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


def publish(ledger: Ledger, wanted: Filter, folder: Path, registry: Registry | None = None) -> Manifest:
    """Write the site of a filter into a new or empty folder, wholly or not at all.

    The same ledger, filter, registry and version give the same bytes. Without `registry` it is the user's.

    Raises:
        FileExistsError: something is in the folder already.
        PageNotBuiltError: the package has no built page.
        LedgerError: the ledger cannot be read.
    """
    if not (STATIC / "index.html").is_file():
        raise PageNotBuiltError("the page is not built; run make setup, or cd web; npm ci; npm run build")
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty; name a new folder, or empty it first")
    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        manifest = _write(ledger, settled(ledger, wanted), registry or users_registry(), partial)
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return manifest


def _write(ledger: Ledger, wanted: Filter, registry: Registry, folder: Path) -> Manifest:
    told = situation(ledger, wanted)
    (folder / "sitrep.html").write_bytes(to_html(told))
    (folder / "sitrep.md").write_bytes(to_markdown(told))
    (folder / "downloads").mkdir()
    for name, form in _EXPORTS.items():
        with (folder / "downloads" / name).open("wb") as out:
            export(form, ledger, wanted, out)
    write_data(ledger, wanted, registry, folder / "data", _downloads())
    shutil.copytree(STATIC / "assets", folder / "assets")
    (folder / "index.html").write_text(_index(told), encoding="utf-8")
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


def _downloads() -> list[tuple[str, str, str]]:
    """What can be taken away: its name, what it holds, its address from the page."""
    return [
        ("sitrep.html", "situation report, one file", "sitrep.html"),
        ("sitrep.md", "situation report, Markdown", "sitrep.md"),
        *((name, FORMATS[form].holds, f"downloads/{name}") for name, form in _EXPORTS.items()),
        (MANIFEST, "filter, as-of, version, and the SHA-256 of every file", MANIFEST),
    ]


def _index(told: Situation) -> str:
    """The page, told to read files, to load nothing else, and what it is an edition of."""
    text = index_html(STATIC / "index.html", {"source": "files"}, root="./")
    guard = escape(content_policy(framed=True))
    narrowed = "".join(f" Only {escape(field)}: {escape(value)}." for field, value in told.narrowed)
    edition = (
        f"<footer><p>Published edition: {escape(told.wanted.place or 'all places')}, {escape(told.period)}."
        f"{narrowed} As of {escape(instant_words(told.as_of))}, warmonitor {escape(__version__)}. "
        f'<a href="{MANIFEST}">Hashes of every file</a>.</p></footer>'
    )
    text = text.replace(
        "<head>",
        f'<head><meta http-equiv="Content-Security-Policy" content="{guard}" />'
        '<meta name="referrer" content="no-referrer" />',
        1,
    )
    before, _, rest = text.partition("<noscript>")
    return (before + _UNRUN + edition + rest.partition("</noscript>")[2]).replace(_ROOT, _UNOPENED, 1)


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
