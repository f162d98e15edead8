"""What the first process knows of a portion: what came of it, and where its worker notes what it looks at."""

from dataclasses import astuple, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Counts:
    """What came of a portion: reports, claims, inputs set aside, reports kept but not read; bytes; reports
    passed over, since they were known.
    """

    reports: int = 0
    claims: int = 0
    set_aside: int = 0
    unread: int = 0
    size: int = 0
    known: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*map(sum, zip(astuple(self), astuple(other), strict=True)))


def note_of(out: Path, number: int) -> Path:
    """Where a careful worker notes what it looks at."""
    return out / f".in-hand-{number:05}"
