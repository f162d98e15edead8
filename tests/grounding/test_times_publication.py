"""When a report was published."""

from datetime import UTC, date, datetime

import pytest

from warmonitor.grounding.publication import infer_publication

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hints", "known_by", "day"),
    [
        ({"metadata": "2024-11-30T10:00:00Z"}, "metadata", "2024-11-30"),
        ({"header": "Sat, 30 Nov 2024 10:00:00 GMT"}, "header", "2024-11-30"),
        ({"option": "2024-11-29", "metadata": "2024-11-30"}, "option", "2024-11-29"),
        ({"item": "30 November 2024"}, "item", "2024-11-30"),
    ],
)
def test_stated(hints, known_by, day):
    estimate = infer_publication("A text.", None, hints, NOW)
    assert estimate.interval is not None
    assert (estimate.known_by, str(estimate.interval.start)) == (known_by, day)
    assert estimate.interval.start == estimate.interval.end


@pytest.mark.parametrize(
    ("url", "start", "end"),
    [
        ("https://paper.example/world/2024/11/30/town-falls", "2024-11-30", "2024-11-30"),
        ("https://paper.example/world/2024/nov/30/town-falls", "2024-11-30", "2024-11-30"),
        ("https://paper.example/town-falls-20241130.html", "2024-11-30", "2024-11-30"),
        ("https://paper.example/2024/11/town-falls", "2024-11-01", "2024-11-30"),
    ],
)
def test_address(url, start, end):
    estimate = infer_publication("A text.", url, None, NOW)
    assert estimate.interval is not None
    assert (str(estimate.interval.start), str(estimate.interval.end)) == (start, end)
    assert estimate.known_by == "url"


@pytest.mark.parametrize(
    "text",
    [
        "Town falls\nPublished: 30 November 2024 10:22\nRebels took it.",
        "PORTVILLE, Nov 30, 2024 (Agency) - Rebels took it.",
        "Town falls\nNovember 30, 2024\nRebels took it.",
    ],
)
def test_date_line(text):
    estimate = infer_publication(text, None, None, NOW)
    assert estimate.interval is not None
    assert (estimate.known_by, estimate.interval.start) == ("dateline", date(2024, 11, 30))


@pytest.mark.parametrize("stated", ["2031-01-01", "yesterday", "03/04/2024 or so", ""])
def test_hint_that_cannot_be_is_refused(stated):
    estimate = infer_publication("A text.", None, {"metadata": stated}, NOW)
    assert estimate.interval is None


# Friday 14 June 2024.
CALENDAR = """Guards hold the bridge of Novy Brod on June 14

Fighters entered the town on Wednesday, and on Thursday the governor fled. On Friday the bridge fell.

Earlier this week the front had been quiet, as it had been since 2021."""


def test_calendar_narrows_to_days():
    estimate = infer_publication(CALENDAR, None, None, NOW)
    assert estimate.interval is not None
    assert estimate.interval.inferred
    assert (estimate.interval.start, estimate.interval.end) == (date(2024, 6, 14), date(2024, 6, 16))
    assert any("caption" in reason for reason in estimate.reasoning)


def test_weekday_beside_a_date_fixes_the_year():
    text = "The town fell on Friday 14 June. The war began in 2022. The bridge fell on 14 June."
    estimate = infer_publication(text, None, None, NOW)
    assert estimate.interval is not None
    assert estimate.interval.start.year == estimate.interval.end.year == 2024


def test_weak_evidence_leaves_the_year_open():
    text = "The town fell on Friday. On June 14 the bridge was lost. The war began in 2021."
    estimate = infer_publication(text, None, None, NOW)
    assert estimate.interval is not None
    assert (estimate.interval.start, estimate.interval.end) == (date(2021, 1, 1), NOW.date())


def test_coming_years_bound_nothing():
    estimate = infer_publication("Elections will follow in 2025. The war began in 2021.", None, None, NOW)
    assert estimate.interval is not None
    assert estimate.interval.start == date(2021, 1, 1)


def test_nothing_told_bounds_nothing():
    assert infer_publication("The town fell on Friday.", None, None, NOW).interval is None
