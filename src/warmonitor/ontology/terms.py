"""The entries of the ontology."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

import msgspec

Unit = Literal["people", "families", "places", "objects", "attacks"]
Side = Literal["state", "group", "armed", "civilian", "outside"]
WeaponClass = Literal[
    "aerial",
    "drone",
    "artillery",
    "explosive",
    "suicide",
    "grenade",
    "chemical",
    "small_arms",
    "blade",
    "other",
]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all entries share: keys that the schema does not know are refused."""


class ClaimType(Entry, frozen=True, kw_only=True):
    """What a claim can be of: its family, meaning, and one sentence that tells it.

    `about_words`: the claim is an act of speech, or speaks of one, and carries `about`.
    """

    name: str
    family: str
    definition: str
    example: str
    about_words: bool = False


class Measure(Entry, frozen=True, kw_only=True):
    """What a figure can count; `harm` marks those that enter tolls of people."""

    name: str
    unit: Unit
    harm: bool
    definition: str


class Group(Entry, frozen=True, kw_only=True):
    """Of whom or what a figure is; `parent` is a larger group that surely contains this one."""

    name: str
    unit: Unit
    parent: str | None = None
    definition: str


class ActorKind(Entry, frozen=True, kw_only=True):
    """What an actor is, the side it counts as where a pair of actors decides a code, its kind of voice."""

    name: str
    side: Side
    voice: str | None = None
    definition: str


class ObjectKind(Entry, frozen=True, kw_only=True):
    """What a thing is, and its class as a weapon when it is one."""

    name: str
    weapon: WeaponClass | None = None
    definition: str


class Bounds(Entry, frozen=True):
    """What a word tells of a quantity: lowest and highest, null where it does not tell."""

    low: int | None
    high: int | None


class Numbers(Entry, frozen=True, kw_only=True, dict=True):
    """How number words are read; all words in lower case.

    `cardinals`, `scales` (they multiply what stands before them) and `exact` give integers, `vague` bounds.
    `at_least`, `at_most` and `about` stand before or after a number and make it a lowest, a highest, or one
    that is near. `fractions` give the share of a place, null for a part of unknown size.
    """

    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    exact: Mapping[str, int]
    vague: Mapping[str, Bounds]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    about: tuple[str, ...]
    fractions: Mapping[str, float | None]

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The words with which a number in words begins."""
        return frozenset(words.split()[0] for table in (self.vague, self.exact) for words in table)
