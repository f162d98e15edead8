import gzip
import json
from pathlib import Path

import pytest

from warmonitor.reading import Limits, Reading, ReadingOptions, Unread, read, size_of

TEXT = "Fighters took the bridge at Sardan on Friday, the governor said."


def lines(*items: object) -> str:
    return "".join(json.dumps(item) + "\n" for item in items)


def test_a_list_of_short_dated_items(read_bytes) -> None:
    item = {
        "date": "2024-11-30",
        "category": "Armed conflicts and attacks",
        "headings": ["War of the rivers", "Battle of Sardan"],
        "text": TEXT,
        "outlets": ["Example Wire", "The Daily Herald"],
    }
    first, second = read_bytes(lines(item, item | {"outlets": [], "date": "2024-12-01"}), "2024.jsonl")
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert first.report.outlet == "Example Wire; The Daily Herald"
    assert second.report.outlet == "2024"
    assert first.report.headings == ("War of the rivers", "Battle of Sardan")
    assert first.report.title is None
    assert first.report.published is not None
    assert first.report.published.known_by == "item"
    assert first.report.published.start.isoformat() == "2024-11-30"
    assert first.report.path.endswith("2024.jsonl#1")
    assert second.report.path.endswith("2024.jsonl#2")
    assert first.raw == json.dumps(item).encode()
    assert [block.kind for block in first.report.blocks] == ["paragraph"]


def test_a_list_of_reports_with_the_keys_of_a_header(read_bytes) -> None:
    item = {
        "title": "Bridge lost",
        "outlet": "Example Wire",
        "published": "2024-11-30T10:00:00Z",
        "url": "https://wire.example/a",
        "language": "en",
        "text": "Bridge lost\n\n" + TEXT,
    }
    (reading,) = read_bytes(lines(item), "list")
    assert isinstance(reading, Reading)
    report = reading.report
    assert (report.title, report.outlet, report.url, report.language) == (
        "Bridge lost",
        "Example Wire",
        "https://wire.example/a",
        "en",
    )
    assert [block.kind for block in report.blocks] == ["headline", "paragraph"]


BAD_ITEMS = [
    ('{"text": "cut off', "well-formed"),
    ("not json at all", "well-formed"),
    ('["a", "list"]', "keys"),
    ("null", "keys"),
    ('{"title": "no text"}', "text"),
    ('{"text": ""}', "empty"),
    ('{"text": "  \\u0000 "}', "empty"),
    ('{"text": 12}', "$.text"),
    ('{"text": null}', "$.text"),
    ('{"text": "a", "outlets": "Example Wire"}', "$.outlets"),
    ('{"text": "a", "headings": [1]}', "$.headings"),
    ('{"text": "a", "date": "yesterday"}', "yesterday"),
    ('{"text": "a", "date": "9999-12-31"}', "9999-12-31"),
    ('{"text": "a", "date": 20241130}', "$.date"),
    ('{"text": "a", "url": "file:///etc/passwd"}', "file:"),
    ('{"text": "\\ud800"}', "well-formed"),
    ('{"text": ' + "[" * 100_000, ""),
    ('{"text": "…"}', "no text"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD_ITEMS)
def test_a_bad_line_costs_itself_only(read_bytes, bad: str, reason: str) -> None:
    good = json.dumps({"text": TEXT})
    results = read_bytes(f"{good}\n{bad}\n\n{good}\n", "items.jsonl")
    assert [isinstance(result, Reading) for result in results] == [True, False, True]
    unread = results[1]
    assert isinstance(unread, Unread)
    assert unread.path.endswith("items.jsonl#2")
    assert reason in unread.reason
    assert unread.mend


def test_bytes_that_are_no_utf8_cost_their_line_only(read_bytes) -> None:
    raw = b'{"text": "caf\xe9"}\n' + json.dumps({"text": TEXT}).encode()
    results = read_bytes(raw, "items.jsonl")
    assert [isinstance(result, Reading) for result in results] == [False, True]


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path, options: ReadingOptions) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text(lines({"text": TEXT}, {"text": "x" * 5000}, {"text": TEXT}))
    small = ReadingOptions(retrieved_at=options.retrieved_at, limits=Limits(report_bytes=1000))
    results = list(read([path], small))
    assert [isinstance(result, Reading) for result in results] == [True, False, True]
    assert isinstance(results[1], Unread)
    assert "longer than" in results[1].reason
    assert sum(result.consumed for result in results) == size_of([path])


def test_an_array_and_a_single_object_are_lists_too(read_bytes) -> None:
    items = [{"text": TEXT}, {"title": "no text"}, {"text": TEXT}]
    results = read_bytes(json.dumps(items, indent=2), "items.json")
    assert [isinstance(result, Reading) for result in results] == [True, False, True]
    (single,) = read_bytes(json.dumps(items[0], indent=2), "item.json")
    assert isinstance(single, Reading)
    (broken,) = read_bytes('[{"text": "a"}, {"te', "broken.json")
    assert isinstance(broken, Unread)


def test_a_mark_at_the_head_of_the_list(read_bytes) -> None:
    (reading,) = read_bytes(b"\xef\xbb\xbf" + lines({"text": TEXT}).encode(), "items.jsonl")
    assert isinstance(reading, Reading)


@pytest.mark.parametrize("packed", [False, True])
def test_a_long_list_is_read_as_it_is_asked_for(
    tmp_path: Path, options: ReadingOptions, packed: bool
) -> None:
    path = tmp_path / "items.jsonl"
    raw = lines(*({"text": f"{number}: {TEXT}"} for number in range(20_000))).encode()
    path.write_bytes(gzip.compress(raw) if packed else raw)
    results = read([path], options)
    first = next(results)
    assert isinstance(first, Reading)
    assert first.consumed < size_of([path])
    consumed = first.consumed + sum(result.consumed for result in results)
    assert consumed == size_of([path])
