"""Sentences whose form leaves something out, and words of peace beside plain ones of war."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[..., list[Draft]]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The village the rebels seized was empty.", "capture"),
        ("The positions the army shelled lie near Saraqeb.", "shelling"),
        ("Prisoners the militia released on Sunday were thin.", "release"),
        ("Taken by the rebels in May, Sirte is a ruin.", "capture"),
        ("Ambushed near Gao, the patrol was out of reach.", "attack"),
    ],
)
def test_what_a_clause_leaves_out_stands_beside_it(sentence: str, kind: str, drafts_of: DraftsOf) -> None:
    assert kind in [draft.claim.type for draft in drafts_of(sentence)]


def test_an_area_that_is_only_told_apart_is_no_claim(drafts_of: DraftsOf) -> None:
    assert drafts_of("The army will return 40 hectares of the area it controls.") == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Bombs at a rugby club in Kesra killed nine people who were watching the cup final.", "bombing"),
        ("A sewage tanker packed with explosives blew up in Kabul, killing 80 people.", "bombing"),
        ("Ten people were killed in clashes over water as the drought went on.", "clash"),
    ],
)
def test_those_killed_by_plain_arms_are_of_war_whatever_else_is_told(
    sentence: str, kind: str, drafts_of: DraftsOf
) -> None:
    assert [draft.claim.type for draft in drafts_of(sentence)] == [kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "The winger dropped bombs into the box all evening and the champions died at the feet of a teenager.",
        "A tanker exploded on the motorway, killing eight people.",
    ],
)
def test_games_and_mishaps_stay_silent(sentence: str, drafts_of: DraftsOf) -> None:
    assert drafts_of(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The Houthis' flag flies over the port of Hodeidah.", "control"),
        ("The army is in charge in Bamako.", "control"),
        ("Militiamen with machetes roamed the streets of Bunia.", "deployment"),
        ("Monks marched through Mandalay.", "protest"),
        ("Neither side has kept to the truce.", "violation"),
    ],
)
def test_what_is_told_by_its_sign(sentence: str, kind: str, drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of(sentence)
    assert (draft.claim.type, draft.claim.modality) == (kind, "asserted")


@pytest.mark.parametrize(
    "sentence",
    [
        "Black flags still hang from the minaret in Marawi.",
        "The last howitzer fell quiet near Saida.",
        "A soldier walked out of his base in Kandahar.",
    ],
)
def test_words_that_only_look_like_deeds(sentence: str, drafts_of: DraftsOf) -> None:
    assert drafts_of(sentence) == []
