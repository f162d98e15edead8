"""A question about a ledger that is not there is refused, and makes none."""

import subprocess
import sys
from pathlib import Path

import pytest

from warmonitor.ledger import Ledger, NoLedgerError

QUESTIONS = [
    *([kind] for kind in ("reports", "claims", "incidents", "actors", "voices", "places")),
    *([kind] for kind in ("tolls", "control", "timeline", "verify", "serve")),
    ["explain", "c-1"],
    ["history", "c-1"],
    ["review", "queue"],
    ["review", "accept", "c-1"],
    ["backup", "copy.db"],
    ["export", "--format", "jsonl", "--output", "out.jsonl"],
    ["sitrep", "--output", "out.md"],
    ["publish", "site"],
    ["reread", "--all"],
]


def test_every_question_says_so_and_how_to_make_one(tmp_path: Path) -> None:
    script = (
        "import sys, warmonitor.cli as cli\n"
        "for words in eval(sys.argv[1]):\n"
        "    sys.argv = ['warmonitor', *words, '--db', 'typo.db']\n"
        "    try:\n"
        "        cli.main()\n"
        "    except SystemExit as end:\n"
        "        print(words, end.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(QUESTIONS)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [f"{words} 2" for words in QUESTIONS], done.stderr
    assert done.stderr.count("there is no ledger at sqlite:///typo.db") == len(QUESTIONS)
    assert "warmonitor ingest" in done.stderr
    assert not list(tmp_path.iterdir())


def test_no_folder_is_made_either(tmp_path: Path) -> None:
    with pytest.raises(NoLedgerError):
        Ledger.open(str(tmp_path / "typo" / "ledger.db"), new=False)
    assert not list(tmp_path.iterdir())


def test_an_empty_file_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(NoLedgerError):
        Ledger.open(str(path), new=False)
