"""Of whom a figure is: lists of people, nationals, captives, ranks, and who the dead were."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]
Told = tuple[str, int | None, int | None, str]

FIGURES: list[tuple[str, list[Told]]] = [
    (
        "The attack left four soldiers, two policemen and a civilian dead.",
        [("killed", 4, 4, "soldier"), ("killed", 2, 2, "police"), ("killed", 1, 1, "civilian")],
    ),
    (
        "A teacher, three of her pupils and the driver of their bus died when a mine blew it up near Kesra.",
        [("killed", 1, 1, "teacher"), ("killed", 3, 3, "student")],
    ),
    (
        "A priest, Father Tomas Rial, and two nuns were shot dead by soldiers.",
        [("killed", 1, 1, "cleric"), ("killed", 2, 2, "cleric")],
    ),
    (
        "Two guards, a cook and all five gunmen were killed in the battle.",
        [("killed", 2, 2, "guard"), ("killed", 1, 1, "worker"), ("killed", 5, 5, "combatant")],
    ),
    (
        "In an attack by 30 rebels, 20 soldiers and a nurse were killed.",
        [("killed", 20, 20, "soldier"), ("killed", 1, 1, "medic")],
    ),
    (
        "Of the 61 people killed in the raid on Kesra, 40 were women and 12 were under five.",
        [("killed", 61, 61, "people"), ("killed", 40, 40, "woman"), ("killed", 12, 12, "child")],
    ),
    (
        "Three brothers aged 9, 12 and 14 were killed by a mortar bomb in Kesra.",
        [("killed", 3, 3, "people")],
    ),
    (
        "Army fire killed five Norvans, a 12-year-old girl among them.",
        [("killed", 5, 5, "people"), ("killed", 1, 1, "girl")],
    ),
    (
        "In exchange for two pilots the militia will free 15 rebel prisoners.",
        [("released", 2, 2, "crew"), ("released", 15, 15, "prisoner")],
    ),
    (
        "The troops lost at least 40 dead when the base at Kesra was overrun.",
        [("killed", 40, None, "soldier")],
    ),
    ("The army put the number of protesters at 8,000.", []),
    (
        "Rebels released 11 of the 12 observers they had seized.",
        [("released", 11, 11, "people"), ("abducted", 12, 12, "people")],
    ),
    ("The rebels control 14 of the state's 27 districts.", [("places_held", 14, 14, "district")]),
    (
        "In the fighting for Kesra the government lost 12 dead and 31 wounded.",
        [("killed", 12, 12, "soldier"), ("injured", 31, 31, "soldier")],
    ),
    ("The toll among peacekeepers in the war stands at 31.", [("killed", 31, 31, "peacekeeper")]),
    (
        "Two thousand more troops, bringing the total to 9,000, will be sent to Kesra.",
        [("forces", 2000, 2000, "soldier")],
    ),
    (
        "The army killed 312 rebels for the loss of 27 of its own men.",
        [("killed", 312, 312, "combatant"), ("killed", 27, 27, "soldier")],
    ),
    (
        "Thirty-eight people remain in hospital, nine in intensive care, after the shelling of Kesra.",
        [("injured", 38, 38, "people"), ("injured", 9, 9, "people")],
    ),
    ("A bystander was hit in the leg by army fire.", [("injured", 1, 1, "people")]),
    ("The army admitted losing four posts to the rebels.", [("places_lost", 4, 4, "position")]),
    ("A total of 200 rebels left Kesra by bus.", [("forces", 200, 200, "combatant")]),
    (
        "The war has driven half a million people into Norvania.",
        [("displaced", 500_000, 500_000, "people")],
    ),
    ("A Palestinian was shot dead by Israeli troops.", [("killed", 1, 1, "people")]),
    ("Rebels shot a Frenchman dead in Kesra.", [("killed", 1, 1, "people")]),
    (
        "Of the 40 people killed in the shelling, 17 were women and nine were children.",
        [("killed", 40, 40, "people"), ("killed", 17, 17, "woman"), ("killed", 9, 9, "child")],
    ),
    (
        "Police said the toll in the bombing had climbed to 101, 97 of whom were policemen.",
        [("killed", 101, 101, "people"), ("killed", 97, 97, "police")],
    ),
    ("The number of soldiers killed in the war rose to 61.", [("killed", 61, 61, "soldier")]),
    ("The battle brings to 61 the number of soldiers killed.", [("killed", 61, 61, "soldier")]),
    ("The rebels said they had lost six men in the battle.", [("killed", 6, 6, "combatant")]),
    (
        "A bomb killed an army major and two of his men.",
        [("killed", 1, 1, "soldier"), ("killed", 2, 2, "soldier")],
    ),
    ("A rebel colonel was shot dead by soldiers.", [("killed", 1, 1, "combatant")]),
    ("Two generals were killed in the missile strike.", [("killed", 2, 2, "commander")]),
    (
        "A woman was killed and 40 wounded when soldiers shelled Torvik.",
        [("killed", 1, 1, "woman"), ("injured", 40, 40, "people")],
    ),
    ("The army shelled Torvik; the morgue received 11 dead fighters.", [("killed", 11, 11, "combatant")]),
    (
        "The shelling killed two mayors, and dozens of people in Kesra are reported killed.",
        [("killed", 2, 2, "official"), ("killed", 24, None, "people")],
    ),
    ("Gunmen took a woman hostage in Kesra.", [("abducted", 1, 1, "woman")]),
    ("The rebels took 12 farmers hostage.", [("abducted", 12, 12, "worker")]),
    ("The rebels handed over two soldiers to the Red Cross.", [("released", 2, 2, "soldier")]),
    ("The rebels freed over 200 soldiers.", [("released", 200, None, "soldier")]),
    ("The two armies each returned 95 prisoners of war.", [("released", 95, 95, "prisoner")]),
    ("Every one of the 12 soldiers was killed in the attack.", [("killed", 12, 12, "soldier")]),
    ("The rebels hanged a boy of 15.", [("killed", 1, 1, "boy")]),
    (
        "Four soldiers -- including a sergeant -- were killed in the battle.",
        [("killed", 4, 4, "soldier"), ("killed", 1, 1, "soldier")],
    ),
    (
        "One civilian and one soldier were killed in the attack.",
        [("killed", 1, 1, "civilian"), ("killed", 1, 1, "soldier")],
    ),
    ("The weapons of war are used to kill one another.", []),
    (
        "After the attack preliminary reports told of eight people killed and 14 wounded.",
        [("killed", 8, 8, "people"), ("injured", 14, 14, "people")],
    ),
    ("Three policemen were killed in an ambush set by rebels.", [("killed", 3, 3, "police")]),
    (
        "The army launched 72 drones at nine towns; air defences downed 65.",
        [("objects_launched", 72, 72, "drone"), ("objects_intercepted", 65, 65, "drone")],
    ),
    (
        "Shells hit the hospital, says the charity: nine dead, 38 wounded.",
        [("killed", 9, 9, "people"), ("injured", 38, 38, "people")],
    ),
    (
        "After the attack 26 were dead, 16 of them soldiers, and 62 in hospital.",
        [("killed", 26, 26, "people"), ("killed", 16, 16, "soldier"), ("injured", 62, 62, "people")],
    ),
    (
        "A marine was among the 13 soldiers killed in the attack.",
        [("killed", 1, 1, "soldier"), ("killed", 13, 13, "soldier")],
    ),
    (
        "The shelling left Torvik in ruins; doctors counted 132 children among 141 dead.",
        [("killed", 132, 132, "child"), ("killed", 141, 141, "people")],
    ),
    (
        "Dozens of civilians, women and children among them, had died in the air strikes.",
        [("killed", 24, None, "civilian")],
    ),
    ("The army raised the number of its dead in the ambush from 20 to 33.", [("killed", 33, 33, "soldier")]),
    (
        "Thirty rebels are to be freed in exchange for hundreds of prisoners.",
        [("released", 30, 30, "combatant"), ("released", 200, None, "prisoner")],
    ),
    ("Eleven rebels are in custody after the attack.", [("detained", 11, 11, "combatant")]),
    (
        "Six nurses, their driver, and a local guide were shot dead by gunmen near Kesra.",
        [("killed", 6, 6, "medic"), ("killed", 1, 1, "worker")],
    ),
    (
        "Rebels attacked Kesra, with two members of the police reported as killed and 20 farmers injured.",
        [("killed", 2, 2, "police"), ("injured", 20, 20, "worker")],
    ),
    ("Soldiers attacked five rebels and the driver died.", []),
    ("The attack, in which 21 policemen and the bomber died, was in Kesra.", [("killed", 21, 21, "police")]),
    (
        "Since August, when soldiers attacked them, 73,000 Rohingya have fled to Bangladesh.",
        [("displaced", 73000, 73000, "people")],
    ),
    ("Police fatally shot three protesters in Kesra.", [("killed", 3, 3, "protester")]),
    ("Residents buried 15 neighbours, killed when militiamen attacked.", [("killed", 15, 15, "people")]),
]


@pytest.mark.parametrize(("sentence", "expected"), FIGURES)
def test_who_is_counted(sentence: str, expected: list[Told], drafts_of: DraftsOf) -> None:
    figures = [figure for draft in drafts_of(sentence) for figure in draft.claim.figures]
    assert [(f.measure, f.low, f.high, f.group) for f in figures] == expected


def test_those_said_to_be_among_the_dead_are_part_of_them(drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of("Of the 40 people killed in the shelling, 17 were women and nine were children.")
    assert [figure.part_of for figure in draft.claim.figures] == [None, 0, 0]


def test_a_part_told_before_its_whole_is_part_of_it(drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of("A marine was among the 13 soldiers killed in the attack.")
    assert [figure.part_of for figure in draft.claim.figures] == [1, None]


def test_a_toll_of_days_before_is_none_of_the_siege(drafts_of: DraftsOf) -> None:
    told = drafts_of("Troops sealed off Torvik on Monday, five days after four civilians were killed there.")
    figures = {draft.claim.type: len(draft.claim.figures) for draft in told}
    assert figures == {"siege": 0, "casualties": 1}


def test_a_bound_is_no_denial(drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of("No fewer than 60 houses were set ablaze by rebels in Kesra.")
    assert draft.claim.modality == "asserted"


def test_an_attack_that_kills_is_one_attack(drafts_of: DraftsOf) -> None:
    told = drafts_of("Rebels launched attacks on police stations in Kesra, killing dozens of people.")
    assert [draft.claim.type for draft in told] == ["attack"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gunmen abducted and killed six villagers in Kesra.", {"abduction": [6], "killing": [6]}),
        ("At least 52 Palestinians were killed by Israeli fire.", {"killing": [52]}),
        ("Fifteen rebels were killed before the retreat from Kesra.", {"casualties": [15], "withdrawal": []}),
        (
            "Rebels went through the market, the mosque and the church of Kesra and killed 200 people.",
            {"killing": [200]},
        ),
        ("A lorry filled with explosives blew up in Kesra, killing at least 80 people.", {"bombing": [80]}),
        (
            "Eighteen people were killed in attacks across Marovia, nine of them in a bombing in Kesra.",
            {"attack": [18, 9], "bombing": []},
        ),
        ("Rebels killed a total of 22 people in Kesra.", {"killing": [22]}),
        ("A total of 22 people were killed in shelling in Kesra.", {"shelling": [22]}),
        (
            "Troops were combing a barn hit in another bombing yesterday that killed five villagers.",
            {"offensive": [], "bombing": [5]},
        ),
        (
            "Attacks across Marovia killed 18 people, including nine in a car bombing in Kesra.",
            {"attack": [18, 9], "bombing": []},
        ),
    ],
)
def test_whose_toll_it_is(sentence: str, expected: dict[str, list[int]], drafts_of: DraftsOf) -> None:
    told = {draft.claim.type: [f.low for f in draft.claim.figures] for draft in drafts_of(sentence)}
    assert told == expected
