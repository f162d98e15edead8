"""Two papers of two days, neither of which tells a day: one happening, or each its own?"""

from datetime import date, timedelta

import pytest
from papers import paper

from warmonitor.incidents import proper, rarity
from warmonitor.incidents.looking_back import deeds, looks_back, raises_a_toll, speaks_of_the_day_before
from warmonitor.pipeline import Corridor

FIRST = date(2031, 5, 2)


@pytest.fixture(scope="module")
def corridor() -> Corridor:
    return Corridor.load()


ONE_HAPPENING = [
    (
        "a toll that rises",
        "A bomb explodes at a bus station in Multan, killing at least 12 people.",
        "The death toll from the bombing at a bus station in Multan rises to 14.",
    ),
    (
        "the day before",
        "Gunmen open fire at a wedding in Gaziantep, killing nine guests.",
        "Police question the family of a guest after yesterday's shooting at a wedding in Gaziantep.",
    ),
    (
        "nobody is killed twice",
        "Senior general Boris Petrov is killed in an airstrike in Damascus.",
        "General Boris Petrov was killed by a drone strike.",
    ),
    (
        "what goes on",
        "Troops surround the town hall in Gaziantep, which striking miners occupy.",
        "Fighting between troops and miners continues in Gaziantep.",
    ),
]

TWO_HAPPENINGS = [
    (
        "another man is killed",
        "Senior general Boris Petrov is killed in an airstrike in Damascus.",
        "General Igor Sokolov was killed by a drone strike.",
    ),
    (
        "the town is bombed again",
        "A bomb explodes at a market in Multan, killing five people and wounding twelve.",
        "A car bomb goes off near a barracks in Multan, killing eleven soldiers.",
    ),
    (
        "the town is shelled again",
        "Shelling of Kharkiv kills five people.",
        "Missiles hit a hospital in Kharkiv, killing eighteen patients.",
    ),
    (
        "the same number and the same words, and no place in common",
        "An airport in Dnipro burns after a missile strike. Six people are injured.",
        "A bus is stoned in Jericho. Six people are injured.",
    ),
    (
        "as many dead, with no place told",
        "The governor of Kharkiv says that nine people were killed by shelling in the past day.",
        "Nine border guards are killed in attacks by jihadist militants.",
    ),
    (
        "another fight in the same town",
        "Troops surround the town hall in Gaziantep, which striking miners occupy.",
        "Fighting between two gangs leaves three dead in Gaziantep.",
    ),
    (
        "the town beside it is taken",
        "Ukrainian forces recapture Irpin from Russian troops.",
        "Ukrainian forces recapture Bucha from Russian troops.",
    ),
]


def shared(corridor: Corridor, first: str, second: str) -> bool:
    """Whether both papers stand in one incident."""
    papers = [paper(first, FIRST), paper(second, FIRST + timedelta(days=1))]
    claims = [claim for told in corridor.told_many(papers) for claim in told.claims]
    assert {claim.report for claim in claims} == {one.id for one in papers}
    linkage = corridor.link(claims, {one.id: one for one in papers})
    return any(incident.reports == len(papers) for incident in linkage.incidents)


@pytest.mark.parametrize(
    ("first", "second"), [case[1:] for case in ONE_HAPPENING], ids=[c[0] for c in ONE_HAPPENING]
)
def test_the_later_paper_goes_on_with_it(corridor: Corridor, first: str, second: str) -> None:
    assert shared(corridor, first, second)


@pytest.mark.parametrize(
    ("first", "second"), [case[1:] for case in TWO_HAPPENINGS], ids=[c[0] for c in TWO_HAPPENINGS]
)
def test_the_later_paper_has_news_of_its_own(corridor: Corridor, first: str, second: str) -> None:
    assert not shared(corridor, first, second)


LOOKING_BACK = [
    ("The attack on the convoy was filmed.", True),
    ("Two men are held over Monday's blast.", True),
    ("Jets strike the valley in retaliation.", True),
    ("The mayor attends the funerals of nine villagers.", True),
    ("A bomb goes off in the market. The attack kills nine.", False),
    ("Gunmen attack a convoy near the river.", False),
    ("Rebels capture the port.", False),
]


@pytest.mark.parametrize(("text", "back"), LOOKING_BACK)
def test_what_looks_back(text: str, back: bool) -> None:
    assert looks_back(text) is back


def test_a_toll_known_from_before_and_the_day_before() -> None:
    assert raises_a_toll("The toll from the blast rises to 41.")
    assert not raises_a_toll("A blast kills 41.")
    assert speaks_of_the_day_before("Nine died in yesterday's raid.")
    assert not speaks_of_the_day_before("Nine died in a raid.")


def test_kinds_of_deed() -> None:
    assert deeds("A gunman shot the guard") & deeds("Police name the shooter")
    assert not deeds("A gunman shot the guard") & deeds("A man stabs two nurses")


@pytest.mark.parametrize(
    ("one", "other"), [("Abdallah", "Abdullah"), ("Bogotá", "Bogota"), ("Hizbullah", "Hizbollah")]
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert proper.key(one) == proper.key(other)


def test_a_rare_name_says_more_than_a_common_one() -> None:
    rare, common = proper.key("Ouagadrine"), proper.key("Syria")
    assert rarity.name_bits(rare) > rarity.name_bits(common)
    assert rarity.names("Explosions shake Kobrin, and Kobrin burns") == {proper.key("Kobrin")}
