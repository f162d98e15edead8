"""How sure a claim is said to be."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]


def sure(drafts: list[Draft], type_: str) -> float:
    return next(draft.claim.confidence for draft in drafts if draft.claim.type == type_)


@pytest.mark.parametrize(
    ("surer", "less_sure", "type_"),
    [
        (
            "Rebels shelled the town of Kesra, killing ten people.",
            "Rebels shelled the town of Kesra.",
            "shelling",
        ),
        ("Rebels attacked a convoy near Kesra.", "Rebels attacked a convoy.", "attack"),
        ("Rebels attacked Kesra.", "Rebels may have attacked Kesra.", "attack"),
        ("Rebels shelled Kesra.", "Rebels entered Kesra.", "entry"),
    ],
)
def test_what_tells_more_is_surer(surer: str, less_sure: str, type_: str, drafts_of: DraftsOf):
    first = drafts_of(surer)[0].claim.confidence
    assert first > sure(drafts_of(less_sure), type_)


def test_a_crowd_of_happenings_is_less_sure(drafts_of: DraftsOf):
    two = "Rebels attacked Kesra and troops captured Torvik."
    three = "Rebels attacked Kesra, gunmen kidnapped two nuns and warplanes bombed a bakery."
    assert sure(drafts_of(two), "attack") > sure(drafts_of(three), "attack")
