"""Whose forces are meant: by possessives, by descriptions, beside other towns."""

import pytest

from warmonitor.evaluation.pointers import report_of
from warmonitor.pipeline import Corridor


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("The Rapid Support Forces said that their fighters had captured Nyala.", "rsf"),
        (
            "Russia's defence ministry said its units had taken Kupyansk in Ukraine.",
            "russia-defence-ministry",
        ),
        ('"Our forces have liberated Goma," M23 said.', "m23"),
        ("M23 entered Goma on Monday. The rebels captured Bukavu on Friday.", "m23"),
        (
            "Syria shut the airport at Aleppo. The army said its forces had retaken Hama.",
            "syria-armed-forces",
        ),
        ("Al-Shabaab left Kismayo on Monday. The militants recaptured Baidoa on Friday.", "al-shabaab"),
    ],
)
def test_whose_forces_took_it(corridor: Corridor, text: str, agent: str) -> None:
    claims = corridor.told(report_of(text, "2024-05-10", "x")).claims
    took = [claim for claim in claims if claim.type == "capture"]
    assert [actor.id for actor in took[-1].actors if actor.role == "agent"] == [agent]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ukrainian forces captured Vasylkove and Kupyansk on Friday.", ["Vasylkove", "Kupyansk"]),
        ("The army retook Omarsk from the rebels.", ["Omarsk"]),
        ("The army captured rebel leader Karim Halum on Friday.", []),
    ],
)
def test_a_single_name_that_is_captured_may_be_a_town(
    corridor: Corridor, text: str, places: list[str]
) -> None:
    claims = corridor.told(report_of(text, "2024-05-10", "x")).claims
    assert [place.text for claim in claims if claim.type == "capture" for place in claim.places] == places


def test_those_beaten_back_do_nothing(corridor: Corridor) -> None:
    told = "Russian attacks on Kupyansk were repelled, the Ukrainian general staff said."
    (claim,) = corridor.told(report_of(told, "2024-05-10", "x")).claims
    assert claim.type == "repelled"
    assert not [actor for actor in claim.actors if actor.role == "agent"]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        (
            "The defence ministry said its jets bombed Gao. The health ministry said nine people died there. "
            "The ministry said eleven were wounded in Gao. The interior ministry said two rebels were shot.",
            [f"mali-{what}-ministry" for what in ("defence", "health", "health", "interior")],
        ),
        (
            "The rebel group said it had captured Kidal. The rights group said nine people died in Gao.",
            ["rebel group", "rights group"],
        ),
        (
            "NATO said its jets struck Pristina. The alliance said another strike had missed. The refugee "
            "agency said 14,000 people had fled to Albania.",
            ["nato", "nato", "refugee agency"],
        ),
        (
            "Mali's defence ministry said its jets bombed Gao. The government said nine people died in Gao.",
            ["mali-defence-ministry", "mali-government"],
        ),
    ],
)
def test_bodies_told_apart_by_a_word_are_several(corridor: Corridor, text: str, voices: list[str]) -> None:
    told = [claim.voices[0] for claim in corridor.told(report_of(text, "2024-05-10", "x")).claims]
    assert [voice.id or voice.name for voice in told] == voices
