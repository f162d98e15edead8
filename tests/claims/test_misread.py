"""Headlines in the present, of which a parse may make one long noun."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

HEADLINES = [
    ("Israeli warplanes fire missiles near Damascus, killing 12 fighters.", "airstrike", "Israeli warplanes"),
    ("The government and rebels fire artillery into villages near Idlib.", "shelling", "government"),
    ("The Houthis launch missiles and drones into Saudi Arabia.", "shelling", "Houthis"),
    ("The Taliban stages offensives in two provinces of Afghanistan.", "offensive", "Taliban"),
    ("Turkish jets strike targets in northern Iraq.", "airstrike", "Turkish jets"),
]


@pytest.mark.parametrize(("headline", "kind", "doer"), HEADLINES)
def test_verbs_between_nouns(
    headline: str, kind: str, doer: str, drafts_of: Callable[[str], list[Draft]]
) -> None:
    (draft,) = drafts_of(headline)
    assert draft.claim.type == kind
    assert next(actor.text for actor in draft.claim.actors if actor.role == "agent") == doer


NOUNS = [
    "Police found rocket launch sites near Gao on Monday.",
    "The rebels' air strike targets are in Hama, the army said.",
]


@pytest.mark.parametrize("sentence", NOUNS)
def test_nouns_stay_nouns(sentence: str, drafts_of: Callable[[str], list[Draft]]) -> None:
    assert not [
        draft
        for draft in drafts_of(sentence)
        if draft.claim.type in {"shelling", "airstrike"} and draft.claim.rule.endswith("verb")
    ]


DONE = [
    ("Palmyra retaken", "capture", None, "Palmyra"),
    ("Hostages freed", "release", "target", None),
    ("Kesra surrounded, says general", "siege", None, "Kesra"),
    ("Schoolgirls abducted in Zamfara", "abduction", "target", "Zamfara"),
    ("Troops sent to Niger", "deployment", None, "Niger"),
    ("Town evacuated as front nears", "evacuation", None, None),
]


@pytest.mark.parametrize(("headline", "kind", "part", "place"), DONE)
def test_to_whom_it_is_done_in_a_headline_without_its_auxiliary(
    headline: str, kind: str, part: str | None, place: str | None, drafts_of: Callable[[str], list[Draft]]
) -> None:
    (draft,) = drafts_of(headline)
    assert draft.claim.type == kind
    assert "agent" not in {actor.role for actor in draft.claim.actors}
    assert not draft.claim.actors or part in {actor.role for actor in draft.claim.actors} | {None}
    assert place is None or place in {named.text for named in draft.claim.places}


@pytest.mark.parametrize(
    "sentence",
    [
        "Militants attacked outside Gao on Monday.",
        "Soldiers crossed into the Kursk region on Tuesday.",
    ],
)
def test_those_who_do_it_stay_its_doers(sentence: str, drafts_of: Callable[[str], list[Draft]]) -> None:
    (draft,) = drafts_of(sentence)
    assert [actor.role for actor in draft.claim.actors if actor.role in {"agent", "target"}] == ["agent"]


STATES = [
    ("Rebels in control of Bangui", "control", "Bangui"),
    ("Kidal in rebel hands", "control", "Kidal"),
    ("Last fighters out of Aleppo", "withdrawal", None),
    ("Half of Kharkiv without power", "service_disruption", "Kharkiv"),
    ("Opposition leader under arrest", "detention", None),
    ("Ceasefire in tatters", "violation", None),
]


@pytest.mark.parametrize(("headline", "kind", "place"), STATES)
def test_a_headline_tells_a_state_without_its_copula(
    headline: str, kind: str, place: str | None, drafts_of: Callable[[str], list[Draft]]
) -> None:
    (draft,) = drafts_of(headline)
    assert (draft.claim.type, draft.claim.modality) == (kind, "asserted")
    assert place is None or place in {named.text for named in draft.claim.places}


@pytest.mark.parametrize(
    "fragment", ["The man in charge of the talks", "Team out of the cup", "A town under siege."]
)
def test_what_only_describes_a_noun_is_no_state(
    fragment: str, drafts_of: Callable[[str], list[Draft]]
) -> None:
    assert drafts_of(fragment) == []
