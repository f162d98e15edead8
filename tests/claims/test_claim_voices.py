"""Whose word it is: the person, the body, the kind, the chain."""

from collections.abc import Callable

import pytest

from warmonitor.claims import Draft

DraftsOf = Callable[[str], list[Draft]]
Heard = tuple[str | None, str | None, str]

VOICES: list[tuple[str, list[Heard]]] = [
    ("Rebels captured Aleppo, the army said.", [(None, "army", "military")]),
    ("The monitor said rebels captured Aleppo.", [(None, "monitor", "monitor")]),
    ("According to local media, rebels captured Aleppo.", [(None, "local media", "media")]),
    ("State television said rebels had shelled Aleppo.", [(None, "State television", "state_media")]),
    ("Rebels shelled Aleppo, the army captured Tarmo.", []),
    ("Rebels shelled Aleppo, soldiers fled.", []),
    ("Residents said soldiers had shelled Aleppo.", [(None, "Residents", "eyewitness")]),
    ("The shelling of Aleppo was reported by residents.", [(None, "residents", "eyewitness")]),
    (
        "A source in the defence ministry said Aleppo had been shelled.",
        [(None, "defence ministry", "government")],
    ),
    ("A member of the rescue team said Aleppo had been shelled.", [(None, "rescue team", "medical")]),
    ("Workers at a hospital said Aleppo had been shelled.", [(None, "hospital", "medical")]),
    ("The carpenter said soldiers had shelled Aleppo.", [(None, "carpenter", "eyewitness")]),
    ("The European Union said soldiers had shelled Aleppo.", [(None, "European Union", "government")]),
    ("Rebels captured Aleppo, Lt. Gen. Omar Tal said.", [("Omar Tal", None, "military")]),
    ("A resident, Amina Tolo, said the rebels had shelled Aleppo.", [("Amina Tolo", None, "eyewitness")]),
    (
        "Jason Reed, Policy Director at the Harbour Institute, said rebels had captured Aleppo.",
        [("Jason Reed", "Harbour Institute", "analyst")],
    ),
    (
        "Rebels shelled Aleppo, said Samir Abdelnasser of the World Food Programme.",
        [("Samir Abdelnasser", "World Food Programme", "un")],
    ),
    (
        "Iran's Foreign Minister Omid Karimi said rebels had captured Aleppo.",
        [("Omid Karimi", "Iran's Foreign Minister", "government")],
    ),
    (
        "Rebel commander Idris Malo said his men had captured Aleppo.",
        [("Idris Malo", "Rebel commander", "armed_group")],
    ),
    (
        "Maria Lund of the World Food Programme said thousands had fled the fighting.",
        [("Maria Lund", "World Food Programme", "un")],
    ),
    ("Police chief Hasan Omar said gunmen killed six people.", [("Hasan Omar", "Police chief", "police")]),
    (
        "Rami Noor, the director of the Border Observatory, said rebels captured Aleppo.",
        [("Rami Noor", "Border Observatory", "monitor")],
    ),
    (
        "The army killed 12 militants, the defence ministry said, citing a field commander.",
        [(None, "field commander", "military"), (None, "defence ministry", "government")],
    ),
    (
        "A spokesman for the rebels was quoted by state news agency Tasna as saying "
        "that they had withdrawn from Aleppo.",
        [(None, "rebels", "armed_group"), (None, "state news agency Tasna", "state_media")],
    ),
    (
        "Rebels shelled Aleppo, a security source told the Example agency on Friday.",
        [(None, "security source", "unnamed_official")],
    ),
    ("Doctors said six people were killed by shelling in Aleppo.", [(None, "Doctors", "medical")]),
    ("Rebels shelled Aleppo, said Abel Karel.", [("Abel Karel", None, "eyewitness")]),
    (
        "Soldiers shelled Aleppo, said Abel Ahmar, a researcher at Human Rights Watch.",
        [("Abel Ahmar", "Human Rights Watch", "ngo")],
    ),
    ("Anna Bell, IRC Director of Syria Research, said rebels shelled Aleppo.", [("Anna Bell", "IRC", "ngo")]),
    ("Human Rights Watch said soldiers killed six civilians.", [(None, "Human Rights Watch", "ngo")]),
    ("Rebels captured Aleppo.", []),
    ("Rebels capture Aleppo, army says it has left the city", []),
    ("Russia has given the rebels weapons since September 2015.", []),
    ("Rebels captured Aleppo on Wednesday, the day the exiled government announced its reform.", []),
    ("No group has claimed responsibility for the bombing in Aleppo.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), VOICES)
def test_hears(sentence: str, expected: list[Heard], drafts_of: DraftsOf) -> None:
    claim = drafts_of(sentence)[0].claim
    assert [(v.speaker, v.name, v.kind) for v in claim.voices[:-1]] == expected


def test_the_outlet_is_always_last(drafts_of: DraftsOf) -> None:
    for draft in drafts_of("Rebels captured Aleppo, the army said. A bomb exploded in Torvik."):
        assert (draft.claim.voices[-1].name, draft.claim.voices[-1].kind) == ("Example Wire", "outlet")


FOLLOWED = [
    (
        "The Border Observatory said rebels captured Aleppo. The monitor said 20 soldiers were killed.",
        (None, "Border Observatory"),
    ),
    (
        "Rami Noor, the director of the Border Observatory, said rebels captured Aleppo. "
        "He said 20 soldiers were killed.",
        ("Rami Noor", "Border Observatory"),
    ),
    (
        "Rami Noor, the director of the Border Observatory, said rebels captured Aleppo. "
        "Noor said 20 soldiers were killed.",
        ("Rami Noor", "Border Observatory"),
    ),
    (
        "The army said rebels had shelled Aleppo. It said 20 soldiers were killed.",
        (None, "army"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), FOLLOWED)
def test_follows_who_speaks(text: str, expected: tuple[str | None, str], drafts_of: DraftsOf) -> None:
    voice = drafts_of(text)[-1].claim.voices[0]
    assert (voice.speaker, voice.name) == expected


def test_the_day_somebody_spoke_is_not_the_day_of_the_event(drafts_of: DraftsOf) -> None:
    text = "The army said on Thursday that rebels had captured Aleppo."
    (draft,) = drafts_of(text)
    assert draft.time is None
    (spoke,) = draft.said_on
    assert spoke is not None
    assert text[spoke[0] : spoke[1]] == "Thursday"


def test_the_medium_is_told(drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of("The army said in a statement that rebels had captured Aleppo.")
    assert draft.claim.voices[0].medium == "statement"


@pytest.mark.parametrize(
    "text",
    [
        "On Saturday the army had denied that its troops were withdrawing from Hama.",
        "The army denied on Saturday that its troops were withdrawing from Hama.",
    ],
)
def test_the_day_of_a_denial_is_when_it_was_said(drafts_of: Callable[[str], list[Draft]], text: str) -> None:
    told = next(draft for draft in drafts_of(text) if draft.claim.type == "withdrawal")
    assert told.time is None
    assert told.said_on[0] is not None
    assert text[slice(*told.said_on[0])].endswith("Saturday")


def test_the_organisation_is_whose_director_spoke_and_not_those_he_spoke_of(
    drafts_of: Callable[[str], list[Draft]],
) -> None:
    text = (
        "Omar Haddad, the director of the Dawn Observatory, said the town was held by the Sun Brigade and "
        "allied factions.\n\nThe rebels shelled Aleppo, the organisation added."
    )
    (shelling,) = [draft for draft in drafts_of(text) if draft.claim.type == "shelling"]
    assert shelling.claim.voices[0].name == "Dawn Observatory"


def test_a_medium_speaks_not_who_posts_on_it(drafts_of: Callable[[str], list[Draft]]) -> None:
    demand, *_ = drafts_of("A rebel leader posted a message on social media calling on troops to surrender.")
    assert demand.claim.voices[0].text == "A rebel leader"


def test_the_report_is_that_of_the_medium_that_reported(drafts_of: Callable[[str], list[Draft]]) -> None:
    text = (
        "Syria's state media reported that rockets hit Aleppo. Traffic was diverted from a road to avoid "
        "clashes, the report said."
    )
    assert {draft.claim.voices[0].kind for draft in drafts_of(text)} == {"state_media"}


@pytest.mark.parametrize(
    ("who", "name", "kind"),
    [
        (
            "Jane Roe, policy director at the United Against Nuclear Arms advocacy group",
            "United Against Nuclear Arms advocacy group",
            "analyst",
        ),
        ("Jane Roe, Middle East director of Dovrin Research", "Dovrin Research", "analyst"),
        (
            "Jane Roe, a senior fellow at the Centre for Strategic Studies in London",
            "Centre for Strategic Studies",
            "analyst",
        ),
        ("Jane Roe, chief analyst at Dovrin Consulting", "Dovrin Consulting", "analyst"),
        ("Jane Roe of the International Crisis Group", "International Crisis Group", "analyst"),
        ("Jane Roe, head of the Sahel programme at the Dovrin Foundation", "Dovrin Foundation", "ngo"),
        ("Jane Roe, defence minister of Sudan", "Sudan", "government"),
        ("Jane Roe, director of the government press office", "government press office", "government"),
    ],
)
def test_an_expert_speaks_for_a_body_by_its_whole_name(
    who: str, name: str, kind: str, drafts_of: DraftsOf
) -> None:
    (draft,) = drafts_of(f"Rebels captured Aleppo, said {who}.")
    voice = draft.claim.voices[0]
    assert (voice.speaker, voice.name, voice.kind) == ("Jane Roe", name, kind)


def test_a_name_with_a_country_in_it_is_no_government(drafts_of: DraftsOf) -> None:
    (draft,) = drafts_of(
        "Jane Roe, policy director at the Voices of Free Sudan advocacy group, said rebels had "
        "captured Aleppo."
    )
    voice = draft.claim.voices[0]
    assert (voice.name, voice.kind) == ("Voices of Free Sudan advocacy group", "analyst")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The raid on Aleppo was a tragic mistake, the general said.", "the general"),
        ('"This is a catastrophe for Aleppo after the bombing," a doctor said.', "a doctor"),
    ],
)
def test_who_says_what_a_happening_was_makes_the_comment(
    text: str, speaker: str, drafts_of: DraftsOf
) -> None:
    (comment,) = [draft for draft in drafts_of(text) if draft.claim.type == "comment"]
    assert comment.claim.voices[0].text == speaker
