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
    ],
)
def test_what_has_not_happened_is_told_apart(
    text: str, type_: str, modality: str, drafts_of: DraftsOf
) -> None:
    assert modality in {draft.claim.modality for draft in drafts_of(text) if draft.claim.type == type_}


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
