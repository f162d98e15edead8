"""Battle as other outlets, years and wars tell it: idioms, passives, armed groups of old."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]

TOLD = [
    # one person who is only meant, without a number
    ("Rebels killed the governor in Kesra.", "killing"),
    ("The rebel commander died in Kesra on Monday.", "casualties"),
    ("UNITA shelled a hill town in the interior.", "shelling"),
    ("The RPF took two hamlets near the border.", "capture"),
    ("Contra rebels ambushed a coffee lorry.", "attack"),
    ("Gunners walked mortar rounds across the Torvik runway.", "shelling"),
    ("Rebel guns opened up on the harbour at noon.", "shelling"),
    ("Bombs rained on the old quarter of Kesra.", "airstrike"),
    ("Rebels were killed in a cross-border raid.", "attack"),
    ("Fighters of the Eastern League were driven out of Torvik, the army said.", "capture"),
    ("The town was retaken on Sunday, rebels admitted.", "capture"),
    ("Troops established a bridgehead on the western bank.", "capture"),
    ("The rebel bridgehead has been wiped out, the army said.", "repelled"),
    ("Soldiers had by Monday evening moved into the northern suburbs.", "entry"),
    ("Government troops re-entered Torvik.", "entry"),
    ("Rebel units are ashore on the island.", "entry"),
    ("The raiders melted back over the border.", "withdrawal"),
    ("The rebels have no intention of leaving Kesra.", "withdrawal"),
    ("The garrison fell back on the mill after heavy shelling.", "withdrawal"),
    ("Militants held on to the northern town of Kesra on Friday.", "control"),
    ("The army met fierce resistance at Torvik.", "clash"),
    ("Gunfire was exchanged across the river for an hour.", "clash"),
    ("The two militias squared up to each other in Torvik.", "clash"),
    ("Tanks stood at every crossroads in Torvik on Sunday.", "deployment"),
    ("The garrison has been doubled to 4,000 soldiers.", "deployment"),
    ("The rebel garrison ran up a white flag.", "surrender"),
    ("Three soldiers died in a bid to take the railway station.", "capture"),
    ("Rebels subjected the harbour of Kesra to rocket fire.", "shelling"),
    ("The rebels have four of the five district capitals in their hands.", "control"),
]

NOT_TOLD = [
    ("Soldiers, meeting little resistance, took the airfield.", "clash"),
    ("Soldiers, meeting little opposition, took the airfield.", "talks"),
    ("The army is gathering strength near Torvik.", "talks"),
    ("Rebels shot two councillors as they left a meeting in Kesra.", "withdrawal"),
    ("A shell that struck a bus in Kesra left six dead.", "bombing"),
    ("The mayor's car was raked with gunfire by militants.", "shelling"),
    ("The rebels have four of the five district capitals in their hands.", "capture"),
]


@pytest.mark.parametrize(("sentence", "wanted"), TOLD)
def test_battle_is_told(sentence: str, wanted: str, drafts_of: DraftsOf) -> None:
    assert wanted in [draft.claim.type for draft in drafts_of(sentence)]


@pytest.mark.parametrize(("sentence", "unwanted"), NOT_TOLD)
def test_what_only_looks_so_is_not(sentence: str, unwanted: str, drafts_of: DraftsOf) -> None:
    assert unwanted not in [draft.claim.type for draft in drafts_of(sentence)]


def test_an_event_noun_and_its_own_clause_are_one_claim(drafts_of: DraftsOf) -> None:
    drafts = drafts_of("A mortar round that struck a bus stop in Kesra left six dead.")
    assert [draft.claim.type for draft in drafts] == ["shelling"]
    assert drafts[0].claim.figures[0].low == 6


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Explosions could be heard in Torvik as rebels attacked.", "asserted"),
        ("The long-expected push on Torvik began before dawn, rebels said.", "asserted"),
    ],
)
def test_what_was_heard_or_awaited_took_place(sentence: str, modality: str, drafts_of: DraftsOf) -> None:
    assert {draft.claim.modality for draft in drafts_of(sentence)} == {modality}
