"""sitrep and publish as a person types them."""

import hashlib
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from warmonitor.cli import app
from warmonitor.ledger import Ledger
from warmonitor.model import Block, Publication, Report, report_id

RUN = CliRunner()
NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = str(tmp_path / "ledger.db")
    text = "Nothing happened in Tarsil."
    report = Report(
        id=report_id("Example Wire", None, None, text.encode()),
        outlet="Example Wire",
        published=Publication(start=date(2031, 5, 1), end=date(2031, 5, 1), known_by="option"),
        retrieved_at=NOON,
        language="en",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        path="front.txt",
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
        text=text,
    )
    with Ledger.open(path, clock=lambda: NOON) as ledger:
        ledger.add(report, text.encode(), [])
    return path


def test_a_report_goes_to_standard_output_as_markdown(db: str) -> None:
    done = RUN.invoke(app, ["sitrep", "--db", db, "--place", "Tarsil"])
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("# Situation report: Tarsil\n")
    assert "**As of 1 May 2031, 12:00:00 UTC.**" in done.stdout


@pytest.mark.parametrize(("name", "start"), [("a.md", "# Situation"), ("a.HTML", "<!doctype html>")])
def test_the_ending_of_the_file_chooses(db: str, tmp_path: Path, name: str, start: str) -> None:
    out = tmp_path / name
    done = RUN.invoke(app, ["sitrep", "--db", db, "--output", str(out), "--changes-since", "2031-04-30"])
    assert done.exit_code == 0, done.output
    assert out.read_text(encoding="utf-8").startswith(start)
    assert "Changes since 30 April 2031, 23:59:59 UTC" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--output", "a.docx"], ".md, .html, .pdf"),
        (["--changes-since", "last week"], "--changes-since"),
        (["--since", "2031-05-02", "--until", "2031-05-01"], ""),
    ],
)
def test_a_wrong_call_says_what_is_wrong(db: str, words: list[str], said: str) -> None:
    done = RUN.invoke(app, ["sitrep", "--db", db, *words])
    assert done.exit_code != 0
    assert said in done.output


def test_pdf_without_its_extra_says_the_mend(
    db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    out = tmp_path / "a.pdf"
    done = RUN.invoke(app, ["sitrep", "--db", db, "--output", str(out)])
    assert (done.exit_code, out.exists()) == (1, False)
    assert "pip install 'warmonitor[pdf]'" in done.stderr


def test_a_site_is_written_into_a_new_folder(db: str, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    done = RUN.invoke(app, ["publish", str(folder), "--db", db])
    assert done.exit_code == 0, done.output
    assert re.search(r"0 incidents in \d+ files", done.stderr)
    assert (folder / "index.html").exists()
