"""What changed hands, and what only tells where that was."""

import pytest
from msgspec.structs import replace

from warmonitor.incidents.taken import is_taken
from warmonitor.model import Actor, Claim, Extent, Place


@pytest.mark.parametrize(
    ("quote", "name", "taken"),
    [
        ("Rebels captured Velin on Friday.", "Velin", True),
        ("Rebels captured the town of Velin in the southern Odra Province.", "Velin", True),
        ("Rebels captured the town of Velin in the southern Odra Province.", "Odra Province", False),
        ("Rebels seized a base in Velin.", "Velin", False),
        ("Rebels took control of the southern Odran port city of Velin.", "Velin", True),
        ("Rebels seized two villages near the town of Velin.", "Velin", False),
        ("Rebels took the hills south of Velin.", "Velin", False),
        ("Rebels took a village on the road between Velin and Bera.", "Bera", False),
        ("Rebels hold parts of Velin.", "Velin", True),
        ("Rebels took hills east of al-Velin.", "Velin", False),
        ("Rebels took the city hall of the port city of Velin.", "Velin", False),
        ("Rebels took the last strongholds of Velin.", "Velin", False),
        ("Rebels took Velin airport.", "Velin", False),
        ("Rebels took the Velin–Bera section of the highway.", "Velin", False),
        ("The army loses control of Velin to rebels.", "Velin", False),
        ("Rebels took a base south of the capital, Velin.", "Velin", False),
        ("Rebels took a base in Odra's southern 'Velin Region.", "Velin Region", False),
        ("Soldiers raided Camp Velin.", "Velin", False),
        ("The district of Velin has fallen to rebels.", "Velin", True),
        ("Rebels took the Citadel of Velin.", "Velin", False),
        ("Rebels took the University of Velin.", "Velin", False),
        ("The army cleared Velin of Alliance fighters.", "Velin", True),
        ("The army took the Velin of Odra.", "Velin", False),
    ],
)
def test_which_place_was_taken(quote: str, name: str, taken: bool) -> None:
    assert is_taken(told("capture", quote), named(quote, name)) is taken


@pytest.mark.parametrize(
    ("kind", "quote"),
    [
        ("withdrawal", "The army pulled out of its posts in Velin."),
        ("repelled", "They beat back an assault on Velin."),
        ("withdrawal", "Workers began to patrol after the army left Velin."),
    ],
)
def test_what_is_left_or_defended_is_told_so(kind: str, quote: str) -> None:
    assert is_taken(told(kind, quote), named(quote, "Velin"))


@pytest.mark.parametrize(
    ("quote", "taken"),
    [
        ("Soldiers drove to the Alliance held town of Velin.", False),
        ("The Alliance held the town of Velin.", True),
    ],
)
def test_a_town_described_by_its_holder_is_not_held_by_who_goes_there(quote: str, taken: bool) -> None:
    assert is_taken(told("control", quote), named(quote, "Velin")) is taken


@pytest.mark.parametrize(
    "words",
    [
        "pulled back to Velin",
        "left for the town of Velin",
        "withdrew after the Battle of Velin",
        "began withdrawing from Velin",
        "started to pull out of Velin",
    ],
)
def test_where_one_goes_or_begins_to_leave_is_not_what_one_left(words: str) -> None:
    quote = f"The army {words}."
    assert not is_taken(told("withdrawal", quote), named(quote, "Velin"))


@pytest.mark.parametrize(
    ("name", "entry", "taken"),
    [
        ("Odra Province", "Odra", True),
        ("Ódra", "Odra", True),
        ("Lipno", "Odra", False),
        ("Kamsin", "Sin", False),  # part of its letters is no name alike
    ],
)
def test_a_division_that_stands_in_for_an_unknown_town_was_not_taken(
    name: str, entry: str, taken: bool
) -> None:
    quote = f"Rebels captured {name} on Friday."
    division = replace(named(quote, name), precision="division", id="g:1", name=entry)
    assert is_taken(told("capture", quote), division) is taken


def test_a_place_in_somebodys_hands_is_held() -> None:
    in_hands = "Velin is in rebel hands."
    rebels = Actor(role="agent", text="rebel", span=(52, 57))
    assert is_taken(replace(told("control", in_hands), actors=(rebels,)), named(in_hands, "Velin"))
    under_rule = "Velin fell under army rule."
    army = Actor(role="agent", text="army", span=(57, 61))
    assert is_taken(replace(told("capture", under_rule), actors=(army,)), named(under_rule, "Velin"))


def test_a_side_left_is_not_the_whole() -> None:
    quote = "The army left southern Velin."
    assert not is_taken(told("withdrawal", quote), replace(named(quote, "Velin"), precision="settlement"))


def test_some_parts_left_are_not_the_whole() -> None:
    quote = "The army left parts of Velin."
    parts = Extent(text="parts of", fraction=None)
    assert not is_taken(told("withdrawal", quote), replace(named(quote, "Velin"), extent=parts))


def test_what_is_attacked_in_a_town_is_not_the_town() -> None:
    quote = "They repelled an assault on the mill in Velin."
    assert not is_taken(told("repelled", quote), named(quote, "Velin"))


def test_a_place_told_outside_the_quote_counts() -> None:
    assert is_taken(told("capture", "Rebels took the town."), Place(text="Velin", span=(200, 205)))


def told(kind: str, quote: str) -> Claim:
    return Claim(
        id="c-1", report="r-1", type=kind, quote=quote, span=(40, 40 + len(quote)), block="paragraph",
        confidence=0.8, rule="r",
    )  # fmt: skip


def named(quote: str, name: str) -> Place:
    start = 40 + quote.index(name)
    return Place(text=name, span=(start, start + len(name)))


def test_a_division_beside_a_place_in_it_was_not_taken_whole() -> None:
    quote = "Rebels seized Velin, Odra Governorate."
    town = replace(named(quote, "Velin"), precision="settlement", country="XV", admin1="Odra")
    division = replace(named(quote, "Odra Governorate"), precision="division", country="XV", admin1="Odra")
    claim = replace(told("capture", quote), places=(town, division))
    assert [is_taken(claim, place) for place in claim.places] == [True, False]


def test_a_place_in_a_name_was_not_taken() -> None:
    quote = "The army beat the Front of Velin."
    front = Actor(role="target", text="Front of Velin", span=(58, 72))
    assert not is_taken(replace(told("capture", quote), actors=(front,)), named(quote, "Velin"))


@pytest.mark.parametrize(
    ("quote", "taken"),
    [
        ("Rebels took control of Odra Province.", True),
        ("Rebels captured Odra Province.", True),
        ("Rebels captured the southern Odra Province.", True),
        ("Rebels captured the Velin District of the Odra Province.", False),
        ("Rebels captured the town of Velin, Odra Province.", False),
    ],
)
def test_a_division_is_taken_where_it_is_meant_itself(quote: str, taken: bool) -> None:
    division = replace(named(quote, "Odra Province"), precision="division")
    assert is_taken(told("capture", quote), division) is taken


def test_a_side_of_a_division_is_not_the_whole() -> None:
    quote = "Rebels captured southern Odra."
    assert not is_taken(told("capture", quote), replace(named(quote, "Odra"), precision="division"))
