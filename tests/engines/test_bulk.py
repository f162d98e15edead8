"""Bulk: the same tables whatever the engine, nothing lost to a dead worker, and a ledger that takes them."""

import os
import signal
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from warmonitor.engines import ingest
from warmonitor.engines import worker as worker_room
from warmonitor.engines.bulk import Done, OutputInUseError, run
from warmonitor.engines.cores import Pool
from warmonitor.engines.counts import Counts
from warmonitor.engines.portions import Portion, portions, readings
from warmonitor.engines.tables import read_table
from warmonitor.ledger import Ledger
from warmonitor.pipeline import Corridor
from warmonitor.reading import Reading, ReadingOptions, read

OPTIONS = ReadingOptions(retrieved_at=datetime(2031, 6, 1, tzinfo=UTC))
SAMPLES = str(files("warmonitor").joinpath("samples"))
FALLEN = "Rebels captured Saraqeb on Friday, killing {} soldiers, the army said."


@pytest.fixture
def items(tmp_path: Path) -> Path:
    """A list of forty reports, the third of which is no JSON."""
    lines = [
        msgspec.json.encode(
            {"text": FALLEN.format(n + 2), "outlet": f"Wire {n}", "published": f"2031-05-{n % 28 + 1:02}"}
        )
        for n in range(40)
    ]
    lines[2] = b"{"
    path = tmp_path / "inputs" / "items.jsonl"
    path.parent.mkdir()
    path.write_bytes(b"\n".join(lines))
    return path


def told(out: Path) -> tuple[list[str], list[str], list[str]]:
    """Claims, incidents and inputs set aside, sorted."""
    return (
        sorted(claim for row in read_table(out, "reports") for claim in row["claims"]),
        sorted(row["incident"] for row in read_table(out, "incidents")),
        sorted(row["path"] for row in read_table(out, "set_aside")),
    )


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    out = tmp_path_factory.mktemp("local") / "out"
    return out, run([SAMPLES], OPTIONS, out)


def test_all_cores_tell_what_one_process_tells(local: tuple[Path, Done], items: Path, tmp_path: Path) -> None:
    here = run([SAMPLES, items], OPTIONS, tmp_path / "here")
    there = run([SAMPLES, items], OPTIONS, tmp_path / "there", engine="cores", workers=2)
    assert here == there
    assert (here.counts.reports, here.counts.set_aside) == (51, 1)
    assert told(tmp_path / "here") == told(tmp_path / "there")
    assert told(tmp_path / "here")[2] == [f"{items}#3"]


def test_workers_that_take_turns_leave_nothing_out(
    items: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warmonitor.engines.portions.SMALLEST", 500)
    monkeypatch.setattr("warmonitor.engines.cores._LIFE", 2)
    done = run([items], OPTIONS, tmp_path / "out", engine="cores", workers=2)
    assert (done.counts.reports, done.counts.set_aside) == (39, 1)
    assert len(portions([items], 2, OPTIONS.limits)) > 4


def test_every_claim_has_its_row_and_its_columns(local: tuple[Path, Done]) -> None:
    out, done = local
    claims = list(read_table(out, "claims"))
    assert len(claims) == done.counts.claims > 60
    taken = [row for row in claims if row["type"] == "capture" and row["place_id"]]
    assert {row["country"] for row in taken} == {"SY"}
    assert all(row["quote"] and row["voices"] for row in claims)


def test_a_ledger_takes_a_run_as_if_it_had_read_the_inputs(
    local: tuple[Path, Done], tmp_path: Path, corridor: Corridor
) -> None:
    out, done = local
    with Ledger.open(str(tmp_path / "run.db")) as ledger:
        taken = ingest([out], OPTIONS, ledger, never)
        again = ingest([out], OPTIONS, ledger, never)
        claims = sorted(claim.id for claim in ledger.claims())
    with Ledger.open(str(tmp_path / "read.db")) as ledger:
        read_in = ingest([SAMPLES], OPTIONS, ledger, lambda: corridor)
        assert claims == sorted(claim.id for claim in ledger.claims())
    assert (taken.added, taken.claims, taken.incidents) == (read_in.added, read_in.claims, read_in.incidents)
    assert (again.added, again.known) == (0, done.counts.reports)


def never() -> Corridor:
    raise AssertionError("the corridor was loaded to take in what was told already")


def test_what_is_written_is_never_mixed_with_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(OutputInUseError, match="not empty"):
        run([SAMPLES], OPTIONS, tmp_path)


def test_a_list_cut_into_slices_is_the_list(items: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warmonitor.engines.portions.SMALLEST", 500)
    cut = portions([items], 2, OPTIONS.limits)
    assert len(cut) > 4
    sliced = {
        one.report.id: one.report
        for part in cut
        for one in readings(part, OPTIONS)
        if isinstance(one, Reading)
    }
    whole = {one.report.id: one.report for one in read([items], OPTIONS) if isinstance(one, Reading)}
    assert sliced == whole
    assert len(whole) == 39


def test_a_parquet_file_is_read_like_json_lines(items: Path, tmp_path: Path) -> None:
    rows = [msgspec.json.decode(line) for line in items.read_bytes().split(b"\n") if line != b"{"]
    table = tmp_path / "items.parquet"
    pq.write_table(pa.Table.from_pylist(rows), table)
    (portion,) = portions([table], 1, OPTIONS.limits)
    texts = [one.report.text for one in readings(portion, OPTIONS) if isinstance(one, Reading)]
    assert texts == [row["text"] for row in rows]


@pytest.fixture
def mortal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers forked from this process, whose corridor kills the one that reads of Wire 7."""
    from multiprocessing import get_context  # noqa: PLC0415

    told_many = Corridor.told_many

    def dies(self: Corridor, reports: Sequence) -> list:
        if any(report.outlet == "Wire 7" for report in reports):
            os.kill(os.getpid(), signal.SIGKILL)
        return told_many(self, reports)

    monkeypatch.setattr(Corridor, "told_many", dies)
    monkeypatch.setattr("warmonitor.engines.cores._context", lambda: get_context("fork"))
    worker_room.corridor()
    yield
    worker_room.corridor.cache_clear()


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_report_that_kills_its_worker_is_set_aside_and_the_rest_kept(
    mortal: None, items: Path, tmp_path: Path
) -> None:
    counts: list[Counts] = []
    Pool(OPTIONS, tmp_path, workers=2).run([(0, Portion((str(items),)))], counts.append)
    (count,) = counts
    assert (count.reports, count.set_aside) == (38, 2)
    aside = {row["path"]: row["reason"] for row in read_table(tmp_path, "set_aside")}
    assert aside[f"{items}#8"] == "the process that read it died, twice"


def test_a_store_or_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run([tmp_path / "missing"], OPTIONS, tmp_path / "out")
    assert (done.counts.set_aside, done.counts.reports) == (1, 0)


def test_the_parts_of_a_portion_are_whole_files(local: tuple[Path, Done]) -> None:
    out, _ = local
    assert {path.suffix for path in out.rglob("*") if path.is_file()} == {".parquet"}
