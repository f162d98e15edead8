"""What goes in and what comes out of the reading room."""

from dataclasses import dataclass, field
from datetime import date, datetime

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


@dataclass(frozen=True, kw_only=True)
class ReadingOptions:
    """What the person who asks states about all the inputs.

    `outlet` and `published` outrank what the inputs say of themselves. `retrieved_at` is an instant with its
    time zone: the only "now" there is.

    Raises:
        ValueError: when `retrieved_at` has no time zone.
    """

    outlet: str | None = None
    published: date | None = None
    retrieved_at: datetime
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.retrieved_at.tzinfo is None:
            raise ValueError("retrieved_at needs a time zone")


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
