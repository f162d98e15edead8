"""What a bulk run wrote, taken into the ledger without being read again."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from warmonitor.ledger import Ledger
from warmonitor.model import Claim, Report

_AT_ONCE = 200

Kept = tuple[Report, bytes, list[Claim]]


def is_run(path: str | Path) -> bool:
    """Whether a folder is what a bulk run wrote."""
    return any((Path(path) / "reports").glob("*.parquet"))


def take_in(run: str | Path, ledger: Ledger, progress: Callable[[int], None]) -> tuple[int, int, int]:
    """Adds the reports and claims of a run; gives how many reports are new, how many known, new claims."""
    added = known = claims = 0
    kept = _kept(Path(run))
    while batch := list(islice(kept, _AT_ONCE)):
        new = [one for one in batch if not ledger.has_report(one[0].id)]
        count = ledger.add_all(new)
        added += count
        known += len(batch) - count
        claims += sum(len(one[2]) for one in new)
        progress(sum(len(raw) for _, raw, _ in batch))
    return added, known, claims


def _kept(run: Path) -> Iterator[Kept]:
    from warmonitor.engines.tables import read_table, told_of  # noqa: PLC0415  (Arrow is slow to import)

    return (told_of(row) for row in read_table(run, "reports", ["report", "raw", "claims"]))
