"""Why a claim's words were taken for what they were: the same decision, told with what lost."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from warmonitor.grounding.why import Reason, reasons
from warmonitor.knowledge.gazetteer import load_gazetteer
from warmonitor.knowledge.registry import load_registry
from warmonitor.model import Actor, Block, Claim, Place, Publication, Report, Time, Voice

TEXT = (
    "Rebels shelled Saraqeb in Syria's Idlib province on Friday, "
    "the Syrian Observatory for Human Rights said."
)
STATED = Publication(start=date(2024, 11, 30), end=date(2024, 11, 30), known_by="metadata")
PLACE = Place(text="Saraqeb", span=(15, 22), relation="in", id="geonames:164816", precision="settlement")
FRIDAY = Time(text="Friday", start=date(2024, 11, 29), end=date(2024, 11, 29), basis="relative")
REBELS = Actor(role="agent", text="Rebels", span=(0, 6), id="syrian-opposition", name="Syrian opposition")
MONITOR = Voice(text="the Observatory", id="sohr", name="Syrian Observatory for Human Rights", kind="monitor")


def report(published: Publication | None = STATED, text: str = TEXT) -> Report:
    return Report(
        id="r-1", outlet="Example Wire", published=published, retrieved_at=datetime(2024, 12, 20, tzinfo=UTC),
        language="en", sha256="0" * 64, path="a.txt", text=text,
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
    )  # fmt: skip


def claim(**changed: object) -> Claim:
    told = {
        "id": "c-1", "report": "r-1", "type": "shelling", "quote": TEXT, "span": (0, len(TEXT)),
        "block": "paragraph", "actors": (REBELS,), "places": (PLACE,), "time": FRIDAY, "voices": (MONITOR,),
        "modality": "asserted", "newness": "new", "confidence": 0.8, "rule": "shelling.verb",
    }  # fmt: skip
    return Claim(**{**told, **changed})  # type: ignore[arg-type]


def why(one: Claim, of: Report) -> dict[str, Reason]:
    return {each.about: each for each in reasons(one, of, load_gazetteer(), load_registry())}


def test_every_decision_is_told_with_what_decided_it() -> None:
    told = why(claim(), report())
    assert set(told) == {"place", "time", "agent", "voice", "published"}
    assert told["place"].chosen == "Saraqib, Idlib, SY (geonames:164816)"
    assert told["place"].score == pytest.approx(1, abs=0.1)
    assert "SY" in told["agent"].decided
    assert told["agent"].chosen == "Syrian opposition (syrian-opposition)"
    assert told["voice"].chosen == "Syrian Observatory for Human Rights (sohr)"
    assert told["published"].decided == "stated by metadata"


def test_a_day_tells_what_it_counts_from_and_the_other_reading() -> None:
    told = why(claim(), report())["time"]
    assert told.decided == "counted from the day of publication; published 2024-11-30"
    assert told.rivals == ("2024-12-06, told in another tense",)


def test_words_that_stand_for_another_name_are_told_so() -> None:
    told = why(claim(voices=(msgspec.structs.replace(MONITOR, text="it"),)), report())["voice"]
    assert told.chosen == "Syrian Observatory for Human Rights (sohr)"
    assert told.decided.startswith("“it” stands for Syrian Observatory for Human Rights")


def test_an_inferred_publication_tells_its_reasoning() -> None:
    text = TEXT + " The front had not moved since March 2020."
    told = why(claim(), report(published=None, text=text))["published"]
    assert "retrieved on 2024-12-20: published by then" in told.decided
    assert "tells of 2020-03-01 as past" in told.decided


def test_what_would_be_decided_otherwise_today_is_told() -> None:
    other = Place(text="Saraqeb", span=(15, 22), relation="in", id="geonames:1", precision="settlement")
    told = why(claim(places=(other,)), report())["place"]
    assert told.chosen.endswith("the claim has geonames:1, decided on other data")
