"""Inputs to told reports, a batch at a time; nothing is stored."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from warmonitor.reading import Reading, ReadingOptions, Unread, read

if TYPE_CHECKING:
    from warmonitor.pipeline import Corridor, Told

# How much is parsed at a time: enough to keep the matrices busy, little enough to hold.
_BATCH_REPORTS = 128
_BATCH_BYTES = 200_000

_log = logging.getLogger(__name__)


def tell(paths: Sequence[str | Path], options: ReadingOptions, corridor: Corridor) -> Iterator[Told | Unread]:
    """Reads the inputs and gives each report's claims; stores nothing. A failed input is named and passed."""
    for batch in batched(read(paths, options)):
        readings = [one for one in batch if isinstance(one, Reading)]
        yield from (one for one in batch if isinstance(one, Unread))
        yield from tell_all(readings, corridor)


def batched(results: Iterable[Reading | Unread]) -> Iterator[list[Reading | Unread]]:
    """Batches small enough to hold in memory, whatever the length of a report."""
    batch: list[Reading | Unread] = []
    size = 0
    for one in results:
        batch.append(one)
        size += one.consumed
        if len(batch) == _BATCH_REPORTS or size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def tell_all(readings: Sequence[Reading], corridor: Corridor) -> list[Told | Unread]:
    """The reports' claims; one that the corridor trips over costs only itself, and is named."""
    try:
        return list(corridor.told_many([reading.report for reading in readings]))
    except Exception as fault:
        if len(readings) > 1:
            return [told for reading in readings for told in tell_all([reading], corridor)]
        (reading,) = readings
        _log.exception("the corridor failed on %s", reading.report.path)
        reason = f"the corridor failed on it ({type(fault).__name__}: {fault})"
        mend = "This is a fault of warmonitor: please report it with the input"
        return [Unread(path=reading.report.path, reason=reason, mend=mend, consumed=reading.consumed)]
