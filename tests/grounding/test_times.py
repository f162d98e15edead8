"""Date expressions against a report published on Saturday 30 November 2024, and the rules around them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmonitor.grounding.times import DateInterval, date_report, find_atoms, find_times, resolve_time
from warmonitor.model import Time

SATURDAY = date(2024, 11, 30)
PUBLISHED = DateInterval(SATURDAY, SATURDAY)


def only(text, reference=PUBLISHED, tense=None, **more):
    expressions = find_times(text)
    assert len(expressions) == 1, [each.text for each in expressions]
    return resolve_time(expressions[0], reference, tense, **more)


def days(*both):
    return tuple(None if each is None else date.fromisoformat(each) for each in both)


RESOLVED = [
    # full dates
    (
        "Shells hit the depot on 29 November 2024.",
        "29 November 2024",
        "2024-11-29",
        "2024-11-29",
        "day",
        "stated",
    ),
    (
        "The truce of November 27, 2024 held.",
        "November 27, 2024",
        "2024-11-27",
        "2024-11-27",
        "day",
        "stated",
    ),
    ("Logged 2024-11-29 at the gate.", "2024-11-29", "2024-11-29", "2024-11-29", "day", "stated"),
    (
        "He fled on Friday, 29 November 2024.",
        "Friday, 29 November 2024",
        "2024-11-29",
        "2024-11-29",
        "day",
        "stated",
    ),
    (
        "On the night of 8 July 2023 the dam broke.",
        "the night of 8 July 2023",
        "2023-07-08",
        "2023-07-08",
        "day",
        "stated",
    ),
    # dates without a year
    ("The convoy left on Nov. 29.", "Nov. 29", "2024-11-29", "2024-11-29", "day", "stated"),
    ("On 3 December fighters had come.", "3 December", "2024-12-03", "2024-12-03", "day", "stated"),
    ("They met in late September.", "late September", "2024-09-21", "2024-09-30", "interval", "stated"),
    ("The curfew began on the 14th.", "the 14th", "2024-11-14", "2024-11-14", "day", "relative"),
    # years, seasons, decades
    ("The 2016 battle ended.", "2016", "2016-01-01", "2016-12-31", "year", "stated"),
    ("In the summer of 2012 it fell.", "the summer of 2012", "2012-06-01", "2012-08-31", "season", "stated"),
    ("A siege during the 2015-16 winter.", "2015-16", "2015-01-01", "2016-12-31", "interval", "stated"),
    ("It was built in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "decade", "stated"),
    ("By early 2021 it was quiet.", "By early 2021", None, "2021-04-30", "interval", "stated"),
    # open ends
    ("They have held it since 2015.", "since 2015", "2015-01-01", None, "interval", "stated"),
    ("It lasted until Friday.", "until Friday", None, "2024-11-29", "interval", "relative"),
    ("Before 2015, nobody came.", "Before 2015", None, "2014-12-31", "interval", "stated"),
    # weekdays
    ("Rebels shelled the town on Friday.", "Friday", "2024-11-29", "2024-11-29", "day", "relative"),
    ("They fought on Saturday.", "Saturday", "2024-11-30", "2024-11-30", "day", "relative"),
    ("It fell early Friday.", "early Friday", "2024-11-29", "2024-11-29", "day", "relative"),
    ("The raid came on Wednesday night.", "Wednesday night", "2024-11-27", "2024-11-27", "day", "relative"),
    (
        "Drones came overnight on Thursday.",
        "overnight on Thursday",
        "2024-11-28",
        "2024-11-29",
        "interval",
        "relative",
    ),
    ("He was held last Tuesday.", "last Tuesday", "2024-11-26", "2024-11-26", "day", "relative"),
    ("Talks open next Monday.", "next Monday", "2024-12-02", "2024-12-02", "day", "relative"),
    # from the day of publication
    ("It fell yesterday.", "yesterday", "2024-11-29", "2024-11-29", "day", "relative"),
    (
        "Earlier this week they advanced.",
        "Earlier this week",
        "2024-11-25",
        "2024-11-30",
        "interval",
        "relative",
    ),
    ("Last week they withdrew.", "Last week", "2024-11-18", "2024-11-24", "week", "relative"),
    (
        "Raids went on during the last 70 days.",
        "the last 70 days",
        "2024-09-21",
        "2024-11-30",
        "interval",
        "relative",
    ),
    ("Two days ago it was calm.", "Two days ago", "2024-11-28", "2024-11-28", "day", "relative"),
    ("Three weeks ago it was calm.", "Three weeks ago", "2024-11-06", "2024-11-12", "week", "relative"),
    ("A year ago it was calm.", "A year ago", "2023-01-01", "2023-12-31", "year", "relative"),
    ("It burned overnight.", "overnight", "2024-11-29", "2024-11-30", "interval", "relative"),
    ("Last year 40 died.", "Last year", "2023-01-01", "2023-12-31", "year", "relative"),
    ("The port fell last November.", "last November", "2023-11-01", "2023-11-30", "month", "relative"),
    # ranges
    ("It raged from May to July.", "from May to July", "2024-05-01", "2024-07-31", "interval", "stated"),
    (
        "Between May and July 2016 it raged.",
        "Between May and July 2016",
        "2016-05-01",
        "2016-07-31",
        "interval",
        "stated",
    ),
    (
        "Between 3 and 5 May 2023 it raged.",
        "Between 3 and 5 May 2023",
        "2023-05-03",
        "2023-05-05",
        "interval",
        "stated",
    ),
    ("The raids of 3-5 May 2023 went on.", "3-5 May 2023", "2023-05-03", "2023-05-05", "interval", "stated"),
    (
        "From December 2015 to March 2016 it froze.",
        "From December 2015 to March 2016",
        "2015-12-01",
        "2016-03-31",
        "interval",
        "stated",
    ),
    # an offset with its anchor in the words
    (
        "Three days after the 20 November truce it began.",
        "Three days after the 20 November",
        "2024-11-23",
        "2024-11-23",
        "day",
        "inferred",
    ),
]


@pytest.mark.parametrize("row", RESOLVED, ids=lambda row: row[1])
def test_resolved(row):
    text, words, start, end, granularity, basis = row
    time = only(text, tense="past" if "3 December" not in text else None)
    assert (time.text, time.start, time.end) == (words, *days(start, end))
    assert (time.granularity, time.basis) == (granularity, basis)


OPEN = [
    "That year it was quiet.",
    "The following day it was quiet.",
    "Three days after the ceasefire it was quiet.",
    "At 5:34 a.m. a blast was heard.",
    "Two months later it was quiet.",
]


@pytest.mark.parametrize("text", OPEN)
def test_without_an_anchor_it_stays_open(text):
    time = only(text)
    assert (time.start, time.end) == (None, None)


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        ("Talks on Monday.", "past", "2024-11-25"),
        ("Talks on Monday.", "future", "2024-12-02"),
        ("Talks on 2 February.", "past", "2024-02-02"),
        ("Talks on 2 February.", "future", "2025-02-02"),
        ("Talks on 2 June.", None, "2024-06-02"),
        ("Talks on 2 March.", None, None),
    ],
)
def test_tense_decides(text, tense, expected):
    assert only(text, tense=tense).start == (None if expected is None else date.fromisoformat(expected))


def test_earlier_date_anchors():
    march = Time(start=date(2022, 3, 9), end=date(2022, 3, 9), basis="stated")
    assert only("The next day it fell.", earlier=march).start == date(2022, 3, 10)
    assert only("That year it fell.", earlier=march).end == date(2022, 12, 31)
    assert only("Two months later it fell.", earlier=march).start == date(2022, 5, 1)
    assert only("On 2 April it fell.", earlier=march).start == date(2022, 4, 2)


def test_event_anchors_an_offset():
    truce = Time(start=date(2024, 11, 20), end=date(2024, 11, 20), basis="stated")
    assert only("Three days after the ceasefire it fell.", event=truce).start == date(2024, 11, 23)


def test_recent_date_is_news_even_after_history():
    past = Time(start=date(2016, 1, 1), end=date(2016, 12, 31), granularity="year", basis="stated")
    assert only("On 27 November it began.", tense="past", earlier=past).start == date(2024, 11, 27)
    assert only("On 5 July it began.", tense="past", earlier=past).start == date(2016, 7, 5)


def test_paragraphs_keep_their_own_anchor():
    text = "The city fell in 2016.\n\nThat year is remembered."
    assert [each.time.start for each in date_report(text, PUBLISHED)] == [date(2016, 1, 1), None]
    together = "The city fell in 2016. That year is remembered."
    assert [each.time.start for each in date_report(together, PUBLISHED)] == [date(2016, 1, 1)] * 2


def test_interval_of_publication_decides_only_what_all_its_days_agree_on():
    weekend = DateInterval(date(2024, 11, 29), date(2024, 12, 1), inferred=True)
    friday = only("It fell on Friday.", weekend)
    assert (friday.start, friday.basis) == (date(2024, 11, 29), "inferred")
    assert only("It fell on Saturday.", weekend).start is None
    assert only("It fell yesterday.", weekend).start is None
    assert only("It fell in 2016.", weekend).basis == "stated"


def test_without_publication_only_stated_years_are_dated():
    assert only("It fell on Friday.", None).start is None
    assert only("It fell on 29 November.", None).start is None
    assert only("It fell on 29 November 2024.", None).start == date(2024, 11, 29)


@pytest.mark.parametrize(
    "text",
    [
        "Some 2000 people fled.",
        "The mayor may march to the square.",
        "The fall of the city shocked many.",
        "He is the former commander and now leads them.",
        "The siege lasted three weeks.",
        "Raids are a daily event.",
        "They spring from their beds.",
        "A second attack hit the bridge.",
        "Resolution 2254 was cited.",
        "The Arab Spring inspired them.",
    ],
)
def test_no_date_where_none_is_told(text):
    assert find_times(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("The siege lasted three weeks.", "duration", "three weeks"),
        ("They are now in the town.", "vague", "now"),
        ("Raids are a daily event.", "frequency", "daily"),
        ("A 24-year rule ended.", "duration", "24-year"),
    ],
)
def test_atoms_keep_what_names_no_day(text, kind, words):
    atoms = find_atoms(text)
    assert [(atom.meaning.kind, atom.text) for atom in atoms] == [(kind, words)]


def test_impossible_days_are_not_invented():
    assert find_times("On 31 April 2023 it fell.")[0].atoms[0].meaning.day is None
    assert only("On 29 February 2023 it fell.").start is None


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.sampled_from(range(7)))
def test_past_weekday_lies_within_the_week_before(published, weekday):
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    time = only(f"It fell on {name}.", DateInterval(published, published), "past")
    assert time.start is not None
    assert time.start.weekday() == weekday
    assert timedelta(0) <= published - time.start < timedelta(days=7)


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_full_dates_read_back(day):
    for form in (f"{day:%d %B %Y}", f"{day:%B %d, %Y}", day.isoformat()):
        assert only(f"It fell on {form}.", None).start == day


@given(st.text(max_size=200))
def test_any_text_is_read_without_failing_and_spans_hold(text):
    position = 0
    for each in find_times(text):
        assert text[each.start : each.end] == each.text
        assert each.start >= position
        position = each.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks are scheduled for Wednesday.", "2024-12-04"),
        ("The truce is to expire on 3 December.", "2024-12-03"),
        ("Talks ended on Wednesday.", "2024-11-27"),
        ("He will be tried. Shells fell on Wednesday.", "2024-11-27"),
    ],
)
def test_words_before_a_date_tell_that_it_lies_ahead(text, expected):
    assert [str(each.time.start) for each in date_report(text, PUBLISHED)] == [expected]


@pytest.mark.parametrize("text", ["The war (2014–present) goes on.", "From 2014 onwards it was tense."])
def test_open_to_the_present(text):
    time = only(text)
    assert (time.start, time.end) == (date(2014, 1, 1), None)


@pytest.mark.parametrize("text", ["The March 23 Movement advanced.", "Bloody Sunday is remembered."])
def test_names_made_of_dates_are_no_dates(text):
    assert find_times(text) == []


def test_months_share_the_year_of_the_second():
    assert [str(each.time.start) for each in date_report("In April and June 2015 it burned.", None)] == [
        "2015-04-01",
        "2015-06-01",
    ]
    assert [
        str(each.time.start) for each in date_report("In December and January 2015 it burned.", None)
    ] == [
        "2014-12-01",
        "2015-01-01",
    ]


def test_in_a_history_january_after_december_is_the_next_year():
    text = "In December 1931 the mill fell. In January the bridge was lost. In November it was rebuilt."
    starts = [str(each.time.start) for each in date_report(text, None, narrative=True)]
    assert starts == ["1931-12-01", "1932-01-01", "1932-11-01"]
