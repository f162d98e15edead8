"""Reports that speak of a happening without a claim of it: listed with the incident, and never counted."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest
from msgspec import UNSET
from msgspec.structs import replace
from papers import paper

from warmonitor.incidents import Linkage
from warmonitor.incidents.passages import cue_of, days_named
from warmonitor.model import Claim, Report
from warmonitor.pipeline import Corridor

FIRST = date(2031, 5, 5)  # a Monday
NEXT = FIRST + timedelta(days=1)
TOLD = "Gunmen attack a hotel in Multan, killing at least 12 guests, police say."


@pytest.fixture(scope="module")
def corridor() -> Corridor:
    return Corridor.load()


def linked(corridor: Corridor, papers: Sequence[Report]) -> tuple[Linkage, dict[str, Claim]]:
    claims = [claim for told in corridor.told_many(papers) for claim in told.claims]
    return corridor.link(claims, {one.id: one for one in papers}), {claim.id: claim for claim in claims}


SPEAKS = [
    "Hundreds in Multan mourn the victims.",
    "Police in Multan hunt for the gunmen.",
    "A judge in Multan leads the inquest into the deaths at the hotel.",
]
SILENT = [
    "Farmers in Multan fear a poor mango crop.",
    "Hundreds in Lusaka mourn the victims.",
    "A judge in Lyon opens an inquest into the train crash.",
]


@pytest.mark.parametrize(("name", "listed"), [("Anna Petrova", True), ("Clara Novak", False)])
def test_who_was_killed_tells_of_which_killing_another_paper_speaks(
    corridor: Corridor, name: str, listed: bool
) -> None:
    told = paper("The journalist Anna Petrova was shot dead by gunmen in Multan.", FIRST)
    spoken = paper(f"The European Union investigates the case of {name}.", NEXT)
    linkage, _ = linked(corridor, [told, spoken])
    assert any(incident.mentions for incident in linkage.incidents) is listed


@pytest.mark.parametrize("text", SPEAKS)
def test_who_speaks_of_it_is_listed_and_not_counted(corridor: Corridor, text: str) -> None:
    alone, _ = linked(corridor, [paper(TOLD, FIRST)])
    (before,) = alone.incidents
    spoken = paper(text, NEXT)
    (incident,) = linked(corridor, [paper(TOLD, FIRST), spoken])[0].incidents
    (mention,) = incident.mentions or ()
    assert (mention.report, spoken.text[slice(*mention.span)]) == (spoken.id, text)
    assert before.mentions is UNSET
    assert replace(incident, mentions=UNSET) == before


@pytest.mark.parametrize("text", SILENT)
def test_who_speaks_of_something_else_is_not_listed(corridor: Corridor, text: str) -> None:
    found, _ = linked(corridor, [paper(TOLD, FIRST), paper(text, NEXT)])
    assert not any(incident.mentions for incident in found.incidents)


def test_long_after_nobody_is_taken_to_speak_of_it(corridor: Corridor) -> None:
    found, _ = linked(corridor, [paper(TOLD, FIRST), paper(SPEAKS[0], FIRST + timedelta(days=30))])
    assert not found.incidents[0].mentions


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police in Multan arrest three men in connection with Monday's attack on the hotel.", "detention"),
        ("Schools in Multan stay shut after Monday's attack on the hotel.", "service_disruption"),
    ],
)
def test_what_answers_a_deed_is_tied_to_it_and_keeps_its_own_incident(
    corridor: Corridor, text: str, kind: str
) -> None:
    found, claims = linked(corridor, [paper(TOLD, FIRST), paper(text, NEXT)])
    deed = next(one for one in found.incidents if one.type == "attack")
    own = next(one for one in found.incidents if one.type == kind)
    (mention,) = deed.mentions or ()
    assert [claims[one].type for one in mention.claims] == [kind]
    assert not set(mention.claims) & set(deed.claims)
    assert set(mention.claims) <= set(own.claims)


def test_every_mention_is_explained_by_what_adds_up_to_its_score(corridor: Corridor) -> None:
    found, claims = linked(corridor, [paper(TOLD, FIRST), *(paper(text, NEXT) for text in SPEAKS)])
    (incident,) = found.incidents
    ties = found.explanations[incident.id].mentions
    assert [tie.report for tie in ties] == [mention.report for mention in incident.mentions or ()]
    for tie, mention in zip(ties, incident.mentions or (), strict=True):
        assert sum(step.weight for step in tie.steps) == pytest.approx(mention.score, abs=0.001)
        assert tie.claim in incident.claims
        assert claims[tie.claim].report != mention.report


def test_the_order_of_the_reports_does_not_matter(corridor: Corridor) -> None:
    papers = [paper(TOLD, FIRST), *(paper(text, NEXT) for text in (*SPEAKS, *SILENT))]
    papers.append(paper("A bomb explodes at a market in Multan, killing five people.", NEXT))
    first = linked(corridor, papers)[0].incidents
    for seed in range(4):
        assert linked(corridor, Random(seed).sample(papers, len(papers)))[0].incidents == first


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("The death toll from the blast rises to 14.", "toll"),
        ("Flags fly at half-mast after Friday's raid.", "dated"),
        ("Ministers meet to discuss the deadly raid.", "definite"),
        ("Two suspects appear in court.", "answer"),
        ("Shops stay shut amid street protests.", "after"),
        ("Divers continue their search of the wreck.", "continued"),
        ("Gunmen kill a baker in Krum.", None),
    ],
)
def test_how_a_sentence_looks_back(sentence: str, cue: str | None) -> None:
    assert cue_of(sentence) == cue


def test_a_weekday_is_the_last_one_before_the_paper() -> None:
    monday = FIRST.toordinal()
    assert days_named("after Sunday's raid", monday) == {monday - 1}
    assert days_named("last Monday's raid", monday) == {monday - 7}
    assert days_named("yesterday's raid", monday) == {monday - 1}
    assert not days_named("the raid", monday)
