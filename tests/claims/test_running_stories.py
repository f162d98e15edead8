"""What the running story that its source files a report under says of it."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[..., list[Draft]]

RUBBLE = "About 40 people are found dead in the rubble of a block of flats in Armenia."


def test_the_dead_of_a_country_at_war_are_told_where_the_story_is_of_its_war(drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of(RUBBLE, "Armenian–Azerbaijani war", "Siege of Torvik")
    assert [(f.measure, f.low) for f in draft.claim.figures] == [("killed", 40)]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (RUBBLE, "2031 Armenian floods"),
        (RUBBLE, "War in Sudan (2023)"),
        ("About 40 Armenian miners died when an earthquake struck.", "War in Armenia"),
        ("Eleven people died in a fire at a sugar mill in Tanzania.", "Syrian civil war"),
    ],
)
def test_other_stories_and_accidents_stay_silent(text: str, heading: str, drafts_of: DraftsOf) -> None:
    assert drafts_of(text, heading) == []


def test_without_a_story_nothing_says_that_it_is_of_war(drafts_of: DraftsOf) -> None:
    assert drafts_of(RUBBLE) == []
