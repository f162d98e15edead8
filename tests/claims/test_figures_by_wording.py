"""Figures told in other ways than a number beside its verb."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]
Told = tuple[str, int | None, int | None, str, int | None]

FIGURES: list[tuple[str, list[Told]]] = [
    (
        "The strikes on Torvik killed 26 rebels, but five civilians died.",
        [("killed", 26, 26, "combatant", None), ("killed", 5, 5, "civilian", None)],
    ),
    (
        "Six civilians, including a couple and their two children, were killed by shelling.",
        [
            ("killed", 6, 6, "civilian", None),
            ("killed", 2, 2, "civilian", 0),
            ("killed", 2, 2, "child", 0),
        ],
    ),
    (
        "Rebels injured 60 men in Torvik, ten of whom died.",
        [("injured", 60, 60, "man", None), ("killed", 10, 10, "man", None)],
    ),
    (
        "The raid on Torvik caused 40 civilian casualties (12 killed, 28 injured).",
        [
            ("other", 40, 40, "civilian", None),
            ("killed", 12, 12, "civilian", 0),
            ("injured", 28, 28, "civilian", 0),
        ],
    ),
    (
        "Nine soldiers and a nurse among 12 killed in Torvik blast",
        [
            ("killed", 9, 9, "soldier", 2),
            ("killed", 1, 1, "medic", 2),
            ("killed", 12, 12, "people", None),
        ],
    ),
    (
        "A bomb wounded 20 people in Torvik. Two of the wounded later died.",
        [("injured", 20, 20, "people", None), ("killed", 2, 2, "people", None)],
    ),
    (
        "A bomb killed 20 people in Torvik. Four were women. Six of the dead were activists of parties "
        "contesting the polls, including two lawyers.",
        [
            ("killed", 20, 20, "people", None),
            ("killed", 4, 4, "woman", None),
            ("killed", 6, 6, "activist", None),
            ("killed", 2, 2, "worker", 0),
        ],
    ),
    (
        "At least 25 people, including the deputy commissioner of Torvik, 14 students and four nurses, were "
        "killed when a bomb tore through a bus.",
        [
            ("killed", 25, None, "people", None),
            ("killed", 14, 14, "student", 0),
            ("killed", 4, 4, "medic", 0),
        ],
    ),
    (
        "14 girls, deputy commissioner among 25 killed in Torvik blast",
        [("killed", 14, 14, "girl", 1), ("killed", 25, 25, "people", None)],
    ),
    (
        "A shell killed nine people in Torvik. Among the dead there were three children, two of them girls.",
        [
            ("killed", 9, 9, "people", None),
            ("killed", 3, 3, "child", None),
            ("killed", 2, 2, "girl", 0),
        ],
    ),
    (
        "Three of the 12 killed in the raid were women.",
        [("killed", 3, 3, "woman", 1), ("killed", 12, 12, "people", None)],
    ),
    (
        "Four of those killed in the raid on Torvik were policemen.",
        [("killed", 4, 4, "police", None)],
    ),
    (
        "Seventeen of the 40 people killed in the raid on Torvik were women.",
        [("killed", 17, 17, "woman", 1), ("killed", 40, 40, "people", None)],
    ),
    (
        "A third of the 90 people killed in the raid on Torvik were children.",
        [("killed", 90, 90, "people", None)],
    ),
    (
        "Nineteen dead, 63 wounded: that was the toll of the two car bombs in Torvik.",
        [("killed", 19, 19, "people", None), ("injured", 63, 63, "people", None)],
    ),
    (
        "Gunmen attacked a wedding in Torvik, shooting dead a farmer and five guests and wounding about 20.",
        [
            ("killed", 1, 1, "worker", None),
            ("killed", 5, 5, "people", None),
            ("injured", 20, 20, "people", None),
        ],
    ),
    (
        "Four members of one family, among them a baby of eight months, died when shells hit Torvik.",
        [("killed", 4, 4, "people", None), ("killed", 1, 1, "infant", 0)],
    ),
    ("The army shot down 11 of 14 drones.", [("objects_intercepted", 11, 11, "drone", None)]),
    (
        "The army lost 14 men and three tanks in the battle for the Oryx pass.",
        [("killed", 14, 14, "soldier", None), ("objects_destroyed", 3, 3, "tank", None)],
    ),
    (
        "Marines took Torvik, losing five of their own.",
        [("killed", 5, 5, "soldier", None)],
    ),
    ("The bomb in Torvik killed and wounded nine soldiers.", [("other", 9, 9, "soldier", None)]),
    (
        "A clinic in Torvik said 35+ were injured in the raid and 12+ people died.",
        [("injured", 35, None, "people", None), ("killed", 12, None, "people", None)],
    ),
    (
        "The raid on Torvik left two rebels dead. Reportedly, nine of the dead are government soldiers.",
        [("killed", 2, 2, "combatant", None), ("killed", 9, 9, "soldier", None)],
    ),
    (
        "Rebels freed 40 hostages near Torvik. Those freed include two nurses and a teacher.",
        [
            ("released", 40, 40, "hostage", None),
            ("released", 2, 2, "medic", None),
            ("released", 1, 1, "teacher", None),
        ],
    ),
    (
        "The army exchanged 215 prisoners for 55 rebels and a politician.",
        [
            ("released", 215, 215, "prisoner", None),
            ("released", 55, 55, "combatant", None),
            ("released", 1, 1, "politician", None),
        ],
    ),
    (
        "A bomb in Torvik killed 12 people, among them seven of the mayor's bodyguards and five civilians.",
        [
            ("killed", 12, 12, "people", None),
            ("killed", 7, 7, "guard", 0),
            ("killed", 5, 5, "civilian", 0),
        ],
    ),
    ("Some 300 soldiers fled Torvik on Monday.", [("forces", 300, 300, "soldier", None)]),
    ("The army dispatched 200 troops to Torvik.", [("forces", 200, 200, "soldier", None)]),
    ("A shell hit a home in Torvik, narrowly missing a family.", []),
    (
        "Nine people were hurt at a rally in Torvik to protest against the war.",
        [("injured", 9, 9, "people", None)],
    ),
    (
        "The army carried out 58 air strikes, dropping 98 guided bombs on Torvik.",
        [("objects_launched", 98, 98, "air_bomb", None), ("attacks", 58, 58, "event", None)],
    ),
    (
        "After the shelling of Torvik the hospital had received 16 bodies and 41 injured people.",
        [("killed", 16, 16, "people", None), ("injured", 41, 41, "people", None)],
    ),
    (
        "Troops killed 75 and wounded 12 rebels in the battle for Torvik.",
        [("killed", 75, 75, "combatant", None), ("injured", 12, 12, "combatant", None)],
    ),
    (
        "Police opened fire on protesters in Torvik, killing nine and wounding 20.",
        [("killed", 9, 9, "protester", None), ("injured", 20, 20, "protester", None)],
    ),
    (
        "They recovered 126 bodies after the shelling of Torvik, among them those of 24 children.",
        [("killed", 126, 126, "people", None), ("killed", 24, 24, "child", 0)],
    ),
    (
        "At least 27 of the 60 dead in the shelling of Torvik were soldiers.",
        [("killed", 27, None, "soldier", 1), ("killed", 60, 60, "people", None)],
    ),
    (
        "A mine near Torvik blew up a cart, killing three women, a baby and the donkey.",
        [("killed", 3, 3, "woman", None), ("killed", 1, 1, "infant", None)],
    ),
    (
        "Seventy civilians and 200 rebels, three quarters of them boys, died in the battle for Torvik.",
        [("killed", 70, 70, "civilian", None), ("killed", 200, 200, "combatant", None)],
    ),
    (
        "The helicopter was shot down near Torvik with nine airmen, all of whom died.",
        [("killed", 9, 9, "soldier", None)],
    ),
    (
        "After the shelling of Torvik the toll had climbed to 91, with another 38 missing, said the mayor.",
        [("killed", 91, 91, "people", None), ("missing", 38, 38, "people", None)],
    ),
    (
        "The war in Torvik has left a million and a half dead, rebels said.",
        [("killed", 1500000, 1500000, "people", None)],
    ),
    ("Rebels attacked Torvik. Ten more were taken prisoner.", [("detained", 10, 10, "people", None)]),
    ("He received two bullet wounds when rebels opened fire in Torvik.", []),
    (
        "The army inflicted 800 casualties on the rebels in the battle for Torvik.",
        [("other", 800, 800, "combatant", None)],
    ),
    (
        "Five airstrikes near Torvik destroyed eight oil pump jacks and two fighting positions.",
        [
            ("objects_destroyed", 8, 8, "object", None),
            ("objects_destroyed", 2, 2, "position", None),
            ("attacks", 5, 5, "event", None),
        ],
    ),
    ("A drone fired at a car in Torvik; four passers-by were hurt.", [("injured", 4, 4, "civilian", None)]),
    (
        "Gunmen ambushed two buses of teachers near Torvik; four were killed.",
        [("killed", 4, 4, "teacher", None)],
    ),
    (
        "One Dutch and two Ghanaian peacekeepers died in the shelling of Torvik.",
        [("killed", 1, 1, "peacekeeper", None), ("killed", 2, 2, "peacekeeper", None)],
    ),
    ("A bomb killed nine soldiers and policemen in Torvik.", [("killed", 9, 9, "security_forces", None)]),
    (
        "Rebel rockets struck the port of Torvik, sinking four boats.",
        [("objects_destroyed", 4, 4, "ship", None)],
    ),
]

TWO_DEEDS: list[tuple[str, dict[str, list[int | None]]]] = [
    (
        "Norvania has sent 3,000 soldiers to Kesra and plans to send another 7,000 troops by May.",
        {"deployment": [3000, 7000]},
    ),
    (
        "Rebels executed 32 men in Kesra and raped at least 22 women, investigators found.",
        {"casualties": [], "killing": [32], "sexual_violence": [22]},
    ),
    (
        "More than 1.2 million people have been uprooted and at least 4,300 killed since 2021.",
        {"displacement": [1200000], "casualties": [4300]},
    ),
    (
        "A raid on a farm near Torvik left 11 workers dead; nine women were carried off.",
        {"attack": [11], "abduction": [9]},
    ),
    (
        "Rebels fired on Kesra after strikes on Torvik that officials said killed 29.",
        {"attack": [29]},
    ),
    (
        "Seven aid workers were killed when their three cars were hit near Torvik, rebels said.",
        {"attack": [7]},
    ),
    (
        "The army repelled the assault on Torvik, destroying 34 vehicles and killing more than 260 rebels.",
        {"repelled": [260, 34]},
    ),
    ("Its troops pushed back seven enemy assaults near Torvik.", {"repelled": [7]}),
    (
        "Gunmen raided four villages near Torvik and shot dead 37 people.",
        {"attack": [37]},
    ),
    (
        "Rebels took 253 hostages in Torvik and about 130 are still in Kesra, at least 34 of them dead.",
        {"abduction": [253], "casualties": [34]},
    ),
    (
        "Two suicide bombers crashed a car loaded with explosives into a post in Torvik, killing 23 people.",
        {"bombing": [23]},
    ),
    ("In another skirmish, a rebel was killed by soldiers in Torvik.", {"clash": [1]}),
    (
        "58 officers died in the attacks on posts in Torvik, following suicide bombings that killed 74.",
        {"attack": [58], "bombing": [74]},
    ),
    (
        "The raids were less deadly than an April attack on a post that killed 140 soldiers, or the May "
        "bombing in Torvik that killed 150 people.",
        {"attack": [140], "bombing": [150]},
    ),
    (
        "A suicide bomber blew himself up in an attack that killed nine people in Torvik.",
        {"bombing": [9]},
    ),
    ("Nine men were wounded in the bombing in Torvik and released from hospital.", {"bombing": [9]}),
    (
        "They came back after militants launched armed incursions into Torvik and after 300 people died in "
        "apartment bombings.",
        {"bombing": [300]},
    ),
    (
        "Troops left Torvik after a disastrous war against rebels that killed thousands of people.",
        {"casualties": [2000]},
    ),
    (
        "A hundred people have been killed in Torvik since rebels launched an attack on the city.",
        {"casualties": [100]},
    ),
    ("Over 200 patients were treated for gunshot and shrapnel wounds in Torvik.", {"casualties": [200]}),
    ("A soldier was killed and his two comrades wounded by a land mine in Torvik.", {"bombing": [1, 2]}),
    (
        "The army began an operation against those accused of killing 14 marines in a July ambush in Torvik.",
        {"attack": [14]},
    ),
    (
        "More than 100 people were killed in Torvik as the army gears up for a major offensive.",
        {"casualties": [100]},
    ),
    (
        "Police found 30 bullet-riddled bodies in Torvik, most of them showing signs of torture.",
        {"casualties": [30]},
    ),
    (
        "Two soldiers were killed by a bomb in Kesra, bringing to 84 the number of soldiers who died in May.",
        {"bombing": [2], "casualties": [84]},
    ),
    (
        "Troops killed five rebels in Kesra, and five policemen were shot dead in Torvik.",
        {"killing": [5, 5]},
    ),
    (
        "Three soldiers were killed by rebels, while separate clashes killed four policemen in Torvik.",
        {"killing": [3], "clash": [4]},
    ),
    (
        "Two soldiers were killed on Monday, while shelling killed four villagers in Torvik.",
        {"casualties": [2], "shelling": [4]},
    ),
    (
        'Police open fire on protesters in Torvik, killing nine; a charity puts the toll at "at least 12".',
        {"attack": [9], "casualties": [12]},
    ),
    (
        "Police said they had killed dozens of rioters in Torvik; 18 officers were killed.",
        {"killing": [24], "casualties": [18]},
    ),
    (
        "Seven rebels were killed in Torvik and two people were killed at a rally in Dovrin.",
        {"casualties": [7], "protest": [2]},
    ),
    ("Clashes in Torvik resulted in the killing of 18 people.", {"clash": [18]}),
    ("Two rebels are killed and several captured in a raid in Torvik.", {"detention": [3], "attack": [2]}),
    ("Militants with knives and bombs attacked a post in Torvik; 71 people died.", {"attack": [71]}),
    ("Two protesters were shot dead in Torvik as police fired live rounds.", {"attack": [2]}),
    ("Rebels handed over the bodies of 23 soldiers in return for nine prisoners.", {"casualties": [23]}),
]


RUNNING: list[tuple[str, list[tuple[int | None, bool]]]] = [
    (
        "Twenty soldiers were killed in the raid, raising the number of soldiers killed in five days to 139.",
        [(20, False), (139, True)],
    ),
    ("The war has cost 750 lives and driven 9,000 people from their homes.", [(750, True), (9000, True)]),
]


@pytest.mark.parametrize(("sentence", "expected"), RUNNING)
def test_what_a_war_or_a_span_has_cost_is_a_running_total(
    sentence: str, expected: list[tuple[int | None, bool]], drafts_of: DraftsOf
) -> None:
    killed = {"killed", "displaced"}
    figures = [f for draft in drafts_of(sentence) for f in draft.claim.figures if f.measure in killed]
    assert [(f.low, f.cumulative is True) for f in figures] == expected


@pytest.mark.parametrize(("sentence", "expected"), FIGURES)
def test_wordings(sentence: str, expected: list[Told], drafts_of: DraftsOf) -> None:
    figures = [figure for draft in drafts_of(sentence) for figure in draft.claim.figures]
    assert [(f.measure, f.low, f.high, f.group, f.part_of) for f in figures] == expected


@pytest.mark.parametrize(("sentence", "expected"), TWO_DEEDS)
def test_each_deed_has_its_own(
    sentence: str, expected: dict[str, list[int | None]], drafts_of: DraftsOf
) -> None:
    told: dict[str, list[int | None]] = {}
    for draft in drafts_of(sentence):
        told.setdefault(draft.claim.type, []).extend(figure.low for figure in draft.claim.figures)
    assert {kind: lows for kind, lows in told.items() if lows} == {k: v for k, v in expected.items() if v}
