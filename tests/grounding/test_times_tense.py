"""The tense of a date, from the words of its sentence."""

from datetime import date

import pytest

from warmonitor.grounding.times import DateInterval, date_report, find_times, guess_tense

SATURDAY = DateInterval(date(2024, 11, 30), date(2024, 11, 30))


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Talks are to resume on Thursday.", "future"),
        ("The bridge, captured in the raid, will be reopened on Monday.", "future"),
        ("The tax, announced today, is set to be mutually imposed in March.", "future"),
        ("On Wednesday, the council will propose a truce.", "future"),
        ("A truce expected to expire on 3 December was broken.", "future"),
        ("The final deadline of 20 December passed.", "future"),
        ("The army will reopen the road, its spokesman said on Friday.", "past"),
        ("Rebels struck the depot on Friday.", "past"),
        ("They will leave. The depot was hit on Friday.", "past"),
        ("Shelling on Friday.", None),
    ],
)
def test_the_nearest_word_that_tells_decides(text: str, tense: str | None) -> None:
    *_, last = find_times(text)
    first, *_ = find_times(text)
    assert guess_tense(text, first if text.startswith(("On ", "A truce")) else last) == tense


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The camp will take in 1000 families by 3 December.", None, date(2024, 12, 3)),
        ("The first strike since 1969; talks go on until December 11.", None, date(2024, 12, 11)),
        ("The pipeline stays shut starting December 5.", date(2024, 12, 5), None),
        ("The third bridge to fall in the last week.", date(2024, 11, 23), date(2024, 11, 30)),
    ],
)
def test_dates_ahead_and_numbers_that_are_no_years(text: str, start: date | None, end: date | None) -> None:
    *_, last = date_report(text, SATURDAY)
    assert (last.time.start, last.time.end) == (start, end)


def test_up_to_a_thousand_people_is_no_year() -> None:
    assert find_times("The town gave up to 1000 migrants shelter.") == []


def test_the_attacks_of_2001_are_not_those_of_last_september() -> None:
    assert find_times("wars fought after the September 11 attacks") == []
