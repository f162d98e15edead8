"""One worker of a bulk run: a portion of the inputs in, told reports out."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from warmonitor.engines.counts import Counts, Note
from warmonitor.engines.portions import Portion, readings
from warmonitor.engines.tables import Row, claim_row, report_row, set_aside_row, write_part
from warmonitor.engines.telling import batched, tell_all
from warmonitor.pipeline import Corridor, Told
from warmonitor.reading import Reading, ReadingOptions, Unread


@cache
def corridor() -> Corridor:
    """The corridor of this process, loaded once.

    What is loaded is kept from the garbage collector, so that a forked worker shares its memory.
    """
    loaded = Corridor.load()
    gc.collect()
    gc.freeze()
    return loaded


def told_portion(
    portion: Portion, options: ReadingOptions, passed: "Passed | None" = None
) -> Iterator[tuple[Told, bytes] | Unread]:
    """The reports of a portion with their raw bytes, and what of it could not be read."""
    found = readings(portion, options)
    for batch in batched(found if passed is None else passed.over(found)):
        yield from _told(batch)


@dataclass(slots=True)
class Passed:
    """Reports that are known by their ids, passed over before they are parsed, and counted."""

    known: frozenset[str]
    count: int = 0

    def over(self, found: Iterable[Reading | Unread]) -> Iterator[Reading | Unread]:
        """What is left."""
        for one in found:
            if isinstance(one, Reading) and one.report.id in self.known:
                self.count += 1
            else:
                yield one


@cache
def _ids(known: Path) -> frozenset[str]:
    return frozenset(known.read_text(encoding="utf-8").split())


def _told(batch: Sequence[Reading | Unread]) -> Iterator[tuple[Told, bytes] | Unread]:
    kept = [one for one in batch if isinstance(one, Reading)]
    yield from (one for one in batch if isinstance(one, Unread))
    for reading, told in zip(kept, tell_all(kept, corridor()), strict=True):
        yield told if isinstance(told, Unread) else (told, reading.raw)


def told_carefully(
    portion: Portion, options: ReadingOptions, note: Note, passed: Passed | None = None
) -> Iterator[tuple[Told, bytes] | Unread]:
    """As `told_portion`, where a worker died: each report alone, its path noted before it is looked at.

    What the note holds already killed a worker that looked at it alone, and is set aside.
    """
    deadly = note.read() or []
    found = readings(portion, options)
    for one in found if passed is None else passed.over(found):
        path = one.path if isinstance(one, Unread) else one.report.path
        if path in deadly:
            mend = "It is too large for the memory, or a fault of warmonitor: please report it with the input"
            yield Unread(path=path, reason="the process that read it died, twice", mend=mend, consumed=0)
            continue
        note.write([*deadly, path])
        yield from _told([one])
    note.remove()


def work(
    number: int, portion: Portion, options: ReadingOptions, out: str | Path, known: Path | None
) -> Counts:
    """Reads a portion, but for reports whose ids stand in `known`, and writes its part of every table."""
    passed = _passed(known)
    return _written(number, told_portion(portion, options, passed), out, passed)


def work_carefully(
    number: int, portion: Portion, options: ReadingOptions, out: str | Path, known: Path | None
) -> Counts:
    """As `work`, on a portion at which a worker died; to be called again when another one dies."""
    passed = _passed(known)
    return _written(number, told_carefully(portion, options, Note(out, number), passed), out, passed)


def _passed(known: Path | None) -> Passed:
    return Passed(_ids(known) if known is not None else frozenset())


def _written(
    number: int, told: Iterable[tuple[Told, bytes] | Unread], out: str | Path, passed: Passed
) -> Counts:
    reports: list[Row] = []
    claims: list[Row] = []
    aside: list[Row] = []
    unread = size = 0
    for one in told:
        if isinstance(one, Unread):
            aside.append(set_aside_row(one))
            continue
        reports.append(report_row(*one))
        claims += (claim_row(claim) for claim in one[0].claims)
        unread += one[0].unread is not None
        size += len(one[1])
    for table, rows in (("reports", reports), ("claims", claims), ("set_aside", aside)):
        write_part(out, table, number, rows)
    return Counts(len(reports), len(claims), len(aside), unread, size, passed.count)
