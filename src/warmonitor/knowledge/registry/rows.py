"""Rows of the registry's YAML checked and turned into entries; a bad row is refused with line and reason."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import yaml

from warmonitor.knowledge.registry.entry import KINDS, Description, Membership, Office, RegistryEntry
from warmonitor.knowledge.registry.merging import Merge
from warmonitor.knowledge.registry.words import LOADER

_ENTRY_KEYS = {
    "id", "name", "aliases", "short", "kind", "country", "sides", "parent", "predecessor", "successor",
    "ucdp_name", "offices", "described_as",
}  # fmt: skip
_OFFICE_KEYS = {"person", "aliases", "title", "since", "until"}
_SIDE_KEYS = {"side", "since", "until"}
_DESCRIPTION_KEYS = {"words", "country", "since", "until"}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class RegistryError(ValueError):
    """A registry file that cannot be read as one: the message names file, line and reason."""


def parse_rows(text: str, source: str) -> dict[str, RegistryEntry | Merge]:
    """The entries of a YAML list, and which are merged, each by where it stands ("file, line 3").

    Raises RegistryError naming the line of the first row that is wrong.
    """
    try:
        loader = LOADER(text)
        root = loader.get_single_node()
        rows = loader.construct_document(root) if root is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        raise RegistryError(f"{source}, line {line}: not YAML: {getattr(error, 'problem', error)}") from error
    if not isinstance(rows, list) or not isinstance(root, yaml.SequenceNode):
        raise RegistryError(f"{source}, line 1: expected a list of entries")
    entries: dict[str, RegistryEntry | Merge] = {}
    for row, node in zip(rows, root.value, strict=True):
        where = f"{source}, line {node.start_mark.line + 1}"
        try:
            entries[where] = _merge(row, where) or parse_entry(row)
        except (ValueError, TypeError, KeyError) as error:
            reason = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
            raise RegistryError(f"{where}: {reason}") from error
    return entries


def _merge(row: Any, where: str) -> Merge | None:
    if not isinstance(row, Mapping) or "merged_into" not in row:
        return None
    _only(row, {"id", "merged_into"}, "merged entry")
    return Merge(str(row["id"]), str(row["merged_into"]), where)


def parse_entry(row: Any) -> RegistryEntry:
    """One row as an entry; raises ValueError with the reason when it is wrong."""
    if not isinstance(row, Mapping):
        raise ValueError("an entry is a mapping with id, name and kind")  # noqa: TRY004
    _only(row, _ENTRY_KEYS, "entry")
    if not _SLUG.fullmatch(str(row["id"])):
        raise ValueError(f"id {row['id']!r} is not lower-case words joined by hyphens")
    if row["kind"] not in KINDS:
        raise ValueError(f"{row['id']}: kind {row['kind']!r} is none of {', '.join(sorted(KINDS))}")
    country = row.get("country")
    if country is not None and not re.fullmatch(r"[A-Z]{2}", str(country)):
        raise ValueError(f"{row['id']}: country {country!r} is not a two-letter code")
    return RegistryEntry(
        id=row["id"],
        name=str(row["name"]),
        kind=row["kind"],
        aliases=strings(row.get("aliases")),
        short=strings(row.get("short")),
        country=country,
        sides=tuple(_side(side) for side in row.get("sides") or ()),
        parent=row.get("parent"),
        predecessor=row.get("predecessor"),
        successor=row.get("successor"),
        ucdp_name=row.get("ucdp_name"),
        offices=offices(row.get("offices")),
        described_as=descriptions(row.get("described_as"), country),
    )


def strings(value: Any) -> tuple[str, ...]:
    """A list of words as a tuple; None is empty."""
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"{value!r} is not a list of words (put words such as No or 3 in quotes)")
    return tuple(value)


def offices(value: Any) -> tuple[Office, ...]:
    """Rows of offices: person and title, aliases and days where known."""
    found = []
    for row in value or ():
        _only(row, _OFFICE_KEYS, "office")
        since, until = _days(row)
        found.append(Office(row["person"], row["title"], strings(row.get("aliases")), since, until))
    return tuple(found)


def descriptions(value: Any, country: str | None) -> tuple[Description, ...]:
    """Rows of describing words; the country is the entry's own unless told."""
    found = []
    for row in value or ():
        _only(row, _DESCRIPTION_KEYS, "description")
        where = row.get("country", country)
        if where is None:
            raise ValueError("words that describe an entry need a country")
        since, until = _days(row)
        found.append(Description(strings(row["words"]), where, since, until))
    return tuple(found)


def sides(value: Any) -> tuple[Membership, ...]:
    """Rows of sides."""
    return tuple(_side(row) for row in value or ())


def _side(row: Any) -> Membership:
    _only(row, _SIDE_KEYS, "side")
    since, until = _days(row)
    return Membership(row["side"], since, until)


def _only(row: Any, keys: set[str], what: str) -> None:
    if not isinstance(row, Mapping):
        raise ValueError(f"{what} {row!r} is not a mapping")  # noqa: TRY004
    unknown = set(row) - keys
    if unknown:
        raise ValueError(f"{what} has unknown keys: {', '.join(sorted(map(str, unknown)))}")


def _days(row: Mapping[str, Any]) -> tuple[date | None, date | None]:
    since, until = row.get("since"), row.get("until")
    for day in (since, until):
        if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
            raise ValueError(f"{day!r} is not a day such as 2015-09-30")
    if since is not None and until is not None and since > until:
        raise ValueError(f"since {since} lies after until {until}")
    return since, until
