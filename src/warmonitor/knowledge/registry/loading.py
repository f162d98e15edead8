"""Reads and checks the packaged registry and a user's own."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from warmonitor.knowledge.registry.entry import RegistryEntry
from warmonitor.knowledge.registry.rows import RegistryError, parse_rows
from warmonitor.knowledge.registry.states import State, read_states
from warmonitor.knowledge.registry.store import Registry
from warmonitor.knowledge.registry.words import LOADER, read_data

PACKAGED = (
    "syria", "islamic_state_and_al_qaeda", "iraq_turkey_iran", "israel_palestine_lebanon",
    "ukraine_russia_caucasus", "yemen_gulf", "libya_egypt_maghreb", "west_africa", "horn_and_sudan",
    "central_africa", "south_and_east_asia", "americas_and_others", "international", "media",
)  # fmt: skip


def load_registry(extra: Path | None = None) -> Registry:
    """The packaged registry, and over it a user's entries from a YAML file or a folder of them (`extra`).

    A user's entry replaces the packaged one of the same id. Raises RegistryError with file, line and reason
    when a row is wrong, an id is given twice, a reference leads nowhere or parents run in a circle; then
    nothing of the file is used.
    """
    states, packaged = _packaged()
    if extra is None:
        return _registry()
    own = [
        entry for path in _files(extra) for entry in parse_rows(path.read_text(encoding="utf-8"), str(path))
    ]
    _check_unique(own, str(extra))
    entries = {entry.id: entry for entry in (*packaged, *own)}
    _check_references(entries, own, str(extra))
    return Registry(entries.values(), states)


@cache
def _registry() -> Registry:
    states, entries = _packaged()
    return Registry(entries, states)


@cache
def _packaged() -> tuple[tuple[State, ...], tuple[RegistryEntry, ...]]:
    states, entries = read_states()
    for name in PACKAGED:
        entries.extend(parse_rows(read_data(f"{name}.yaml"), f"{name}.yaml"))
    _check_unique(entries, "the packaged registry")
    _check_references({entry.id: entry for entry in entries}, entries, "the packaged registry")
    return tuple(states), tuple(entries)


def _files(extra: Path) -> list[Path]:
    if extra.is_dir():
        return sorted(path for path in extra.iterdir() if path.suffix in (".yaml", ".yml"))
    return [extra]


def _check_unique(entries: Iterable[RegistryEntry], source: str) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise RegistryError(f"{source}: the id {entry.id} is given twice")
        seen.add(entry.id)


def _check_references(known: dict[str, RegistryEntry], entries: Iterable[RegistryEntry], source: str) -> None:
    sides = set(known) | set(yaml.load(read_data("sides.yaml"), Loader=LOADER))
    for entry in entries:
        for role in ("parent", "predecessor", "successor"):
            other = getattr(entry, role)
            if other is not None and other not in known:
                raise RegistryError(f"{source}: {entry.id} has an unknown {role} {other!r}")
        for membership in entry.sides:
            if membership.side not in sides:
                raise RegistryError(f"{source}: {entry.id} is on an unknown side {membership.side!r}")
        for role in ("parent", "successor", "predecessor"):
            _check_circle(known, entry, role, source)


def _check_circle(known: dict[str, RegistryEntry], entry: RegistryEntry, role: str, source: str) -> None:
    path = [entry.id]
    following = getattr(entry, role)
    while following is not None and following in known:
        if following in path:
            chain = " → ".join([*path, following])
            raise RegistryError(f"{source}: {entry.id} is in a circle of {role}s: {chain}")
        path.append(following)
        following = getattr(known[following], role)
