"""What has yet to happen or is not known, and to whom things are given."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]


@pytest.mark.parametrize(
    ("text", "type_", "modality"),
    [
        ("The junta promised to free 200 prisoners after the war.", "release", "planned"),
        ("Washington approves anti-personnel mines for Kyiv.", "support", "planned"),
        ("Rebels came close to taking the town of Kesra.", "capture", "failed"),
        ("A bomber was shot before he could blow himself up in Kesra.", "bombing", "failed"),
        (
            "It was not clear to what extent the airport had been damaged by rebels.",
            "destruction",
            "possible",
        ),
        ("The rebels would withdraw from Kesra if the army did the same.", "withdrawal", "possible"),
        ("The army must withdraw from Kesra, the rebels said.", "withdrawal", "demanded"),
        ("A rebel assault on Kesra looks increasingly likely.", "attack", "possible"),
        ("There are fears that the army will shell the old town of Kesra.", "shelling", "possible"),
        ("Four miners are thought to have been abducted by gunmen near Kesra.", "abduction", "possible"),
        ("The rebels warned that they would attack Kesra.", "attack", "planned"),
        ("The talks between the army and the rebels will take place in Oslo on Monday.", "talks", "planned"),
        ("If the rebels try to capture Kesra, the army will fire on them.", "capture", "possible"),
        ("Soldiers are on their way to retake Kesra from the rebels.", "capture", "planned"),
        (
            "The rebels' pullout, due to begin on Monday, covers six villages.",
            "withdrawal",
            "planned",
        ),
        ("Instead of retreating from Kesra, the rebels shelled the road.", "withdrawal", "negated"),
        ("The ministry called reports of a gas attack on Kesra a fabrication.", "chemical_attack", "denied"),
        ("The army rejected accusations that it had shelled Kesra.", "shelling", "denied"),
        ("According to unverified footage, rebels entered Kesra.", "entry", "alleged"),
        ("Prosecutors charged him with bombing the rebels' court in Kesra.", "bombing", "alleged"),
        ("The army claims to have captured Kesra from the rebels.", "capture", "alleged"),
    ],
)
def test_what_has_not_happened_is_told_apart(
    text: str, type_: str, modality: str, drafts_of: DraftsOf
) -> None:
    assert modality in {draft.claim.modality for draft in drafts_of(text) if draft.claim.type == type_}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Two people are feared dead after a bomb exploded in Kesra.", "bombing"),
        ("Suspected rebels attacked Kesra.", "attack"),
        ("Kesra was hit in a suspected drone strike by the army.", "drone_strike"),
        ("Officials said the attack on Kesra had been planned by the rebels for months.", "attack"),
        ("Activists in Kesra report that soldiers killed six farmers.", "killing"),
    ],
)
def test_what_is_only_beside_a_doubt_took_place(text: str, type_: str, drafts_of: DraftsOf) -> None:
    assert {draft.claim.modality for draft in drafts_of(text) if draft.claim.type == type_} == {"asserted"}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Bulgaria shipped 4,000 rockets to Kyiv.", "support"),
        ("The army moved its tanks to the front.", "deployment"),
        ("Arms shipments to Kinshasa were stepped up by the army.", "support"),
    ],
)
def test_who_receives_decides_what_it_is(text: str, type_: str, drafts_of: DraftsOf) -> None:
    assert {draft.claim.type for draft in drafts_of(text)} == {type_}


def test_a_condition_in_the_present_goes_on(drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of("The army is at war with the rebels, and the internet is down across Darfur.")
    assert (draft.claim.type, draft.claim.newness) == ("service_disruption", "ongoing")


@pytest.mark.parametrize(
    ("text", "type_", "newness"),
    [
        ("The army retook Kesra, which the rebels had captured a week earlier.", "capture", "background"),
        (
            "Thousands have fled Kesra since fighting between rebels broke out in April.",
            "clash",
            "background",
        ),
        ("The army denies that its jets were in Kesra at the time of the raid.", "denial", "new"),
        ("It was the first rebel attack on Kesra since 2019.", "attack", "new"),
    ],
)
def test_what_was_before_is_history(text: str, type_: str, newness: str, drafts_of: DraftsOf) -> None:
    assert newness in {draft.claim.newness for draft in drafts_of(text) if draft.claim.type == type_}


def test_what_is_refused_is_no_deal(drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of("The rebels rejected a ceasefire proposal after the war's first week.")
    assert (draft.claim.type, draft.claim.modality) == ("agreement", "negated")


def test_an_order_to_cease_fire_sends_nobody(drafts_of: DraftsOf) -> None:
    told = {draft.claim.type for draft in drafts_of("The general ordered all troops to cease fire in Kesra.")}
    assert "agreement" in told
    assert "deployment" not in told


@pytest.mark.parametrize(
    "text",
    [
        "Clashes between the army and the rebels threaten a peace deal.",
        "It is unclear who was behind the attack on the army base in Kesra.",
    ],
)
def test_what_nobody_says_is_no_word_of_anybody(text: str, drafts_of: DraftsOf) -> None:
    assert {draft.claim.type for draft in drafts_of(text)}.isdisjoint({"threat", "accusation"})


def test_whoever_writes_a_statement_says_what_it_says(drafts_of: DraftsOf) -> None:
    found = drafts_of("The rebels released a statement rejecting peace talks with the army.")
    assert ("agent", "rebels") in [(a.role, a.text) for draft in found for a in draft.claim.actors]


def test_an_inverted_speaker_of_a_headline_is_the_voice(drafts_of: DraftsOf) -> None:
    (draft, *_) = drafts_of("Truce with rebels holds in Kesra, insists army")
    assert draft.claim.voices[0].text == "army"


def test_a_verb_that_a_parse_makes_part_of_its_object_is_met(drafts_of: DraftsOf) -> None:
    found = drafts_of("A car bomb kills one soldier in Kesra. The Taliban claim responsibility.")
    assert "responsibility" in {draft.claim.type for draft in found}


def test_an_accuser_who_claims_accuses(drafts_of: DraftsOf) -> None:
    told = drafts_of("The rebels claim that the army was responsible for the bombing of a school in Kesra.")
    assert {(d.claim.type, d.claim.modality) for d in told} == {
        ("accusation", "asserted"),
        ("bombing", "alleged"),
    }
