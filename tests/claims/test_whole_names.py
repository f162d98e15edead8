"""Names of bodies that hold other names are read whole, and days of the week do nothing."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

Tell = Callable[[str], list[Draft]]


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        (
            "The Islamic State of Iraq and the Levant captured Dovrin on Monday.",
            "agent",
            "Islamic State of Iraq and the Levant",
        ),
        (
            "Jordan bombed Islamic State in Iraq and the Levant positions near Dovrin.",
            "target",
            "Islamic State in Iraq and the Levant",
        ),
    ],
)
def test_a_name_that_holds_places_is_one_actor_and_no_place(
    drafts_of: Tell, text: str, role: str, name: str
) -> None:
    (draft,) = drafts_of(text)
    assert name in {actor.text for actor in draft.claim.actors if actor.role == role}
    assert {"Iraq", "Levant"}.isdisjoint(place.text for place in draft.claim.places)


def test_the_quote_is_untouched_by_joined_names(drafts_of: Tell) -> None:
    text = "The Islamic State of Iraq and the Levant shelled Aleppo."
    (draft,) = drafts_of(text)
    assert draft.claim.quote == text
    assert all(text[slice(*actor.span)] == actor.text for actor in draft.claim.actors)


def test_a_day_is_no_doer(drafts_of: Tell) -> None:
    (draft,) = drafts_of("Saturday's bombing in Kabul killed ten people.")
    assert draft.claim.actors == ()
    assert draft.time is not None
