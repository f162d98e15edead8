from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from warmonitor.model import from_json, to_json
from warmonitor.model.report import Report
from warmonitor.reading import Reading, ReadingOptions, Unread, read

TEXT = "Fighters took the bridge at Sardan on Friday, the governor said.\n\nTwo of them were hurt."
HEADER = """---
title: "Rebels cross river: bridge lost"
outlet: Example Wire
published: 2024-11-30
url: https://wire.example/a/1
language: en-GB
desk: foreign
---
"""


def report_of(results: list[Reading | Unread]) -> Report:
    assert len(results) == 1
    assert isinstance(results[0], Reading), results[0]
    return results[0].report


def test_a_text_with_its_header(read_bytes) -> None:
    report = report_of(read_bytes(HEADER + TEXT))
    assert report.title == "Rebels cross river: bridge lost"
    assert report.outlet == "Example Wire"
    assert report.url == "https://wire.example/a/1"
    assert report.language == "en"
    assert report.published is not None
    assert (report.published.start, report.published.end) == (date(2024, 11, 30), date(2024, 11, 30))
    assert report.published.known_by == "header"
    assert report.text == TEXT
    assert [report.block_text(block) for block in report.blocks] == TEXT.split("\n\n")


def test_a_bare_text(read_bytes) -> None:
    report = report_of(read_bytes("Rebels cross river at Sardan\n\n" + TEXT, "daily-note.txt"))
    assert (report.outlet, report.title) == ("daily-note", "Rebels cross river at Sardan")
    assert (report.url, report.published, report.language) == (None, None, "und")


def test_a_report_goes_through_json_unchanged(read_bytes) -> None:
    report = report_of(read_bytes(HEADER + TEXT))
    assert from_json(to_json(report), Report) == report


@pytest.mark.parametrize(
    ("header", "option", "expected"),
    [
        ("published: 2024-11-30\nurl: https://wire.example/2024/11/29/a", date(2024, 11, 28), ("option", 28)),
        ("published: 2024-11-30\nurl: https://wire.example/2024/11/29/a", None, ("header", 30)),
        ("url: https://wire.example/2024/11/29/a", None, ("url", 29)),
        ("title: a", None, ("dateline", 27)),
    ],
)
def test_who_is_believed_about_the_day(
    tmp_path: Path, header: str, option: date | None, expected: tuple[str, int]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\n{header}\n---\nSARDAN, Nov 27, 2024 (Example Wire) - {TEXT}")
    options = ReadingOptions(published=option, retrieved_at=datetime(2024, 12, 1, tzinfo=UTC))
    published = report_of(list(read([path], options))).published
    assert published is not None
    assert (published.known_by, published.start.day) == expected


@pytest.mark.parametrize(
    ("header", "option", "expected"),
    [
        ("outlet: Example Wire\nurl: https://wire.example/a", "Other Wire", "Other Wire"),
        ("outlet: Example Wire\nurl: https://wire.example/a", None, "Example Wire"),
        ("url: https://wire.example/a", None, "wire.example"),
        ("title: a", None, "a.b"),
    ],
)
def test_who_is_believed_about_the_outlet(
    tmp_path: Path, header: str, option: str | None, expected: str
) -> None:
    path = tmp_path / "a.b.txt"
    path.write_text(f"---\n{header}\n---\n{TEXT}")
    options = ReadingOptions(outlet=option, retrieved_at=datetime(2024, 12, 1, tzinfo=UTC))
    assert report_of(list(read([path], options))).outlet == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\ntitle: a\n\n" + TEXT, "does not end"),
        ("---\ntitle: a: b\n---\n" + TEXT, "YAML (line 2)"),
        ("---\n- a\n---\n" + TEXT, "no keys"),
        ("---\njust words\n---\n" + TEXT, "no keys"),
        ("---\ntitle: [a, b]\n---\n" + TEXT, "title"),
        ("---\npublished: yesterday\n---\n" + TEXT, "yesterday"),
        ("---\npublished: 9999-01-01\n---\n" + TEXT, "9999-01-01"),
        ("---\nlanguage: English\n---\n" + TEXT, "English"),
        ("---\nurl: javascript:alert(1)\n---\n" + TEXT, "javascript"),
        ("---\nurl: http://[\n---\n" + TEXT, "http://["),
        ("---\na: &a [x]\nb: [*a, *a]\n---\n" + TEXT, "YAML"),
        ("---\ntitle: !!python/object/apply:os.system [ls]\n---\n" + TEXT, "title"),
        ("---\na: " + "[" * 30000 + "\n---\n" + TEXT, "YAML"),
        ("---\n" + "a: b\n" * 20000 + "---\n" + TEXT, "does not end"),
        ("---\ntitle: a\n---\n", "no text"),
    ],
)
def test_headers_that_cannot_be(read_bytes, text: str, reason: str) -> None:
    (unread,) = read_bytes(text)
    assert isinstance(unread, Unread)
    assert reason in unread.reason
    assert unread.mend


def test_the_id_is_of_what_does_not_change(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    for path in (first, second):
        path.write_text(HEADER + TEXT)
    ids = [
        report_of(list(read([path], ReadingOptions(retrieved_at=datetime(2024, 12, day, tzinfo=UTC))))).id
        for path, day in ((first, 1), (second, 2))
    ]
    assert ids[0] == ids[1]


def test_an_instant_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        ReadingOptions(retrieved_at=datetime(2024, 12, 1))
