"""What is aimed at, guarded against, debated or asked has not happened, nor has what is done to nobody."""

from collections.abc import Callable

import pytest

from warmonitor.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "type_", "modality"),
    [
        ("The jets dropped no bombs on Kesra on Friday.", "airstrike", "negated"),
        ("The rebels took no prisoners in Kesra.", "detention", "negated"),
        ("The army has so far held off from storming the camp near Kesra.", "attack", "negated"),
        ("Soldiers kept rebels from entering Kesra.", "entry", "negated"),
        ("The hospital in Kesra is bracing for an assault.", "attack", "possible"),
        ("Engineers dug trenches to guard against car bombings in Kesra.", "bombing", "possible"),
        ("Troops in Kesra were on alert against attacks by militants.", "attack", "possible"),
        ("Hopes of a ceasefire in Kesra faded on Sunday.", "agreement", "possible"),
        ("Diplomats are working on a ceasefire between the army and the rebels.", "agreement", "planned"),
        ("The rebels' aim is the capture of Kesra.", "capture", "planned"),
        ("Parliament is debating the deployment of troops to Kesra.", "deployment", "possible"),
        ("Did the army shell the hospital in Kesra?", "shelling", "possible"),
        ("The rebels want to capture Kesra.", "capture", "planned"),
        ("The rebels want the army to leave Kesra.", "withdrawal", "demanded"),
        ("Why did the army shell the hospital in Kesra?", "shelling", "asserted"),
        ("The army shelled Kesra, killing no fewer than nine people.", "shelling", "asserted"),
        ("The attack on Kesra on Friday caused no damage to the bridge.", "attack", "asserted"),
    ],
)
def test_what_is_looked_to_has_not_happened(claims_of: ClaimsOf, text: str, type_: str, modality: str):
    found = [claim for claim in claims_of(text) if claim.type == type_]
    assert {claim.modality for claim in found} == {modality}


@pytest.mark.parametrize(
    ("text", "type_", "start", "end", "newness"),
    [
        (
            "Kesra fell to the rebels in June 2019 after a long siege.",
            "siege",
            None,
            "2019-06-30",
            "background",
        ),
        (
            "The army retook Kesra in June 2019 in a battle with rebels.",
            "clash",
            "2019-06-01",
            "2019-06-30",
            "background",
        ),
        ("Rebels seized Kesra on Tuesday after heavy shelling.", "shelling", None, "2031-05-06", "new"),
        (
            "At talks in Oslo in March the rebels demanded a corridor.",
            "demand",
            "2031-03-01",
            "2031-03-31",
            "background",
        ),
        (
            "Vell, which sent troops to Kesra on Monday, threatened to attack.",
            "deployment",
            "2031-05-05",
            "2031-05-05",
            "new",
        ),
        ("The village of Kesra has been shelled twice.", "shelling", None, "2031-05-09", "background"),
        ("Kesra was occupied by rebels until last month.", "control", None, "2031-04-30", "background"),
    ],
)
def test_what_goes_with_something_dated(claims_of: ClaimsOf, text, type_, start, end, newness):
    claim = next(claim for claim in claims_of(text) if claim.type == type_)
    assert claim.time is not None
    assert (claim.time.start and str(claim.time.start), str(claim.time.end)) == (start, end)
    assert claim.newness == newness


@pytest.mark.parametrize(
    ("text", "type_", "modality"),
    [
        ("The mayor demanded an apology for the shelling of the school in Kesra.", "shelling", "asserted"),
        (
            "The union called for an investigation into the killing of six farmers by rebels in Kesra.",
            "killing",
            "asserted",
        ),
        ("Rebels threatened to retaliate for the airstrike on Kesra.", "airstrike", "asserted"),
        ("The committee is to examine the bombing of the hospital in Kesra.", "bombing", "asserted"),
        ("Residents plan to rebuild the mosque destroyed by the army in Kesra.", "destruction", "asserted"),
        ("The rebels denied a report that they had lost the town of Kesra.", "capture", "denied"),
        ("The rebels proposed a ten-day truce.", "agreement", "planned"),
        ("Rebels unsuccessfully attacked the base in Kesra.", "attack", "failed"),
        ("The army will not allow protesters into Kesra.", "restriction", "planned"),
    ],
)
def test_what_is_answered_took_place(claims_of: ClaimsOf, text: str, type_: str, modality: str):
    assert {claim.modality for claim in claims_of(text) if claim.type == type_} == {modality}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Rockets hit Aleppo University on Tuesday, killing 12 students.", "Aleppo University", "Aleppo"),
        ("Troops stormed the University of Mosul on Friday.", "Mosul", "Mosul"),
        ("A car bomb exploded near Garissa University College.", "Garissa University College", "Garissa"),
    ],
)
def test_a_site_is_in_the_town_that_it_is_named_after(claims_of: ClaimsOf, text: str, words: str, name: str):
    (claim,) = claims_of(text)
    assert [(place.text, place.name) for place in claim.places] == [(words, name)]


def test_a_country_in_brackets_holds_the_place(claims_of: ClaimsOf):
    (claim,) = claims_of("Militants attacked a hotel in Boni (Mali), killing six.")
    assert {place.country for place in claim.places} == {"ML"}
