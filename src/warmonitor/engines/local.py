"""The corridor in this process: inputs to the ledger, one report after the other, then linked."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from warmonitor.ledger import Filter, Ledger
from warmonitor.pipeline import Corridor, Told
from warmonitor.reading import Reading, ReadingOptions, Unread, read

_log = logging.getLogger(__name__)


@dataclass
class Ingested:
    """What an ingest did: reports added and known already, claims, inputs that failed, reports not read."""

    added: int = 0
    known: int = 0
    claims: int = 0
    incidents: int = 0
    failed: list[Unread] = field(default_factory=list)
    unread: list[Told] = field(default_factory=list)


def tell(paths: Sequence[str | Path], options: ReadingOptions, corridor: Corridor) -> Iterator[Told | Unread]:
    """Reads the inputs and gives each report's claims; stores nothing. A failed input is named and passed."""
    for reading in read(paths, options):
        yield reading if isinstance(reading, Unread) else _told(reading, corridor)


def ingest(
    paths: Sequence[str | Path],
    options: ReadingOptions,
    ledger: Ledger,
    load: Callable[[], Corridor],
    progress: Callable[[int], None] = lambda _: None,
) -> Ingested:
    """Reads the inputs into the ledger, and links what it then holds into incidents.

    A report that the ledger has is passed over before it is parsed, so a second run costs only the reading;
    the corridor is loaded when the first new report comes. Each report is one transaction.

    Args:
        paths: files, folders, patterns, or "-" for standard input.
        options: what the person states about all of them.
        ledger: where they go.
        load: gives the corridor; called once, when needed.
        progress: told the bytes of input that each step went through.
    """
    done = Ingested()
    corridor: Corridor | None = None
    for reading in read(paths, options):
        if isinstance(reading, Unread):
            done.failed.append(reading)
        elif ledger.has_report(reading.report.id):
            done.known += 1
        else:
            corridor = corridor or load()
            _add(reading, ledger, corridor, done)
        progress(reading.consumed)
    if corridor is not None and done.added:
        done.incidents = relink(ledger, corridor)
    return done


def _told(reading: Reading, corridor: Corridor) -> Told | Unread:
    """A report's claims; one that the corridor trips over costs only itself, and is named with the fault."""
    try:
        return corridor.told(reading.report)
    except Exception as fault:
        _log.exception("the corridor failed on %s", reading.report.path)
        reason = f"the corridor failed on it ({type(fault).__name__}: {fault})"
        mend = "This is a fault of warmonitor: please report it with the input"
        return Unread(path=reading.report.path, reason=reason, mend=mend, consumed=reading.consumed)


def _add(reading: Reading, ledger: Ledger, corridor: Corridor, done: Ingested) -> None:
    told = _told(reading, corridor)
    if isinstance(told, Unread):
        done.failed.append(told)
        return
    if not ledger.add(told.report, reading.raw, told.claims):
        done.known += 1
        return
    done.added += 1
    done.claims += len(told.claims)
    if told.unread is not None:
        done.unread.append(told)


def relink(ledger: Ledger, corridor: Corridor) -> int:
    """Links all claims of the ledger into incidents, keeps what changed, and says how many there are."""
    everything = Filter()
    linkage = corridor.link(
        list(ledger.claims(everything)),
        {report.id: report for report in ledger.reports(everything)},
        list(ledger.incidents(everything)),
    )
    ledger.record_linkage(linkage)
    return len(linkage.incidents)
