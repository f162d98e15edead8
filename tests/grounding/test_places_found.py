"""Names of places in running text: found, and told from persons, papers and clubs."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warmonitor.grounding.places import find_place_mentions
from warmonitor.knowledge.gazetteer import Gazetteer, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def names(text: str, gazetteer: Gazetteer) -> list[str]:
    return [mention.text for mention in find_place_mentions(text, gazetteer=gazetteer)]


FOUND = [
    ("Rebels took Saraqeb, south of Aleppo.", ["Saraqeb", "Aleppo"]),
    ("Fighting in Deir ez-Zor and al-Hasakah went on in Syria.", ["Deir ez-Zor", "al-Hasakah", "Syria"]),
    ("Clashes near the town of Bakhmut in Donetsk Oblast.", ["Bakhmut", "Donetsk"]),
    ("Officers in Alexandria, La., made arrests.", ["Alexandria", "La."]),
    ("The U.S. and the UK sent aid to Yemen.", ["U.S.", "UK", "Yemen"]),
    ("A camp near Lake Chad was raided.", ["Lake Chad"]),
    ("He fled South Sudan for Uganda.", ["South Sudan", "Uganda"]),
    ("KYIV (Wire) - Drones hit Kharkiv.", ["KYIV", "Kharkiv"]),
    ("Ships left the Strait of Hormuz.", ["Strait of Hormuz"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_places_are_found(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert names(text, gazetteer) == expected


NOT_FOUND = [
    "Mr. Jackson said that he had no comment.",
    "President Clinton spoke to reporters.",
    "Hayat Tahrir al-Sham announced a curfew.",
    "Bashar al-Assad left the palace.",
    "Many were hurt. Most went home. Police are looking for more.",
    "He spoke with Kevin Houston about the case.",
    "The rest of the men may march in May.",
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_persons_groups_and_common_words_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert names(text, gazetteer) == []


def test_a_surname_stays_a_surname(gazetteer: Gazetteer) -> None:
    text = "Sgt. Paul Houston was on patrol. Houston said that shots were fired in Baghdad, Iraq."
    assert names(text, gazetteer) == ["Baghdad", "Iraq"]


def test_spans_of_persons_are_passed_over(gazetteer: Gazetteer) -> None:
    text = "They met in Paris and saw Sydney at dusk."
    start = text.index("Sydney")
    found = find_place_mentions(text, [(start, start + 6, "PERSON")], gazetteer=gazetteer)
    assert [mention.text for mention in found] == ["Paris"]


def test_adjectives_are_given_only_when_asked(gazetteer: Gazetteer) -> None:
    text = "Syrian troops and South Korean envoys met in Geneva."
    assert names(text, gazetteer) == ["Geneva"]
    found = find_place_mentions(text, gazetteer=gazetteer, adjectives=True)
    assert [(m.text, m.form) for m in found] == [
        ("Syrian", "adjective"),
        ("South Korean", "adjective"),
        ("Geneva", "name"),
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Aleppo", "the", "said", "Syria’s", "Mr", "—", "al-Bab", ",", "U.S.", "Kafr", "\n", "of", "“"]
        ),
        max_size=25,
    )
)
def test_spans_are_true_ordered_and_apart(parts: list[str]) -> None:
    text = " ".join(parts)
    found = find_place_mentions(text, gazetteer=load_gazetteer(), adjectives=True)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
