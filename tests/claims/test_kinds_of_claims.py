"""Support, limits, outages, protests and words of judgement: which claim they are, who and whom."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

WAR = " Shelling by the army killed nine rebels in the province on Monday."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Denmark will hand Kyiv 19 F-16s before the new year.", "support"),
        ("Swedish instructors are teaching army recruits to clear trenches.", "support"),
        ("Police lobbed tear-gas shells at protesters in Dovrin.", "attack"),
        ("The army annihilated two rebel divisions near Dovrin.", "clash"),
        ("Kenya placed 2,000 troops on standby.", "deployment"),
        ("Soil from the crater tested positive for sarin.", "chemical_attack"),
        ("The militants have banned music and cigarettes in Dovrin.", "restriction"),
        ("The navy is keeping grain ships away from the port.", "restriction"),
        ("Schools in Dovrin have not reopened.", "service_disruption"),
        ("Some 40,000 people in Dovrin are cut off from water.", "service_disruption"),
        ("Forty prisoners in Dovrin have refused food for a week.", "protest"),
        ("Mothers stood outside the ministry with portraits of their sons.", "protest"),
        ("Settlers drove a Bedouin community from its land.", "displacement"),
        ("The rebels accepted a peace proposal, a minister said.", "agreement"),
        ("The general staff described the talks as useful.", "comment"),
        ("The situation around Dovrin is tense, the general staff said.", "comment"),
        ("Analysts found traces of a nerve agent in Dovrin.", "chemical_attack"),
        ("Planes were flying weapons to the rebels.", "support"),
        ("Three villages near Dovrin remain without electricity.", "service_disruption"),
        ("Crowds in Dovrin defied the curfew.", "protest"),
        ("Demonstrators spent the night in police cells in Dovrin.", "detention"),
        ("Gunmen drove away with a midwife.", "abduction"),
        ("Peacekeepers handed their base in Dovrin to the police.", "withdrawal"),
        ("The frigate Hesslin sailed from Dovrin to the gulf.", "deployment"),
        ("Kesra wants the UN to protect the north.", "demand"),
        ("Health facilities in Dovrin are non-functional.", "service_disruption"),
        ("Torvik evacuated its troops from Kesra.", "withdrawal"),
        ("Iran and Iraq have signed in Algiers.", "agreement"),
        ("Kesra pledged 100 million euros for drones for Torvik.", "support"),
        ("Bombs filled with chlorine fell on Dovrin.", "chemical_attack"),
        ("The offensive has driven 5,000 people from Dovrin.", "displacement"),
        ("The truce is fragile, the mediator said.", "comment"),
        ("Farmers marched to the land that was fenced off.", "protest"),
        ("Guards foiled an attempt to kidnap the judge in Dovrin.", "abduction"),
    ],
)
def test_kinds(drafts_of: Callable[..., list[Draft]], text: str, kind: str) -> None:
    assert kind in {draft.claim.type for draft in drafts_of(text + WAR)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor called the strike a war crime.", "protest"),
        ("The European Union bans the sale of arms to Torvik.", "support"),
        ("Torvik sold Kesra a thousand bombs.", "bombing"),
        ("The pope asked the army to stop air strikes on Kesra.", "interception"),
        ("The army barred reporters from entering Dovrin.", "entry"),
        ("The junta has outlawed rallies in Dovrin.", "protest"),
        ("The rebels let nobody through, and said so.", "evacuation"),
    ],
)
def test_other_kinds(drafts_of: Callable[..., list[Draft]], text: str, kind: str) -> None:
    assert kind not in {draft.claim.type for draft in drafts_of(text + WAR)}


@pytest.mark.parametrize(
    ("text", "role", "who"),
    [
        ("Congress approved $14 billion in military aid for Ukraine.", "beneficiary", "Ukraine"),
        ("Denmark will hand Kyiv 19 F-16s.", "beneficiary", "Kyiv"),
        ("Iran has been shipping rockets to the militia.", "beneficiary", "militia"),
        ("Kesra accuses Torvik's army of using sarin.", "agent", "Torvik's army"),
        ("The plan by France to send tanks to Ukraine leaked.", "sponsor", "France"),
        ("Congress imposed sanctions on President Ahmed Hassan.", "target", "Hassan"),
        ("The union imposed an asset freeze on three generals.", "target", "generals"),
    ],
)
def test_whom(drafts_of: Callable[..., list[Draft]], text: str, role: str, who: str) -> None:
    actors = [(actor.role, actor.text) for draft in drafts_of(text + WAR) for actor in draft.claim.actors]
    assert any(part == role and who in words for part, words in actors)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Three schools in Dovrin lie in ruins.", "school"),
        ("Rebels made off with two howitzers.", "artillery"),
    ],
)
def test_what_becomes_of_things(drafts_of: Callable[..., list[Draft]], text: str, kind: str) -> None:
    roles = {
        thing.role for draft in drafts_of(text + WAR) for thing in draft.claim.objects if thing.kind == kind
    }
    assert roles & {"destroyed", "seized"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A reporter has been behind bars in Dovrin without charge.", "detention"),
        ("Fishermen may not leave the harbour of Dovrin.", "restriction"),
    ],
)
def test_who_only_undergoes(drafts_of: Callable[..., list[Draft]], text: str, kind: str) -> None:
    (found,) = (draft.claim for draft in drafts_of(text + WAR) if draft.claim.type == kind)
    assert not [actor for actor in found.actors if actor.role == "agent"]


@pytest.mark.parametrize(
    "text",
    [
        "Army engineers pulled out twelve bodies from the ruins of a school in Dovrin.",
        "The injured security personnel were shifted to Dovrin headquarters hospital.",
    ],
)
def test_help_for_the_hurt_moves_no_forces(drafts_of: Callable[..., list[Draft]], text: str) -> None:
    told = {draft.claim.type for draft in drafts_of(text + WAR)}
    assert not told & {"withdrawal", "deployment"}


def test_who_is_demanded_to_be_freed_is_not_free(drafts_of: Callable[..., list[Draft]]) -> None:
    found = [draft.claim for draft in drafts_of("The charity insists that its staff be freed." + WAR)]
    assert "demanded" in {claim.modality for claim in found if claim.type == "release"}
