"""What the first process knows of a portion: what came of it, and where its worker notes what it looks at."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from warmonitor.engines.folders import folder_of


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


@dataclass(frozen=True, slots=True)
class Note:
    """Where a careful worker notes what it looks at in a portion: paths, a line each."""

    out: str | Path
    number: int

    def read(self) -> list[str] | None:
        """What is noted; None where nothing is."""
        folder = folder_of(self.out)
        if self._name not in folder.names():
            return None
        with folder.open(self._name) as file:
            return file.read().decode().splitlines()

    def write(self, paths: Sequence[str]) -> None:
        """Notes these instead of what was noted."""
        folder_of(self.out).write(self._name, "\n".join(paths).encode())

    def remove(self) -> None:
        """When all is looked at."""
        folder_of(self.out).remove(self._name)

    @property
    def _name(self) -> str:
        return f".in-hand-{self.number:05}"
