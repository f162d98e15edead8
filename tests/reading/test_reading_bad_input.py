import gzip
import json
import random
import time
import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warmonitor.reading import Limits, Reading, ReadingOptions, Unread, read, size_of

TEXT = "Fighters took the bridge at Sardan on Friday, the governor said."
PACKED = gzip.compress((TEXT * 100).encode(), mtime=0)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "blank"),
        (b"\xef\xbb\xbf", "blank"),
        (b"\xe2\x80\x8b\n", "no text"),
        (b"--!?--", "no text"),
        (b"\x7fELF\x02\x01\x01" + bytes(64), "program"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "image"),
        (b"\xff\xd8\xff\xe0" + bytes(64), "image"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04" + bytes(30), "archive is cut off or damaged"),
        (b"PAR1" + bytes(30), "Parquet"),
        (b"\x28\xb5\x2f\xfd" + bytes(30), "Zstandard"),
        (bytes(257) + b"ustar\x0000" + bytes(100), "archive is cut off or damaged"),
        (b"SQLite format 3\x00" + bytes(64), "SQLite"),
        (b"{\\rtf1\\ansi Fighters took the bridge.}", "RTF"),
        (b'<?xml version="1.0"?>\n<!-- a --><rss version="2.0"><channel/></rss>', "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "feed"),
        (b'<?xml version="1.0"?><urlset></urlset>', "sitemap"),
        (b'<?xml version="1.0"?><opml version="2.0"></opml>', "list of feeds"),
        (b"From: a@b.example\nSubject: c\nContent-Type: text/plain\n\nhello", "e-mail"),
        (random.Random(3).randbytes(5000), "binary"),
        (bytes(5000), "binary"),
        (b"\xff\xfe\x00\xd8A\x00", "UTF-16"),
        (bytes(range(128, 256)) * 5, "encoding"),
        (PACKED[:40], "cut off"),
        (PACKED[:-6], "cut off"),
        (b"\x1f\x8b\x08\x00" + bytes(40), "damaged"),
        (gzip.compress(PACKED, mtime=0), "gzip file inside a packed one"),
        (gzip.compress(b"", mtime=0), "empty"),
    ],
)
def test_each_is_named_with_reason_and_mend(read_bytes, raw: bytes, reason: str) -> None:
    (unread,) = read_bytes(raw, "input.bin")
    assert isinstance(unread, Unread)
    assert reason in unread.reason
    assert unread.mend
    assert unread.path.endswith("input.bin")
    assert unread.consumed == len(raw)


@pytest.mark.parametrize("raw", [b"hello {", b'"text": "Shells fell on Kesra."', b"text,published\n"])
def test_what_is_named_json_and_is_none_is_no_report(read_bytes, raw: bytes) -> None:
    (unread,) = read_bytes(raw, "items.json")
    assert isinstance(unread, Unread)
    assert "named as JSON" in unread.reason


def test_a_table_is_told_by_its_name(read_bytes) -> None:
    (unread,) = read_bytes("date,place,killed\n2024-11-30,Sardan,12\n", "events.csv")
    assert isinstance(unread, Unread)
    assert "none of its columns is named text" in unread.reason
    assert "date, place, killed" in unread.mend


def test_one_bad_input_never_costs_the_others(tmp_path: Path, options: ReadingOptions) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.bin").write_bytes(random.Random(3).randbytes(5000))
    (tmp_path / "d.txt").write_text(TEXT)
    results = list(read([tmp_path, tmp_path / "nowhere"], options))
    assert [isinstance(result, Reading) for result in results] == [True, False, False, True, False]
    assert sum(result.consumed for result in results) == size_of([tmp_path])


def test_nul_bytes_in_a_text_become_blanks(read_bytes) -> None:
    (reading,) = read_bytes(TEXT.replace("bridge", "bri\0dge") + "\0")
    assert isinstance(reading, Reading)
    assert reading.report.text.strip() == TEXT.replace("bridge", "bri dge")


def test_fifty_megabytes_of_text_are_refused_without_reading_them_all(read_bytes) -> None:
    raw = (TEXT.encode() + b"\n") * (50_000_000 // (len(TEXT) + 1))
    started = time.monotonic()
    (unread,) = read_bytes(raw)
    assert isinstance(unread, Unread)
    assert "longer than 20 MB" in unread.reason
    assert unread.consumed == len(raw)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("name", ["report.txt.gz", "items.jsonl.gz"])
def test_gzip_bombs_are_stopped(tmp_path: Path, options: ReadingOptions, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b'{"text": "' + b"a" * 5_000_000))
    small = ReadingOptions(
        retrieved_at=options.retrieved_at, limits=Limits(report_bytes=4_000_000, inflated_free=1_000_000)
    )
    (unread,) = read([path], small)
    assert isinstance(unread, Unread)
    assert "200 times" in unread.reason
    assert unread.consumed == path.stat().st_size


