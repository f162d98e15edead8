"""Figures in wordings met in fresh reports: lists of losses, shares, calibres, those besides."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]
Told = tuple[str, int | None, int | None, str]

FIGURES: list[tuple[str, list[Told]]] = [
    (
        "Six policemen and four soldiers had been captured in combat.",
        [("detained", 6, 6, "police"), ("detained", 4, 4, "soldier")],
    ),
    (
        "Four people sustained injuries when two drones collided with a house in Kesra.",
        [("injured", 4, 4, "people")],
    ),
    (
        "The Norvan army has lost 26 tanks and four armoured vehicles, as well as two military helicopters.",
        [
            ("objects_destroyed", 26, 26, "tank"),
            ("objects_destroyed", 4, 4, "armoured_vehicle"),
            ("objects_destroyed", 2, 2, "helicopter"),
        ],
    ),
    (
        "The rebels have lost 9 tanks and 4 infantry fighting vehicles.",
        [("objects_destroyed", 9, 9, "tank"), ("objects_destroyed", 4, 4, "armoured_vehicle")],
    ),
    ("The army fired at least six 155mm shells at Kesra.", [("objects_launched", 6, None, "shell")]),
    ("Norvania fired 20 artillery shells into Zaroun.", [("objects_launched", 20, 20, "shell")]),
    (
        "Gunmen stormed a village, kidnapping 18 people, all women and children.",
        [("abducted", 18, 18, "people")],
    ),
    ("The raid left houses burned and women wounded, a farmer and a security official said.", []),
    (
        "Children were among the 15 people who died in a series of airstrikes on Kesra.",
        [("killed", 15, 15, "people")],
    ),
    ("Norvania lost more than 270 people in the four-day war.", [("killed", 270, None, "people")]),
    ("The rebels said they lost five of their cadres in the battle.", [("killed", 5, 5, "combatant")]),
    (
        "A shootout in Kesra leaves between four and six Norvans, and six rebels dead.",
        [("killed", 4, 6, "people"), ("killed", 6, 6, "combatant")],
    ),
    (
        "Rebels killed about 40 people in Kesra, among which were six nurses and 15 women and children.",
        [("killed", 40, 40, "people"), ("killed", 6, 6, "medic"), ("killed", 15, 15, "people")],
    ),
    (
        "After the bombing 125 people were transported to a hospital, 19 of them in critical condition.",
        [("injured", 125, 125, "people"), ("injured", 19, 19, "people")],
    ),
    (
        "The army has freed 117 prisoners, with 33 more expected to be released on Monday night.",
        [("released", 117, 117, "prisoner"), ("released", 33, 33, "people")],
    ),
    (
        "Two soldiers were killed and five more were captured.",
        [("killed", 2, 2, "soldier"), ("detained", 5, 5, "people")],
    ),
    ("The Norvan army violated the truce more than 250 times in a week.", [("attacks", 250, None, "event")]),
    ("Norvan troops shelled Kesra 43 times in a day.", [("attacks", 43, 43, "event")]),
    (
        "In addition to 11 children, four women were killed in an air strike on Kesra.",
        [("killed", 11, 11, "child"), ("killed", 4, 4, "woman")],
    ),
    (
        "The rebels killed 25 sailors while capturing four of them alive.",
        [("killed", 25, 25, "soldier"), ("detained", 4, 4, "soldier")],
    ),
    ("A shootout in Kesra resulted in the deaths of the two militants.", [("killed", 2, 2, "combatant")]),
    (
        "The minister condemned the killing by soldiers of at least 300 people since March.",
        [("killed", 300, None, "people")],
    ),
    (
        "A bomb explodes beside a shopping mall in Kesra; it kills three farmers and hurts nine guests.",
        [("killed", 3, 3, "worker"), ("injured", 9, 9, "people")],
    ),
    ("After the coup 130 soldiers have been taken into custody.", [("detained", 130, 130, "soldier")]),
    (
        "A bombing killed 48 troops; among the killed were 11 officers and a colonel.",
        [("killed", 48, 48, "soldier"), ("killed", 11, 11, "soldier"), ("killed", 1, 1, "soldier")],
    ),
    (
        "Forty villagers were killed and wounded in two raids on Kesra.",
        [("other", 40, 40, "civilian"), ("attacks", 2, 2, "event")],
    ),
    (
        "Gunmen attacked a checkpoint, killing two security men and wounding another.",
        [("killed", 2, 2, "security_forces"), ("injured", 1, 1, "security_forces")],
    ),
    (
        "Three of our soldiers were killed in the attack, the army said, raising the toll from one.",
        [("killed", 3, 3, "soldier")],
    ),
    (
        "One shell hit a market near the Olympic stadium in Kesra, killing four people.",
        [("killed", 4, 4, "people")],
    ),
    (
        "Air defences shot down 16 drones out of 19 drones fired by Norvania.",
        [("objects_intercepted", 16, 16, "drone")],
    ),
    ("Gunmen killed two national guardsmen in Kesra.", [("killed", 2, 2, "soldier")]),
]


@pytest.mark.parametrize(("sentence", "expected"), FIGURES)
def test_wordings_of_fresh_reports(sentence: str, expected: list[Told], drafts_of: DraftsOf) -> None:
    figures = [figure for draft in drafts_of(sentence) for figure in draft.claim.figures]
    assert [(f.measure, f.low, f.high, f.group) for f in figures] == expected
