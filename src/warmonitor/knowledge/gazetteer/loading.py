"""Finding the gazetteer's file, building it at first use."""

import os
from functools import lru_cache
from pathlib import Path

from warmonitor.knowledge.gazetteer.gazetteer import Gazetteer
from warmonitor.knowledge.gazetteer.sources import source_version
from warmonitor.knowledge.gazetteer.store import GazetteerFileError


def default_path() -> Path:
    """Give where the built gazetteer lies: under WARMONITOR_HOME, else under the user's cache folder."""
    home = os.environ.get("WARMONITOR_HOME")
    cache = os.environ.get("XDG_CACHE_HOME")
    shared = Path(cache) if cache else Path.home() / ".cache"
    base = Path(home) if home else shared / "warmonitor"
    return base / f"gazetteer-{source_version()}.bin"


def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """Load the gazetteer, building its file first where there is none (tens of seconds, once).

    Without ``path`` the packaged gazetteer of the user's cache folder is loaded; its file's name carries the
    version of the sources, so that new sources are built anew. A damaged file there is built again; one at an
    explicit ``path`` raises GazetteerFileError.
    """
    return _load(path or default_path(), rebuild=path is None)


@lru_cache(maxsize=4)
def _load(path: Path, *, rebuild: bool) -> Gazetteer:
    if not path.exists():
        _build(path)
    try:
        return Gazetteer(path)
    except GazetteerFileError:
        if not rebuild:
            raise
        _build(path)
        return Gazetteer(path)


def _build(path: Path) -> None:
    from warmonitor.knowledge.gazetteer.build import build_draft  # noqa: PLC0415 - slow imports, needed once
    from warmonitor.knowledge.gazetteer.store import write_store  # noqa: PLC0415

    write_store(build_draft(), path)
