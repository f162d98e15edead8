"""backup and restore as a person types them."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from warmonitor.cli import app
from warmonitor.ledger import Ledger
from warmonitor.model import Block, Report, report_id

RUN = CliRunner()


@pytest.fixture
def db(tmp_path: Path) -> str:
    raw = b"Rebels shelled Tarsil."
    report = Report(
        id=report_id("Example Wire", None, None, raw),
        outlet="Example Wire",
        retrieved_at=datetime(2031, 6, 1, tzinfo=UTC),
        language="en",
        sha256=hashlib.sha256(raw).hexdigest(),
        path="front.txt",
        blocks=(Block(kind="paragraph", start=0, end=len(raw)),),
        text=raw.decode(),
    )
    path = str(tmp_path / "war.db")
    with Ledger.open(path) as ledger:
        ledger.add(report, raw, [])
    return path


def test_a_restored_backup_has_the_same_last_hash(db: str, tmp_path: Path) -> None:
    copy, again = str(tmp_path / "copy.db"), str(tmp_path / "again.db")
    saved = RUN.invoke(app, ["backup", copy, "--db", db])
    assert saved.exit_code == 0, saved.output
    restored = RUN.invoke(app, ["restore", copy, "--db", again])
    assert restored.exit_code == 0, restored.output
    assert "1 reports" in restored.stderr
    assert saved.stderr.split()[-1] == restored.stderr.split()[-1]
    with Ledger.open(again) as ledger:
        assert ledger.stats().reports == 1


def test_nothing_is_overwritten(db: str) -> None:
    for command in ("backup", "restore"):
        done = RUN.invoke(app, [command, db, "--db", db])
        assert done.exit_code == 1
        assert done.exception is not None
