"""What a country at war says of what is done to people in it, where no other word of the text does."""

from collections.abc import Callable
from datetime import date

import pytest

from warmonitor.claims import Draft
from warmonitor.claims.theatres import is_theatre
from warmonitor.knowledge.gazetteer import load_gazetteer
from warmonitor.knowledge.registry import load_registry
from warmonitor.model import Publication

DraftsOf = Callable[..., list[Draft]]


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Seven dead, 20 hurt in Kharkiv", "casualties"),
        ("Eleven people remain unaccounted for in Homs, the governor said.", "casualties"),
        ("An editor was arrested at her home in Mandalay.", "detention"),
        ("Two teachers were tortured in a cell in Pemba, Mozambique.", "torture"),
    ],
)
def test_harm_in_a_country_at_war_is_of_the_war(sentence: str, type_: str, drafts_of: DraftsOf) -> None:
    assert [draft.claim.type for draft in drafts_of(sentence)] == [type_]


@pytest.mark.parametrize(
    "sentence",
    [
        "Seven dead, 20 hurt in Salzburg",
        "Yellow fever killed seven people in Kharkiv.",
        "An illness killed 11 people near Homs.",
        "Seven people died when a footbridge gave way in Homs.",
        "A trader was arrested over a robbery in Mandalay.",
    ],
)
def test_peace_and_its_mishaps_are_not(sentence: str, drafts_of: DraftsOf) -> None:
    assert drafts_of(sentence) == []


@pytest.mark.parametrize(
    ("place", "year", "at_war"),
    [
        ("Sarajevo", 1993, True),
        ("Sarajevo", 2013, False),
        ("Belfast", 1981, True),
        ("Leeds", 1981, False),
        ("Grozny", 2000, True),
        ("Vladivostok", 2000, False),
        ("Pemba", 2022, True),
        ("Atlantis", 2022, False),
    ],
)
def test_a_theatre_is_one_while_there_is_war(place: str, year: int, at_war: bool) -> None:
    published = Publication(start=date(year, 5, 2), end=date(year, 5, 2), known_by="item")
    assert is_theatre([place], published, load_gazetteer(), load_registry()) is at_war
