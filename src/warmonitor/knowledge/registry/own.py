"""A user's own actors: one YAML file in the data folder, read over the packaged registry.

It is only ever replaced by one that stands whole: what is broken is refused, and the old stays in use.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from warmonitor.knowledge.folders import data_folder
from warmonitor.knowledge.registry.loading import load_registry
from warmonitor.knowledge.registry.rows import RegistryError
from warmonitor.knowledge.registry.store import Registry
from warmonitor.knowledge.registry.words import LOADER


def own_path() -> Path:
    """The user's file: `registry.yaml` in the data folder, beside the ledger."""
    return data_folder() / "registry.yaml"


def users_registry() -> Registry:
    """The packaged registry with the user's own entries over it, where there are any.

    Raises RegistryError, naming file, line and reason, when the user's file is broken.
    """
    own = _checked_own()
    if own is None:
        return load_registry()
    now = own.stat()
    return _with_own(own, now.st_mtime_ns, now.st_size)


@lru_cache(maxsize=1)
def _with_own(own: Path, _changed: int, _size: int) -> Registry:
    """Read once for each state of the user's file: rows of an export ask for it one by one."""
    return load_registry(own)


def add_entries(source: Path) -> int:
    """Adds the entries of a YAML file to the user's own, and gives their number.

    An entry of an id that is there already replaces it. Raises RegistryError and changes nothing when a row
    is wrong, an id is given twice, a reference leads nowhere or parents run in a circle; FileNotFoundError
    when there is no such file.
    """
    text = source.read_text(encoding="utf-8")
    load_registry(source, over=_checked_own())
    rows: list[Mapping[str, Any]] = yaml.load(text, Loader=LOADER)
    new = {row["id"] for row in rows}
    _keep([*(row for row in _own_rows() if row["id"] not in new), *rows])
    return len(rows)


def merge_entries(old: str, into: str) -> None:
    """Makes one entry of two: the names of `old` go to `into`, and its id leads there.

    Raises RegistryError and changes nothing when there is no such entry, or they are one already.
    """
    known = users_registry()
    for each in (old, into):
        if known.get(each) is None:
            raise RegistryError(f"the registry has no entry {each!r}")
    if known.get(old) == known.get(into):
        raise RegistryError(f"{old!r} and {into!r} are one entry already")
    _keep([*_own_rows(), {"id": old, "merged_into": into}])


def _checked_own() -> Path | None:
    return own_path() if own_path().exists() else None


def _own_rows() -> Sequence[Mapping[str, Any]]:
    path = own_path()
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER) or [] if path.exists() else []


def _keep(rows: Sequence[Mapping[str, Any]]) -> None:
    """Writes the user's file anew, once it is seen to stand."""
    path = own_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_text(_text(rows), encoding="utf-8")
        load_registry(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _text(rows: Sequence[Mapping[str, Any]]) -> str:
    head = "# Actors and voices of your own, read over the packaged registry.\n"
    return head + yaml.safe_dump(list(rows), sort_keys=False, allow_unicode=True, width=110)
