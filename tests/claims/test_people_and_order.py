"""What is done to people, crowds and their limits: who does it, whom it befalls, and what is none of it."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]

DONE_TO = [
    ("The rebels handed two teachers to the Red Cross near Kesra.", "release", {"rebels"}),
    ("Bodies lay in the streets of Kesra after the shelling stopped.", "casualties", set()),
    ("Soldiers have put the president of Torvik under lock and key.", "detention", {"Soldiers"}),
    ("Raiders broke into the camp at Kesra and killed two nurses.", "killing", {"Raiders"}),
    ("Nine travellers were dragged from a bus near Kesra and shot by gunmen.", "killing", set()),
    ("Five herders were blindfolded before being shot by militiamen in Torvik.", "killing", set()),
    (
        "Two nuns, seized by rebels in March, were handed over to the Red Cross at Kesra.",
        "abduction",
        {"rebels"},
    ),
    ("Police handed over four students to a militia in Torvik.", "abduction", set()),
    ("An editor is being held without charge in Torvik.", "detention", set()),
    ("Officials in Torvik confirmed the arrest of a reporter.", "detention", set()),
    (
        "Three men with rifles took a priest, two nuns and a cook hostage in a chapel in Torvik.",
        "abduction",
        set(),
    ),
    ("Half of the population of Kesra have left the town since the shelling began.", "displacement", set()),
    ("Not a single hostage was hurt by the rebels in Kesra.", "casualties", set()),
    ("Gunmen stormed the inn at Kesra, and several guests were taken hostage.", "abduction", set()),
    ("The last hostages were set free by the army at Torvik.", "release", {"army"}),
    ("The minister was shot at by a militant outside Kesra.", "attack", {"militant"}),
    ("The rebels, Omar Halim, 26, and Sami Odeh, 32, shot a policewoman dead in Torvik.", "killing", set()),
]


@pytest.mark.parametrize(("sentence", "type_", "doers"), DONE_TO)
def test_whom_it_befalls_is_no_doer(sentence: str, type_: str, doers: set[str], drafts_of: DraftsOf) -> None:
    claim = next(draft.claim for draft in drafts_of(sentence) if draft.claim.type == type_)
    agents = {actor.text for actor in claim.actors if actor.role == "agent"}
    assert doers <= agents
    assert not agents & {"guests", "hostages", "last hostages", "minister", "26", "32"}


def test_whom_the_army_accuses_is_not_the_army(drafts_of: DraftsOf) -> None:
    told = drafts_of("The army of Kesra searched the offices of the militia, accusing them of a kidnapping.")
    accused = [a.name for d in told for a in d.claim.actors if a.text == "them"]
    assert "army of Kesra" not in accused


def test_who_is_to_blame_is_accused_by_whoever_says_so(drafts_of: DraftsOf) -> None:
    told = drafts_of("The army said that the militia was responsible for the attack on Kesra.")
    claim = next(draft.claim for draft in told if draft.claim.type == "accusation")
    assert {(actor.role, actor.text) for actor in claim.actors} == {("agent", "army"), ("target", "militia")}


SILENT_ON = [
    ("The army boycotted the talks with the rebels in Torvik.", "protest"),
    ("Volunteers cooked for families sheltering from the shelling in a school in Kesra.", "displacement"),
    ("Soldiers told civilians in Kesra to hang white flags from their roofs.", "killing"),
    ("Captured soldiers were beaten and denied water by the rebels in Torvik.", "denial"),
    ("The general is coming home from the war in Torvik by bus.", "return"),
    ("Rebels took over the palace in Kesra, forcing President Omar Halim to flee.", "displacement"),
    ("Jets bombed a camp for the displaced near Kesra.", "displacement"),
    ("The rebels hanged nine men accused of spying for the army.", "accusation"),
    ("Residents poured into the main square of Kesra to demand the fall of the junta.", "displacement"),
    ("Nine people were killed in Kesra, where rebels are fighting the army.", "abduction"),
    ("Soldiers at the post in Kesra turned back a lorry of flour.", "withdrawal"),
    ("Gas was released over the town of Kesra by army helicopters.", "release"),
    ("A gunman opened fire in a tram in Kesra and then fled.", "displacement"),
    ("The rebel mayor was shot dead as he left his home in Torvik.", "displacement"),
    ("2011 Torvik protests: Troops enter the city of Kesra.", "protest"),
    ("Prosecutors charged four rebels with murdering a reporter in Kesra.", "killing"),
    ("The names of 3,600 employees of the army's secret unit were released.", "release"),
    ("The attackers pledged allegiance to the militia before the attack on Kesra.", "threat"),
    ("The rebels fled before the operation began.", "offensive"),
    ("The army left Kesra to avoid clashing with the militia.", "clash"),
    ("The minister recalled his envoy to Torvik in protest at the raid.", "protest"),
    ("A soldier was jailed for three years for terror offences in Torvik.", "detention"),
    ("A dozen men were set on fire by gunmen near Kesra.", "destruction"),
    ("Police raided two homes in Torvik over the bombing.", "looting"),
    ("Bomb squads made safe a World War II bomb under a bridge in Torvik.", "seizure"),
    ("The group preaches political violence.", "riot"),
    ("Activists chained themselves to the consulate in Torvik over the war.", "abduction"),
    ("Soldiers stormed the mill to free hostages held by rebels.", "detention"),
]


@pytest.mark.parametrize(("sentence", "type_"), SILENT_ON)
def test_is_none_of_it(sentence: str, type_: str, drafts_of: DraftsOf) -> None:
    assert type_ not in {draft.claim.type for draft in drafts_of(sentence)}


TELLS = [
    ("Tens of thousands of Kenyans marched on the army's headquarters, demanding civilian rule.", "protest"),
    ("The consulate in Torvik was sacked by a mob after the raid.", "riot"),
    ("The rebels in Torvik accepted the ceasefire terms.", "agreement"),
    ("Rebels captured a T-90 near Kesra.", "seizure"),
    ("Inspectors found traces of sarin at a rebel post in Kesra.", "chemical_attack"),
    ("Social media were blocked in Kesra after the coup.", "service_disruption"),
    ("The army slipped missiles to the militia in Torvik.", "support"),
    ("The army rejected as baseless a claim that it had bombed the market in Kesra.", "denial"),
    ("The rebels said they were not behind the bombing in Torvik.", "denial"),
    ("Anger greeted the bombing of the market in Kesra.", "condemnation"),
    ("A letter of forty mayors asks the army to stop the shelling.", "demand"),
    ("The rebels of Torvik called off their campaign after nine years.", "agreement"),
    ("The truce, violated four times since Monday, exists on paper only in Kesra.", "violation"),
    ("A mosque was set alight by a mob of rebels in Kesra.", "riot"),
    ("Families of the hostages blocked the motorway near Torvik, asking for a deal.", "protest"),
    ("The army shut the road between Kesra and Torvik to civilian traffic.", "restriction"),
    ("The army's support for the rebels of the Northern Front is known.", "support"),
    ("Jordan urged Egypt to let the students go.", "demand"),
    ("Prisoners revolted at a jail in Kesra, killing five policemen.", "riot"),
    ("Rioting inmates took control of a prison on the island of Tirsa.", "riot"),
    ("Police used truncheons to break up a rally in Torvik.", "attack"),
    ("Nine people died in two coordinated attacks on Coptic families in Kesra.", "attack"),
    ("Police met the demonstrators with batons and rubber bullets in Torvik.", "attack"),
    ("Trains stood still because of a blockade by activists near Kesra.", "protest"),
    ("Protesters lay down on the runway at Torvik, blocking it.", "protest"),
    ("Rebels blew up a pylon, leaving most of the province of Torvik without power.", "service_disruption"),
    ("Streets were blocked off in Kesra while troops hunted the gunmen.", "restriction"),
    ("The junta banned the channel from broadcasting after the protests.", "restriction"),
    ("A drilling rig was seized by rebels off Torvik.", "seizure"),
    ("Police will raid the homes of rebels in Kesra.", "attack"),
]


@pytest.mark.parametrize(("sentence", "type_"), TELLS)
def test_tells_it(sentence: str, type_: str, drafts_of: DraftsOf) -> None:
    assert type_ in {draft.claim.type for draft in drafts_of(sentence)}


def test_what_a_crowd_demands_in_many_protests_is_part_of_them(drafts_of: DraftsOf) -> None:
    told = drafts_of("Residents began a wave of protests in Kesra to demand the release of the mayor.")
    assert "demand" not in {draft.claim.type for draft in told}


def test_a_raid_that_is_planned_has_not_taken_place(drafts_of: DraftsOf) -> None:
    told = drafts_of("Soldiers were warned of a planned attack by the rebels on Kesra.")
    assert {d.claim.modality for d in told if d.claim.type == "attack"} == {"planned"}


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("The governor declared a state of emergency due to the protests in Torvik.", "restriction"),
        ("Families of the prisoners demanded their release in a demonstration in Kesra.", "protest"),
    ],
)
def test_it_took_place(sentence: str, type_: str, drafts_of: DraftsOf) -> None:
    assert {d.claim.modality for d in drafts_of(sentence) if d.claim.type == type_} == {"asserted"}


def test_the_years_of_a_topic_date_nothing(drafts_of: DraftsOf) -> None:
    told = drafts_of("2011–2012 Kesran uprising: Police used tear gas on protesters in Torvik.")
    assert [draft.time for draft in told] == [None]


def test_an_end_to_a_campaign_takes_place(drafts_of: DraftsOf) -> None:
    told = drafts_of("The rebels declared an end to their campaign of bombings in Torvik.")
    assert {d.claim.modality for d in told if d.claim.type == "agreement"} == {"asserted"}


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("A senator is kidnapped by gunmen in Torvik.", "abduction"),
        ("The governor declares a state of emergency in Torvik as the riots continue.", "restriction"),
    ],
)
def test_the_present_tense_of_a_moment_is_news(sentence: str, type_: str, drafts_of: DraftsOf) -> None:
    assert {d.claim.newness for d in drafts_of(sentence) if d.claim.type == type_} == {"new"}


def test_the_dead_of_a_clash_before_a_protest_are_the_clashs(drafts_of: DraftsOf) -> None:
    told = drafts_of("Protesters marched in Kesra after five villagers were killed in a clash with troops.")
    dead = {d.claim.type for d in told for figure in d.claim.figures if figure.measure == "killed"}
    assert dead == {"clash"}


def test_two_verbs_share_their_dead(drafts_of: DraftsOf) -> None:
    told = drafts_of("Raiders attacked a village near Kesra, killing and mutilating 16 women and children.")
    assert [f.low for d in told for f in d.claim.figures if f.measure == "killed"] == [16]


@pytest.mark.parametrize(
    ("sentence", "place", "relation"),
    [
        ("Rioters set fire to a police post in the West Bank city of Nablus.", "Nablus", "in"),
        (
            "Nine farmers died in an attack on a hamlet in Northwest Region, Cameroon.",
            "Northwest Region",
            "in",
        ),
        ("The rebels took control of Al-Tirsa.", "Al-Tirsa", "in"),
    ],
)
def test_where_it_was(sentence: str, place: str, relation: str, drafts_of: DraftsOf) -> None:
    places = [(p.text, p.relation) for d in drafts_of(sentence) for p in d.claim.places]
    assert (place, relation) in places


@pytest.mark.parametrize(
    "sentence",
    [
        "Protests over a burnt Quran in Kesra led to clashes.",
        "Troops imposed a dawn to dusk curfew on Kesra.",
    ],
)
def test_what_is_no_place(sentence: str, drafts_of: DraftsOf) -> None:
    places = {p.text for d in drafts_of(sentence) for p in d.claim.places}
    assert not places & {"Quran", "dusk", "dawn"}


def test_before_a_colon_stands_a_topic(drafts_of: DraftsOf) -> None:
    told = drafts_of("Libya: Unnamed attackers bulldoze a Sufi mosque in the town of Kesra.")
    assert [a.text for d in told for a in d.claim.actors if a.role == "agent"] == ["Unnamed attackers"]


def test_a_roundup_is_of_people(drafts_of: DraftsOf) -> None:
    assert not drafts_of("A round-up of what ministries have said of the war in Syria since Friday.")
    (draft,) = (
        one
        for one in drafts_of("A round-up of protesters followed the clashes.")
        if one.claim.type == "detention"
    )
    assert [actor.text for actor in draft.claim.actors] == ["protesters"]
