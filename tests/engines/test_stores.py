"""Inputs and tables in a store are what they are on a disk."""

import gzip
import io
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from warmonitor.engines import ingest
from warmonitor.engines.bulk import OutputInUseError, run
from warmonitor.engines.counts import Note
from warmonitor.engines.tables import read_table
from warmonitor.ledger import Ledger
from warmonitor.pipeline import Corridor
from warmonitor.reading import ReadingOptions, stores

OPTIONS = ReadingOptions(retrieved_at=datetime(2031, 6, 1, tzinfo=UTC))
TOLD = "Rebels captured Saraqeb on Friday, killing {} soldiers, the army said."
ITEMS = [
    {"text": TOLD.format(n + 2), "outlet": f"Wire {n}", "published": f"2021-05-{n + 1:02}"} for n in range(6)
]


def lines() -> bytes:
    return b"\n".join(msgspec.json.encode(item) for item in ITEMS)


def parquet() -> bytes:
    raw = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ITEMS), raw)
    return raw.getvalue()


def archive() -> bytes:
    return b"".join(gzip.compress(record(n, item["text"])) for n, item in enumerate(ITEMS))


def record(n: int, text: str) -> bytes:
    page = f"<html><head><title>Town taken</title></head><body><p>{text}</p></body></html>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    head = ["WARC/1.0", "WARC-Type: response", f"WARC-Target-URI: https://wire.example/{n}"]
    head += ["WARC-Date: 2021-06-01T00:00:00Z", "Content-Type: application/http; msgtype=response"]
    return "\r\n".join([*head, f"Content-Length: {len(answer)}", "", answer, "", ""]).encode()


FILES = {"items.jsonl": lines, "items.parquet": parquet, "pages.warc.gz": archive}


def told(out: str | Path) -> tuple[list[str], list[str]]:
    """Claims and incidents, sorted."""
    return (
        sorted(claim for row in read_table(out, "reports") for claim in row["claims"]),
        sorted(row["incident"] for row in read_table(out, "incidents")),
    )


@pytest.mark.parametrize("name", FILES)
def test_objects_are_read_and_tables_written_as_on_a_disk(
    name: str, bucket: str, asked: str, tmp_path: Path
) -> None:
    raw = FILES[name]()
    (tmp_path / name).write_bytes(raw)
    stores.write(f"{bucket}/in/a b/{name}{asked}", raw)
    here = run([tmp_path / name], OPTIONS, tmp_path / "told")
    there = run([f"{bucket}/in{asked}&anonymous=true"], OPTIONS, f"{bucket}/told{asked}")
    assert here == there
    assert here.counts.claims >= len(ITEMS)
    paths = [row["path"] for row in read_table(f"{bucket}/told{asked}", "reports")]
    numbers = [n + 1 for n in range(len(ITEMS))]
    assert [path.rpartition("#")[0] for path in paths] == [f"{bucket}/in/a b/{name}" for _ in numbers]
    assert told(f"{bucket}/told{asked}") == told(tmp_path / "told")


def test_the_command_reads_a_store_on_all_cores(bucket: str, asked: str, tmp_path: Path) -> None:
    address = f"{bucket}/items.jsonl{asked}"
    stores.write(address, lines())
    words = ("--engine", "cores", "--workers", "2", "--out", f"{bucket}/told{asked}")
    subprocess.run([sys.executable, "-m", "warmonitor", "run", address, *words], check=True)
    run([address], OPTIONS, tmp_path / "told")
    paths = [row["path"] for row in read_table(f"{bucket}/told{asked}", "reports")]
    assert paths == [f"{bucket}/items.jsonl#{n + 1}" for n in range(len(ITEMS))]
    assert len(told(f"{bucket}/told{asked}")[1]) == len(told(tmp_path / "told")[1]) > 0


def test_the_usual_variables_say_where_the_store_is(
    bucket: str, endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    stores.write(f"{bucket}/items.jsonl", lines())
    done = run([f"{bucket}/items.jsonl"], OPTIONS, f"{bucket}/told")
    assert done.counts.reports == len(ITEMS)
    with pytest.raises(OutputInUseError, match="not empty"):
        run([f"{bucket}/items.jsonl"], OPTIONS, f"{bucket}/told")


def test_a_ledger_takes_a_run_out_of_a_store(
    bucket: str, asked: str, tmp_path: Path, corridor: Corridor
) -> None:
    stores.write(f"{bucket}/items.jsonl{asked}", lines())
    run([f"{bucket}/items.jsonl{asked}"], OPTIONS, f"{bucket}/told{asked}")
    with Ledger.open(str(tmp_path / "run.db")) as ledger:
        taken = ingest([f"{bucket}/told{asked}"], OPTIONS, ledger, lambda: corridor)
    assert (taken.added, taken.failed) == (len(ITEMS), [])


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("s3://crawl/none.jsonl", "the store has no such object"),
        ("s3://nowhere/items.jsonl", "the store has no such bucket"),
        ("s3://", "names no bucket"),
        ("s3://key:secret@crawl/items.jsonl", "holds credentials"),
    ],
)
def test_what_is_not_in_the_store_is_named_with_its_mend(
    address: str, reason: str, bucket: str, asked: str, tmp_path: Path
) -> None:
    done = run([f"{address}{asked}"], OPTIONS, tmp_path / "out")
    (aside,) = read_table(tmp_path / "out", "set_aside")
    assert (done.counts.set_aside, done.counts.reports) == (1, 0)
    assert reason in aside["reason"]
    assert aside["mend"]
    assert "secret" not in aside["path"]
    assert "?" not in aside["path"]


def test_a_store_that_takes_nothing_is_named_with_its_mend(asked: str, tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    path.write_bytes(lines())
    with pytest.raises(
        stores.StoreError, match=r"s3://nowhere/told/.*no such bucket; check the bucket's name"
    ):
        run([path], OPTIONS, f"s3://nowhere/told{asked}")


def test_a_careful_worker_notes_in_the_store_what_it_looks_at(bucket: str, asked: str) -> None:
    note = Note(f"{bucket}/told{asked}", 3)
    assert note.read() is None
    note.write(["one", "two"])
    assert note.read() == ["one", "two"]
    note.remove()
    note.remove()
    assert note.read() is None
