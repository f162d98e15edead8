"""What the registry knows of one actor or voice."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

KINDS = frozenset({
    "state", "government", "military", "police", "armed_group", "coalition", "militia", "political",
    "civilian", "monitor", "state_media", "media", "ngo", "un", "medical", "eyewitness", "analyst",
    "social_media", "unnamed_official", "outlet",
})  # fmt: skip
"""What an entry can be: parties to a war, and the kinds of voices."""


class Membership(NamedTuple):
    """A side that an actor belongs to, from the first to the last day known; None where open or not known."""

    side: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A person who speaks or spoke for the entry, with other spellings and the days in office where known."""

    person: str
    title: str
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def held_on(self, day: date | None) -> bool:
        """True when the days in office do not exclude the day (an unknown day excludes nothing)."""
        return _covers(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class Description:
    """Common words that mean the entry in reports on a country within certain days ("the rebels")."""

    words: tuple[str, ...]
    country: str
    since: date | None = None
    until: date | None = None

    def used_on(self, day: date | None) -> bool:
        """True when the words can mean the entry on that day; an unknown day is allowed."""
        return _covers(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class RegistryEntry:
    """One actor or voice.

    `kind` is one of KINDS, `country` an ISO 3166 code or None. `short` are words that mean it only in a
    report that names it elsewhere ("the Observatory"). `parent`, `predecessor`, `successor` are entry ids;
    `ucdp_name` is the actor's name in the UCDP data. `generated` marks the plain bodies made for every state.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    country: str | None = None
    sides: tuple[Membership, ...] = ()
    parent: str | None = None
    predecessor: str | None = None
    successor: str | None = None
    ucdp_name: str | None = None
    offices: tuple[Office, ...] = ()
    described_as: tuple[Description, ...] = ()
    generated: bool = field(default=False, compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all aliases."""
        return (self.name, *self.aliases)

    def sides_on(self, day: date | None) -> tuple[str, ...]:
        """The sides it belongs to on a day; all of them when the day is unknown."""
        return tuple(each.side for each in self.sides if _covers(each.since, each.until, day))


def _covers(since: date | None, until: date | None, day: date | None) -> bool:
    if day is None:
        return True
    return (since is None or since <= day) and (until is None or day <= until)
