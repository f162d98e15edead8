from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmonitor.reading.dates import dateline, day_in_url, stated_day
from warmonitor.reading.nouns import RefusedError

NOW = datetime(2024, 12, 10, 12, tzinfo=UTC)
DAY = date(2024, 11, 30)


@pytest.mark.parametrize(
    "words",
    [
        "2024-11-30",
        "2024-11-30T23:30:00+02:00",
        "2024-11-30T23:30:00.123Z",
        "2024-11-30 23:30",
        "2024/11/30",
        "20241130",
        "20241130T233000Z",
        "30.11.2024",
        "30 November 2024",
        "30 Nov 2024",
        "30th of November 2024",
        "November 30, 2024",
        "Nov. 30, 2024",
        "NOVEMBER 30, 2024",
        "Saturday, November 30, 2024",
        "Sat, 30 Nov 2024 21:30:00 GMT",
        "Sat, 30 Nov 2024 21:30:00 +0000",
        "30 November 2024, 10:15 pm",
        "November 30, 2024 at 10:15 a.m. (GMT)",
    ],
)
def test_days_that_can_be_told(words: str) -> None:
    assert stated_day(words, NOW) == DAY


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("yesterday", "not a day"),
        ("30 November", "not a day"),
        ("11/12/2024", "not a day"),
        ("2024", "not a day"),
        ("2024-11", "not a day"),
        ("Friday", "not a day"),
        ("2024-11-30 or so", "not a day"),
        ("2024-02-30", "not in the calendar"),
        ("2024-13-01", "not in the calendar"),
        ("9999-01-01", "cannot be"),
        ("2024-12-12", "cannot be"),
        ("0024-11-30", "cannot be"),
    ],
)
def test_days_that_cannot_be(words: str, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        stated_day(words, NOW)
    assert reason in refused.value.reason
    assert "YYYY-MM-DD" in refused.value.mend


def test_tomorrow_is_already_there_further_east() -> None:
    assert stated_day("2024-12-11", NOW) == date(2024, 12, 11)


@given(st.dates(date(1600, 1, 1), date(2024, 12, 10)))
def test_every_day_is_read_back(day: date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y"):
        assert stated_day(day.strftime(form).replace(" 0", " "), NOW) == day or day.year < 1000


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://wire.example/2024/11/30/bridge-taken", DAY),
        ("https://wire.example/world/2024-11-30-bridge-taken", DAY),
        ("https://wire.example/world/2024/nov/30/bridge-taken", DAY),
        ("https://wire.example/a/20241130/bridge", DAY),
        ("https://wire.example/bridge-taken-2024-11-30", DAY),
        ("https://wire.example/2024/11/bridge-taken", None),
        ("https://wire.example/2024/13/30/bridge", None),
        ("https://wire.example/2034/11/30/bridge", None),
        ("https://wire.example/id/120241130/bridge", None),
        ("https://wire.example/item-2024113011", None),
        ("https://wire.example/2024/11-30/bridge", None),
        ("https://wire.example/", None),
    ],
)
def test_days_in_addresses(url: str, expected: date | None) -> None:
    found = day_in_url(url, NOW)
    assert (found.day if found else None) == expected


TEXT = "Fighters took the bridge at Sardan, the governor said."


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (["SARDAN, Nov 30, 2024 (Example Wire) - Fighters took the bridge."], DAY),
        (["SARDAN, November 30, 2024 — Fighters took the bridge."], DAY),
        (["SARDAN, Velin (30 November 2024) – Fighters took the bridge."], DAY),
        (["SARDAN, Nov 30 (Example Wire) - Fighters took the bridge."], None),
        (["Bridge taken", "30 November 2024", TEXT], DAY),
        (["Bridge taken", "Published: 30 November 2024, 10:15 GMT", TEXT], DAY),
        (["Bridge taken", "Updated: 30 November 2024", TEXT], None),
        (["29 November 2024", TEXT, "30 November 2024", TEXT], None),
        ([TEXT] * 8 + ["30 November 2024"], None),
        (["Fighters took the bridge on 30 November 2024."], None),
        ([TEXT], None),
        ([], None),
    ],
)
def test_datelines(blocks: list[str], expected: date | None) -> None:
    found = dateline(blocks, NOW)
    assert (found.day if found else None) == expected
