"""Constructions of attribution: inverted, nominal, in lines, over sentences; and whom words stand for."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]
Heard = tuple[str | None, str | None, str]

SAID: list[tuple[str, list[Heard]]] = [
    ("Rebels have taken Kesra, says the monitor.", [(None, "monitor", "monitor")]),
    (
        "A missile hit a block of flats in Kesra on Saturday, the region's governor, Valen Rezko, said.",
        [("Valen Rezko", "region's governor", "government")],
    ),
    (
        "Posts on Twitter by a group of activists said that warplanes had bombed a bakery in Kesra.",
        [(None, "group of activists", "social_media")],
    ),
    ("The army's statement said rebels had shelled Kesra.", [(None, "army", "military")]),
    (
        "Troops broke up the sit-in in Kesra, killing 35, by the mayor's count.",
        [(None, "mayor", "government")],
    ),
    (
        "Witnesses spoke of more than 200 people massacred in Kesra on Saturday.",
        [(None, "Witnesses", "eyewitness")],
    ),
    ("Army: rebels have shelled Kesra", [(None, "Army", "military")]),
    (
        "A missile hit a school in Kesra, killing ten people and injuring 35, the army said.",
        [(None, "army", "military")],
    ),
    (
        "The army has retaken Kesra, the mayor said on Monday, twelve days after rebels overran it.",
        [(None, "mayor", "government")],
    ),
    ("The rebels, the mayor said on Monday, have captured Kesra.", [(None, "mayor", "government")]),
    (
        "The party has called on Kesrans to fight and threatened to kill the general.",
        [(None, "party", "ngo")],
    ),
    ("Tam said rebels had captured Kesra.", [("Tam", None, "government")]),
    ("The mayor admits to having shelled Kesra.", [(None, "mayor", "government")]),
    (
        "Locals and activists in Kesra report that the army killed over 50 people.",
        [(None, "Locals", "eyewitness")],
    ),
    (
        "Officials fear that rebels have killed the hostages in Kesra.",
        [(None, "Officials", "unnamed_official")],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SAID)
def test_hears_whoever_says_it(sentence: str, expected: list[Heard], drafts_of: DraftsOf) -> None:
    voices = drafts_of(sentence)[0].claim.voices[:-1]
    assert [(voice.speaker, voice.name, voice.kind) for voice in voices] == expected


def test_what_stands_before_a_semicolon_is_not_said(drafts_of: DraftsOf) -> None:
    shelled, fired = drafts_of("Rebels shelled Kesra; the army said it had shelled Torvik.")
    assert [voice.kind for voice in shelled.claim.voices] == ["outlet"]
    assert [voice.kind for voice in fired.claim.voices] == ["military", "outlet"]


def test_a_quotation_has_the_speaker_who_is_named_at_its_end(drafts_of: DraftsOf) -> None:
    told = drafts_of('"Rebels shelled the market in Kesra. Soldiers shelled the bridge," Amina Tolo said.')
    assert [draft.claim.voices[0].speaker for draft in told] == ["Amina Tolo", "Amina Tolo"]


def test_a_quotation_goes_on_after_its_speaker(drafts_of: DraftsOf) -> None:
    told = drafts_of('"Rebels shelled the market in Kesra," Amina Tolo said. "Soldiers shelled the bridge."')
    assert [draft.claim.voices[0].speaker for draft in told] == ["Amina Tolo", "Amina Tolo"]


def test_a_line_of_a_log_is_its_writers_to_the_end_of_the_paragraph(drafts_of: DraftsOf) -> None:
    told = drafts_of(
        "General staff: The enemy shelled Kesra. Rebels attacked Torvik.\n\nRebels shelled Dovrin."
    )
    assert [draft.claim.voices[0].kind for draft in told] == ["military", "military", "outlet"]


MEANT = [
    (
        "The Border Observatory counted 14 dead in Kesra. Rebels shelled Torvik, the monitor said.",
        "Border Observatory",
    ),
    ("General Pavel Horun visited Kesra. Rebels had shelled Torvik, he said.", "Pavel Horun"),
    ("The foreign ministry summoned the envoy. The ministry said rebels shelled Kesra.", "foreign ministry"),
    ("The Islamic Front posted a video. The group said it had captured Kesra.", "Islamic Front"),
    (
        "Rebels of the Dawn Brigade freed 30 prisoners. The brigade said it had captured Kesra.",
        "Dawn Brigade",
    ),
    ("Kurdish fighters beat back an assault on Kesra, their spokesman said.", "Kurdish fighters"),
]


@pytest.mark.parametrize(("text", "expected"), MEANT)
def test_knows_who_is_meant(text: str, expected: str, drafts_of: DraftsOf) -> None:
    voice = drafts_of(text)[-1].claim.voices[0]
    assert expected in (voice.speaker, voice.name)


NOBODY = [
    "Rebels shelled Torvik. The monitor said 20 soldiers were killed in Kesra.",
    "The health ministry said six people died in Kesra. The monitor said rebels shelled Torvik.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_the_last_speaker_of_another_kind_is_not_meant(text: str, drafts_of: DraftsOf) -> None:
    assert drafts_of(text)[-1].claim.voices[0].name == "monitor"


@pytest.mark.parametrize(
    ("text", "denials"),
    [
        ("The army said it had not shelled Kesra.", 1),
        ("The army denied that it had shelled Kesra.", 1),
        ("The army said it would not shell Kesra.", 0),
        ("The army said it had shelled Kesra.", 0),
    ],
)
def test_who_says_it_did_not_do_it_denies_it(text: str, denials: int, drafts_of: DraftsOf) -> None:
    told = [draft.claim for draft in drafts_of(text) if draft.claim.type == "denial"]
    assert len(told) == denials
    assert all(claim.about is not None and claim.actors[0].role == "agent" for claim in told)
