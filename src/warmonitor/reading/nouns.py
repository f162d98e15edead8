"""What goes in and what comes out of the reading room."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import msgspec

from warmonitor.model import Report


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much one input may cost before it is refused, so that a hostile file costs only itself."""

    report_bytes: int = 20_000_000
    """The longest raw text of one report, or line of a list, in bytes."""
    header_bytes: int = 65_536
    """The longest front matter, in bytes."""
    elements: int = 100_000
    """The most elements that a page may have."""
    inflated_free: int = 50_000_000
    """Compressed data may always grow to this many bytes ..."""
    inflation: int = 200
    """... and beyond that only to so many times its compressed size."""
    archive_bytes: int = 20_000_000_000
    """The most bytes that all members of one archive may unpack to."""
    archive_members: int = 100_000
    """The most members that one archive may have, those of archives inside it included."""
    archive_depth: int = 3
    """How deep archives may lie inside one another."""
    list_bytes: int = 500_000_000
    """The longest list that is one document, as a JSON array or a chat export, in bytes."""
    feed_items: int = 10_000
    """The most items that are read of one feed."""
    pdf_pages: int = 500
    """The most pages that a PDF may have."""


@dataclass(frozen=True)
class Share:
    """Which reports of a list are read, where several workers share it: of `parts`, the one numbered `part`.

    Parts are numbered from 0 and take turns of a few reports; an input that is no list is the first part's.
    A slice, as `cutting` makes them, is what stands from `start` to before `end` (bytes, or row groups of a
    Parquet table), where the report numbered `first` comes first: nothing before it is read.
    """

    part: int = 0
    parts: int = 1
    start: int = 0
    end: int | None = None
    first: int = 1

    def holds(self, number: int) -> bool:
        """Whether the report of that number, counted from 1, is of this part."""
        return (number - 1) // 16 % self.parts == self.part


WHOLE = Share()


@dataclass(frozen=True, kw_only=True)
class ReadingOptions:
    """What the person who asks states about all the inputs.

    `outlet` and `published` outrank what the inputs say of themselves. `retrieved_at` is an instant with its
    time zone: the only "now" there is. `columns` tells tables which of their columns holds what: a key of the
    header of plain text, or `text`, to the column's name. `share` is which reports of lists are read.

    Raises:
        ValueError: when `retrieved_at` has no time zone.
    """

    outlet: str | None = None
    published: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    retrieved_at: datetime
    limits: Limits = field(default_factory=Limits)
    share: Share = WHOLE

    def __post_init__(self) -> None:
        if self.retrieved_at.tzinfo is None:
            raise ValueError("retrieved_at needs a time zone")


@dataclass(frozen=True, kw_only=True)
class Document:
    """What an address answered: its bytes, and the encoding that the answer's header names."""

    url: str
    raw: bytes
    encoding: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed or a sitemap tells of one page: its own key for it, and the rest as stated.

    `whole` says that `html` is the whole text of the page and no summary.
    """

    key: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: str | None = None
    html: str = ""
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A report and the raw bytes it was read from (unpacked, where they came compressed).

    `consumed` counts the bytes of input that it took: what a progress bar adds.
    """

    report: Report
    raw: bytes
    consumed: int


@dataclass(frozen=True, kw_only=True)
class Unread:
    """An input that could not be read: which, why, and what the person can do about it."""

    path: str
    reason: str
    mend: str
    consumed: int


class RefusedError(Exception):
    """Raised inside the room when one input cannot be read; becomes an `Unread`."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend
