"""Deeds told as nouns, peoples that bear arms, and subjects behind their verbs."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[..., list[Draft]]
WAR = "\n\nThe war goes on: rebels shelled the town of Kesra on Friday, killing soldiers, officials said."


def first_types(sentence: str, drafts_of: DraftsOf) -> list[str]:
    """What a sentence tells in a report of war."""
    return [draft.claim.type for draft in drafts_of(sentence + WAR) if draft.claim.span[0] < len(sentence)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The dynamiting of the bridge by saboteurs halted trains.", "bombing"),
        ("The besieging of the town by rebels went on.", "siege"),
        ("The recapturing of Malakal by the army was hailed.", "capture"),
        ("The freezing of the general's assets by Washington was announced.", "sanction"),
        ("The pullout of Syrian forces from the Bekaa ended on Tuesday.", "withdrawal"),
        ("The repulse of the cavalry at Odra cheered the town.", "repelled"),
        ("The rout of the garrison at Odra shocked Madrid.", "clash"),
    ],
)
def test_a_deed_is_told_by_a_noun_too(sentence: str, kind: str, drafts_of: DraftsOf) -> None:
    assert kind in first_types(sentence, drafts_of)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The Turks retired behind the river.", "withdrawal"),
        ("The French marched out of Hanoi.", "withdrawal"),
        ("The Chetniks pounced on a patrol outside Gacko.", "attack"),
        ("The Portuguese quit Guinea.", "withdrawal"),
    ],
)
def test_a_people_bears_arms_in_a_report_of_war(sentence: str, kind: str, drafts_of: DraftsOf) -> None:
    assert kind in first_types(sentence, drafts_of)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Democrats quit the session.",
        "The British left the conference early.",
        "Two Turks left the town.",
        "Syrians left for Kesra.",
    ],
)
def test_parties_of_peace_and_single_nationals_do_not(sentence: str, drafts_of: DraftsOf) -> None:
    assert "withdrawal" not in first_types(sentence, drafts_of)


@pytest.mark.parametrize(
    ("sentence", "kind", "doer"),
    [
        ("Troops battle gunmen in Srinagar.", "clash", "Troops"),
        ("Stukas dived on the refugee column.", "airstrike", None),
        ("Slavers carried off 80 women.", "abduction", "Slavers"),
        ("Rebels came at the camp from three sides.", "attack", "Rebels"),
        ("A charge brought down half the police station.", "bombing", None),
        ("The guerrillas resisted until nightfall.", "clash", "guerrillas"),
    ],
)
def test_older_and_rarer_words(sentence: str, kind: str, doer: str | None, drafts_of: DraftsOf) -> None:
    told = [draft.claim for draft in drafts_of(sentence + WAR) if draft.claim.span[0] < len(sentence)]
    assert kind in [claim.type for claim in told]
    if doer is not None:
        assert doer in [actor.text for claim in told for actor in claim.actors]


@pytest.mark.parametrize(
    ("sentence", "low", "group"),
    [
        ("The raid cost the army nine men.", 9, "soldier"),
        ("The ambush cost nine soldiers their lives.", 9, "soldier"),
        ("The retreat cost the brigade 4,500 soldiers.", 4500, "soldier"),
    ],
)
def test_what_a_battle_cost_is_its_dead(sentence: str, low: int, group: str, drafts_of: DraftsOf) -> None:
    figures = [figure for draft in drafts_of(sentence + WAR) for figure in draft.claim.figures]
    assert ("killed", low, group) in [(one.measure, one.low, one.group) for one in figures]


def test_money_and_jobs_are_no_dead(drafts_of: DraftsOf) -> None:
    for sentence in ("The attack cost the firm 12 million dollars.", "Repairs cost two men 900 francs."):
        assert not [f for draft in drafts_of(sentence) for f in draft.claim.figures if f.measure == "killed"]


def test_who_did_it_stands_behind_what_it_was_done_to(drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of("The shelling of the village by the militia went on.")
    assert ("agent", "militia") in [(actor.role, actor.text) for actor in draft.claim.actors]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("A remote-controlled device ripped through a police van in Kesra.", "bombing"),
        ("A missile tore into a bus station in Odra.", "shelling"),
    ],
)
def test_what_goes_through_something_is_no_passive(sentence: str, kind: str, drafts_of: DraftsOf) -> None:
    assert kind in first_types(sentence, drafts_of)
