"""Who, whom, where and with what."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]

ACTORS = [
    ("Rebels captured the town of Kesra.", [("agent", "Rebels")]),
    ("The town of Kesra was captured by rebels.", [("agent", "rebels")]),
    ("Rebels clashed with the army near Kesra.", [("party", "Rebels"), ("party", "army")]),
    ("An airstrike hit rebels in Kesra.", [("target", "rebels")]),
    ("A tank was destroyed by an Israeli missile used by rebels in Kesra.", [("agent", "rebels")]),
    ("Gunmen attacked an Israeli vessel near Tyre, Lebanon.", [("agent", "Gunmen"), ("target", "Israeli")]),
    ("Rebels were hit in an airstrike in Kesra.", [("target", "Rebels")]),
    ("Clashes between the army and the rebels killed nine.", [("party", "army"), ("party", "rebels")]),
    (
        "Clashes between Hamas and security forces left nine dead.",
        [("party", "Hamas"), ("party", "security forces")],
    ),
    ("A truce between the army and the rebels was agreed.", [("party", "army"), ("party", "rebels")]),
    (
        "Talks between the rebels and the government collapsed.",
        [("party", "rebels"), ("party", "government")],
    ),
    ("Clashes between rebels and soldiers broke out in Kesra.", [("party", "rebels"), ("party", "soldiers")]),
    ("Lebanon's Hezbollah attacked an army post near Kesra.", [("agent", "Hezbollah"), ("target", "army")]),
    ("Soldiers shot dead a 33-year-old man near Kesra.", [("agent", "Soldiers")]),
    ("A man was shot dead by gunmen in Torvik.", [("agent", "gunmen")]),
    ("A Turkish airstrike hit a village near Kesra.", [("agent", "Turkish")]),
    (
        "Turkish warplanes bombed rebel positions near Kesra.",
        [("agent", "Turkish warplanes"), ("target", "rebel")],
    ),
    ("Jets of the Harbour coalition bombed Kesra.", [("agent", "Jets of the Harbour coalition")]),
    ("Gunmen killed nine villagers in two attacks near Kesra.", [("agent", "Gunmen")]),
    ("The army recaptured the town of Kesra from rebels.", [("agent", "army"), ("target", "rebels")]),
    ("Soldiers repelled a rebel assault on Kesra.", [("agent", "Soldiers"), ("target", "rebel")]),
    ("Gunmen shot dead the mayor of Kesra, Idris Malo.", [("agent", "Gunmen"), ("victim", "Idris Malo")]),
    ("Thousands of people fled the fighting in Kesra.", []),
    ("Turkey sent weapons to the rebels.", [("sponsor", "Turkey"), ("beneficiary", "rebels")]),
    ("The army suffered heavy attacks near Kesra.", [("target", "army")]),
    ("The militant group Hamas attacked a post near Kesra.", [("agent", "militant group Hamas")]),
    ("An Israeli army raid in Kesra killed six people.", [("agent", "Israeli army")]),
    ("The rebels declared a truce.", [("agent", "rebels")]),
    ("The army and the rebels signed a truce.", [("party", "army"), ("party", "rebels")]),
    ("The UN urged Turkey to withdraw its troops.", [("agent", "UN"), ("target", "Turkey")]),
    ("The army accused the rebels of looting.", [("agent", "army"), ("target", "rebels")]),
    ("The village was shelled on Sunday.", []),
    ("Rebels led by a general attacked the town of Kesra.", [("agent", "Rebels")]),
    ("No group has claimed responsibility for the bombing in Kesra.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), ACTORS)
def test_who_and_whom(sentence: str, expected: list[tuple[str, str]], drafts_of: DraftsOf) -> None:
    claim = drafts_of(sentence)[0].claim
    assert [(actor.role, actor.text) for actor in claim.actors] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels accused the government of neglect and of arming militias in Zaroun.",
        "Residents accused the army of cruelty and of shelling the market in Zaroun.",
        "The ministry accused the militia of treason and of attacking a convoy in Zaroun.",
    ],
)
def test_a_second_charge_is_laid_on_who_is_accused(sentence: str, drafts_of: DraftsOf) -> None:
    charge, deed = (draft.claim for draft in drafts_of(sentence))
    accused = next(actor.text for actor in charge.actors if actor.role == "target")
    doers = [actor.text for actor in deed.actors if actor.role in {"agent", "sponsor"}]
    assert doers == [accused]


PLACES = [
    ("Rebels captured Aleppo.", [("Aleppo", "in")]),
    ("A bomb exploded in Aleppo.", [("Aleppo", "in")]),
    ("A bomb exploded near Aleppo.", [("Aleppo", "near")]),
    ("Rebels attacked an airbase southeast of Aleppo.", [("Aleppo", "southeast_of")]),
    ("Fighting broke out on the outskirts of Aleppo.", [("Aleppo", "outskirts_of")]),
    ("A bomb exploded in Iraq's capital, Baghdad.", [("Baghdad", "in")]),
    ("Gunmen killed six people in the village of Dorne.", [("Dorne", "in")]),
    ("Rebels control 70 positions in Aleppo and Idlib provinces.", [("Aleppo", "in"), ("Idlib", "in")]),
    ("Iran-linked militias attacked soldiers in Damascus.", [("Damascus", "in")]),
    ("Warplanes carried out strikes against rebel hideouts in northern Syria.", [("Syria", "in")]),
    (
        "Bombings in Baghdad, Kirkuk and Samarra killed six people.",
        [("Baghdad", "in"), ("Kirkuk", "in"), ("Samarra", "in")],
    ),
    ("An airstrike killed six Iraqis.", []),
    ("Soldiers killed six people in the Civil War.", []),
    ("Rebels attacked Kesra in northern Syria with help of their ally Turkey.", [("Kesra", "in")]),
    ("A bomb killed the cleric Omar Dastan in Aleppo.", [("Aleppo", "in")]),
    ("Rebels attacked soldiers, the Aleppo Media Centre said.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), PLACES)
def test_where(sentence: str, expected: list[tuple[str, str]], drafts_of: DraftsOf) -> None:
    places = [(p.text.removesuffix(" provinces"), p.relation) for p in drafts_of(sentence)[0].claim.places]
    assert places == expected


EXTENTS = [
    ("Rebels now control half of Aleppo.", "half of", 0.5),
    ("The army retook all of Aleppo.", "all of", 1.0),
    ("The army holds 90 percent of Aleppo.", "90 percent of", 0.9),
    ("The army imposed a curfew on parts of Aleppo after the attack.", "parts of", None),
]


@pytest.mark.parametrize(("sentence", "words", "fraction"), EXTENTS)
def test_how_much_of_it(sentence: str, words: str, fraction: float | None, drafts_of: DraftsOf) -> None:
    extent = drafts_of(sentence)[0].claim.places[0].extent
    assert extent is not None
    assert (extent.text, extent.fraction) == (words, fraction)


THINGS = [
    ("Rebels detonated two car bombs in Aleppo.", [("weapon", "car_bomb", 2)]),
    (
        "Eight missiles struck a dam in Kesra.",
        [("struck", "water_infrastructure", 1), ("weapon", "missile", 8)],
    ),
    ("An airstrike hit a hospital in Kesra.", [("struck", "hospital", 1)]),
    (
        "A helicopter was destroyed by a missile near Kesra.",
        [("destroyed", "helicopter", 1), ("weapon", "missile", 1)],
    ),
    ("Two schools were struck by airstrikes in Kesra.", [("struck", "school", 2)]),
    ("Rebels attacked an airbase with drones.", [("struck", "airbase", 1), ("weapon", "drone", None)]),
    ("Rebels destroyed a bridge near Aleppo.", [("destroyed", "bridge", 1)]),
    (
        "The army clashed with rebels near Aleppo, destroying drones and heavy weaponry.",
        [("destroyed", "drone", None), ("destroyed", "heavy_weapon", None)],
    ),
    ("Rebels seized three tanks from the army.", [("seized", "tank", 3)]),
    ("A car bombing in Aleppo killed six people.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), THINGS)
def test_with_what(sentence: str, expected: list[tuple[str, str, int | None]], drafts_of: DraftsOf) -> None:
    assert [(o.role, o.kind, o.count) for o in drafts_of(sentence)[0].claim.objects] == expected


def test_they_are_the_army_that_speaks(drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of("The army said they had clashed with rebels near Kesra.")
    assert [(a.text, a.name) for a in draft.claim.actors] == [("they", "army"), ("rebels", None)]


def test_times_are_the_words_of_the_happening(drafts_of: DraftsOf) -> None:
    text = "Rebels captured Aleppo on Friday."
    (draft,) = drafts_of(text)
    assert draft.time is not None
    assert text[draft.time[0] : draft.time[1]] == "Friday"


def test_what_was_when_a_comparison_begins_is_history(drafts_of: DraftsOf) -> None:
    fight, seizure = drafts_of("It was the worst fighting since 2020, when government forces seized Saraqib.")
    assert (fight.claim.type, seizure.claim.type) == ("clash", "capture")
    assert (fight.claim.newness, seizure.claim.newness) == ("new", "background")
    assert (fight.time, seizure.time) == (None, None)


def test_what_a_clause_tells_is_no_effect_of_the_subject_above_it(
    drafts_of: DraftsOf,
) -> None:
    types = [draft.claim.type for draft in drafts_of("Fighting continued after troops seized Saraqib.")]
    assert types == ["clash", "capture"]


@pytest.mark.parametrize(
    "text",
    [
        "Saraqib is under the control of the rebels.",
        "He said Saraqib was now ‘under the control of the rebels’.",
        "Saraqib is held by the rebels.",
        "The rebels are in control of Saraqib.",
    ],
)
def test_who_holds_a_place_is_the_agent_of_control(drafts_of: DraftsOf, text: str) -> None:
    (draft,) = drafts_of(text)
    assert draft.claim.type == "control"
    assert [(actor.role, actor.text) for actor in draft.claim.actors] == [("agent", "rebels")]
