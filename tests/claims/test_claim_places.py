"""Which words of a sentence say where a happening was, and which only where somebody is or spoke."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

TOLD = [
    # a capital in somebody's hands
    ("Most of Khartoum is in rebel hands.", [("Khartoum", "in")]),
    ("Kyiv is under siege by Russian troops.", [("Kyiv", "in")]),
    # spots told by a country
    (
        "Gunmen fired on a patrol near the border with Libya, killing two soldiers.",
        [("border with Libya", "near")],
    ),
    ("Russia fired 40 missiles at Ukrainian cities on Tuesday.", [("Ukrainian cities", "in")]),
    ("Saudi Arabian airspace was violated by two rebel drones.", [("Saudi Arabian airspace", "in")]),
    ("Rebels shelled the Syrian town of Binnish.", [("Binnish", "in")]),
    ("Turkish border guards shot dead two smugglers in Kilis.", [("Kilis", "in")]),
    # spots told before
    ("Shells fell on the town at dusk, killing two nurses.", [("town", "in")]),
    ("At least nine soldiers were killed there in an ambush.", [("there", "in")]),
    ("Rebels stormed the town hall of Binnish.", [("Binnish", "in")]),
    # a country before a colon
    ("Libya: gunmen shelled a mosque and killed nine.", [("Libya", "in")]),
    # lists
    (
        "Police fired into crowds in Yangon, Dawei and Mandalay on Sunday.",
        [("Yangon", "in"), ("Dawei", "in"), ("Mandalay", "in")],
    ),
    (
        "Rebels shelled posts in the countryside of Hama and Jizan.",
        [("Hama", "outskirts_of"), ("Jizan", "outskirts_of")],
    ),
    (
        "Rebels cut the highway between Hama and Jizan.",
        [("Hama", "between"), ("Jizan", "between")],
    ),
    # where those who speak are
    ("An official in Zagreb said that shells had hit Vukovar.", [("Vukovar", "in")]),
    ("Shells hit Vukovar, the minister told reporters in Geneva.", [("Vukovar", "in")]),
    ("Residents in Goma said rebels had shot four traders.", [("Goma", "in")]),
    # where those who did it are
    ("Militants in Gaza fired 30 rockets at Ashkelon.", [("Ashkelon", "in")]),
    ("A missile hit Ukraine's army headquarters in Kherson.", [("Kherson", "in")]),
    ("Troops from Jizan and Najran are redeploying in Sanaa.", [("Sanaa", "in")]),
    ("Army units in Jizan and Najran were redeploying.", [("Jizan", "in"), ("Najran", "in")]),
    # which way a road goes on which it was
    ("Jets bombed the Rastan bridge on the road from Hama, killing four.", [("Rastan", "in")]),
    # whom a name is of
    ("Kamar Pourhani, a general of the army, was killed in Aleppo.", [("Aleppo", "in")]),
    # what a deed answers
    ("Jets bombed three posts in Hama in retaliation for the raid on Haifa.", [("Hama", "in")]),
    # what a place lies next to
    ("Rebels shelled posts in Jizan, a province that adjoins Yemen.", [("Jizan", "in")]),
]


@pytest.mark.parametrize(("sentence", "expected"), TOLD)
def test_where(
    sentence: str, expected: list[tuple[str, str]], drafts_of: Callable[[str], list[Draft]]
) -> None:
    told = [(place.text, place.relation) for place in drafts_of(sentence)[0].claim.places]
    assert told == expected


@pytest.mark.parametrize(
    "sentence", ["Clashes in Ituri displaced thousands.", "Thousands were displaced by clashes in Ituri."]
)
def test_what_a_fight_did_is_where_the_fight_was(
    sentence: str, drafts_of: Callable[[str], list[Draft]]
) -> None:
    told = {one.claim.type: [place.text for place in one.claim.places] for one in drafts_of(sentence)}
    assert told == {"clash": ["Ituri"], "displacement": ["Ituri"]}


def test_villages_struck_meanwhile_are_not_where_the_fight_was(
    drafts_of: Callable[[str], list[Draft]],
) -> None:
    told = drafts_of("Rebels were beaten back near Jizan, while guns shelled nine villages.")
    assert [(one.claim.type, len(one.claim.places)) for one in told] == [("repelled", 1), ("shelling", 0)]


def test_joined_deeds_are_where_and_when_what_they_follow_was(
    drafts_of: Callable[[str], list[Draft]],
) -> None:
    text = "Rebels held half of Aleppo from 2012 until 2016, when the army besieged and retook it."
    for draft in drafts_of(text):
        assert [place.text for place in draft.claim.places] == ["Aleppo"]
        assert draft.time is not None
        assert text[slice(*draft.time)] == "from 2012 until 2016"


def test_it_did_not_happen_in_the_country_of_who_speaks_behind_a_colon(
    drafts_of: Callable[[str], list[Draft]],
) -> None:
    drafts = drafts_of("Russia: Kremlin spokesman Ivan Orlov called the rebel attack on Hama a crime.")
    assert {place.text for draft in drafts for place in draft.claim.places} == {"Hama"}
