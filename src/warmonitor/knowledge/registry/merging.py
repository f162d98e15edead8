"""Two entries that are one actor: the names of the one go to the other, and what refers to it follows."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from warmonitor.knowledge.registry.entry import RegistryEntry

_Value = TypeVar("_Value")


class Merge(NamedTuple):
    """`id` is the same actor as `into`; `where` is the file and line that say so."""

    id: str
    into: str
    where: str


def merged(entries: dict[str, RegistryEntry], merges: Iterable[Merge]) -> dict[str, RegistryEntry]:
    """The entries with each merged one gone, its names and persons given to the entry it is merged into.

    Raises ValueError, naming file and line, when an id is unknown, merged twice, or merged into itself.
    """
    joined = dict(entries)
    for merge in merges:
        lost = joined.pop(merge.id, None) if merge.id != merge.into else None
        kept = joined.get(merge.into)
        if lost is None or kept is None:
            unknown = merge.id if merge.id not in entries else merge.into
            reason = (
                "is merged into itself" if merge.id == merge.into else f"cannot be merged: no {unknown!r}"
            )
            raise ValueError(f"{merge.where}: {merge.id} {reason}")
        joined[kept.id] = _with(kept, lost)
        joined = {each: _following(entry, merge) for each, entry in joined.items()}
    return joined


def _with(kept: RegistryEntry, lost: RegistryEntry) -> RegistryEntry:
    names = (*kept.aliases, *(name for name in lost.names if name != kept.name))
    return replace(
        kept,
        aliases=_once(names),
        short=_once((*kept.short, *lost.short)),
        offices=_once((*kept.offices, *lost.offices)),
        described_as=_once((*kept.described_as, *lost.described_as)),
    )


def _once(values: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(values))


def _following(entry: RegistryEntry, merge: Merge) -> RegistryEntry:
    if merge.id not in (entry.parent, entry.predecessor, entry.successor, *(s.side for s in entry.sides)):
        return entry

    def now(other: str | None) -> str | None:
        if other != merge.id:
            return other
        return merge.into if entry.id != merge.into else None

    sides = tuple(side._replace(side=merge.into) if side.side == merge.id else side for side in entry.sides)
    return replace(
        entry,
        parent=now(entry.parent),
        predecessor=now(entry.predecessor),
        successor=now(entry.successor),
        sides=_once(sides),
    )
