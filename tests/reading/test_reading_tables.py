import io
from datetime import date

import pyarrow
import pytest
from pyarrow import parquet

from warmonitor.reading import Limits, Reading, ReadingOptions, Unread, read

NOTE = 'Rebels, it said, took the "old" bridge.\nNine people were hurt.'
CSV = (
    'id,note,day,src\n1,"Rebels, it said, took the ""old"" bridge.\nNine people were hurt.",2024-11-30,Wire\n'
    "2,,2024-12-01,Wire\n3,Aid came.,soon,Wire\n"
)
MAPPING = {"text": "note", "published": "day", "outlet": "src"}


@pytest.fixture
def read_table(tmp_path, options):
    def reading(raw: bytes, name: str, columns: dict[str, str]) -> list[Reading | Unread]:
        path = tmp_path / name
        path.write_bytes(raw)
        return list(read([path], ReadingOptions(retrieved_at=options.retrieved_at, columns=columns)))

    return reading


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (CSV.encode(), "events.csv"),
        (CSV.encode("utf-8-sig"), "no-ending"),
        (CSV.replace(",", ";").replace("Rebels; it said;", "Rebels, it said,").encode(), "events.csv"),
        (CSV.replace(",", "\t").replace("Rebels\t it said\t", "Rebels, it said,").encode(), "events.tsv"),
    ],
)
def test_rows_with_named_columns(read_table, raw: bytes, name: str) -> None:
    one, two, three = read_table(raw, name, MAPPING)
    assert isinstance(one, Reading)
    assert (one.report.text, one.report.outlet) == (NOTE, "Wire")
    assert one.report.published.start == date(2024, 11, 30)
    assert one.report.path.endswith("#1")
    assert isinstance(two, Unread)
    assert "text is empty" in two.reason
    assert isinstance(three, Unread)
    assert "soon" in three.reason


def test_columns_called_as_keys_need_no_mapping(read_bytes) -> None:
    (reading,) = read_bytes("text,outlet,url\nAid came.,Wire,https://wire.example/1\n", "whatever")
    assert (reading.report.text, reading.report.url) == ("Aid came.", "https://wire.example/1")


def test_a_sentence_is_no_header(read_bytes) -> None:
    (reading,) = read_bytes("The text, he said, was long.\nAid came.")
    assert reading.report.text.startswith("The text")


def test_a_column_that_is_not_there(read_table) -> None:
    (unread,) = read_table(CSV.encode(), "events.csv", {"text": "notes"})
    assert "no column 'notes'" in unread.reason
    assert "id, note, day, src" in unread.mend


def parquet_of(**columns) -> bytes:
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


def test_parquet(read_table) -> None:
    raw = parquet_of(note=["Aid came.", None, "Guns fell silent."], day=[date(2024, 11, 30)] * 3)
    one, two, three = read_table(raw, "no-ending", {"text": "note", "published": "day"})
    assert (one.report.text, one.report.published.start) == ("Aid came.", date(2024, 11, 30))
    assert isinstance(two, Unread)
    assert three.report.text == "Guns fell silent."


def test_a_damaged_parquet(read_table) -> None:
    (unread,) = read_table(parquet_of(text=["Aid came."])[:-20], "t.parquet", {})
    assert "no whole Parquet table" in unread.reason


def test_a_cell_without_end(tmp_path, options) -> None:
    path = tmp_path / "t.csv"
    path.write_text("text\n" + '"' + "a" * 3000)
    small = ReadingOptions(retrieved_at=options.retrieved_at, limits=Limits(report_bytes=1000))
    (unread,) = read([path], small)
    assert "longer than" in unread.reason


CHAT = """{"name": "Sardan Front", "type": "public_channel", "id": 7, "messages": [
{"id": 1, "type": "service", "date": "2024-11-30T00:01:00", "text": ""},
{"id": 2, "type": "message", "date": "2024-11-30T01:30:00", "date_unixtime": "1732923000", "author": "Ana",
 "text": ["Shells hit ", {"type": "bold", "text": "Sardan"}, ".\\u0000"]},
{"id": 3, "type": "message", "date": "2024-11-30T02:00:00", "forwarded_from": "Velin News",
 "text": "Aid came."},
{"id": 4, "type": "message", "photo": "x.jpg", "text": ""},
{"id": "five", "type": "message", "text": "no"}]}"""


def test_a_channel_s_messages(read_bytes) -> None:
    one, two, bad = read_bytes(CHAT, "result.bin")
    assert one.report.path.endswith("#2")
    assert (one.report.outlet, one.report.byline, one.report.text.strip()) == (
        "Sardan Front",
        "Ana",
        "Shells hit Sardan.",
    )
    assert one.report.notes == ("1 control characters, NUL bytes among them, were read as blanks",)
    assert one.report.published.start == date(2024, 11, 30)
    assert one.report.published.at.isoformat() == "2024-11-29T23:30:00+00:00"
    assert two.report.outlet == "Velin News"
    assert isinstance(bad, Unread)


def test_a_channel_cut_off(read_bytes) -> None:
    (unread,) = read_bytes(CHAT[:-30], "result.json")
    assert "no whole" in unread.reason or "not a whole" in unread.reason
