"""A list cut into slices is the list, and a slice is read without what stands before it."""

import gzip
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from warmonitor.reading import Reading, ReadingOptions, read
from warmonitor.reading.cutting import cut
from warmonitor.reading.sources import Source

OPTIONS = ReadingOptions(retrieved_at=datetime(2031, 6, 1, tzinfo=UTC))
TEXTS = [f"Rebels took hamlet number {n} on Friday, the army said. " * (n % 7 + 1) for n in range(60)]


def lines(end: bytes = b"\n") -> bytes:
    items = [msgspec.json.encode({"text": text}) for text in TEXTS]
    items[7], items[20] = b"{", b"[1]"
    return b"\xef\xbb\xbf" + end.join([b"", *items[:30], b"  ", b"", *items[30:], b""])


def crlf_lines() -> bytes:
    return lines(b"\r\n")


def table() -> bytes:
    raw = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([{"text": text} for text in TEXTS]), raw, row_group_size=7)
    return raw.getvalue()


def records(pack: Callable[[bytes], bytes] = bytes) -> bytes:
    made = []
    for n, text in enumerate(TEXTS):
        kind = "request" if n % 5 == 0 else "response"
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>{text}</p></body></html>"
        head = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: https://wire.example/{n}"]
        head += ["WARC-Date: 2021-06-01T00:00:00Z", "Content-Type: application/http; msgtype=response"]
        made.append(pack("\r\n".join([*head, f"Content-Length: {len(answer)}", "", answer, "", ""]).encode()))
    return b"".join(made)


def packed_records() -> bytes:
    return records(gzip.compress)


def cut_off_records() -> bytes:
    return packed_records()[:-20]


def read_all(path: Path, options: ReadingOptions) -> list[tuple[str, str]]:
    """What each report is called and says, and what is wrong with what is none."""
    return [
        (one.report.path, one.report.text) if isinstance(one, Reading) else (one.path, one.reason)
        for one in read([path], options)
    ]


@pytest.mark.parametrize("size", [1, 700, 3000])
@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("list.jsonl", lines),
        ("list.ndjson", crlf_lines),
        ("list.parquet", table),
        ("crawl.warc", records),
        ("crawl.warc.gz", packed_records),
        ("cut-off.warc.gz", cut_off_records),
    ],
)
def test_a_list_cut_into_slices_is_the_list(
    name: str, written: Callable[[], bytes], size: int, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(written())
    shares = cut(Source(str(path), path.stat().st_size), size, OPTIONS.limits)
    assert len(shares) > 2
    sliced = [one for share in shares for one in read_all(path, replace(OPTIONS, share=share))]
    assert sliced == read_all(path, OPTIONS)
    assert len(sliced) > 40


def test_a_slice_needs_nothing_of_what_stands_before_it(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_bytes(lines())
    *_, last = cut(Source(str(path), path.stat().st_size), 3000, OPTIONS.limits)
    there = read_all(path, replace(OPTIONS, share=last))
    raw = bytearray(path.read_bytes())
    raw[1000 : last.start] = b"x" * (last.start - 1000)
    path.write_bytes(raw)
    assert read_all(path, replace(OPTIONS, share=last)) == there


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("packed.jsonl.gz", gzip.compress(lines())),
        ("packed.warc.gz", gzip.compress(records())),
        ("short.jsonl", b'{"text": "Rebels took a hamlet."}\n'),
        ("table.csv", b"text\nRebels took a hamlet.\n"),
        ("empty.jsonl", b""),
    ],
)
def test_what_cannot_be_cut_is_left_whole(name: str, raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    assert cut(Source(str(path), len(raw)), 500, OPTIONS.limits) == []
