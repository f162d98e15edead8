"""Exports hold a part of the rows in memory, never all of them."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import msgspec
import pytest
from published_war import War, killed, toll

from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Claim, Incident
from warmonitor.publishing import FORMATS, export

ROWS = 3_000


class Many:
    """A ledger that answers with the same claim and incident again and again, under new ids."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        (self._claim,), (self._incident,) = ledger.claims(), ledger.incidents()
        self._dossier = ledger.dossier(self._incident.id)

    def claims(self, _: Filter) -> Iterator[Claim]:
        return (msgspec.structs.replace(self._claim, id=f"c-{number}") for number in range(ROWS))

    def incidents(self, _: Filter) -> Iterator[Incident]:
        for number in range(ROWS):
            yield msgspec.structs.replace(self._incident, id=f"i-{number}")

    def dossier(self, identity: str, as_of: object = None) -> Any:
        return self._dossier

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)


class Sink:
    """Counts bytes and forgets them."""

    written = 0

    def write(self, raw: bytes) -> int:
        self.written += len(raw)
        return len(raw)

    def __getattr__(self, name: str) -> Any:
        if name in ("seekable", "readable", "closed"):
            return False if name == "closed" else lambda: False
        if name in ("writable", "flush"):
            return lambda: True
        raise AttributeError(name)


@pytest.mark.parametrize("format", sorted(FORMATS.keys() - {"tables", "parquet"}))
def test_rows_pass_through(war: War, format: str) -> None:  # noqa: A002
    claim = war.tell("Shells killed 12.", figures=(killed(12, 12),))
    war.happen(claim, tolls=(toll((claim, "Ridge Watch", 12, 12)),))
    many: Any = Many(war.ledger)
    sink: IO[bytes] = Sink()  # type: ignore[assignment]
    export(format, war.ledger, Filter(), Sink())  # type: ignore[arg-type]  # loads what is loaded once
    tracemalloc.start()
    summary = export(format, many, Filter(), sink)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert summary.rows == (3 if "hapi" in format else ROWS)
    assert peak < 700_000


@pytest.mark.soak
@pytest.mark.parametrize("format", ["jsonl", "geojson", "tables", "parquet"])
def test_a_million_rows_take_no_more_memory_than_a_few(
    war: War,
    format: str,  # noqa: A002
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resource = pytest.importorskip("resource")  # Windows has none
    claim = war.tell("Shells killed 12.", figures=(killed(12, 12),))
    war.happen(claim, tolls=(toll((claim, "Ridge Watch", 12, 12)),))
    many: Any = Many(war.ledger)
    peaks = []
    for rows in (ROWS, 1_000_000):
        monkeypatch.setattr("test_streaming.ROWS", rows)
        with (tmp_path / f"{rows}").open("wb") as out:
            assert export(format, many, Filter(), out).rows >= rows
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    assert peaks[1] - peaks[0] < 100 * 1024
