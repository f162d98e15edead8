"""What a bulk run wrote, taken into the ledger without being read again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from warmonitor.engines.folders import parts
from warmonitor.ledger import Ledger
from warmonitor.model import Report

TOLD = "reports"
"""The table that a ledger takes in."""
_AT_ONCE = 200


def is_run(path: str | Path) -> bool:
    """Whether a folder is what a bulk run wrote."""
    try:
        return bool(parts(path, TOLD))
    except OSError:
        return False


@dataclass
class Taken:
    """What was taken in: new reports, reports known already, new claims, and reports kept but not read."""

    added: int = 0
    known: int = 0
    claims: int = 0
    unread: list[tuple[Report, str]] = field(default_factory=list)

    def take(self, run: str | Path, part: str, ledger: Ledger, progress: Callable[[int], None]) -> None:
        """Adds the reports and claims of one file of a run."""
        from warmonitor.engines.tables import read_part, told_of  # noqa: PLC0415  (Arrow is slow to import)

        rows = read_part(run, part, ["report", "raw", "claims", "unread"])
        while batch := list(islice(rows, _AT_ONCE)):
            told = [told_of(row) for row in batch]
            new = [one for one in told if not ledger.has_report(one[0].id)]
            count = ledger.add_all(new)
            self.added += count
            self.known += len(batch) - count
            self.claims += sum(len(one[2]) for one in new)
            self.unread += [
                (one[0], row["unread"]) for one, row in zip(told, batch, strict=True) if row["unread"]
            ]
            progress(sum(len(raw) for _, raw, _ in told))


def take_in(run: str | Path, ledger: Ledger, progress: Callable[[int], None]) -> Taken:
    """Adds the reports and claims of a run."""
    done = Taken()
    for part in parts(run, TOLD):
        done.take(run, part, ledger, progress)
    return done
