"""Did it happen, says the sentence; and is it news."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]

MOODS = [
    ("Rebels captured Kesra.", "capture", "asserted"),
    ("Rebels reportedly captured the town of Kesra.", "capture", "alleged"),
    ("The army claimed that it had captured the town of Kesra.", "capture", "alleged"),
    ("The ministry accused the rebels of shelling a hospital in Kesra.", "shelling", "alleged"),
    ("The ministry denies that its planes bombed Kesra.", "airstrike", "denied"),
    ("The army did not attack Kesra.", "attack", "negated"),
    ("There was no fighting and not one shot was heard, the monitor said.", "clash", "negated"),
    ("No group has claimed responsibility for the bombing in Kesra.", "responsibility", "negated"),
    ("The army will attack Kesra on Friday.", "attack", "planned"),
    ("Rebels vowed to capture the town of Kesra.", "capture", "planned"),
    ("The army is to withdraw from Kesra on Monday.", "withdrawal", "planned"),
    ("The three men will be executed on Friday.", "killing", "planned"),
    ("The army moved tanks to the front to capture the town of Kesra.", "capture", "planned"),
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
]


@pytest.mark.parametrize(("sentence", "type_", "mood"), MOODS)
def test_reads_the_mood(sentence: str, type_: str, mood: str, drafts_of: DraftsOf) -> None:
    assert [d.claim.modality for d in drafts_of(sentence) if d.claim.type == type_] == [mood]


NEWS = [
    ("Rebels captured the town of Kesra.", "new"),
    ("Rebels are clashing with the army in Kesra.", "ongoing"),
    ("The siege of Kesra by the rebels continues.", "ongoing"),
    ("Rebels captured the town of Kesra in the past.", "background"),
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
