"""What must not be told, in one place: withheld names and fields, embargoes, coarse coordinates.

A file of YAML (or JSON), named by `WARMONITOR_SAFETY` or else `safety.yaml` in the user's data folder, may
have `withhold`, `embargo` and `coarsen`; each of `WARMONITOR_WITHHOLD`, `WARMONITOR_EMBARGO` and
`WARMONITOR_COARSEN` stands in place of its part of the file. It holds at the one door through which anything
is read; what is kept is untouched.
"""

import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import msgspec
import yaml

from warmonitor.knowledge.folders import data_folder
from warmonitor.ledger.errors import LedgerError
from warmonitor.ledger.rows import KINDS
from warmonitor.ontology import load_ontology

PRIVATE = ("id", "report", "span", "claims", "sha256", "blocks", "kind", "type", "role")
"""Fields without which a noun is none, or which others refer to."""

COARSE = ("settlement", "district", "division", "country")
"""How fine coordinates may be, the finest first."""


@dataclass(frozen=True, slots=True)
class Embargo:
    """What is not told until so many hours after the ledger first kept the report.

    `type` is a claim type, `place` the id or name of a place, division or country; None for any.
    """

    hours: float
    type: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is withheld: victims or not, per collection the paths of fields, embargoes, fine coordinates.

    `coarsen` is the finest precision of coordinates that is told; None tells them as they are.
    """

    victims: bool = False
    fields: Mapping[str, tuple[tuple[str, ...], ...]] | None = None
    embargoes: tuple[Embargo, ...] = ()
    coarsen: str | None = None

    @property
    def nothing(self) -> bool:
        """Whether every noun that may be told at all may be told as it is."""
        return not self.victims and not self.fields and self.coarsen is None

    def touches(self, collection: str) -> bool:
        """Whether some field of a collection is withheld."""
        return bool((self.fields or {}).get(collection))


def setting(words: str | None = None, environment: Mapping[str, str] = os.environ) -> Withheld:
    """What the file and the variables say; `words`, where given, stand in place of what to withhold.

    Raises:
        LedgerError: a setting that cannot be read, or that names nothing known.
    """
    told = _file(environment)
    words = environment.get("WARMONITOR_WITHHOLD") if words is None else words
    withheld = _withhold(told.get("withhold", ()) if words is None else words.split(","))
    spelt = environment.get("WARMONITOR_EMBARGO")
    embargoes = told.get("embargo", ()) if spelt is None else map(_spelt, filter(str.strip, spelt.split(";")))
    coarsen = environment.get("WARMONITOR_COARSEN", told.get("coarsen")) or None
    if coarsen not in {None, *COARSE}:
        raise _fault(
            f"coordinates cannot be made as coarse as {coarsen!r}", f"coarsen takes {', '.join(COARSE)}."
        )
    return replace(withheld, embargoes=tuple(map(_embargo, embargoes)), coarsen=coarsen)


def _file(environment: Mapping[str, str]) -> dict[str, Any]:
    named = environment.get("WARMONITOR_SAFETY")
    path = Path(named) if named else data_folder(environment) / "safety.yaml"
    if not named and not path.is_file():
        return {}
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, yaml.YAMLError) as fault:
        raise _fault(f"{path} cannot be read ({fault})", "Correct the file.") from None
    if not isinstance(told, dict) or not set(told) <= {"withhold", "embargo", "coarsen"}:
        raise _fault(f"{path} is no settings file", "It takes withhold, embargo and coarsen.")
    return told


def _fault(reason: str, mend: str) -> LedgerError:
    return LedgerError(reason, mend)


def _spelt(words: str) -> dict[str, str]:
    """An embargo as a variable has it: the hours, then what it is of, as "48 type=evacuation place=Idlib"."""
    hours, *rest = shlex.split(words)
    return {"hours": hours, **dict(word.partition("=")[::2] for word in rest)}


def _embargo(told: Any) -> Embargo:
    try:
        found = msgspec.convert(told, Embargo, strict=False)
    except msgspec.ValidationError as fault:
        raise _fault(
            f"an embargo cannot be read ({fault})", "It has hours and, where wanted, a type and a place."
        ) from None
    known = isinstance(told, dict) and set(told) <= {"hours", "type", "place"}
    if not known or found.hours <= 0 or found.type not in {None, *load_ontology().claim_types}:
        raise _fault(f"{told} is no embargo", "It has hours and, where wanted, a type of claim and a place.")
    return found


def _withhold(words: Sequence[str]) -> Withheld:
    victims = False
    fields: dict[str, list[tuple[str, ...]]] = {}
    for word in filter(None, (part.strip() for part in words)):
        if word == "victims":
            victims = True
            continue
        collection, *path = word.split(".")
        if collection not in KINDS or not path or not _may_go(KINDS[collection], path):
            raise _fault(
                f"{word!r} cannot be withheld",
                'WARMONITOR_WITHHOLD takes "victims" and fields as claims.voices.speaker, commas between.',
            )
        fields.setdefault(collection, []).append(tuple(path))
    return Withheld(victims, {name: tuple(paths) for name, paths in fields.items()} or None)


def _may_go(noun: type[msgspec.Struct], path: Sequence[str]) -> bool:
    """Whether a path leads to a field that has a value for "not told", or is words."""
    field = next((one for one in msgspec.structs.fields(noun) if one.name == path[0]), None)
    if field is None:
        return False
    if len(path) == 1:
        return field.name not in PRIVATE and (
            not field.required or field.type is str or may_be_null(field.type)
        )
    inner = next((kind for kind in kinds(field.type) if issubclass(kind, msgspec.Struct)), None)
    return inner is not None and _may_go(inner, path[1:])


def may_be_null(annotation: Any) -> bool:
    """Whether a field may be null."""
    return type(None) in get_args(annotation)


def kinds(annotation: Any) -> Iterator[type[Any]]:
    """The plain types within an annotation."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from kinds(part)
