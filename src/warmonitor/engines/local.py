"""The corridor in this process: inputs to the ledger, one report after the other, then linked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from warmonitor.engines.kept import Taken, is_run, take_in
from warmonitor.engines.telling import batched, tell_all
from warmonitor.incidents import link
from warmonitor.knowledge.registry import Registry, users_registry
from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Report
from warmonitor.reading import Reading, ReadingOptions, Unread, read
from warmonitor.reading.sources import STDIN

if TYPE_CHECKING:
    from warmonitor.pipeline import Corridor, Told


@dataclass
class Ingested:
    """What an ingest did: reports added and known already, claims, inputs that failed, reports not read."""

    added: int = 0
    known: int = 0
    claims: int = 0
    incidents: int = 0
    failed: list[Unread] = field(default_factory=list)
    unread: list[Told] = field(default_factory=list)


def ingest(  # noqa: PLR0913
    paths: Sequence[str | Path],
    options: ReadingOptions,
    ledger: Ledger,
    load: Callable[[], Corridor],
    progress: Callable[[int], None] = lambda _: None,
    *,
    workers: int = 1,
) -> Ingested:
    """Reads the inputs into the ledger, and links what it then holds into incidents.

    A report that the ledger has is passed over before it is parsed, so a second run costs only the reading;
    the corridor is loaded when the first new report comes. Each report is one transaction. What a run that
    broke off had added is linked by the next one.

    Args:
        paths: files, folders, patterns, or "-" for standard input; what a bulk run wrote is taken as it is.
        options: what the person states about all of them.
        ledger: where they go.
        load: gives the corridor; called once, when needed.
        progress: told the bytes of input that each step went through.
        workers: how many processes read; with several, a transaction is of some 200 reports, and standard
            input is still read by this one.
    """
    done = Ingested()
    corridor: Corridor | None = None
    runs = [path for path in paths if is_run(path)]
    spread = [path for path in paths if path not in runs and str(path) != STDIN] if workers > 1 else []
    for run in runs:
        _count(take_in(run, ledger, progress), done)
    if spread:
        from warmonitor.engines.spread import read_in  # noqa: PLC0415  (its pool is for those who ask for it)

        taken, failed = read_in(spread, options, ledger, workers, progress)
        _count(taken, done)
        done.failed += failed
        done.unread += map(_told, taken.unread)
    for batch in batched(read([path for path in paths if path not in {*runs, *spread}], options)):
        done.failed += (one for one in batch if isinstance(one, Unread))
        readings = [one for one in batch if isinstance(one, Reading)]
        new = [one for one in readings if not ledger.has_report(one.report.id)]
        done.known += len(readings) - len(new)
        if new:
            corridor = corridor or load()
            _add(new, ledger, corridor, done)
        progress(sum(one.consumed for one in batch))
    if done.added or ledger.unlinked():
        done.incidents = relink(ledger, corridor.registry if corridor is not None else users_registry())
    return done


def _count(taken: Taken, done: Ingested) -> None:
    done.added += taken.added
    done.known += taken.known
    done.claims += taken.claims


def _told(unread: tuple[Report, str]) -> Told:
    from warmonitor.pipeline import Told  # noqa: PLC0415  (it brings spaCy, which only workers need)

    report, why = unread
    return Told(report, (), why)


def _add(readings: Sequence[Reading], ledger: Ledger, corridor: Corridor, done: Ingested) -> None:
    for reading, told in zip(readings, tell_all(readings, corridor), strict=True):
        if isinstance(told, Unread):
            done.failed.append(told)
        elif not ledger.add(told.report, reading.raw, told.claims):
            done.known += 1
        else:
            done.added += 1
            done.claims += len(told.claims)
            done.unread += [told] if told.unread is not None else []


def relink(ledger: Ledger, registry: Registry) -> int:
    """Links all claims of the ledger into incidents, as reviewers decided, and keeps what changed.

    Says how many incidents there are.
    """
    everything = Filter()
    ledger = ledger.whole()
    linkage = link(
        list(ledger.claims(everything)),
        {report.id: report for report in ledger.reports(everything)},
        registry,
        list(ledger.incidents(everything)),
        decisions=ledger.decisions(),
    )
    ledger.record_linkage(linkage)
    return len(linkage.incidents)
