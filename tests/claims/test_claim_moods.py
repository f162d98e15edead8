"""Did it happen, says the sentence; and is it news."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]

MOODS = [
    ("The army rejected a demand to withdraw from Kesra.", "withdrawal", "demanded"),
    ("No decision has been taken to send troops to Kesra, the envoy said.", "deployment", "negated"),
    ("Should the talks fail, the general threatened, his forces would storm Kesra.", "attack", "planned"),
    ("Belgrade has ruled out withdrawing its police from Kesra.", "withdrawal", "negated"),
    ("Guerrillas failed in a bid to free 40 comrades from a jail in Kesra.", "release", "failed"),
    ("Fears are growing that the army will shell Kesra.", "shelling", "possible"),
    ("The rebels must free their captives before talks can begin in Kesra.", "talks", "possible"),
    ("The troops were supposed to have left Kesra on Friday.", "withdrawal", "planned"),
    ("Ten are believed to have died in yesterday's airstrike on Kesra.", "airstrike", "asserted"),
    (
        "Shells have killed ten people in Kesra, meanwhile officials have warned that fever may spread.",
        "shelling",
        "asserted",
    ),
    (
        "There were unconfirmed reports on Friday that rebels had beheaded a man in Kesra.",
        "killing",
        "alleged",
    ),
    ("The general would neither confirm nor deny that his men had shelled Kesra.", "shelling", "possible"),
    ("Nobody was injured in the rocket attack on Kesra.", "shelling", "asserted"),
    ("There was no damage when rebels shelled Kesra.", "shelling", "asserted"),
    ("The army seized the port of Kesra without a shot being fired.", "attack", "negated"),
    ("Officials fear a repeat of the massacre at Kesra.", "killing", "asserted"),
    ("The council is expected to vote on sending 400 soldiers to Kesra.", "deployment", "planned"),
    ("The army said it had lost nobody in Kesra.", "casualties", "negated"),
    ("The mayor rejected the ministry's allegation that jets had bombed Kesra.", "airstrike", "denied"),
    ("There was no claim of responsibility for the bombing of a mosque in Kesra.", "bombing", "asserted"),
    ("Had the rebels reached Kesra, the army would have fled, an analyst said.", "entry", "negated"),
    ("The deal, brokered by Qatar, would free 33 hostages.", "release", "planned"),
    ("The envoy called on both parties to allow the evacuation of Kesra.", "evacuation", "demanded"),
    ("Guards foiled an attempt by two divers to bomb a ship in Kesra.", "bombing", "failed"),
    ("Rebels captured Kesra.", "capture", "asserted"),
    ("Rebels reportedly captured the town of Kesra.", "capture", "alleged"),
    ("The army claimed that it had captured the town of Kesra.", "capture", "alleged"),
    ("The ministry accused the rebels of shelling a hospital in Kesra.", "shelling", "alleged"),
    ("The ministry denies that its planes bombed Kesra.", "airstrike", "denied"),
    ("The army did not attack Kesra.", "attack", "negated"),
    ("Talks with the rebels ended in Torvik without a declaration.", "talks", "asserted"),
    ("Men of military age may not leave Kesra, the army said.", "restriction", "asserted"),
    ("The army and the rebels are close to a truce in Kesra.", "agreement", "possible"),
    ("Kigali has repeatedly denied backing the rebels.", "support", "denied"),
    ("The army called off the parade over the attack in Kesra.", "attack", "asserted"),
    ("No vehicle may enter Kesra after dark, the army said.", "restriction", "asserted"),
    ("There was no fighting and not one shot was heard, the monitor said.", "clash", "negated"),
    ("No group has claimed responsibility for the bombing in Kesra.", "responsibility", "negated"),
    ("The army will attack Kesra on Friday.", "attack", "planned"),
    ("The ministry considers the attack on Kesra an act of war.", "attack", "asserted"),
    ("The army is considering an attack on Kesra.", "attack", "planned"),
    ("Our army is going to capture Kesra.", "capture", "planned"),
    ("Rebels in Kesra condemned what they called the assassination of their leader.", "killing", "alleged"),
    (
        "A rebel group reportedly claimed responsibility for the bombing in Kesra.",
        "responsibility",
        "alleged",
    ),
    ("The ministry expressed its fear that the army would attack Kesra.", "attack", "possible"),
    ("No bombs had been dropped on Kesra by dawn, the ministry said.", "airstrike", "negated"),
    ("Rebels are due to attack Kesra tonight.", "attack", "planned"),
    ("The cell had been plotting to bomb a bus in Kesra.", "bombing", "planned"),
    ("The council authorised air strikes on Kesra.", "airstrike", "planned"),
    ("The army has refused to say whether its planes bombed Kesra.", "airstrike", "possible"),
    (
        "Neither the army nor the rebels confirmed that a ceasefire was reached in Kesra.",
        "agreement",
        "possible",
    ),
    ("Nurses in Kesra could not say how many people had fled the shelling.", "displacement", "asserted"),
    ("The minister did not rule out air strikes on Kesra.", "airstrike", "possible"),
    ("The army has no plans to withdraw from Kesra.", "withdrawal", "negated"),
    ("There was no question of a truce with the rebels in Kesra.", "agreement", "negated"),
    ("The army said that it would not attack Kesra.", "attack", "negated"),
    ("The minister said that the retreat was far from being a surrender.", "surrender", "negated"),
    ("The rebels chose to fight in Kesra rather than surrender.", "surrender", "negated"),
    ("Had the bridge been blown up in time, rebels would not have captured Kesra.", "capture", "asserted"),
    ("Troops would be moved to Kesra, should tension rise.", "deployment", "possible"),
    ("The rebels were given 48 hours to surrender in Kesra.", "surrender", "demanded"),
    ("An offensive, the general told reporters, could begin in Kesra on Friday.", "offensive", "possible"),
    ("Police closed roads in anticipation of protests in Kesra.", "protest", "possible"),
    ("The army will attack Kesra and capture the town.", "capture", "planned"),
    ("Turkey threatened sanctions against the rebels.", "sanction", "planned"),
    ("Rebels vowed to capture the town of Kesra.", "capture", "planned"),
    ("The army is to withdraw from Kesra on Monday.", "withdrawal", "planned"),
    ("The three men will be executed on Friday.", "killing", "planned"),
    ("The army moved tanks to the front to capture the town of Kesra.", "capture", "planned"),
    ("Rebels launched a long-planned offensive toward Torvik.", "offensive", "asserted"),
    ("The fighters used lorries to attack the base in Kesra.", "attack", "asserted"),
    ("The fighters plan to use lorries to attack the base in Kesra.", "attack", "planned"),
    ("People were forced to flee bombardment in Kesra.", "displacement", "asserted"),
    ("The UN urged the rebels to release the hostages.", "release", "demanded"),
    ("The army had called for talks with the rebels.", "demand", "asserted"),
    ("The army had called for talks with the rebels.", "talks", "demanded"),
    ("Insurgents called on troops to surrender.", "surrender", "demanded"),
    ("The army may attack Kesra.", "attack", "possible"),
    ("If the rebels attack Kesra, the army will respond.", "attack", "possible"),
    ("The rebels attempted to capture the town of Kesra.", "capture", "failed"),
    ("The rebels failed to capture the town of Kesra.", "capture", "failed"),
    ("The peacekeepers failed to prevent an attack on Kesra.", "attack", "asserted"),
    ("Thousands gather in Torvik to protest against the war.", "protest", "asserted"),
    ("The rebels refused to withdraw from Kesra.", "withdrawal", "negated"),
    ("Soldiers entered the town of Kesra without firing a shot.", "entry", "asserted"),
    ("The government called off talks with the rebels in Torvik.", "talks", "negated"),
    ("The army stopped short of attacking the town of Kesra.", "attack", "negated"),
    ("The president would have ordered troops to attack Kesra.", "attack", "negated"),
    ("A plot to bomb the parliament in Torvik was foiled by police.", "bombing", "failed"),
    ("The fighters are to hand in their arms in Kesra.", "surrender", "planned"),
    ("He told the fighters to stop shooting and to withdraw from Kesra.", "withdrawal", "demanded"),
    ("The president broke off talks with the rebels.", "talks", "negated"),
    ("Parliament voted to send soldiers to Kesra.", "deployment", "planned"),
    ("The rebel leader told his fighters to withdraw from Kesra.", "withdrawal", "demanded"),
    ("The army vowed to fight on until the rebels withdraw from Kesra.", "withdrawal", "demanded"),
    ("Analysts doubt that the rebels have captured Kesra.", "capture", "possible"),
    ("Officials fear that the rebels have captured Kesra.", "capture", "possible"),
    ("The rebels may attack Kesra unless the army withdraws.", "attack", "possible"),
    ("The army is looking into reports that its planes bombed Kesra.", "airstrike", "alleged"),
    ("Shelling was reported in the town of Kesra.", "shelling", "alleged"),
    ("The minister called the shelling of Kesra a crime.", "shelling", "asserted"),
    ("The attacks on Kesra may be war crimes.", "attack", "asserted"),
    ("An attack on Kesra would be a mistake.", "attack", "planned"),
    ("There may be an attack on Kesra.", "attack", "possible"),
    ("Aid agencies want the siege of Kesra lifted.", "siege", "asserted"),
    ("The rebels will attack the army unless the shelling of Kesra stops.", "shelling", "asserted"),
    ("The army said that it had not shelled Kesra.", "shelling", "denied"),
    ("The police insisted that nobody had been abducted in Kesra.", "abduction", "denied"),
    ("The rebels have yet to capture Kesra.", "capture", "negated"),
    ("The rebels were unable to capture Kesra.", "capture", "negated"),
    ("The rebels should withdraw from Kesra, the president said.", "withdrawal", "demanded"),
    ("The rebels are about to attack Kesra.", "attack", "planned"),
    ("The rebels seek to capture Kesra.", "capture", "planned"),
    ("The Security Council voted to freeze the assets of the Marovian general.", "sanction", "asserted"),
    ("Unions called a march for Saturday in Kesra.", "protest", "planned"),
    ("Activists plan to march on the palace in Kesra.", "protest", "planned"),
    ("A truce between the army and the rebels takes effect at midnight.", "agreement", "planned"),
    ("Talks between the army and the rebels resume on Monday.", "talks", "planned"),
    ("Marovian troops aimed machine-gun fire at the bridge in Kesra.", "attack", "asserted"),
    ("The council called off a meeting to plan elections due to the fighting in Kesra.", "clash", "asserted"),
    ("Nobody was allowed to leave Kesra under a curfew.", "restriction", "asserted"),
    ("The rebels are due to leave Kesra on Tuesday.", "withdrawal", "planned"),
    ("The rebels declared the truce over after the raid on their camp.", "agreement", "negated"),
    ("The rebels called off the truce.", "agreement", "negated"),
    ("The insurgents' truce expired on Sunday.", "agreement", "negated"),
    ("The rebels did not end the truce.", "agreement", "asserted"),
    ("The rebels called off the attack.", "attack", "negated"),
    ("The rebels demanded the release of all prisoners.", "release", "demanded"),
    ("The rebels are expected to release 20 captured soldiers on Friday.", "release", "planned"),
]


@pytest.mark.parametrize(("sentence", "type_", "mood"), MOODS)
def test_reads_the_mood(sentence: str, type_: str, mood: str, drafts_of: DraftsOf) -> None:
    assert [d.claim.modality for d in drafts_of(sentence) if d.claim.type == type_] == [mood]


NEWS = [
    ("Rebels captured the town of Kesra.", "new"),
    ("Rebels are clashing with the army in Kesra.", "ongoing"),
    ("The siege of Kesra by the rebels continues.", "ongoing"),
    ("Rebels captured the town of Kesra in the past.", "background"),
    ("Rebels have carried out similar attacks in Kesra.", "background"),
    ("Past attacks on Kesra by rebels killed 30 soldiers.", "background"),
    ("It was the first time that Kesra has been attacked by rebels since 2016.", "new"),
    ("The clashes in Kesra were among the largest in recent years.", "new"),
    ("Kesra is under the control of the rebels.", "ongoing"),
    ("The army has besieged Kesra since May.", "ongoing"),
    ("Rebels surrounded the village of Kesra at dawn.", "new"),
    ("Fighting raged in Kesra for a third day.", "ongoing"),
    ("The army may besiege Kesra for months.", "new"),
    ("Marovian forces are conducting air strikes on Kesra.", "ongoing"),
    ("Continued attacks on Kesra have killed nine soldiers.", "ongoing"),
    ("The rebels frequently attack the pipeline near Kesra.", "ongoing"),
    ("The insurgency has claimed the lives of more than 70,000 people.", "background"),
    ("More than 9,000 people have been killed in the war.", "background"),
    ("The army is investigating an air strike on Kesra.", "new"),
]


@pytest.mark.parametrize(("sentence", "newness"), NEWS)
def test_reads_whether_it_is_news(sentence: str, newness: str, drafts_of: DraftsOf) -> None:
    assert drafts_of(sentence)[0].claim.newness == newness


def test_words_speak_of_another_claim(drafts_of: DraftsOf) -> None:
    told = {
        d.claim.type: d.claim
        for d in drafts_of("The rebels claimed responsibility for the bombing in Torvik.")
    }
    about = told["responsibility"].about
    assert about is not None
    assert about.claim == told["bombing"].id
    assert told["bombing"].modality == "asserted"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rebels remembered the 2017 attack on Torvik.", "background"),
        ("Rebels remembered the deadly 2017 chemical weapons attack on Torvik.", "background"),
        ("The 2013 gas attack on Kesra killed hundreds of people.", "background"),
        ("The 2003 invasion of Kesra by the army cost many lives.", "background"),
        ("Rebels launched an attack on Torvik.", "new"),
        ("The army began the siege of Torvik with 2000 soldiers.", "new"),
    ],
)
def test_a_year_before_an_event_tells_of_history(sentence: str, expected: str, drafts_of: DraftsOf) -> None:
    assert {draft.claim.newness for draft in drafts_of(sentence)} == {expected}


def test_what_is_told_by_the_way_dates_nothing_else(drafts_of: DraftsOf) -> None:
    told = drafts_of("A rebel, who planned the raids of 2001, was killed by soldiers in Kesra on Sunday.")
    assert [draft.claim.newness for draft in told if draft.claim.type == "killing"] == ["new"]


def test_that_year_is_history(drafts_of: Callable[[str], list[Draft]]) -> None:
    (draft,) = drafts_of("Government forces retook all of Aleppo that year.")
    assert draft.claim.newness == "background"
