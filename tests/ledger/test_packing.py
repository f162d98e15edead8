"""Answers are the same whatever is packed, whoever added it and whenever it is asked for."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from invented_war import Clock, Linked, claimed, happened, reported
from sqlalchemy import delete, func, select

from warmonitor.ledger import Draft, Filter, Ledger, chain, columns, cursor, edit_of, packing, schema
from warmonitor.model import Claim

FILTERS = [
    Filter(),
    *(Filter(type=kind) for kind in ("shelling", "airstrike")),
    *(Filter(place=place) for place in ("Tarsil", "geonames:9000002", "Chad", "Ordan", "nowhere")),
    *(Filter(actor=actor) for actor in ("red-front", "jets")),
    Filter(voice="Ridge Watch"),
    Filter(kind="outlet"),
    Filter(among=("red-front", "nobody")),
    Filter(confidence=0.8),
    Filter(measure="killed"),
    Filter(status="contested"),
    Filter(newness="background", type="airstrike"),
    Filter(text="time"),
    Filter(text="no"),
    Filter(since=date(2031, 4, 3), until=date(2031, 4, 5)),
    Filter(limit=3),
]


@pytest.fixture
def small_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packs of five rows, so that a small ledger has many."""
    for module in (packing, columns, chain):
        monkeypatch.setattr(module, "SIZE", 5)


def fill(ledger: Ledger, clock: Clock, first: int = 0, reports: int = 9) -> list[Claim]:
    """Reports of two claims each, linked in pairs; corrected, rejected, read again, linked anew."""
    every = []
    for number in range(first, first + reports):
        clock.forward(hours=1)
        report, raw = reported(f"Shells fell for the {number}th time, no more.")
        claims = [
            claimed(
                report,
                trigger=trigger,
                kind="airstrike" if number % 3 else "shelling",
                at=("Tarsil", "Velmora", "Karô", None)[(number + trigger) % 4],
                on=date(2031, 4, 1 + number % 7) if number % 5 else None,
                by="rebels" if number % 2 else "jets",
                killed=number or None,
                newness="background" if number % 4 == 0 else "new",
            )
            for trigger in range(2)
        ]
        ledger.add(report, raw, claims)
        every += claims
    link(ledger, every)
    ledger.review(
        Draft(act="correct", subjects=(every[0].id,), why="seen", edits=(edit_of("/type=clash"),)), "Amal"
    )
    ledger.review(Draft(act="reject", subjects=(every[5].id,), why="not told"), "Amal")
    clock.forward(hours=1)
    link(ledger, [claim for claim in every if claim.id != every[5].id])
    return every


def link(ledger: Ledger, claims: list[Claim]) -> None:
    pairs = [claims[start : start + 2] for start in range(0, len(claims), 2)]
    statuses = ("single_source", "contested")
    ledger.record_linkage(
        Linked(tuple(happened(pair, status=statuses[at % 2]) for at, pair in enumerate(pairs)))
    )


def answers(ledger: Ledger, clock: Clock) -> list[Any]:
    found: list[Any] = []
    moments = [None, clock.now.replace(hour=18)]
    for wanted in (replace(one, as_of=moment) for one in FILTERS for moment in moments):
        for kind in ("reports", "claims", "incidents"):
            listed = [noun.id for noun in getattr(ledger, kind)(wanted)]
            found.append((listed, ledger.count(kind, wanted)))  # type: ignore[arg-type]
            assert len(listed) == min(found[-1][1], wanted.limit or 99)
        found += [list(ledger.actors(wanted)), list(ledger.voices(wanted)), list(ledger.places(wanted))]
        found += [ledger.pairs(wanted), ledger.standings(wanted)]
    found += [ledger.queue(reason) for reason in ("contested", "high-toll", "new-actor", "unresolved-place")]
    return found


def packs(ledger: Ledger) -> int:
    with ledger._database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(schema.packs)) or 0


def test_packed_rows_answer_as_unpacked_ones(url: str, small_runs: None) -> None:
    clock = Clock()
    with Ledger.open(url, clock=clock) as ledger:
        fill(ledger, clock)
        grown = answers(ledger, clock)
        assert packs(ledger) > 30
        assert ledger.verify().sound
    with Ledger.open(url, clock=clock) as ledger:
        assert answers(ledger, clock) == grown
        with ledger._database.writing() as connection:
            connection.execute(delete(schema.packs))
    with Ledger.open(url, clock=clock) as ledger:
        assert answers(ledger, clock) == grown


def test_a_reader_sees_what_others_add(url: str, small_runs: None) -> None:
    clock = Clock()
    with Ledger.open(url, clock=clock) as ledger, Ledger.open(url, clock=clock) as reader:
        fill(ledger, clock)
        before = clock.now
        told = answers(reader, clock)
        assert told == answers(ledger, clock)
        fill(ledger, clock, first=20, reports=4)
        assert reader.count("reports") == 13
        assert answers(reader, clock) == answers(ledger, clock)
        assert reader.count("reports", Filter(as_of=before)) == 9
        assert ledger.verify().sound


def test_lists_are_what_the_nouns_say(url: str, small_runs: None) -> None:
    clock = Clock()
    with Ledger.open(url, clock=clock) as ledger:
        fill(ledger, clock)
        claims = list(ledger.claims())
        assert len(claims) == 17
        for wanted, fits in (
            (Filter(type="clash"), lambda claim: claim.type == "clash"),
            (Filter(place="Chad"), lambda claim: any(place.country == "TD" for place in claim.places)),
            (Filter(actor="jets"), lambda claim: any(actor.text == "jets" for actor in claim.actors)),
            (Filter(newness="background"), lambda claim: claim.newness == "background"),
            (Filter(text="4th"), lambda claim: "4th" in claim.quote),
        ):
            assert list(ledger.claims(wanted)) == [claim for claim in claims if fits(claim)]


def test_pages_follow_one_another_through_days_and_what_has_none(url: str, small_runs: None) -> None:
    clock = Clock()
    with Ledger.open(url, clock=clock) as ledger:
        fill(ledger, clock)
        every = [claim.id for claim in ledger.claims()]
        found: list[Claim] = []
        while page := list(ledger.claims(Filter(limit=4, after=cursor(found[-1]) if found else None))):
            found += page
        assert [claim.id for claim in found] == every


def test_an_altered_pack_is_named(url: str, small_runs: None) -> None:
    clock = Clock()
    with Ledger.open(url, clock=clock) as ledger:
        fill(ledger, clock)
        with ledger._database.writing() as connection:
            table = schema.packs
            altered = table.update().where(table.c.facet == "claims.kinds", table.c.run == 1)
            connection.execute(altered.values(terms=b"\x90"))
        assert ledger.verify().faults == ("pack 1 of claims.kinds: altered",)


def test_a_copy_has_the_packs(url: str, small_runs: None, tmp_path: Any) -> None:
    clock = Clock()
    with Ledger.open(url, clock=clock) as ledger:
        fill(ledger, clock)
        ledger.backup(tmp_path / "copy.db")
        with Ledger.open(str(tmp_path / "copy.db"), clock=clock) as copy:
            assert packs(copy) == packs(ledger)
            assert answers(copy, clock) == answers(ledger, clock)
            assert copy.verify() == ledger.verify()
