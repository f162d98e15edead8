"""How many, of whom, and which figure is part of which."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]
Told = tuple[str, int | None, int | None, str, int | None]

FIGURES: list[tuple[str, list[Told]]] = [
    (
        "The blast left four dead and ten wounded.",
        [("killed", 4, 4, "people", None), ("injured", 10, 10, "people", None)],
    ),
    (
        "Strikes killed two people in Kesra and 15 in Torvik.",
        [("killed", 2, 2, "people", None), ("killed", 15, 15, "people", None)],
    ),
    ("One hundred and six rebels were killed in the battle.", [("killed", 106, 106, "combatant", None)]),
    (
        "The fighting in Kesra left 12 soldiers and 30 rebels dead.",
        [("killed", 12, 12, "soldier", None), ("killed", 30, 30, "combatant", None)],
    ),
    ("Air defences shot down 24 of the 33 drones.", [("objects_intercepted", 24, 24, "drone", None)]),
    (
        "The rebels fired missiles at Torvik; 13 of 27 missiles were intercepted.",
        [("objects_intercepted", 13, 13, "missile", None)],
    ),
    ("Rebels slit the throats of three farmers in Kesra.", [("killed", 3, 3, "worker", None)]),
    ("The militia crucified a rebel commander in Kesra.", [("killed", 1, 1, "commander", None)]),
    (
        "The army put its losses in the battle at 31 dead and 80 wounded.",
        [("killed", 31, 31, "soldier", None), ("injured", 80, 80, "soldier", None)],
    ),
    ("The brigade lost nine men in Kesra.", [("killed", 9, 9, "soldier", None)]),
    ("Three of the dead were soldiers, the army said.", [("killed", 3, 3, "soldier", None)]),
    ("Rebels shot the villagers one by one.", []),
    ("The army acknowledged the loss of nine in the battle.", [("killed", 9, 9, "soldier", None)]),
    ("The shell wiped out a family of six in Torvik.", [("killed", 6, 6, "people", None)]),
    (
        "The army lost 30 men and eleven armoured vehicles in an ambush outside Torvik.",
        [("killed", 30, 30, "soldier", None), ("objects_destroyed", 11, 11, "armoured_vehicle", None)],
    ),
    (
        "Rebels captured 15 soldiers and two tanks near Torvik.",
        [("abducted", 15, 15, "soldier", None), ("objects_seized", 2, 2, "tank", None)],
    ),
    ("A 400-strong column of marines entered Torvik.", [("forces", 400, 400, "soldier", None)]),
    ("More than 20 villages have fallen to the rebels.", [("places_captured", 20, None, "village", None)]),
    ("Warplanes carried out 50 raids on Torvik on Sunday.", [("attacks", 50, 50, "event", None)]),
    (
        "Warplanes struck Torvik, dropping some 30 barrel bombs.",
        [("objects_launched", 30, 30, "barrel_bomb", None)],
    ),
    (
        "Rebels captured 40 men, six of them teachers, near Torvik.",
        [("abducted", 40, 40, "man", None), ("abducted", 6, 6, "teacher", 0)],
    ),
    (
        "The army exchanged 215 prisoners, among them five commanders, for 55 rebels.",
        [
            ("released", 215, 215, "prisoner", None),
            ("released", 5, 5, "commander", 0),
            ("released", 55, 55, "combatant", None),
        ],
    ),
    ("Nearly 3,000 families are trapped in Torvik by the siege.", [("besieged", 3000, 3000, "family", None)]),
    ("After the airstrike 40 people were trapped under the rubble.", []),
    ("Shells hit the camp in Torvik; 108 are known to have died.", [("killed", 108, 108, "people", None)]),
    ("Norvania lost 17 men in an attack on its camp.", [("killed", 17, 17, "man", None)]),
    ("Syria lost 17 men in an attack on its camp.", [("killed", 17, 17, "soldier", None)]),
    (
        "The shelling killed 20 people and 117 were treated for wounds.",
        [
            ("killed", 20, 20, "people", None),
            ("injured", 117, 117, "people", None),
        ],
    ),
    (
        "Hundreds of rebels, some on crutches, gave themselves up.",
        [("surrendered", 200, None, "combatant", None)],
    ),
    ("The army cleared two protest camps in Torvik.", [("places_captured", 2, 2, "position", None)]),
    (
        "Jets struck a camp near Torvik, burning at least 28 people to death.",
        [("killed", 28, None, "people", None)],
    ),
    ("Rebels overran nine police stations in Torvik.", [("places_captured", 9, 9, "position", None)]),
    (
        "By the end of 1954 the last 6,000 soldiers had withdrawn from Torvik.",
        [("forces", 6000, 6000, "soldier", None)],
    ),
    ("Two thirds of the 40 hostages were freed by the rebels.", []),
    (
        "Rebels joined a march by up to 5,000 people in Torvik.",
        [("participants", None, 5000, "people", None)],
    ),
    ("Hundreds stormed the Norvan consulate in Torvik.", [("participants", 200, None, "people", None)]),
    (
        "A lorry of medicine reached the besieged camp, enough for 9,000 people.",
        [("assisted", 9000, 9000, "people", None)],
    ),
    (
        "Shelling killed 12 people, residents said, and set fire to a dozen houses.",
        [("killed", 12, 12, "people", None), ("objects_destroyed", 12, 12, "housing", None)],
    ),
    (
        "The bomb killed two boys and wounded a third.",
        [("killed", 2, 2, "boy", None), ("injured", 1, 1, "boy", None)],
    ),
    ("After the shelling nine people were taken to hospital.", [("injured", 9, 9, "people", None)]),
    (
        "After the shelling the bodies of nine people were taken to hospital.",
        [("killed", 9, 9, "people", None)],
    ),
    ("Two soldiers embraced martyrdom in a clash in Kesra.", [("killed", 2, 2, "soldier", None)]),
    ("Rebels killed 12 soldiers in Kesra.", [("killed", 12, 12, "soldier", None)]),
    ("Rebels killed twelve soldiers in Kesra.", [("killed", 12, 12, "soldier", None)]),
    ("At least 40 civilians were killed in the attack on Kesra.", [("killed", 40, None, "civilian", None)]),
    ("More than 30 rebels died in the clashes.", [("killed", 30, None, "combatant", None)]),
    ("Up to 20 people were killed by shelling in Kesra.", [("killed", None, 20, "people", None)]),
    ("Dozens of fighters were killed in the battle.", [("killed", 24, None, "combatant", None)]),
    ("Between 30 and 40 rebels were killed in the battle.", [("killed", 30, 40, "combatant", None)]),
    ("Several people were wounded when a bomb exploded in Torvik.", [("injured", 3, None, "people", None)]),
    ("A militant kills eight people in Torvik.", [("killed", 8, 8, "people", None)]),
    ("A rebel kills a priest in Torvik.", [("killed", 1, 1, "cleric", None)]),
    ("A 33-year-old man was shot dead by soldiers.", [("killed", 1, 1, "man", None)]),
    ("Two leaders of the militia were shot dead in Torvik.", [("killed", 2, 2, "people", None)]),
    (
        "At least 60 people were killed, including 28 civilians, eight of them children, "
        "as rebels captured Kesra.",
        [
            ("killed", 60, None, "people", None),
            ("killed", 28, 28, "civilian", 0),
            ("killed", 8, 8, "child", 1),
        ],
    ),
    (
        "Shells killed four people, two of them students, in Torvik.",
        [("killed", 4, 4, "people", None), ("killed", 2, 2, "student", 0)],
    ),
    (
        "The battle killed 12 soldiers and 30 rebels.",
        [("killed", 12, 12, "soldier", None), ("killed", 30, 30, "combatant", None)],
    ),
    (
        "A car bomb killed nine people and wounded another 20 in Torvik.",
        [("killed", 9, 9, "people", None), ("injured", 20, 20, "people", None)],
    ),
    (
        "Five people were killed and 11 injured in a bombing in Torvik.",
        [("killed", 5, 5, "people", None), ("injured", 11, 11, "people", None)],
    ),
    ("Five Kurdish civilians near Torvik were killed by airstrikes.", [("killed", 5, 5, "civilian", None)]),
    ("Gunmen kidnapped three aid workers near Kesra.", [("abducted", 3, 3, "aid_worker", None)]),
    ("Gunmen took three drivers hostage near Kesra.", [("abducted", 3, 3, "worker", None)]),
    ("Rebels remembered the deadly 2017 chemical weapons attack on Torvik.", []),
    ("Police arrested 40 protesters in Torvik.", [("detained", 40, 40, "protester", None)]),
    ("The fighting displaced thousands of families.", [("displaced", 2000, None, "family", None)]),
    ("The rebels released 12 of the 40 hostages.", [("released", 12, 12, "hostage", None)]),
    ("182 fighters dead in two days as battle for Kesra rages", [("killed", 182, 182, "combatant", None)]),
    (
        "Three members of the Torvik police were killed by rebels in Kesra.",
        [("killed", 3, 3, "police", None)],
    ),
    ("Four deaths were reported after the airstrike on Kesra.", [("killed", 4, 4, "people", None)]),
    ("The airstrike on Kesra killed 40 women and children.", [("killed", 40, 40, "people", None)]),
    (
        "At least 70 people are believed to have been killed in airstrikes.",
        [("killed", 70, None, "people", None)],
    ),
    ("At least one Palestinian was killed in an airstrike on Gaza.", [("killed", 1, None, "people", None)]),
    ("The blast in Kesra claimed the lives of 12 people.", [("killed", 12, 12, "people", None)]),
    ("Twenty people lost their lives in the bombing of Kesra.", [("killed", 20, 20, "people", None)]),
    ("Gunmen opened fire on two soldiers in Kesra, killing one.", [("killed", 1, 1, "soldier", None)]),
    ("The death toll from the bombing in Kesra rose from 14 to 50.", [("killed", 50, 50, "people", None)]),
    ("The toll of the bombing in Kesra has exceeded 300.", [("killed", 300, None, "people", None)]),
    ("The bombing brought the death toll up to 11.", [("killed", 11, 11, "people", None)]),
    ("The raid ended in the deaths of up to 100 rebels.", [("killed", None, 100, "combatant", None)]),
    ("The army counted 29 dead among the Dovrin-led forces.", [("killed", 29, 29, "combatant", None)]),
    ("Two people, both policemen, were killed in the raid.", [("killed", 2, 2, "police", None)]),
    (
        "The minister said that over 600 people, both civilians and rebels, had been killed in Kesra.",
        [("killed", 600, None, "people", None)],
    ),
    (
        "There were clashes with guerrillas, 50 rebels killed or wounded.",
        [("other", 50, 50, "combatant", None)],
    ),
    ("Rebels said they caused 400 casualties among the military.", [("other", 400, 400, "soldier", None)]),
    (
        "An official said that 28 rebels and seven government forces were killed in clashes in Kesra.",
        [("killed", 28, 28, "combatant", None), ("killed", 7, 7, "soldier", None)],
    ),
    (
        "Mortars brought the toll of civilian casualties in Kesra to more than 50 dead and 180 injured.",
        [("killed", 50, None, "civilian", None), ("injured", 180, 180, "civilian", None)],
    ),
    (
        "The minister repeated the official toll of 78 dead and 73 wounded in the raid on Kesra.",
        [("killed", 78, 78, "people", None), ("injured", 73, 73, "people", None)],
    ),
    ("The official toll of the bombing in Kesra rose to 40.", [("killed", 40, 40, "people", None)]),
    ("The rebels reported “two soldiers” killed in Kesra.", [("killed", 2, 2, "soldier", None)]),
    ("Five people had their throats cut at Kesra.", [("killed", 5, 5, "people", None)]),
    ("The number of wounded in the attack on Kesra stood at 73.", [("injured", 73, 73, "people", None)]),
    ("A soldier was fatally wounded in the clash in Kesra.", [("killed", 1, 1, "soldier", None)]),
    (
        "Half a million people fled Kesra after rebels attacked it.",
        [("displaced", 500000, 500000, "people", None)],
    ),
    (
        "Rebels ambushed a patrol in Kesra, killing three members of the police, an officer said.",
        [("killed", 3, 3, "police", None)],
    ),
    (
        "The airstrike on Kesra killed 30 civilians, 11 children among them.",
        [("killed", 30, 30, "civilian", None), ("killed", 11, 11, "child", 0)],
    ),
    ("Hundreds of dissidents have been arrested in Kesra.", [("detained", 200, None, "people", None)]),
    ("Twelve soldiers and as many rebels were killed in Kesra.", [("killed", 12, 12, "soldier", None)]),
    ("A suicide bomber wounds at least nine people in Kesra.", [("injured", 9, None, "people", None)]),
    (
        "Two Kesran and seven Torvik soldiers died when a mine exploded.",
        [("killed", 2, 2, "soldier", None), ("killed", 7, 7, "soldier", None)],
    ),
    (
        "A bombing in Kesra killed one policewoman and injured another.",
        [("killed", 1, 1, "police", None), ("injured", 1, 1, "police", None)],
    ),
    (
        "Ten people, six men, three women and a child, were killed in the airstrike.",
        [
            ("killed", 10, 10, "people", None),
            ("killed", 6, 6, "man", 0),
            ("killed", 3, 3, "woman", 0),
            ("killed", 1, 1, "child", 0),
        ],
    ),
    (
        "Two officers were killed along with dozens of soldiers in a missile attack on Kesra.",
        [("killed", 2, 2, "soldier", None), ("killed", 24, None, "soldier", None)],
    ),
    (
        "Rebels raided Kesra and burned 18 houses.",
        [("objects_destroyed", 18, 18, "housing", None)],
    ),
    ("The rebels captured more than 50 towns and villages.", [("places_captured", 50, None, "place", None)]),
    (
        "Shelling in Kesra killed at least ten people and injured 35, President Omar Malek said.",
        [("killed", 10, None, "people", None), ("injured", 35, 35, "people", None)],
    ),
    (
        "Six people, all civilians, were killed when shells hit a house in Kesra.",
        [("killed", 6, 6, "civilian", None)],
    ),
    (
        "The army, which had first spoken of 11 dead, said 14 soldiers were killed in the ambush in Kesra.",
        [("killed", 14, 14, "soldier", None)],
    ),
    (
        "Nine members of one family were killed when a shell struck a house in Kesra.",
        [("killed", 9, 9, "people", None)],
    ),
    (
        "The airstrike on Kesra killed three staff members of the Red Cross.",
        [("killed", 3, 3, "aid_worker", None)],
    ),
    (
        "The rebels fired more than a dozen missiles at the city of Kesra.",
        [("objects_launched", 12, None, "missile", None)],
    ),
    (
        "At least 16 soldiers died in the ambush near Kesra; nine were wounded.",
        [("killed", 16, None, "soldier", None), ("injured", 9, 9, "soldier", None)],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), FIGURES)
def test_counts(sentence: str, expected: list[Told], drafts_of: DraftsOf) -> None:
    figures = [figure for draft in drafts_of(sentence) for figure in draft.claim.figures]
    assert [(f.measure, f.low, f.high, f.group, f.part_of) for f in figures] == expected


NO_TOLLS = [
    "The rebels, a group of 42-year-old men, captured Kesra in 2016.",
    "The 4th Division attacked Kesra.",
    "Soldiers advanced 12 kilometres and attacked Kesra.",
    "The army attacked Kesra with $20 million of weapons.",
    "No soldiers were killed in the clashes in Kesra.",
    "Rebels attacked Kesra, a local official said.",
    "It is not clear how many people died in the attack on Kesra.",
    "Omar Malek, 34, was shot dead by gunmen in Kesra.",
    "Police evacuated 12 homes after rebels attacked Kesra.",
    "No one was hurt in the attack on Kesra.",
    "A Su-24 attacked Kesra, killing its mayor.",
    "A 14-member team was attacked by rebels near Kesra.",
    "Half of the 40 hostages were released after the attack.",
]


@pytest.mark.parametrize("sentence", NO_TOLLS)
def test_other_numbers_are_no_tolls(sentence: str, drafts_of: DraftsOf) -> None:
    assert [figure for draft in drafts_of(sentence) for figure in draft.claim.figures] == []


TEXTS = [
    ("The rebels said they killed over 57 Ethiopian troops.", "over 57 Ethiopian troops"),
    ("At least 12 people were killed in a bombing in Torvik.", "At least 12 people"),
    ("A 33-year-old man was shot dead by soldiers.", "A 33-year-old man"),
]


@pytest.mark.parametrize(("sentence", "text"), TEXTS)
def test_the_words_of_a_figure_hold_its_noun(sentence: str, text: str, drafts_of: DraftsOf) -> None:
    assert text in [figure.text for draft in drafts_of(sentence) for figure in draft.claim.figures]


def test_the_dead_are_not_the_arrested(drafts_of: DraftsOf) -> None:
    told = drafts_of("One rebel is killed and two are arrested after the battle.")
    figures = {draft.claim.type: [f.measure for f in draft.claim.figures] for draft in told}
    assert figures["detention"] == ["detained"]


def test_a_running_total_is_marked(drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of("A bomb killed three people in Torvik, bringing the death toll to 90.")
    assert [(f.low, f.cumulative is True) for f in draft.claim.figures] == [(3, False), (90, True)]


@pytest.mark.parametrize(
    ("sentence", "running"),
    [
        ("At least 500,000 people have been killed in Velmora's civil war.", True),
        ("The war has killed more than 40,000 people.", True),
        ("The conflict has left at least 9,000 dead.", True),
        ("Twelve people were killed in the conflict on Friday.", False),
        ("More than 40,000 people were killed in the war.", True),
        ("Rebels say 90 soldiers were killed between May and July, 12 of them officers.", True),
        ("Some 40 soldiers have been killed over the past week.", True),
        ("Some 300 rebels had been killed since May. The dead included nine commanders.", True),
        ("Some 300 rebels had been killed since May. On Monday the army had put the toll at 280.", True),
        ("Some 40 soldiers were killed in two days of clashes.", False),
        ("The attack has killed 12 people.", False),
        ("Since the start of the war, 900 people have been killed and 12,000 displaced in Torvik.", True),
        ("Troops left Torvik after a disastrous war against rebels that killed thousands of people.", True),
        ("A hundred people have been killed and 300 injured in Torvik since rebels attacked the city.", True),
        ("At least 54 people have died in clashes in Torvik since Wednesday.", True),
        ("The insurgency has left 900 dead and driven 9,000 from their homes since 2009.", True),
        ("A year of war in Torvik has killed at least 14,000 people and uprooted 90,000.", True),
        ("The ceasefire ended a war that killed 45,000 people between 1985 and 2018.", True),
        ("At least 16 soldiers were killed on Sunday in the heaviest fighting in Torvik since 2016.", False),
        ("The toll from Saturday's bomb in Torvik could exceed 300.", False),
        ("The death toll of the bombing in Torvik stood at 73.", False),
        ("The death toll of the bombing in Torvik rose to 73.", True),
        ("Rebels have fled Kesra since 2 May, when shelling killed nine people in Torvik.", False),
        ("At least 12 people have been killed in the shelling of Torvik.", False),
    ],
)
def test_what_a_war_has_done_is_a_running_total(sentence: str, running: bool, drafts_of: DraftsOf) -> None:
    figures = [figure for draft in drafts_of(sentence) for figure in draft.claim.figures]
    assert [figure.cumulative is True for figure in figures] == [running] * len(figures)
    assert figures


def test_both_sides_count_nobody(drafts_of: Callable[[str], list[Draft]]) -> None:
    (draft,) = drafts_of("Dozens of soldiers on both sides died when the army attacked Aleppo.")
    assert [(figure.low, figure.high) for figure in draft.claim.figures] == [(24, None)]


def test_those_among_the_dead_are_no_part_of_each_other(drafts_of: DraftsOf) -> None:
    told = drafts_of("Some 300 have been killed in the war. The dead included 183 rebels and 90 soldiers.")
    assert [(figure.low, figure.part_of) for figure in told[-1].claim.figures] == [(183, None), (90, None)]


TAKEN_UP = [
    (
        "Rebels seized more than 50 towns. A news agency put the figure at about 70.",
        ("capture", "places_captured", 70, "town"),
    ),
    (
        "Rebels detained 300 soldiers near Kesra. The ministry gave the number as 450.",
        ("detention", "detained", 450, "soldier"),
    ),
    (
        "The war in Kesra uprooted 280,000 people. The agency said the figure could rise to 1.5 million.",
        ("displacement", "displaced", 1_500_000, "people"),
    ),
    (
        "Rebels killed 30 soldiers in Kesra. The rebels put the number at 60.",
        ("casualties", "killed", 60, "soldier"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), TAKEN_UP)
def test_a_bare_total_counts_what_was_counted_before(
    text: str, expected: tuple[str, str, int, str], drafts_of: DraftsOf
) -> None:
    claim = drafts_of(text)[-1].claim
    (figure,) = claim.figures
    assert (claim.type, figure.measure, figure.high, figure.group) == expected
