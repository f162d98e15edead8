"""A backup is the ledger, and a restored backup is too, on whatever database."""

from pathlib import Path

import pytest
from invented_war import Linked, claimed, happened, reported

from warmonitor.ledger import Filter, Ledger, LedgerError


def fill(ledger: Ledger) -> None:
    claims = []
    for number in range(3):
        report, raw = reported(f"Shells fell on Tarsil for the {number}th time.\0")
        claims.append(claimed(report))
        ledger.add(report, raw, claims[-1:])
    ledger.record_linkage(Linked(tuple(happened([claim]) for claim in claims)))
    ledger.record_linkage(Linked((happened(claims),), {"i-a": "i-b"}, {claims[0].report: claims[1].report}))


def everything(ledger: Ledger) -> object:
    reports, incidents = list(ledger.reports()), list(ledger.incidents())
    nouns = [*reports, *ledger.claims(), *incidents]
    return (
        nouns,
        [ledger.history(noun.id) for noun in nouns],
        [ledger.raw(report.id) for report in reports],
        ledger.redirects(),
        ledger.families(),
        ledger.stats(),
        ledger.verify(),
    )


def test_what_is_restored_equals_the_original(url: str, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    with Ledger.open(str(tmp_path / "first.db")) as first:
        fill(first)
        expected = everything(first)
        first.backup(backup)
    with Ledger.open(str(backup)) as copied:
        assert everything(copied) == expected
    with Ledger.open(url) as second:
        second.restore(backup)
        assert everything(second) == expected
        assert second.verify().sound
        second.backup(tmp_path / "again.db")
        report, raw = reported("Then it went on.")
        assert second.add(report, raw, [claimed(report)])
        assert second.verify().sound
    with Ledger.open(str(tmp_path / "again.db")) as again:
        assert everything(again) == expected
        assert again.count("claims", Filter(place="Tarsil")) == 3


def test_a_backup_overwrites_nothing(tmp_path: Path) -> None:
    taken = tmp_path / "notes.txt"
    taken.write_text("mine")
    with Ledger.open(str(tmp_path / "a.db")) as ledger, pytest.raises(LedgerError, match="there already"):
        ledger.backup(taken)
    assert taken.read_text() == "mine"


def test_a_restore_overwrites_nothing(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        fill(ledger)
        ledger.backup(tmp_path / "b.db")
        with pytest.raises(LedgerError, match="not empty"):
            ledger.restore(tmp_path / "b.db")
        with pytest.raises(LedgerError, match="no backup"):
            ledger.restore(tmp_path / "c.db")
        assert not (tmp_path / "c.db").exists()


def test_a_backup_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("no more")

    monkeypatch.setattr("warmonitor.ledger.copying._copy", fail)
    with Ledger.open(str(tmp_path / "a.db")) as ledger, pytest.raises(OSError, match="no more"):
        ledger.backup(tmp_path / "b.db")
    assert not list(tmp_path.glob("b.db*"))
