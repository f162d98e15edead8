"""What is put into the ledger comes out as it was, once, wholly or not at all."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec
import pytest
from invented_war import NOON, Clock, Linked, claimed, happened, reported
from sqlalchemy import event

from warmonitor.ledger import Filter, Ledger
from warmonitor.model import incident_id


def test_a_report_comes_out_as_it_went_in(ledger: Ledger) -> None:
    report, raw = reported("Rebels shelled Tarsil.\0 Three people died — “ثلاثة”.")
    claim = claimed(report)
    assert ledger.add(report, raw, [claim])
    assert ledger.has_report(report.id)
    assert ledger.report(report.id) == report
    assert ledger.claim(claim.id) == claim
    assert ledger.raw(report.id) == raw
    assert list(ledger.reports()) == [report]
    assert list(ledger.claims()) == [claim]


def test_what_is_not_there_is_none(ledger: Ledger) -> None:
    assert not ledger.has_report("r-1")
    assert ledger.report("r-1") is None
    assert ledger.claim("c-1") is None
    assert ledger.incident("i-1") is None
    assert ledger.dossier("i-1") is None
    assert ledger.incident_of("c-1") is None
    assert ledger.raw("r-1") is None
    assert ledger.history("x") == []


def test_a_report_without_claims_is_kept(ledger: Ledger) -> None:
    report, raw = reported("It rained in Tarsil.")
    assert ledger.add(report, raw, [])
    assert list(ledger.reports()) == [report]


def test_ingesting_twice_adds_nothing(ledger: Ledger) -> None:
    report, raw = reported("Rebels shelled Tarsil.")
    assert ledger.add(report, raw, [claimed(report)])
    before = ledger.stats()
    assert not ledger.add(report, raw, [claimed(report)])
    assert ledger.stats() == before


def test_the_same_bytes_of_two_outlets_are_kept_once(ledger: Ledger) -> None:
    for outlet in ("Example Wire", "Second Wire"):
        report, raw = reported("Rebels shelled Tarsil.", outlet=outlet)
        ledger.add(report, raw, [])
        assert ledger.raw(report.id) == raw
    assert ledger.stats().reports == 2
    assert ledger.stats().raw_bytes == len(raw)


def test_what_does_not_belong_together_is_refused(ledger: Ledger) -> None:
    report, raw = reported("Rebels shelled Tarsil.")
    other, _ = reported("Another text.")
    claim = claimed(report)
    with pytest.raises(ValueError, match="raw bytes"):
        ledger.add(report, b"something else", [])
    with pytest.raises(ValueError, match="is of report"):
        ledger.add(report, raw, [claimed(other)])
    with pytest.raises(ValueError, match="have the id"):
        ledger.add(report, raw, [claim, claim])
    assert ledger.stats().reports == 0


@pytest.mark.parametrize("table", ["changes", "raws", "reports", "claims", "claim_voices", "figures"])
def test_a_fault_at_any_point_leaves_nothing_of_the_report(ledger: Ledger, table: str) -> None:
    report, raw = reported("Rebels shelled Tarsil.")
    engine = ledger._database.engine

    def fail(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(f"INSERT INTO {table} "):
            raise KeyboardInterrupt

    event.listen(engine, "after_cursor_execute", fail)
    with pytest.raises(KeyboardInterrupt):
        ledger.add(report, raw, [claimed(report)])
    event.remove(engine, "after_cursor_execute", fail)
    assert not ledger.has_report(report.id)
    assert ledger.stats().changes == 0
    assert ledger.add(report, raw, [claimed(report)])
    assert ledger.verify().sound


def test_linking_again_without_change_writes_nothing(ledger: Ledger) -> None:
    report, raw = reported("Rebels shelled Tarsil.")
    claim = claimed(report)
    ledger.add(report, raw, [claim])
    linked = Linked((happened([claim]),), families={report.id: report.id})
    assert ledger.record_linkage(linked)
    before = ledger.stats()
    assert not ledger.record_linkage(linked)
    assert ledger.stats() == before


def two_claims(ledger: Ledger) -> Iterator[Any]:
    for text in ("Rebels shelled Tarsil at dawn.", "Shells fell on Tarsil."):
        report, raw = reported(text)
        claim = claimed(report)
        ledger.add(report, raw, [claim])
        yield claim


def test_a_merged_incident_is_redirected_and_its_past_is_kept(url: str) -> None:
    clock = Clock()
    ledger = Ledger.open(url, clock=clock)
    one, two = sorted(two_claims(ledger), key=lambda claim: claim.id)
    first, second = happened([one]), happened([two])
    ledger.record_linkage(Linked((first, second)))
    clock.forward(days=1)
    merged = happened([one, two], status="corroborated")
    assert merged.id == first.id == incident_id([one.id])
    ledger.record_linkage(Linked((merged,), redirects={second.id: merged.id}))

    assert list(ledger.incidents()) == [merged]
    assert ledger.incident(second.id) == merged
    assert ledger.redirects() == {second.id: merged.id}
    assert ledger.redirects(as_of=NOON) == {}
    assert ledger.incident(second.id, as_of=NOON) == second
    assert [incident.id for incident in ledger.incidents(Filter(as_of=NOON))] == sorted([first.id, second.id])
    assert ledger.incident_of(two.id) == merged
    assert ledger.incident_of(two.id, as_of=NOON) == second
    assert {claim.id for claim in ledger.claims(Filter(incident=second.id))} == {one.id, two.id}

    gone = ledger.history(second.id)
    assert [(step.revision, step.withdrawn, step.redirect) for step in gone] == [
        (1, False, None),
        (2, True, merged.id),
    ]
    assert [step.noun for step in ledger.history(first.id)] == [first, merged]
    assert [step.recorded_at for step in ledger.history(first.id)] == [NOON, clock.now]
    assert ledger.verify().sound
    ledger.close()


def test_an_incident_that_comes_back_goes_on_with_its_revisions(ledger: Ledger) -> None:
    one, _ = two_claims(ledger)
    incident = happened([one])
    for linked in (Linked((incident,)), Linked(), Linked((incident,))):
        assert ledger.record_linkage(linked)
    assert [step.withdrawn for step in ledger.history(incident.id)] == [False, True, False]
    assert ledger.incident(incident.id) == incident
    assert ledger.verify().sound


def test_redirects_in_a_circle_end(ledger: Ledger) -> None:
    ledger.record_linkage(Linked(redirects={"i-a": "i-b", "i-b": "i-a"}))
    assert ledger.incident("i-a") is None


def test_a_dossier_has_all_that_an_incident_stands_on(ledger: Ledger) -> None:
    one, two = two_claims(ledger)
    incident = happened([one, two])
    ledger.record_linkage(Linked((incident,), families={two.report: one.report, one.report: one.report}))
    dossier = ledger.dossier(incident.id)
    assert dossier is not None
    assert dossier.incident == incident
    assert set(dossier.claims) == {one, two}
    assert set(dossier.reports) == {one.report, two.report}
    assert dossier.families == {one.report: one.report, two.report: one.report}
    assert ledger.families() == dossier.families
    assert msgspec.json.encode(dossier)


def test_stats_tell_the_state(url: str) -> None:
    clock = Clock()
    with Ledger.open(url, clock=clock) as ledger:
        empty = ledger.stats()
        assert (empty.reports, empty.changes, empty.last_ingest, empty.head) == (0, 0, None, None)
        claims = list(two_claims(ledger))
        clock.forward(hours=2)
        ledger.record_linkage(Linked((happened(claims),)))
        stats = ledger.stats()
        assert (stats.reports, stats.claims, stats.incidents, stats.changes) == (2, 2, 1, 3)
        assert stats.last_ingest == NOON
        assert stats.schema_version == empty.schema_version
        assert stats.head == ledger.verify().head


def test_a_clock_that_goes_back_does_not_turn_the_order(url: str) -> None:
    clock = Clock()
    with Ledger.open(url, clock=clock) as ledger:
        one, _ = two_claims(ledger)
        clock.forward(days=-3)
        ledger.record_linkage(Linked((happened([one]),)))
        assert [step.recorded_at for step in ledger.history(happened([one]).id)] == [NOON]


def test_who_did_it_is_kept(url: str) -> None:
    with Ledger.open(url, who="a. reader") as ledger:
        one, _ = two_claims(ledger)
        step = ledger.history(one.id)[0]
        assert (step.who, step.what) == ("a. reader", "ingest")


def test_ids_of_the_raw_bytes_are_their_sha256(ledger: Ledger) -> None:
    report, raw = reported("Rebels shelled Tarsil.")
    ledger.add(report, raw, [])
    assert hashlib.sha256(ledger.raw(report.id) or b"").hexdigest() == report.sha256
    assert isinstance(report.retrieved_at, datetime)
    assert report.published is not None
    assert report.published.start == date(2031, 4, 30)
