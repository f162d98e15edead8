"""A date rule is tried only near its own words; that loses nothing."""

from dataclasses import replace

import pytest

from warmonitor.knowledge.calendar import atoms, find_times
from warmonitor.knowledge.calendar.vocabulary import rules

TEXTS = (
    "Three days ago, and a week earlier, the ford fell;",
    "two years back it held.",
    "Months later it fell again.",
    "Ten days later, or some weeks afterwards, they came;",
    "an hour before that nobody had.",
    "Years thereafter too.",
    "The day before the talks and the day after the raid;",
    "a week before, six hours prior to dawn, ahead of it.",
    "Two days after the raid, weeks since the truce, a month following the vote;",
    "years before the war.",
    "Earlier in the day, late in the week, in the 19th century, and about 450–412 BC, 312 B.C., 90 AD.",
    "Last night, overnight, at night, a night raid;",
    "the dry season;",
    "the end of the day;",
    "by the end of the week.",
    "The first half of 2014, the latter part of the year;",
    "the third quarter of 2015, the second quarter of 2016.",
    "Of late, lately, recently, most recent;",
    "now, right now, as of now, currently, at present, these days, nowadays.",
    "The former mayor, formerly, the past;",
    "the near future;",
    "this period, the same time period;",
    "current;",
    "to date.",
    "A short time later, a brief time after, shortly afterwards, soon thereafter;",
    "the tenth anniversary.",
    "Three to five days, 20 or 30 minutes, two to four years;",
    "every Friday, each Monday;",
    "a year-long, week long siege.",
    "After the September 11 attacks;",
    "two weeks before;",
    "the week before;",
    "the day following;",
    "the month after.",
    "2031/05/06, 17/5/2031 and 5/17/2031, the road 4/20/33, at km 12/13;",
    "in the 1980s, the 90s, the late 1970's, the 1960’s;",
    "at the time, by that same point, at this very moment, during the period, since that date, in that era;",
    "on Christmas Day, on New Year's Eve of 2031, at Easter, before Ramadan, Eid al-Fitr 2031;",
    "daily shelling, the Daily Star, weekly talks, an annual fair, EVERYDAY;",
    "the first day, the second week, the third night, the fourth month of the siege;",
    "in May 44 BC, March 312 A.D., about 500BC, the spring of 480 BCE, 12 CE, the PEACE of 1 AD;",
    "the first century BC, the 3rd century AD.",
    "THREE DAYS AGO, LAST NIGHT, RECENTLY, NOW.",
    "İzmir said that three days ago it was so, and later not.",
)


def without_near() -> dict[atoms._Needs, list[tuple[int, atoms.Rule]]]:
    return {None: [(order, replace(rule, near=(), needs=None)) for order, rule in enumerate(rules())]}


@pytest.mark.parametrize("text", TEXTS)
def test_rules_find_the_same_everywhere(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = atoms._atoms.__wrapped__(text)
    monkeypatch.setattr(atoms, "_by_needs", without_near)
    assert found == atoms._atoms.__wrapped__(text)


def test_most_rules_that_name_words_are_met_by_these_texts() -> None:
    named = {rule.name for rule in rules() if rule.near}
    met = {rule.name for text in TEXTS for _, rule, _ in atoms._found(text)}
    assert named <= met


@pytest.mark.parametrize("words", ["after a year-long battle", "following a month-long siege"])
def test_how_long_it_lasted_is_no_date(words: str) -> None:
    assert find_times(f"The town fell {words}.") == []
