"""What readers of one kind are given, and what they find."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from warmonitor.reading.draft import Draft, Origin
from warmonitor.reading.nouns import ReadingOptions, RefusedError
from warmonitor.reading.stream import Stream


@dataclass
class Spent:
    """What the members of one archive, and of archives inside it, have cost so far."""

    members: int = 0
    bytes: int = 0


@dataclass(frozen=True)
class Input:
    """One input, opened. `depth` counts the archives it lies in; `spent` is theirs together."""

    stream: Stream
    origin: Origin
    options: ReadingOptions
    depth: int = 0
    spent: Spent = field(default_factory=Spent)


@dataclass(frozen=True, kw_only=True)
class Member:
    """An input inside another; what the outer one knows of it: address, encoding, when it was retrieved."""

    file: BinaryIO
    url: str | None = None
    encoding: str | None = None
    retrieved_at: datetime | None = None


@dataclass(frozen=True)
class Found:
    """One thing found in an input; `name` is what its path has beyond the input's own, as "#12"."""

    name: str
    what: Draft | RefusedError | Member


Reader = Callable[[Input], Iterator[Found]]
"""Gives all that an input of one kind holds, in order.

Raises:
    RefusedError: when it, or what is left of it, cannot be read.
"""


def one(what: Draft) -> Iterator[Found]:
    """What an input holds that is one report."""
    yield Found("", what)


def numbered(found: Iterator[Draft | RefusedError | Member], first: int = 1) -> Iterator[Found]:
    """What a list holds, each named by its number in it; a slice of it begins with the number `first`."""
    for number, what in enumerate(found, first):
        yield Found(f"#{number}", what)
