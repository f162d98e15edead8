"""Happenings told in passing, beside newer ones: each keeps its own day, place, victims and mood."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]

DAYS = [
    (
        "The rebels claimed responsibility for yesterday's attack on the barracks in Kesra.",
        "attack",
        "yesterday",
    ),
    (
        "The death toll from yesterday's explosions in Lebanon rises to twelve, officers say.",
        "bombing",
        "yesterday",
    ),
    (
        "The army enters the town of Kesra for the first time since losing it to rebels in 2014.",
        "entry",
        None,
    ),
]


@pytest.mark.parametrize(("sentence", "kind", "day"), DAYS)
def test_a_happening_has_the_day_of_its_own_words(
    sentence: str, kind: str, day: str | None, drafts_of: DraftsOf
) -> None:
    draft = next(draft for draft in drafts_of(sentence) if draft.claim.type == kind)
    assert (draft.time and sentence[slice(*draft.time)]) == day


def test_what_is_answered_took_place(drafts_of: DraftsOf) -> None:
    sentence = "The brigade threatens to fire on, in retaliation for the killing of Omar Haddad, a commander."
    moods = {draft.claim.type: draft.claim.modality for draft in drafts_of(sentence)}
    assert moods["killing"] == "asserted"


def test_the_attack_that_killed_is_one_attack(drafts_of: DraftsOf) -> None:
    drafts = drafts_of(
        "The rebels claim responsibility for an attack on a camp near Kesra that killed nine soldiers."
    )
    attacks = [draft.claim for draft in drafts if draft.claim.type in {"attack", "killing"}]
    assert [(claim.type, [figure.low for figure in claim.figures]) for claim in attacks] == [("attack", [9])]


def test_an_adjective_that_opens_a_sentence_attacks_nobody(drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of("Heavy gunfire was heard in the streets of Kesra.")
    assert draft.claim.actors == ()


def test_what_went_before_is_history_and_no_more(drafts_of: DraftsOf) -> None:
    drafts = drafts_of(
        "The film shows the beheading of nine soldiers who had been previously abducted in Kesra."
    )
    assert {draft.claim.type: draft.claim.newness for draft in drafts} == {
        "killing": "new",
        "abduction": "background",
    }


def test_a_town_beside_a_shrine_that_nobody_knows_is_kept(drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of("Two bomb blasts in the Turkish capital Ankara killed 12 people.")
    assert "Ankara" in [place.text for place in draft.claim.places]
