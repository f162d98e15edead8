"""The ontology as one frozen value, read and checked once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from warmonitor.ontology.crosswalk import Codes, Crosswalk, CrosswalkFile
from warmonitor.ontology.files import OntologyError, read_yaml
from warmonitor.ontology.terms import ActorKind, ClaimType, Entry, Group, Measure, Numbers, ObjectKind

E = TypeVar("E", bound=Entry)
Table = dict[str, dict[str, Any]]


class _TypesFile(Entry, frozen=True):
    families: dict[str, str]
    types: Table


class _KindsFile(Entry, frozen=True):
    modalities: dict[str, str]
    newness: dict[str, str]
    actor_roles: dict[str, str]
    object_roles: dict[str, str]
    voice_kinds: dict[str, str]
    actor_kinds: Table
    object_kinds: Table


@dataclass(frozen=True)
class Ontology:
    """Everything that can be said, by name, in the order of the files; `str` values are definitions."""

    families: Mapping[str, str]
    claim_types: Mapping[str, ClaimType]
    measures: Mapping[str, Measure]
    groups: Mapping[str, Group]
    modalities: Mapping[str, str]
    newness: Mapping[str, str]
    actor_roles: Mapping[str, str]
    object_roles: Mapping[str, str]
    voice_kinds: Mapping[str, str]
    actor_kinds: Mapping[str, ActorKind]
    object_kinds: Mapping[str, ObjectKind]
    numbers: Numbers
    crosswalks: Crosswalk

    def types_of(self, family: str) -> tuple[str, ...]:
        """The names of a family's claim types; KeyError for an unknown family."""
        if family not in self.families:
            raise KeyError(family)
        return tuple(name for name, entry in self.claim_types.items() if entry.family == family)

    def ancestors(self, group: str) -> Iterator[str]:
        """The groups that surely contain this one, nearest first; KeyError for an unknown group."""
        parent = self.groups[group].parent
        while parent is not None:
            yield parent
            parent = self.groups[parent].parent

    def contains(self, outer: str, inner: str) -> bool:
        """Whether all members of `inner` surely belong to `outer`; a group contains itself."""
        return outer == inner or outer in self.ancestors(inner)

    def crosswalk(
        self,
        claim_type: str,
        weapon: str | None = None,
        agent_kind: str | None = None,
        target_kind: str | None = None,
    ) -> Codes:
        """The codes of other schemes for a claim.

        Takes the claim's type, the kind of its weapon (of `object_kinds`) and the kinds of agent and target
        (of `actor_kinds`), each null where it is not told; for parties to a clash, either order. A kind that
        the ontology does not list decides nothing, as if it were not told.

        Raises:
            KeyError: for an unknown claim type.
        """
        return self.crosswalks.codes(claim_type, weapon, agent_kind, target_kind)


@cache
def load_ontology() -> Ontology:
    """The packaged ontology.

    Raises:
        OntologyError: a file does not fit its schema or names something that does not exist.
    """
    package = __package__ or ""
    types = read_yaml(package, "types.yaml", _TypesFile)
    kinds = read_yaml(package, "kinds.yaml", _KindsFile)
    claim_types = _named(types.types, ClaimType, "types.yaml")
    actor_kinds = _named(kinds.actor_kinds, ActorKind, "kinds.yaml: actor_kinds")
    object_kinds = _named(kinds.object_kinds, ObjectKind, "kinds.yaml: object_kinds")
    groups = _named(read_yaml(package, "groups.yaml", Table), Group, "groups.yaml")
    check_families(types.families, claim_types)
    check_groups(groups)
    check_voices(kinds.voice_kinds, actor_kinds)
    source = read_yaml(package, "crosswalks.yaml", CrosswalkFile)
    return Ontology(
        families=MappingProxyType(types.families),
        claim_types=claim_types,
        measures=_named(read_yaml(package, "measures.yaml", Table), Measure, "measures.yaml"),
        groups=groups,
        modalities=MappingProxyType(kinds.modalities),
        newness=MappingProxyType(kinds.newness),
        actor_roles=MappingProxyType(kinds.actor_roles),
        object_roles=MappingProxyType(kinds.object_roles),
        voice_kinds=MappingProxyType(kinds.voice_kinds),
        actor_kinds=actor_kinds,
        object_kinds=object_kinds,
        numbers=read_yaml(package, "numbers.yaml", Numbers),
        crosswalks=Crosswalk(source, claim_types, actor_kinds, object_kinds),
    )


def _named(table: Table, kind: type[E], where: str) -> Mapping[str, E]:
    """A table's entries as values that know their own name."""
    entries: dict[str, E] = {}
    for name, fields in table.items():
        try:
            entries[name] = msgspec.convert({"name": name, **fields}, kind)
        except msgspec.ValidationError as fault:
            raise OntologyError(f"{where}: {name}: {fault}") from fault
    return MappingProxyType(entries)


def check_families(families: Mapping[str, str], types: Mapping[str, ClaimType]) -> None:
    """Raises OntologyError for a type of a family that is not listed."""
    for entry in types.values():
        if entry.family not in families:
            raise OntologyError(f"types.yaml: {entry.name}: unknown family {entry.family!r}")


def check_voices(voices: Mapping[str, str], actors: Mapping[str, ActorKind]) -> None:
    """Raises OntologyError for a kind of actor whose kind of voice is not listed."""
    for entry in actors.values():
        if entry.voice is not None and entry.voice not in voices:
            raise OntologyError(f"kinds.yaml: {entry.name}: unknown kind of voice {entry.voice!r}")


def check_groups(groups: Mapping[str, Group]) -> None:
    """Raises OntologyError for an unknown parent, a parent of another unit, or a circle of parents."""
    for entry in groups.values():
        seen = {entry.name}
        child = entry
        while child.parent is not None:
            parent = groups.get(child.parent)
            if parent is None or parent.unit != child.unit or parent.name in seen:
                raise OntologyError(
                    f"groups.yaml: {child.name}: parent {child.parent!r} is unknown, of another unit "
                    "or in a circle"
                )
            seen.add(parent.name)
            child = parent
