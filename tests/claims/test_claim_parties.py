"""Who does it and to whom, in the many ways in which words tell whose a weapon, a post or a raid is."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

WHO = [
    # at whose door a deed is laid
    ("Officials say Hezbollah is responsible for the attack in Safed.", "attack", [("agent", "Hezbollah")]),
    ("The massacre in Safed was the work of Hezbollah.", "killing", [("agent", "Hezbollah")]),
    ("The army attributed the bombing in Safed to Hezbollah.", "bombing", [("agent", "Hezbollah")]),
    ("Nine died in an attack that police blamed on Hezbollah.", "attack", [("agent", "Hezbollah")]),
    ("Police blamed Hezbollah for the murder of a teacher in Safed.", "killing", [("agent", "Hezbollah")]),
    ("The EU holds Hezbollah responsible for the raid on Safed.", "attack", [("agent", "Hezbollah")]),
    ("The mayor blamed the raid on Safed on a clan militia.", "attack", [("agent", "clan militia")]),
    (
        "Israel is to blame for the bombing in Safed, Beirut said.",
        "accusation",
        [("agent", "Beirut"), ("target", "Israel")],
    ),
    ("The army is responsible for the shelling of Safed.", "accusation", [("target", "army")]),
    # who is roused, and against whom two agree
    ("A raid on Safed drew condemnation from Beirut.", "condemnation", [("agent", "Beirut")]),
    (
        "Israel and Egypt agreed on joint efforts against Hezbollah.",
        "agreement",
        [("party", "Israel"), ("party", "Egypt")],
    ),
    # who is threatened, and by whom
    ("The rebels said Beirut would suffer for it.", "threat", [("agent", "rebels"), ("target", "Beirut")]),
    # who moves, in the words of a noun
    (
        "Nine people left Safed after the withdrawal of Israeli troops.",
        "withdrawal",
        [("agent", "Israeli troops")],
    ),
    ("The advance of the militia on Safed began.", "offensive", [("agent", "militia")]),
    # who is asked
    ("Beirut rejected Israel's demand to withdraw from Safed.", "withdrawal", [("agent", "Beirut")]),
    ("Twelve soldiers killed in Mali ambush", "attack", []),
    ("Ukraine strikes fuel depot in Bryansk", "attack", [("agent", "Ukraine")]),
    # adjectives of those who bear arms
    ("Insurgent attacks killed nine in Safed.", "attack", [("agent", "Insurgent")]),
    (
        "Government troops were driven out of Safed by Hezbollah.",
        "capture",
        [("agent", "Hezbollah"), ("target", "Government troops")],
    ),
    ("Israel retook Safed from Syria.", "capture", [("agent", "Israel"), ("target", "Syria")]),
    (
        "The Houthis received weapons from Tehran.",
        "support",
        [("sponsor", "Tehran"), ("beneficiary", "Houthis")],
    ),
    # weapons act for whoever fires them
    (
        "Rockets fired by Hezbollah hit a house in Safed, killing two people.",
        "shelling",
        [("agent", "Hezbollah")],
    ),
    (
        "Its sea drones sank a patrol ship near Kerch, Ukraine says.",
        "drone_strike",
        [("agent", "sea drones")],
    ),
    (
        "Israeli warplanes launch airstrikes against Hezbollah targets near Hermel.",
        "airstrike",
        [("agent", "Israeli warplanes"), ("target", "Hezbollah")],
    ),
    ("Turkish drone and artillery strikes hit Aleppo airport.", "shelling", [("agent", "Turkish")]),
    ("Houthi shelling killed seven people in Jizan.", "shelling", [("agent", "Houthi")]),
    # who brings it under fire
    ("Hezbollah subjected Safed to rocket fire.", "shelling", [("agent", "Hezbollah")]),
    # answers
    (
        "Israel responded to the rockets with 80 air strikes on Gaza.",
        "airstrike",
        [("agent", "Israel")],
    ),
    # headlines
    (
        "Rebels in Aleppo launch an assault on the barracks in Nubl.",
        "offensive",
        [("agent", "Rebels")],
    ),
    # aims and plans
    (
        "Airstrikes targeting Hamas weapons stores killed two people in Gaza.",
        "airstrike",
        [("target", "Hamas")],
    ),
    ("France announces plans to withdraw troops from Mali.", "withdrawal", [("agent", "France")]),
    # what things are, and whose they are
    ("Gunmen killed nine people at an army school in Peshawar.", "killing", [("agent", "Gunmen")]),
    (
        "Russia struck Islamic State targets in Raqqa.",
        "attack",
        [("agent", "Russia"), ("target", "Islamic State")],
    ),
    # two sides, wherever the place stands
    (
        "Two men died in a gun battle at Tripoli airport between militiamen and the army.",
        "clash",
        [("party", "militiamen"), ("party", "army")],
    ),
    (
        "Fighting continued on the Sinai Peninsula between the Egyptian Army and Islamist militants.",
        "clash",
        [("party", "Egyptian Army"), ("party", "Islamist militants")],
    ),
    (
        "Turkish, Russian and Iranian officials met in the Astana talks on the war in Syria.",
        "talks",
        [("party", "Turkish"), ("party", "Russian"), ("party", "Iranian officials")],
    ),
    # however many of them there were
    (
        "The Israeli army carried out scores of air strikes on depots across Syria.",
        "airstrike",
        [("agent", "Israeli army")],
    ),
    # what falls has no doer
    (
        "The helicopter crashed in Wardak after it was hit by rebels.",
        "interception",
        [("agent", "rebels")],
    ),
    # what is hit tells nothing of itself
    (
        "Insurgents ambushed a Burmese military convoy in Turaing.",
        "attack",
        [("agent", "Insurgents"), ("target", "Burmese")],
    ),
]


@pytest.mark.parametrize(("sentence", "kind", "expected"), WHO)
def test_who(
    sentence: str, kind: str, expected: list[tuple[str, str]], drafts_of: Callable[[str], list[Draft]]
) -> None:
    (claim,) = (draft.claim for draft in drafts_of(sentence) if draft.claim.type == kind)
    assert [(actor.role, actor.text) for actor in claim.actors] == expected


PEOPLE = [
    "Soldiers shot the two shepherds, and the army said guards had killed them.",
    "A trader died when gunmen shot her in Goma.",
]


@pytest.mark.parametrize("sentence", PEOPLE)
def test_people_who_are_only_harmed_are_no_targets(
    sentence: str, drafts_of: Callable[[str], list[Draft]]
) -> None:
    told = [actor for draft in drafts_of(sentence) for actor in draft.claim.actors]
    assert "target" not in {actor.role for actor in told}


def test_a_name_that_no_place_has_is_who_was_arrested(drafts_of: Callable[[str], list[Draft]]) -> None:
    (draft,) = drafts_of("Soldiers arrested Ashiqul Alam on Monday near Kandahar.")
    assert [place.text for place in draft.claim.places] == ["Kandahar"]
    assert "Ashiqul Alam" in [actor.text for actor in draft.claim.actors]


def test_a_convoy_that_is_ambushed_is_no_deployment(drafts_of: Callable[[str], list[Draft]]) -> None:
    told = [draft.claim.type for draft in drafts_of("Gunmen ambushed a military convoy near Gao on Monday.")]
    assert told == ["attack"]


def test_it_may_be_a_town_that_an_army_takes(drafts_of: Callable[[str], list[Draft]]) -> None:
    told = drafts_of("Rebels held the oil field until the army captured it on Monday.")
    assert "capture" in [draft.claim.type for draft in told]


def test_clashes_that_involve_two_sides(drafts_of: Callable[[str], list[Draft]]) -> None:
    (claim,) = (
        draft.claim
        for draft in drafts_of("Nine soldiers died in a clash involving Israeli troops and Hezbollah.")
        if draft.claim.type == "clash"
    )
    assert [(actor.role, actor.text) for actor in claim.actors] == [
        ("party", "Israeli troops"),
        ("party", "Hezbollah"),
    ]


def test_car_bombings_are_not_at_a_place_called_car(drafts_of: Callable[[str], list[Draft]]) -> None:
    (draft,) = drafts_of("Car bombings in Baghdad kill 15 and injure 33 others.")
    assert [place.text for place in draft.claim.places] == ["Baghdad"]
