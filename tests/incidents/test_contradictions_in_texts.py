"""What texts contradict: two voices on one count, deed or town, within a sentence or in two reports."""

from datetime import UTC, date, datetime

import pytest

from warmonitor.model import Block, Publication, Report, report_id
from warmonitor.pipeline import Corridor

DAY = date(2024, 5, 10)

CONTRADICTED = [
    (
        "two tolls in one sentence",
        ["The rebels said 40 soldiers were killed in fighting in Taiz, while the army put the number at 12."],
        ["soldier killed: 12 (Armed Forces of Yemen); 40 (Houthi movement)"],
    ),
    (
        "a toll and the official one",
        ["An air strike on Marib killed 30, according to medics, but the government put the toll at 15."],
        ["people killed: 15 (Government of Yemen); 30 (medics)"],
    ),
    (
        "captured, and denied in a word",
        ["Al-Shabaab captured the town of Baidoa on Monday, but the Somali army denied it."],
        ["capture: told and denied"],
    ),
    (
        "captured, and denied in the next sentence",
        ["Russian forces captured the village of Robotyne on Monday. Ukraine denied this."],
        ["capture: told and denied"],
    ),
    (
        "denied that it fell",
        ["Rebels said they had captured Bakhmut, but the Ukrainian army denied that the city had fallen."],
        ["capture: told and denied"],
    ),
    (
        "a claim called false",
        ["Hamas says it shot down an Israeli helicopter over Rafah; Israel dismissed the claim as false."],
        ["interception: told and denied"],
    ),
    (
        "no fighting against clashes",
        ["Residents reported clashes in Goma on Friday; the army said there was no fighting in the city."],
        ["clash: told and denied"],
    ),
    (
        "each says the other did it",
        [
            "Ukraine said Russian forces shelled the prison in Olenivka, while Russia said Ukrainian forces "
            "shelled it."
        ],
        ["who did it"],
    ),
    (
        "accused each other",
        ["Ukraine and Russia accused each other of shelling the power plant near Enerhodar."],
        ["who did it"],
    ),
    (
        "both say they hold it",
        ["Ukrainian forces say they still hold Vuhledar, while Russia says it has captured the town."],
        ["who holds the place"],
    ),
    (
        "a number alone, of another voice",
        ["The army said 70 rebels died in Taiz in April; the Houthis acknowledged eight."],
        ["combatant killed: 8 (Houthi movement); 70 (Armed Forces of Yemen)"],
    ),
    (
        "taken on one day, and still held on the next",
        [
            "M23 rebels captured Goma on Thursday, officials said. An army spokesman said on Friday that the "
            "Congolese army remained in control of Goma."
        ],
        ["who holds the place"],
    ),
    (
        "counts of villages",
        [
            "The rebels said they captured 70 villages in Idlib; the Syrian Observatory said they took 50 "
            "villages."
        ],
        ["village places captured: 50 (Syrian Observatory for Human Rights); 70 (Syrian opposition)"],
    ),
    (
        "a part in it, against those who accuse",
        [
            "Armed men stormed the consulate in Benghazi on Tuesday. Ansar al-Sharia denied involvement in "
            "the attack on the consulate. A deputy minister, Wanis Taher, blamed Ansar al-Sharia for it."
        ],
        ["accusation: told and denied"],
    ),
    (
        "a report called a lie",
        ["Russia's army said it killed 80 mercenaries in Kupiansk. Poland dismissed the report as a lie."],
        ["killing: told and denied"],
    ),
]

NO_CONTRADICTION = [
    ("one voice, two counts", ["The blast in Quetta killed 12 people and injured 40, police said."]),
    (
        "a second attack of the day",
        [
            "At least 14 people are killed in a bombing in Quetta.",
            "A further six people are killed in a shooting in Quetta.",
        ],
    ),
    (
        "two towns",
        [
            "At least 20 people are killed in an air strike on Marib.",
            "An air strike on Taiz kills 18 people.",
        ],
    ),
    ("what nobody told", ["Turkey denied the reports."]),
    ("one voice's two numbers", ["The police said 12 people died in Quetta; doctors treated 40."]),
    (
        "taken, and retaken days later",
        [
            "M23 rebels captured Goma on Tuesday, officials said. An army spokesman said on Friday that the "
            "Congolese army was in control of Goma again."
        ],
    ),
    (
        "no civilians, but policemen",
        ["Six policemen were wounded by a bomb in Quetta on Friday. The army said no civilians were hurt."],
    ),
    (
        "what will not happen",
        ["The army said it would not shell Goma. M23 rebels said the army shelled Goma on Friday."],
    ),
    (
        "no other bombs",
        ["A bomb was planted in Quetta, residents said. Police said there were no other bombs in Quetta."],
    ),
    ("one side's own denial", ["The army said it had not shelled the town of Goma."]),
    (
        "its own deed",
        ["Israel said it bombed a warehouse in Gaza City. Hamas said it fired rockets at Ashkelon."],
    ),
]


@pytest.mark.parametrize(
    ("texts", "about"), [case[1:] for case in CONTRADICTED], ids=[case[0] for case in CONTRADICTED]
)
def test_contradicted(corridor: Corridor, texts: list[str], about: list[str]) -> None:
    assert contradictions(corridor, texts) == about
    assert contradictions(corridor, texts[::-1]) == about


@pytest.mark.parametrize(
    "texts", [case[1] for case in NO_CONTRADICTION], ids=[case[0] for case in NO_CONTRADICTION]
)
def test_no_contradiction(corridor: Corridor, texts: list[str]) -> None:
    assert contradictions(corridor, texts) == []


def contradictions(corridor: Corridor, texts: list[str]) -> list[str]:
    reports = [told_by(f"Outlet {text[:9]}", text) for text in texts]
    claims = [claim for told in corridor.told_many(reports) for claim in told.claims]
    linkage = corridor.link(claims, {report.id: report for report in reports})
    return [dispute.about for incident in linkage.incidents for dispute in incident.contested]


def told_by(outlet: str, text: str) -> Report:
    return Report(
        id=report_id(outlet, None, DAY.isoformat(), text.encode()),
        outlet=outlet,
        published=Publication(start=DAY, end=DAY, known_by="item"),
        retrieved_at=datetime(2024, 5, 11, tzinfo=UTC),
        language="en",
        sha256="",
        path="",
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
        text=text,
    )
