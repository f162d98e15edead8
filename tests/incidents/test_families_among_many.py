"""Copies among many reports: two are copies if they would be by themselves, and the order does not matter."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from war_tellers import report

from warmonitor.incidents import find_families
from warmonitor.incidents.passages import telling_numbers
from warmonitor.model import Report

PLACES = ("Velin", "Tarmo", "Bera")
DOERS = ("gunmen from the hills", "soldiers of the border guard")
TEXT = "A lorry bomb planted by {} explodes near the grain market in {}, Aland, killing {} people at noon."

TOLD = st.tuples(
    st.sampled_from(DOERS),
    st.sampled_from(PLACES),
    st.sampled_from((12, 45)),
    st.none() | st.integers(0, 100),
)


def reports(told: list[tuple[str, str, int, int | None]]) -> list[Report]:
    days = [None if day is None else str(date(2031, 1, 1) + timedelta(days=day)) for *_, day in told]
    return [
        report(f"r-{n}", TEXT.format(*one[:3]), day)
        for n, (one, day) in enumerate(zip(told, days, strict=True))
    ]


def joined(first: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(one for one, other in first.items() if other == root) for root in first.values()}


@settings(max_examples=40, deadline=None)
@given(st.lists(TOLD, max_size=9), st.randoms())
def test_copies_are_those_that_are_copies_by_themselves(
    told: list[tuple[str, str, int, int | None]], chance
) -> None:
    every = reports(told)
    mixed = every[:]
    chance.shuffle(mixed)
    found = joined(dict(find_families(mixed).first))
    assert found == joined(dict(find_families(every).first))
    for one, other in combinations(every, 2):
        alone = len(set(find_families([one, other]).first.values())) == 1
        if alone:
            assert any({one.id, other.id} <= family for family in found)
    assert set().union(*found) == {one.id for one in every}


def test_a_sentence_of_very_many_reports_is_furniture() -> None:
    day = "2031-01-01"
    told = [report(f"r-{n}", TEXT.format(DOERS[0], PLACES[0], 12), day) for n in range(30)]
    assert len(set(find_families(told).first.values())) == 30
    assert len(set(find_families(told[:20]).first.values())) == 1


def test_a_raised_digit_is_no_number() -> None:
    assert telling_numbers("The fire burned 140 km² of forest.") == {"140"}
