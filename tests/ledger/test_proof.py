"""Nothing in the past can be altered without `verify` saying so."""

from typing import Any

import pytest
from invented_war import Linked, claimed, happened, reported
from sqlalchemy import create_engine, text

from warmonitor.ledger import Draft, Ledger


def fill(ledger: Ledger) -> None:
    claims = []
    for words in ("Rebels shelled Tarsil at dawn.", "Shells fell on Tarsil."):
        report, raw = reported(words)
        claims.append(claimed(report))
        ledger.add(report, raw, claims[-1:])
    one, two = claims
    ledger.record_linkage(Linked((happened([one]), happened([two]))))
    merged = happened([one, two])
    gone = next(incident for incident in (happened([one]), happened([two])) if incident.id != merged.id)
    ledger.record_linkage(Linked((merged,), {gone.id: merged.id}, {two.report: one.report}))
    ledger.review(Draft(act="comment", subjects=(one.id,), why="seen"), "Amal")


def alter(ledger: Ledger, *statements: str) -> None:
    """Alter the database behind the ledger's back, without its foreign keys."""
    url = ledger._database.url
    off = "PRAGMA foreign_keys = OFF" if ledger._database.sqlite else "SET session_replication_role = replica"
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in (off, *statements):
            connection.execute(text(statement))
    engine.dispose()


def test_a_ledger_left_alone_is_sound(ledger: Ledger) -> None:
    assert ledger.verify().sound
    fill(ledger)
    found = ledger.verify()
    assert found.sound
    assert (found.changes, found.rows) == (5, 13)


ALTERED: list[tuple[str, Any]] = [
    ("UPDATE reports SET body = replace(body, 'dawn', 'dusk')", "change 1: what it wrote was altered"),
    ("UPDATE claims SET body = replace(body, '0.8', '0.9')", "change 1: what it wrote was altered"),
    ("UPDATE claims SET type = 'airstrike' WHERE seq = 1", "claims c-"),
    ("UPDATE claims SET body = '{' WHERE seq = 1", "indexed column"),
    ("UPDATE claim_actors SET actor = 'blue-front'", "claims c-"),
    ("UPDATE figures SET low = 300", "claims c-"),
    ("DELETE FROM figures", "claims c-"),
    ("DELETE FROM incident_claims WHERE position = 1", "incidents i-"),
    ("UPDATE incidents SET status = 'contested' WHERE revision = 1", "incidents i-"),
    ("UPDATE incidents SET replaced_at = NULL", "its end was altered"),
    ("UPDATE incidents SET withdrawn = (1 = 1)", "change 3: what it wrote was altered"),
    ("UPDATE reports SET recorded_at = '2001-01-01 00:00:00.000000'", "reports r-"),
    ("UPDATE raws SET packed = (SELECT packed FROM raws WHERE seq = 2) WHERE seq = 1", "raw bytes"),
    ("UPDATE raws SET path = 'elsewhere.txt' WHERE seq = 2", "change 2: what it wrote was altered"),
    ("UPDATE redirects SET new = old", "change 4: what it wrote was altered"),
    ("DELETE FROM redirects", "change 4: what it wrote was altered"),
    ("UPDATE families SET family = report", "change 4: what it wrote was altered"),
    ("UPDATE reviews SET body = replace(body, 'Amal', 'Omar')", "change 5: what it wrote was altered"),
    ("UPDATE reviews SET act = 'accept'", "change 5: what it wrote was altered"),
    ("UPDATE review_subjects SET subject = 'c-1'", "review v-1: an indexed column was altered"),
    ("DELETE FROM review_subjects", "review v-1: an indexed column was altered"),
    ("UPDATE changes SET who = 'nobody' WHERE seq = 2", "change 2: its entry in the changelog was altered"),
    ("UPDATE changes SET previous = digest WHERE seq = 2", "change 2: the chain is broken before it"),
    ("UPDATE changes SET hash = 'x' WHERE seq = 2", "change 3: the chain is broken before it"),
]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("statement", "fault"), ALTERED)
def test_what_was_altered_is_named(ledger: Ledger, statement: str, fault: str) -> None:
    fill(ledger)
    alter(ledger, statement)
    found = ledger.verify()
    assert any(fault in words for words in found.faults), found.faults
    assert not found.sound


def test_what_was_altered_is_named_on_every_database(ledger: Ledger) -> None:
    fill(ledger)
    alter(ledger, ALTERED[0][0], "DELETE FROM changes WHERE seq = 2", "UPDATE figures SET low = 300")
    faults = " / ".join(ledger.verify().faults)
    for words in (
        "change 1: what it wrote was altered",
        "change 2: its entry in the changelog is gone",
        "claims c-",
    ):
        assert words in faults


def test_a_report_that_is_gone_is_missed(ledger: Ledger) -> None:
    fill(ledger)
    tables = ("families", "redirects", "incident_claims", "incidents", "review_subjects", "reviews")
    alter(ledger, *(f"DELETE FROM {table}" for table in tables))
    faults = ledger.verify().faults
    assert faults == tuple(f"change {number}: what it wrote is gone" for number in (3, 4, 5))


def test_who_keeps_the_head_sees_an_end_cut_off(ledger: Ledger) -> None:
    fill(ledger)
    head = ledger.verify().head
    tables = ("review_subjects", "reviews")
    alter(ledger, *(f"DELETE FROM {table}" for table in tables), "DELETE FROM changes WHERE seq = 5")
    assert ledger.verify().head != head
