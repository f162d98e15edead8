"""Every type of claim, told by verbs, nouns, passives and headlines; and what is no claim at all."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]

TOLD = [
    # fighting
    ("Rebels clashed with the army near Kesra on Monday.", {"clash"}),
    ("Heavy fighting broke out between rebels and soldiers in the town of Kesra.", {"clash"}),
    ("The army launched an offensive against the rebels in the north.", {"offensive"}),
    ("Rebels began a large offensive toward Torvik.", {"offensive"}),
    ("Gunmen attacked an army post near Kesra.", {"attack"}),
    ("Militants ambushed a convoy of soldiers on the road to Torvik.", {"attack"}),
    ("Gunmen opened fire on a bus near Kesra.", {"attack"}),
    ("Warplanes bombed a market in Kesra.", {"airstrike"}),
    ("An airstrike on Torvik killed nine people.", {"airstrike"}),
    ("Coalition airstrikes hit a factory in Torvik.", {"airstrike"}),
    ("A drone strike killed two commanders near Kesra.", {"drone_strike"}),
    ("The army shelled the town of Kesra.", {"shelling"}),
    ("Rockets hit the port of Torvik.", {"shelling"}),
    ("Shells hit a market in Kesra, killing nine.", {"shelling"}),
    ("Mortar shells landed near a school in Torvik.", {"shelling"}),
    ("A car bomb exploded outside a police station in Torvik.", {"bombing"}),
    ("A suicide bomber blew himself up in a mosque in Torvik.", {"bombing"}),
    ("A roadside bomb killed four soldiers near Kesra.", {"bombing"}),
    ("12 killed in market blast", {"bombing"}),
    ("A chlorine attack on Kesra killed ten people.", {"chemical_attack"}),
    ("Air defences shot down three drones over Torvik.", {"interception"}),
    ("Rebels besieged the town of Kesra for weeks.", {"siege"}),
    ("Gunmen assassinated the mayor of Torvik.", {"killing"}),
    ("A man was shot dead in a shooting in Torvik.", {"killing"}),
    ("Soldiers executed nine prisoners in Kesra.", {"killing"}),
    ("At least 30 people were killed in the war on Sunday.", {"casualties"}),
    # territory
    ("Rebels captured the town of Kesra.", {"capture"}),
    ("Rebels seize key town", {"capture"}),
    ("The town of Kesra fell to the rebels.", {"capture"}),
    ("The army took control of Torvik after a battle.", {"capture"}),
    ("The capture of Kesra by the rebels surprised the government.", {"capture"}),
    ("Troops entered the city of Torvik on Friday.", {"entry"}),
    ("Government forces withdrew from Kesra.", {"withdrawal"}),
    ("The rebels control half of Torvik.", {"control"}),
    ("The army repelled an attack on Kesra.", {"repelled"}),
    ("Army repels large attack on Kesra", {"repelled"}),
    # against people
    ("Gunmen kidnapped three aid workers near Kesra.", {"abduction"}),
    ("Police arrested 40 protesters in Torvik.", {"detention"}),
    ("Soldiers raped several women in the village of Kesra.", {"sexual_violence"}),
    ("Militiamen tortured prisoners in Kesra.", {"torture"}),
    ("The fighting displaced thousands of families.", {"displacement"}),
    ("The army evacuated 300 civilians from Kesra.", {"evacuation"}),
    ("Hundreds of refugees returned to Kesra after the fighting.", {"return"}),
    # things
    ("Rebels destroyed a bridge near Torvik.", {"destruction"}),
    ("Rebels seized tanks and heavy weapons from the army.", {"seizure"}),
    ("Militiamen looted shops in Kesra.", {"looting"}),
    # words of a phrase apart
    ("The fighters regained control over further areas in Kesra.", {"capture"}),
    ("The army has brought the town of Kesra under its control.", {"capture"}),
    ("Fighters raised the militia's flag over the post in Kesra.", {"capture"}),
    ("The village near Kesra is in rebel hands.", {"control"}),
    ("Torvik is under the army's control.", {"control"}),
    ("Offensive sees over 50 villages and towns captured – with 70 killed", {"offensive", "capture"}),
    ("There were reports of government forces melting away from Torvik.", {"withdrawal"}),
    ("The insurgents breached the city limits of Kesra.", {"entry"}),
    ("The road to Kesra was under mortar fire.", {"shelling"}),
    # public order
    ("Thousands of people protested against the war in Torvik.", {"protest"}),
    ("Thousands gather in Torvik to protest against the war.", {"protest"}),
    ("Crowds rioted in Torvik after the shooting.", {"riot"}),
    ("The army imposed a curfew on Kesra after the attack.", {"restriction"}),
    ("The army diverted traffic from the highway because of the clashes.", {"restriction"}),
    ("The shelling cut off electricity in Torvik.", {"service_disruption"}),
    # forces and friends
    ("The government deployed troops to Kesra.", {"deployment"}),
    ("Aid groups delivered aid to the town of Kesra after the fighting.", {"aid"}),
    # deals
    ("The army and the rebels agreed to a ceasefire.", {"agreement"}),
    ("The rebels violated the ceasefire in Kesra.", {"violation"}),
    ("The rebels released 12 hostages in Kesra.", {"release"}),
    ("Dozens of rebels surrendered to the army near Kesra.", {"surrender"}),
    # words
    ("The army accused the rebels of looting.", {"accusation"}),
    ("The rebels denied the accusation that they attacked civilians.", {"denial"}),
    ("The rebels claimed responsibility for the bombing in Torvik.", {"responsibility"}),
    ("The army vowed to destroy the rebels.", {"threat"}),
    ("The army had called for talks with the rebels.", {"demand"}),
    ("The foreign ministry condemned the attack on Kesra.", {"condemnation"}),
    ("Insurgents slipped back into the town of Kesra overnight.", {"entry"}),
    (
        "Soldiers looted shops and set houses on fire.",
        {"looting", "destruction"},
    ),
    ("A bomb derailed a train in Kesra, killing eight people.", {"bombing"}),
    ("Simultaneous explosions occurred at two party offices in Torvik.", {"bombing"}),
    ("Gunmen mounted an attack on the office of the attorney-general in Torvik.", {"attack"}),
    ("The insurgents destroyed gas and oil pipelines near Kesra.", {"destruction"}),
    ("Kesra is one of the last towns still held by the rebels.", {"control"}),
    ("No Marovian troops were wounded.", {"casualties"}),
    ("Soldiers were wounded in the attack.", {"casualties"}),
    ("The army said that it had foiled a coup attempt.", {"attack"}),
    ("According to the monitor, the city of Kesra was cleared of rebels by the army.", {"capture"}),
    ("The government ordered the army to retake the town of Kesra.", {"capture"}),
    ("An attempt to free the hostages failed.", {"release"}),
    ("The army said that it had carried out air strikes on Kesra.", {"airstrike"}),
    ("Doctors Without Borders said that its hospital in Kesra had been shelled.", {"shelling"}),
    ("A man drove his car into a crowd of protesters in Torvik.", {"attack"}),
    ("Police shot dead a man in a raid on a refugee camp in Torvik.", {"killing"}),
    ("The Joint Border Operation in Kesra says that nine guards were killed in an ambush.", {"attack"}),
    ("Buses took away wounded civilians from the rebel enclave.", {"evacuation"}),
    ("A sniper killed a herdsman near the fence surrounding Kesra.", {"killing"}),
    ("The rebel army, based in the east, captured the town of Kesra.", {"capture"}),
    ("Save the Children said that soldiers had shelled a school in Kesra.", {"shelling"}),
]

SILENT = [
    "The two men met in Torvik before the war.",
    "I met a refugee from the war in Torvik.",
    "The army of the country, the boy said, had no use for him, and he wanted to leave.",
    "The home side attacked from the start and won the cup final by two goals.",
    "The striker was shot down in the penalty area, the coach said after the match.",
    "A hurricane killed twelve people and left thousands homeless.",
    "Seventeen passengers were killed when a bus overturned near Torvik.",
    "The party captured 40 seats in the election.",
    "The company launched an aggressive campaign to win market share.",
    "Shares fell after the company withdrew from the merger.",
    "The film, about a battle between two brothers, won an oscar.",
    "An earthquake destroyed hundreds of houses in the province.",
    "The president met the mayor of Torvik.",
    "Attack helicopters are expensive.",
    "The outbreak killed 30 people, the health ministry said.",
    "The singer released a new album on Friday.",
    "It is not known if anyone was killed in the attack.",
    "The museum opens a new wing in Torvik on Monday.",
    "A vaccine that prevents the disease was approved.",
]


@pytest.mark.parametrize(("sentence", "types"), TOLD)
def test_tells(sentence: str, types: set[str], drafts_of: DraftsOf) -> None:
    assert types <= {draft.claim.type for draft in drafts_of(sentence)}


@pytest.mark.parametrize("sentence", SILENT)
def test_is_silent(sentence: str, drafts_of: DraftsOf) -> None:
    assert [draft.claim.type for draft in drafts_of(sentence)] == []


ONE_HAPPENING = [
    "A man was shot dead in a shooting in Torvik.",
    "A suicide bombing in an attack on a mosque killed twelve people in Torvik.",
    "Coalition airstrikes hit a factory in Torvik, killing 14 workers.",
    "Army repels large attack on Kesra",
    "Insurgents attacked an airbase near Kesra with drones, destroying a helicopter.",
    "Gunmen opened fire on a bus near Kesra, killing six passengers.",
]


@pytest.mark.parametrize("sentence", ONE_HAPPENING)
def test_one_happening_is_one_claim(sentence: str, drafts_of: DraftsOf) -> None:
    assert len(drafts_of(sentence)) == 1


def test_several_happenings_are_several_claims(drafts_of: DraftsOf) -> None:
    told = drafts_of("Rebels shelled the airport and captured the town of Kesra.")
    assert [draft.claim.type for draft in told] == ["shelling", "capture"]


def test_each_thing_ordered_is_a_claim(drafts_of: DraftsOf) -> None:
    told = drafts_of("After the coup the army imposed a curfew and closed the borders.")
    assert [draft.claim.type for draft in told].count("restriction") == 2


def test_only_a_crowd_rallies(drafts_of: DraftsOf) -> None:
    assert not any(d.claim.type == "protest" for d in drafts_of("Rebel chiefs demonstrated great courage."))
    assert any(d.claim.type == "protest" for d in drafts_of("Thousands demonstrated in Torvik over the war."))


def test_a_protest_that_turns_violent_is_one_riot(drafts_of: DraftsOf) -> None:
    assert [d.claim.type for d in drafts_of("The protest in Torvik turned violent on Monday.")] == ["riot"]
