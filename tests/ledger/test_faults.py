"""Faults of the database are named with their mend, and cost no report its wholeness."""

import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from invented_war import Linked, claimed, happened, reported
from sqlalchemy import event, text

from warmonitor.ledger import Ledger, LedgerError, default_path
from warmonitor.ledger.location import address


def named(fault: pytest.ExceptionInfo[LedgerError]) -> str:
    assert fault.value.mend.endswith(".")
    return str(fault.value)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://host/db", "does not run on mysql"),
        ("sqlite://", "in memory would be lost"),
        ("sqlite:///:memory:", "in memory would be lost"),
        ("://", "address cannot be read"),
        ("postgresql://nobody@127.0.0.1:1/none", "cannot be reached"),
    ],
)
def test_an_address_that_cannot_be_used_is_named(url: str, words: str) -> None:
    with pytest.raises(LedgerError, match=words) as fault:
        Ledger.open(url)
    assert named(fault)


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as fault:
        Ledger.open("postgresql://reader:secret@127.0.0.1:1/none")
    assert "secret" not in named(fault)
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        assert ledger.address == f"sqlite:///{tmp_path}/a.db"


def test_a_database_that_is_not_there_is_named(postgres_server: str) -> None:
    with pytest.raises(LedgerError, match="is not there"):
        Ledger.open(postgres_server % "never_made")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LedgerError, match="folder of the ledger cannot be made"):
        Ledger.open(str(tmp_path / "file" / "ledger.db"))


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger.open(str(tmp_path))


def test_a_file_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Notes, not a ledger. " * 99)
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(str(path))
    assert path.read_text().startswith("Notes")


def test_a_ledger_of_a_newer_version_is_named(url: str) -> None:
    with Ledger.open(url) as ledger, ledger._database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerError, match="newer version"):
        Ledger.open(url)


def test_a_locked_ledger_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    report, raw = reported("Rebels shelled Tarsil.")
    with Ledger.open(f"sqlite:///{path}?timeout=0.05") as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="locked"):
            ledger.add(report, raw, [])
        assert list(ledger.reports()) == []
        other.execute("ROLLBACK")
        other.close()
        assert ledger.add(report, raw, [])


def test_a_full_disk_is_named_and_leaves_the_report_out(tmp_path: Path) -> None:
    report, raw = reported("Rebels shelled Tarsil. " * 50_000)
    with Ledger.open(str(tmp_path / "ledger.db")) as ledger:
        engine = ledger._database.engine
        with engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

        def shrink(connection: sqlite3.Connection, *_: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {pages}")

        engine.dispose()
        event.listen(engine, "connect", shrink)
        with pytest.raises(LedgerError, match="disk") as fault:
            ledger.add(report, raw, [])
        assert "Free some space" in named(fault)
        event.remove(engine, "connect", shrink)
        engine.dispose()
        assert ledger.verify().changes == 0
        assert ledger.add(report, raw, [])


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_server_that_went_away_and_came_back_is_used_again(url: str) -> None:
    report, raw = reported("Rebels shelled Tarsil.")
    with Ledger.open(url) as ledger:
        assert ledger.add(report, raw, [])
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert ledger.has_report(report.id)


@pytest.mark.parametrize(
    ("environment", "platform", "path"),
    [
        ({"XDG_DATA_HOME": "/data"}, "linux", "/data/warmonitor/ledger.db"),
        ({"XDG_DATA_HOME": "/data"}, "darwin", "/data/warmonitor/ledger.db"),
        ({}, "linux", "~/.local/share/warmonitor/ledger.db"),
        ({}, "darwin", "~/Library/Application Support/warmonitor/ledger.db"),
        ({"LOCALAPPDATA": "/local"}, "win32", "/local/warmonitor/ledger.db"),
    ],
)
def test_where_the_ledger_is_when_no_place_is_named(
    environment: dict[str, str], platform: str, path: str
) -> None:
    assert default_path(environment, platform) == Path(path).expanduser()


def test_the_address_named_wins_over_the_environment() -> None:
    environment = {"WARMONITOR_DB": "postgresql://team@host/war", "XDG_DATA_HOME": "/data"}
    assert address(None, environment).drivername == "postgresql+psycopg"
    assert address("other.db", environment).database == "other.db"
    assert address(None, {"XDG_DATA_HOME": "/data"}).database == "/data/warmonitor/ledger.db"


def one_report(number: int) -> tuple[object, ...]:
    report, raw = reported(f"Shells fell on Tarsil for the {number}th time.")
    return report, raw, [claimed(report, trigger=trigger) for trigger in range(5)]


def test_two_ingests_of_one_report_at_once_keep_it_once(url: str) -> None:
    Ledger.open(url).close()
    reports = [one_report(number) for number in range(12)]
    ledgers = [Ledger.open(url) for _ in range(3)]
    with ThreadPoolExecutor(6) as threads:
        added = list(threads.map(lambda job: ledgers[job % 3].add(*reports[job % 12]), range(36)))
    assert sum(added) == 12
    found = ledgers[0].verify()
    assert found.sound, found.faults
    assert (found.changes, ledgers[0].stats().claims) == (12, 60)
    for ledger in ledgers:
        ledger.close()


def test_two_programs_may_open_an_empty_ledger_at_once(url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(lambda _: Ledger.open(url), range(4)))
    assert len({ledger.stats().schema_version for ledger in opened}) == 1
    for ledger in opened:
        ledger.close()


def test_readers_do_not_wait_for_a_writer_nor_see_half(url: str) -> None:
    with Ledger.open(url) as ledger:
        ledger.add(*one_report(0))
        with ledger._database.writing() as connection:
            connection.execute(text("UPDATE claims SET type = 'airstrike'"))
            assert {claim.type for claim in ledger.claims()} == {"shelling"}
            assert ledger.stats().reports == 1
            connection.rollback()


def test_a_reader_may_write_while_it_reads(url: str) -> None:
    with Ledger.open(url) as ledger:
        for number in range(3):
            ledger.add(*one_report(number))
        for claim in ledger.claims():
            ledger.record_linkage(Linked((happened([claim]),)))
        assert ledger.count("incidents") == 1


def ingest_forever(url: str, first: int) -> None:
    with Ledger.open(url) as ledger:
        for number in range(first, 100_000):
            ledger.add(*one_report(number))


def kill_at_random(url: str, times: int, seed: int) -> None:
    """Kill an ingest so many times at moments drawn with a seed; each time all must be whole."""
    moments = random.Random(seed)
    Ledger.open(url).close()
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(["test_faults"])
    kept = 0
    for _ in range(times):
        process = forking.Process(target=ingest_forever, args=(url, kept))
        process.start()
        with Ledger.open(url) as ledger:
            while process.is_alive() and ledger.stats().reports <= kept:
                time.sleep(0.02)
        time.sleep(moments.random() / 4)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        with Ledger.open(url) as ledger:
            found, stats = ledger.verify(), ledger.stats()
            assert found.sound, found.faults
            assert stats.reports > kept
            assert stats.claims == 5 * stats.reports
            kept = stats.reports


def test_killed_at_any_point_every_report_is_whole_or_absent(url: str) -> None:
    kill_at_random(url, times=1, seed=7)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(11, 19))
