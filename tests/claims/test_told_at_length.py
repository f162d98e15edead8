"""What long sentences of news agencies tell, and what only looks like it."""

from collections.abc import Callable

from warmonitor.claims import Draft

Drafts = Callable[[str], list[Draft]]


def told(drafts: list[Draft], kind: str) -> Draft:
    (found,) = [draft for draft in drafts if draft.claim.type == kind]
    return found


def test_what_another_voice_counts_is_its_own_claim(drafts_of: Drafts) -> None:
    drafts = drafts_of(
        "Rebels recaptured three towns, the military said, while a paper put the death toll as high as 90."
    )
    assert [figure.measure for figure in told(drafts, "capture").claim.figures] == ["places_captured"]
    (dead,) = told(drafts, "casualties").claim.figures
    assert (dead.low, dead.high) == (None, 90)


def test_what_people_came_home_to_find_was_there(drafts_of: Drafts) -> None:
    drafts = drafts_of(
        "Villagers who fled the shelling returned home on Monday to find the bodies of nine men."
    )
    assert told(drafts, "casualties").claim.modality == "asserted"


def test_a_charge_of_several_deeds_charges_each(drafts_of: Drafts) -> None:
    drafts = drafts_of("The militia is accused of abducting, torturing and killing villagers.")
    deeds = {draft.claim.type: draft.claim.modality for draft in drafts if draft.claim.type != "accusation"}
    assert {"abduction", "torture"} <= set(deeds)
    assert set(deeds.values()) == {"alleged"}


def test_those_forced_to_pull_back_do_so(drafts_of: Drafts) -> None:
    drafts = drafts_of("Rebels attacked Birao and forced government troops to pull back.")
    (agent,) = told(drafts, "withdrawal").claim.actors
    assert agent.text == "government troops"


def test_forces_that_back_somebody_repel_nobody(drafts_of: Drafts) -> None:
    assert not drafts_of("The fighting is between forces backing the political rivals.")


def test_a_statement_speaks_for_who_issued_it(drafts_of: Drafts) -> None:
    drafts = drafts_of(
        "The rebels said in a statement that they seized Birao.\n\nTwo men died.\n\n"
        "The statement said: “Our men entered the town.”"
    )
    assert told(drafts, "entry").claim.voices[0].name == "rebels"


def test_they_who_said_it_are_those_who_spoke(drafts_of: Drafts) -> None:
    drafts = drafts_of(
        "Five people were injured in an airstrike on Birao, official sources said.\n\n"
        "They said a clash broke out near the town."
    )
    assert told(drafts, "clash").claim.voices[0].name == "official sources"


def test_a_town_may_be_called_like_a_common_word(drafts_of: Drafts) -> None:
    (place,) = told(drafts_of("Rebels seized Man last week."), "capture").claim.places
    assert place.text == "Man"


def test_the_losses_of_a_side_are_counted_of_its_own(drafts_of: Drafts) -> None:
    drafts = drafts_of("The army lost 13 of its soldiers in the battle for Birao.")
    (dead,) = told(drafts, "clash").claim.figures
    assert (dead.low, dead.high, dead.group) == (13, 13, "soldier")


def test_who_unleashes_one_kind_of_fire_unleashes_the_other(drafts_of: Drafts) -> None:
    drafts = drafts_of("Rebels unleashed heavy artillery and sniper fire on Aleppo.")
    assert [actor.text for actor in told(drafts, "attack").claim.actors] == ["Rebels"]


def test_what_an_attack_shows_doubts_no_attack(drafts_of: Drafts) -> None:
    drafts = drafts_of("The attack underscores the heavy toll on civilians, the United Nations warned.")
    assert told(drafts, "attack").claim.modality == "asserted"


def test_an_ambush_with_rocket_propelled_grenades_is_the_gunmens(drafts_of: Drafts) -> None:
    drafts = drafts_of("Militants ambushed the convoy with rocket propelled grenades.")
    assert told(drafts, "attack").claim.actors[0].text == "Militants"


def test_a_tally_counts_nobody(drafts_of: Drafts) -> None:
    assert not drafts_of("Both tolls were only for civilians, since neither side reports casualties.")


def test_the_day_of_the_raid_is_the_day_of_its_shots(drafts_of: Drafts) -> None:
    drafts = drafts_of("In Wednesday's attack, insurgents fired rockets at the convoy.")
    assert told(drafts, "shelling").time is not None


def test_who_ambushed_and_killed_did_both(drafts_of: Drafts) -> None:
    (actor,) = told(drafts_of("Rebels ambushed and killed five policemen in Cauca."), "attack").claim.actors
    assert (actor.role, actor.text) == ("agent", "Rebels")


def test_who_shot_and_killed_did_both(drafts_of: Drafts) -> None:
    (actor,) = told(drafts_of("Gunmen shot and killed five policemen."), "killing").claim.actors
    assert (actor.role, actor.text) == ("agent", "Gunmen")


def test_the_wounded_moved_to_hospital_are_not_deployed(drafts_of: Drafts) -> None:
    text = "The injured soldiers were shifted to the Combined Military Hospital after the ambush."
    assert "deployment" not in {draft.claim.type for draft in drafts_of(text)}
