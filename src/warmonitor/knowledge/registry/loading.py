"""Reads and checks the packaged registry and a user's own."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from warmonitor.knowledge.registry.entry import RegistryEntry
from warmonitor.knowledge.registry.merging import Merge, merged
from warmonitor.knowledge.registry.rows import RegistryError, parse_rows
from warmonitor.knowledge.registry.states import State, read_states
from warmonitor.knowledge.registry.store import Registry
from warmonitor.knowledge.registry.words import LOADER, read_data

PACKAGED = (
    "syria", "islamic_state_and_al_qaeda", "iraq_turkey_iran", "israel_palestine_lebanon",
    "ukraine_russia_caucasus", "yemen_gulf", "libya_egypt_maghreb", "west_africa", "horn_and_sudan",
    "central_africa", "south_and_east_asia", "americas_and_others", "before_2011", "international", "media",
)  # fmt: skip


def load_registry(extra: Path | None = None, over: Path | None = None) -> Registry:
    """The packaged registry, and over it a user's entries from a YAML file or a folder of them (`extra`).

    A user's entry replaces the packaged one of the same id; `over` is a file whose entries `extra` replaces
    in turn. Raises RegistryError with file, line and reason when a row is wrong, an id is given twice, a
    reference leads nowhere or parents run in a circle; then nothing of the file is used.
    """
    states, packaged = _packaged()
    entries = {entry.id: entry for entry in packaged}
    merges: dict[str, Merge] = {}
    for source in (over, extra):
        if source is not None:
            own = _read(source)
            entries |= {each.id: each for each in own.values() if isinstance(each, RegistryEntry)}
            merges |= {each.id: each for each in own.values() if isinstance(each, Merge)}
            _check_references(entries, own)
    if extra is None and over is None:
        return _registry()
    try:
        joined = merged(entries, merges.values())
    except ValueError as error:
        raise RegistryError(str(error)) from error
    return Registry(joined.values(), states, {merge.id: merge.into for merge in merges.values()})


@cache
def _registry() -> Registry:
    states, entries = _packaged()
    return Registry(entries, states)


@cache
def _packaged() -> tuple[tuple[State, ...], tuple[RegistryEntry, ...]]:
    states, generated = read_states()
    rows: dict[str, RegistryEntry | Merge] = {f"states.yaml, {each.id}": each for each in generated}
    for name in PACKAGED:
        rows |= parse_rows(read_data(f"{name}.yaml"), f"{name}.yaml")
    _check_unique(rows)
    entries = [each for each in rows.values() if isinstance(each, RegistryEntry)]
    _check_references({entry.id: entry for entry in entries}, rows)
    return tuple(states), tuple(entries)


def _read(extra: Path) -> dict[str, RegistryEntry | Merge]:
    rows: dict[str, RegistryEntry | Merge] = {}
    for path in _files(extra):
        rows |= parse_rows(path.read_text(encoding="utf-8"), str(path))
    _check_unique(rows)
    return rows


def _files(extra: Path) -> list[Path]:
    if extra.is_dir():
        return sorted(path for path in extra.iterdir() if path.suffix in (".yaml", ".yml"))
    return [extra]


def _check_unique(rows: Mapping[str, RegistryEntry | Merge]) -> None:
    seen: set[tuple[str, bool]] = set()
    for where, row in rows.items():
        # An entry of one's own may be merged into another later on: its id then stands twice.
        key = (row.id, isinstance(row, Merge))
        if key in seen:
            raise RegistryError(f"{where}: the id {row.id} is given twice")
        seen.add(key)


def _check_references(known: Mapping[str, RegistryEntry], rows: Mapping[str, RegistryEntry | Merge]) -> None:
    sides = set(known) | set(_sides())
    for where, entry in rows.items():
        if isinstance(entry, Merge):
            continue
        for role in ("parent", "predecessor", "successor"):
            other = getattr(entry, role)
            if other is not None and other not in known:
                raise RegistryError(f"{where}: {entry.id} has an unknown {role} {other!r}")
        for membership in entry.sides:
            if membership.side not in sides:
                raise RegistryError(f"{where}: {entry.id} is on an unknown side {membership.side!r}")
        for role in ("parent", "successor", "predecessor"):
            _check_circle(known, entry, role, where)


@cache
def _sides() -> Iterable[str]:
    return tuple(yaml.load(read_data("sides.yaml"), Loader=LOADER))


def _check_circle(known: Mapping[str, RegistryEntry], entry: RegistryEntry, role: str, where: str) -> None:
    path = [entry.id]
    following = getattr(entry, role)
    while following is not None and following in known:
        if following in path:
            chain = " → ".join([*path, following])
            raise RegistryError(f"{where}: {entry.id} is in a circle of {role}s: {chain}")
        path.append(following)
        following = getattr(known[following], role)