def test_killed_at_two_hundred_points_every_report_is_whole_or_absent(url: str, seed: int) -> None:
    """Eight ledgers, each killed at 25 points: proof of the whole is worked out after every one."""
    kill_at_random(url, times=25, seed=seed)


def test_writers_and_readers_at_once_lose_nothing_and_see_no_half(url: str) -> None:
    writers, each = 3, 5
    Ledger.open(url).close()
    done = threading.Event()

    def write(first: int) -> None:
        with Ledger.open(url) as ledger:
            for number in range(first * each, (first + 1) * each):
                assert ledger.add(*one_report(number))

    def read() -> int:
        looks = 0
        with Ledger.open(url) as ledger:
            while not done.is_set() or not looks:
                seen: dict[str, int] = {}
                for claim in ledger.claims():
                    seen[claim.report] = seen.get(claim.report, 0) + 1
                assert set(seen.values()) <= {5}
                assert ledger.count("claims") % 5 == 0
                looks += 1
        return looks

    with ThreadPoolExecutor(writers + 2) as threads:
        readers = [threads.submit(read) for _ in range(2)]
        try:
            list(threads.map(write, range(writers)))
        finally:
            done.set()
        assert all(reader.result() for reader in readers)
    with Ledger.open(url) as ledger:
        assert ledger.stats().reports == writers * each
        assert ledger.verify().sound


def test_a_server_that_stops_in_the_middle_of_an_ingest_costs_one_report(
    stoppable_server: Any,
) -> None:
    url = stoppable_server.url
    with Ledger.open(url) as ledger:
        assert ledger.add(*one_report(0))
        stoppable_server.stop()
        with pytest.raises(LedgerError, match="cannot be reached") as fault:
            ledger.add(*one_report(1))
        assert named(fault)
        with pytest.raises(LedgerError, match="cannot be reached"):
            list(ledger.claims())
        stoppable_server.start()
        assert ledger.add(*one_report(1))
        assert ledger.stats().reports == 2
        assert ledger.verify().sound


def test_a_disk_that_fills_and_is_freed_costs_only_the_wait(tmp_path: Path) -> None:
    """The limit is on the file's size, as a quota sets it: the database meets it at any of its writes."""
    script = f"""
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_faults import one_report
from warmonitor.ledger import Ledger, LedgerError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Ledger.open({str(tmp_path / "ledger.db")!r}) as ledger:
    ledger.add(*one_report(0))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for more in (1 << 15, 1 << 17):
        room = max(path.stat().st_size for path in Path({str(tmp_path)!r}).iterdir()) + more
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        number = ledger.stats().reports
        try:
            while number < 3000:
                ledger.add(*one_report(number))
                number += 1
        except LedgerError as fault:
            print("full", number, fault)
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert ledger.verify().sound
        assert ledger.stats().claims == 5 * ledger.stats().reports
        assert ledger.add(*one_report(number + 1 if ledger.has_report(one_report(number)[0].id) else number))
    print("sound")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "full" in done.stdout, done.stderr
    assert done.stdout.endswith("sound\n"), done.stderr
