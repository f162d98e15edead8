import gzip
import io
import zipfile
from datetime import UTC, datetime

from warmonitor.reading import Reading, Unread

TEXT = "Солдаты покинули город в пятницу вечером, сообщил представитель губернатора."


def record(
    url: str,
    body: bytes,
    kind: str = "text/html; charset=windows-1251",
    status: str = "200 OK",
    extra: str = "",
) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-12-01T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


INFO = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\na:b\r\n\r\n"
PAGE = f"<html><body><h1>Новости</h1><p>{TEXT}</p></body></html>".encode("cp1251")
ONE = record("https://wire.example/2024/11/30/one", PAGE)
TWO = record("https://wire.example/two", b"Rebels took the bridge.", "text/plain")


def test_pages_with_their_address_encoding_and_time(read_bytes) -> None:
    passed = record("https://wire.example/i.png", b"\x89PNG", "image/png") + record(
        "https://wire.example/no", b"gone", "text/html", "404 Not Found"
    )
    one, two = read_bytes(INFO + ONE + passed + TWO, "pages.bin")
    assert isinstance(one, Reading)
    assert isinstance(two, Reading)
    assert TEXT in one.report.text
    assert (one.report.url, one.report.outlet) == ("https://wire.example/2024/11/30/one", "wire.example")
    assert one.report.published.start.isoformat() == "2024-11-30"
    assert one.report.retrieved_at == datetime(2024, 12, 1, 10, tzinfo=UTC)
    assert one.report.path.endswith("pages.bin#2")
    assert two.report.path.endswith("#5")


def test_packed_records(read_bytes) -> None:
    assert len(read_bytes(gzip.compress(INFO) + gzip.compress(ONE) + gzip.compress(TWO), "p.warc.gz")) == 2
    (packed,) = read_bytes(
        record("https://wire.example/x", gzip.compress(PAGE), extra="Content-Encoding: gzip\r\n"), "p.warc"
    )
    assert TEXT in packed.report.text


def test_a_web_archive_in_zip(read_bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", "{}")
        archive.writestr("archive/data.warc.gz", gzip.compress(ONE))
    (reading,) = read_bytes(out.getvalue(), "site.wacz")
    assert isinstance(reading, Reading)
    assert reading.report.path.endswith("site.wacz/archive/data.warc.gz#1")


def test_a_record_cut_off(read_bytes) -> None:
    one, two = read_bytes(ONE + TWO[:-12], "cut.warc")
    assert isinstance(one, Reading)
    assert isinstance(two, Unread)
    assert two.path.endswith("#2")
    assert two.reason == "the record is cut off"


def test_packed_records_cut_off(read_bytes) -> None:
    one, *rest = read_bytes(gzip.compress(ONE) + gzip.compress(TWO)[:-9], "cut.warc.gz")
    assert isinstance(one, Reading)
    assert isinstance(rest[-1], Unread)
    assert "gzip data are cut off" in rest[-1].reason


def test_no_web_archive(read_bytes) -> None:
    (unread,) = read_bytes(b"WARC/1.1\r\n" + b"\xff" * 300, "bad.warc")
    assert isinstance(unread, Unread)
    assert unread.mend
