"""What a country at war says of what is done to people in it, where no other word of the text does."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[..., list[Draft]]


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Seven dead, 20 hurt in Kharkiv", "casualties"),
        ("Eleven people remain unaccounted for in Homs, the governor said.", "casualties"),
        ("An editor was arrested at her home in Mandalay.", "detention"),
        ("Two teachers were tortured in a cell in Huehuetenango, Guatemala.", "torture"),
    ],
)
def test_harm_in_a_country_at_war_is_of_the_war(sentence: str, type_: str, drafts_of: DraftsOf) -> None:
    assert [draft.claim.type for draft in drafts_of(sentence)] == [type_]


@pytest.mark.parametrize(
    "sentence",
    [
        "Seven dead, 20 hurt in Salzburg",
        "Yellow fever killed seven people in Kharkiv.",
        "An illness killed 11 people near Homs.",
        "Seven people died when a footbridge gave way in Homs.",
        "A trader was arrested over a robbery in Mandalay.",
    ],
)
def test_peace_and_its_mishaps_are_not(sentence: str, drafts_of: DraftsOf) -> None:
    assert drafts_of(sentence) == []
