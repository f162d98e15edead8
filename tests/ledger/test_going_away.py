"""A database that goes away, or whose disk fills, while reports come in or the page is served."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from invented_war import NOON, claimed, reported
from postgres_server import Server
from sqlalchemy import text

from warmonitor.engines.local import ingest
from warmonitor.knowledge.registry import load_registry
from warmonitor.ledger import Ledger, LedgerError
from warmonitor.model import Report
from warmonitor.pipeline import Told
from warmonitor.reading import ReadingOptions
from warmonitor.server import create_app

REPORTS = 12


class Corridor:
    """Tells two claims of every report."""

    registry = load_registry()

    def told_many(self, reports: Sequence[Report]) -> Iterator[Told]:
        for report in reports:
            yield Told(report, tuple(claimed(report, trigger=trigger) for trigger in range(2)))


class BreakingClock:
    """The time; at one of the looks at it, in the middle of a transaction, something happens."""

    def __init__(self, look: int, breaks: Any) -> None:
        self._left, self._breaks = look, breaks

    def __call__(self) -> datetime:
        self._left -= 1
        if self._left == 0:
            self._breaks()
        return datetime.now(UTC)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    for number in range(REPORTS):
        words = f"Shells fell on Tarsil for the {number}th time, said the watch on Friday."
        (tmp_path / f"{number:02}.txt").write_text(words)
    return tmp_path


def take_in(inputs: Path, ledger: Ledger) -> Any:
    return ingest([str(inputs)], ReadingOptions(retrieved_at=NOON), ledger, Corridor)  # type: ignore[arg-type]


@pytest.mark.parametrize("look", [1, 5, REPORTS, REPORTS + 1])
def test_an_ingest_whose_database_goes_away_says_so_and_goes_on_where_it_was(
    stoppable_server: Server, inputs: Path, look: int
) -> None:
    """The last look is that of linking."""
    with (
        Ledger.open(stoppable_server.url, clock=BreakingClock(look, stoppable_server.stop)) as ledger,
        pytest.raises(LedgerError, match="cannot be reached"),
    ):
        take_in(inputs, ledger)
    stoppable_server.start()
    with Ledger.open(stoppable_server.url) as ledger:
        kept = ledger.count("reports")
        assert kept == look - 1
        assert ledger.count("claims") == 2 * kept
        done = take_in(inputs, ledger)
        assert (done.known, done.added) == (kept, REPORTS - kept)
        assert ledger.count("reports") == REPORTS
        assert ledger.count("claims") == 2 * REPORTS
        linked = {claim for incident in ledger.incidents() for claim in incident.claims}
        assert linked == {claim.id for claim in ledger.claims()}
        assert ledger.verify().sound


def test_the_server_answers_503_while_the_database_is_away_and_recovers(stoppable_server: Server) -> None:
    report, raw = reported("Rebels shelled Tarsil.")
    paths = ("health", "claims", "incidents", "tolls", "timeline", "actors", f"reports/{report.id}")
    with Ledger.open(stoppable_server.url) as ledger:
        ledger.add(report, raw, [claimed(report)])
        before = asyncio.run(ask(ledger, paths))
        assert {answer.status_code for answer in before} == {200}
        stoppable_server.stop()
        for path, answer in zip(paths, asyncio.run(ask(ledger, paths)), strict=True):
            assert answer.status_code == 503, path
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.headers["retry-after"]
            assert "cannot be reached" in answer.json()["detail"]
        stoppable_server.start()
        after = asyncio.run(ask(ledger, paths))
        assert [answer.json() for answer in after] == [answer.json() for answer in before]


async def ask(ledger: Ledger, paths: Sequence[str]) -> list[httpx.Response]:
    transport = httpx.ASGITransport(create_app(ledger))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return [await client.get(f"/api/{path}") for path in paths]


@pytest.fixture
def small_disk(stoppable_server: Server) -> Iterator[Path]:
    """A disk of 16 MB that takes the tables of the server's databases."""
    disk = stoppable_server.folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    shutil.chown(disk, "postgres")
    try:
        with psycopg.connect(stoppable_server.url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f"CREATE TABLESPACE small LOCATION '{disk}'".encode())
            connection.execute("ALTER DATABASE postgres SET default_tablespace = small")
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_full_disk_of_postgresql_is_named_and_costs_one_report(
    stoppable_server: Server, small_disk: Path
) -> None:
    with Ledger.open(stoppable_server.url) as ledger:
        ballast = small_disk / "ballast"
        ballast.write_bytes(b"\0" * (5 << 20))
        with pytest.raises(LedgerError, match="disk that holds the ledger is full"):
            add_until_full(ledger)
        number = ledger.stats().reports
        assert number > 3
        assert ledger.verify().sound
        ballast.unlink()
        assert add(ledger, number)
        assert ledger.count("claims") == number + 1
        assert ledger.verify().sound
        with ledger._database.reading() as connection:
            assert connection.scalar(text("SHOW default_tablespace")) == "small"


def add_until_full(ledger: Ledger) -> None:
    for number in range(5000):
        assert add(ledger, number)


def add(ledger: Ledger, number: int) -> bool:
    noise = " ".join(f"{number * 7919 + word:x}" for word in range(4000))
    report, raw = reported(f"Shells fell on Tarsil for the {number}th time. {noise}")
    return ledger.add(report, raw, [claimed(report)])
