"""What every benchmark counts: right, found and wanted, and shares of them."""

from collections.abc import Sequence
from dataclasses import dataclass


def share(part: float, whole: int) -> float:
    """A fraction to four digits; 0 of nothing."""
    return round(part / whole, 4) if whole else 0.0


def mean(values: Sequence[float]) -> float:
    """The mean to four digits; 0 of nothing."""
    return round(sum(values) / len(values), 4) if values else 0.0


@dataclass(slots=True)
class Counts:
    """Right, found and wanted, and the fractions of them."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def figures(self) -> dict[str, float]:
        """Precision, recall, F1."""
        return {
            "precision": share(self.right, self.found),
            "recall": share(self.right, self.wanted),
            "f1": share(2 * self.right, self.found + self.wanted),
        }
