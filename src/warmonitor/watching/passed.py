"""What one pass over the feeds did."""

from dataclasses import dataclass, field

import msgspec

from warmonitor.reading import Unread
from warmonitor.watching.changes import Change


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """A page that changed: the report of its state now, that of before, and where they differ."""

    report: str
    revises: str
    title: str | None
    url: str | None
    changes: tuple[Change, ...]


@dataclass
class Passed:
    """What one pass over the feeds did."""

    feeds: int = 0
    added: int = 0
    known: int = 0
    claims: int = 0
    failed: list[Unread] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
