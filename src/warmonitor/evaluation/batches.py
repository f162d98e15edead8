"""Reads the many reports of a data set through the corridor, telling on stderr how far it is."""

import sys
from collections.abc import Iterator, Sequence

from warmonitor.model import Report
from warmonitor.pipeline import Corridor, Told

BATCH = 256


def told_in_batches(corridor: Corridor, reports: Sequence[Report], name: str) -> Iterator[Told]:
    """What every report claims, in order; `name` stands before the count of reports on stderr."""
    for start in range(0, len(reports), BATCH):
        yield from corridor.told_many(reports[start : start + BATCH])
        print(f"{name}: {min(start + BATCH, len(reports))} of {len(reports)}", file=sys.stderr)
