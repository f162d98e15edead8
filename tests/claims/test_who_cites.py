"""Who cites whom, who speaks behind a colon, what kind of voice armed men and diplomats are."""

from collections.abc import Callable

import pytest

from warmonitor.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        (
            "State television, citing a military source, reported that troops repelled an attack on Kesra.",
            ["a military source", "State television"],
        ),
        (
            "Troops have repelled an attack on Kesra, state television reported, citing a military source.",
            ["a military source", "state television"],
        ),
        (
            "Interfax quoted local police as saying that rebels had shelled Kesra.",
            ["local police", "Interfax"],
        ),
        ("Tass quoted a commander as saying troops had entered Kesra.", ["a commander", "Tass"]),
    ],
)
def test_who_is_cited_is_the_inner_voice(claims_of: ClaimsOf, text: str, voices: list[str]):
    (claim,) = claims_of(text)
    assert [voice.text for voice in claim.voices[:-1]] == voices


def test_what_stands_behind_a_colon_in_the_next_paragraph_is_theirs(claims_of: ClaimsOf):
    text = (
        "A rebel commander said the army had lost two tanks near Kesra.\n\n"
        "The foreign minister, Anna Brandt, said:\n\n“The army has shelled the market of Kesra.”"
    )
    claim = next(claim for claim in claims_of(text) if claim.type == "shelling")
    assert (claim.voices[0].speaker, claim.voices[0].kind) == ("Anna Brandt", "government")


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("Fighters of the Kesra Brigade", "armed_group"),
        ("A commander of the 4th Brigade", "military"),
        ("A Western diplomat", "unnamed_official"),
    ],
)
def test_kinds_of_voices(claims_of: ClaimsOf, who: str, kind: str):
    (claim,) = claims_of(f"{who} said that rebels had shelled the town of Kesra on Monday.")
    assert claim.voices[0].kind == kind


def test_a_dateline_is_no_part_of_a_name(claims_of: ClaimsOf):
    (claim,) = claims_of("KESRA - Syrian government forces seized the airport on Monday, a monitor said.")
    assert [actor.text for actor in claim.actors] == ["Syrian government forces"]


@pytest.mark.parametrize(
    "text", ["( Kony ) Rebels shot nine men, Kony said.", '" Colonel Kony " said that rebels shot nine men.']
)
def test_a_report_may_begin_with_a_lone_mark(text: str, claims_of: ClaimsOf) -> None:
    assert [claim.type for claim in claims_of(text)] == ["attack"]
