"""Finding the gazetteer's file, building it at first use."""

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from warmonitor.knowledge.gazetteer.gazetteer import Gazetteer
from warmonitor.knowledge.gazetteer.sources import source_version
from warmonitor.knowledge.gazetteer.store import GazetteerFileError


def home_folder() -> Path:
    """Give the folder for what is built: WARMONITOR_HOME, else ``warmonitor`` in the user's cache folder."""
    home = os.environ.get("WARMONITOR_HOME")
    cache = os.environ.get("XDG_CACHE_HOME")
    shared = Path(cache) if cache else Path.home() / ".cache"
    return Path(home) if home else shared / "warmonitor"


def additions_folder() -> Path:
    """Give the folder in which the user's own sources of places are kept."""
    return home_folder() / "gazetteer.d"


def kept_sources() -> list[Path]:
    """Give the user's own sources, in the order of their names."""
    folder = additions_folder()
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def default_path() -> Path:
    """Give where the built gazetteer lies; its name carries the version of all sources, the user's own
    included.
    """
    digest = hashlib.blake2b(source_version().encode(), digest_size=6)
    for path in kept_sources():
        digest.update(path.name.encode() + hashlib.blake2b(path.read_bytes()).digest())
    return home_folder() / f"gazetteer-{digest.hexdigest()}.bin"


def forget_loaded() -> None:
    """Drop the gazetteers loaded so far, so that the next load reads the file anew."""
    _load.cache_clear()


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
    # Imported here because they are slow to import and needed once.
    from warmonitor.knowledge.gazetteer.add import put_in  # noqa: PLC0415
    from warmonitor.knowledge.gazetteer.additions import read_additions  # noqa: PLC0415
    from warmonitor.knowledge.gazetteer.build import build_draft  # noqa: PLC0415
    from warmonitor.knowledge.gazetteer.store import write_store  # noqa: PLC0415

    draft = build_draft()
    for source in kept_sources():
        put_in(draft, read_additions(source), source)
    write_store(draft, path)