def test_a_damaged_list_gives_what_came_before_the_damage(tmp_path: Path, options: ReadingOptions) -> None:
    path = tmp_path / "items.jsonl.gz"
    numbers = random.Random(1)
    items = "".join(f'{{"text": "{TEXT} {numbers.random()}"}}\n' for _ in range(5000))
    packed = gzip.compress(items.encode())
    path.write_bytes(packed[: len(packed) // 2])
    *readings, unread = read([path], options)
    assert len(readings) > 1000
    assert all(isinstance(reading, Reading) for reading in readings)
    assert isinstance(unread, Unread)
    assert "cut off" in unread.reason


HEAD = "<html><body><article><h1>Bridge lost</h1>"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        pytest.param(HEAD + "<div>" * 1_000_000 + TEXT, "too deep", id="million nested div"),
        pytest.param(HEAD + "<b><i>" * 500_000 + TEXT, "too deep", id="million nested b"),
        pytest.param(HEAD + "<table><tr><td>" * 100_000, "too deep", id="nested tables"),
        pytest.param(HEAD + "<p>" + TEXT * 200_000, "too long", id="one long paragraph"),
        pytest.param(HEAD + "<p>a" * 300_000, "elements", id="300 thousand paragraphs"),
        pytest.param("<html><body><script>var a = 1;</script></body></html>", "no text", id="script only"),
        pytest.param("<html></html>", "no text", id="no body"),
        pytest.param("<html>", "no text", id="cut off"),
        pytest.param("<!doctype html>", "", id="document type only"),
    ],
)
def test_pages_that_are_none(read_bytes, page: str, reason: str) -> None:
    started = time.monotonic()
    (unread,) = read_bytes(page, "page.html")
    assert isinstance(unread, Unread)
    assert reason in unread.reason
    assert unread.mend
    assert time.monotonic() - started < 10


def test_no_entity_is_resolved_from_elsewhere(read_bytes, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the password")
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        f"<html><body><article><h1>Bridge lost</h1><p>{TEXT} &x; &b;</p><p>{TEXT}</p></article></body></html>"
    )
    (reading,) = read_bytes(page, "page.html")
    assert isinstance(reading, Reading)
    assert "the password" not in reading.report.text
    assert "aaaa" not in reading.report.text


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "<h1>",
        "</h1>",
        "<figcaption>",
        "<script>",
        "<time datetime='x'>",
        TEXT,
        "&#0;",
        "<!--",
        "<br>",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(),
        st.text().map(str.encode),
        st.lists(PIECES).map("".join).map(lambda p: ("<html>" + p).encode()),
    )
)
def test_any_bytes_are_read_or_named(tmp_path: Path, options: ReadingOptions, raw: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(raw)
    for result in read([path], options):
        if isinstance(result, Reading):
            blocks = result.report.blocks
            assert blocks
            assert all(0 <= block.start < block.end <= len(result.report.text) for block in blocks)
            assert all(one.end <= after.start for one, after in pairwise(blocks))
        else:
            assert result.reason
            assert result.mend


def test_a_gigabyte_is_refused_or_streamed_in_little_memory(tmp_path: Path, options: ReadingOptions) -> None:
    text, lines = tmp_path / "a.txt", tmp_path / "b.jsonl"
    head = {text: f"{TEXT}\n" * 2000, lines: f'{{"text": "{TEXT}"}}\n' * 2000}
    for path, words in head.items():
        with path.open("wb") as file:
            file.write(words.encode())
            file.truncate(1_000_000_000)
    started = time.monotonic()
    tracemalloc.start()
    whole, *listed, last = read([text, lines], options)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(whole, Unread)
    assert "longer than 20 MB" in whole.reason
    assert len([one for one in listed if isinstance(one, Reading)]) == 2000
    assert isinstance(last, Unread)
    assert "the line is longer than 20 MB" in last.reason
    assert peak < 200_000_000
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    ("raw", "name", "text"),
    [
        ("<html><body><p>" + TEXT + "</p></body></html>", "page.txt", TEXT),
        ("<html><body><p>" + TEXT + "</p></body></html>", "page.pdf", TEXT),
        (TEXT, "report.html", TEXT),
        (TEXT, "report.warc.gz", TEXT),
        (json.dumps({"text": TEXT}), "item.csv", TEXT),
        (f"<rss><channel><item><title>{TEXT}</title></item></channel></rss>", "feed.html", TEXT),
        (PACKED, "not-packed.txt", TEXT),
    ],
)
def test_content_decides_whatever_the_name_says(read_bytes, raw: str | bytes, name: str, text: str) -> None:
    (reading,) = read_bytes(raw, name)
    assert isinstance(reading, Reading)
    assert text in reading.report.text
