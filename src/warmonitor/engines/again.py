"""Reports that the ledger keeps, read again with the rules of today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from warmonitor import __version__
from warmonitor.engines.local import relink
from warmonitor.engines.telling import batched, tell_all
from warmonitor.ledger import Ledger
from warmonitor.reading import Reading, Unread

if TYPE_CHECKING:
    from warmonitor.pipeline import Corridor


@dataclass
class ReadAgain:
    """What reading again did; counts are of claims, `unfit` are reviews whose correction fits no more."""

    reports: int = 0
    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    unfit: list[str] = field(default_factory=list)
    failed: list[Unread] = field(default_factory=list)


def reread(
    reports: Iterable[str],
    ledger: Ledger,
    corridor: Corridor,
    progress: Callable[[int], None] = lambda _: None,
) -> ReadAgain:
    """Reads kept reports, given by id, again, one transaction each, and links what the ledger then holds."""
    done = ReadAgain()
    for batch in batched(_readings(reports, ledger.whole())):
        kept = [one for one in batch if isinstance(one, Reading)]
        for reading, told in zip(kept, tell_all(kept, corridor), strict=True):
            if isinstance(told, Unread):
                done.failed.append(told)
            else:
                changed = ledger.reread(told.report, told.claims, f"read again by warmonitor {__version__}")
                done.reports += 1
                done.new += len(changed.new)
                done.changed += len(changed.changed)
                done.withdrawn += len(changed.withdrawn)
                done.unfit += changed.unfit
            progress(reading.consumed)
    relink(ledger, corridor.registry)
    return done


def _readings(reports: Iterable[str], ledger: Ledger) -> Iterator[Reading | Unread]:
    for identity in reports:
        if report := ledger.report(identity):
            yield Reading(report=report, raw=b"", consumed=len(report.text))
