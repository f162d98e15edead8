"""review and reread as a person types them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from warmonitor.cli import app
from warmonitor.evaluation.annotated import read_annotated
from warmonitor.pipeline import Corridor

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _one_corridor(corridor: Corridor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Corridor, "load", classmethod(lambda _: corridor))
    monkeypatch.setenv("WARMONITOR_REVIEWER", "Amal")


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    report = tmp_path / "report.txt"
    report.write_text("Rebels shelled Saraqeb on Friday, killing 30 people.", encoding="utf-8")
    monkeypatch.setenv("WARMONITOR_DB", str(tmp_path / "ledger.db"))
    call("ingest", str(report), "--published", "2024-11-30", "--outlet", "Example Wire")
    return str(tmp_path / "ledger.db")


def call(*words: str, code: int = 0) -> list[dict[str, object]]:
    done = RUN.invoke(app, list(words))
    assert done.exit_code == code, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_claim_from_the_queue_is_corrected_exported_and_restored(db: str, tmp_path: Path) -> None:
    (waiting,) = call("review", "queue", "--reason", "high-toll")
    claim = str(waiting["id"])
    call(
        "review",
        "correct",
        claim,
        "--set",
        "/figures/0/low=31",
        "--set",
        "/figures/0/high=31",
        "-m",
        "misread",
    )
    assert call("claims")[0]["figures"][0]["low"] == 31  # type: ignore[index]
    assert call("incidents")[0]["tolls"][0]["low"] == 31  # type: ignore[index]
    assert call("review", "queue", "--reason", "high-toll") == []

    out = tmp_path / "review.jsonl"
    call("review", "export", "--output", str(out))
    (document,) = read_annotated(tmp_path, "review", tmp_path).documents
    (gold,) = document.claims
    words = document.report.text
    assert words[slice(*gold.trigger)] == "shelled"
    assert (gold.figures[0].low, words[slice(*gold.places[0].span)]) == (31, "Saraqeb")
    assert gold.time is not None
    assert words[slice(*gold.time)] == "Friday"

    call("reread", "--all")
    assert call("claims")[0]["figures"][0]["low"] == 31  # type: ignore[index]
    call("review", "undo", "v-1")
    assert call("claims")[0]["figures"][0]["low"] == 30  # type: ignore[index]
    acts = [one["act"] for one in call("history", claim) if "act" in one]
    assert acts == ["correct", "undo"]
    assert [one["who"] for one in call("review", "list")] == ["Amal", "Amal"]
    assert call("verify")[0]["faults"] == []


def test_a_rejected_claim_is_gone_from_every_list(db: str) -> None:
    (claim,) = call("claims")
    call("review", "reject", str(claim["id"]), "--why", "a novel")
    assert call("claims") == call("incidents") == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["review", "queue", "--reason", "luck"], 2),
        (["review", "reject", "c-nothing", "--why", "x"], 1),
        (["reread"], 2),
        (["reread", "r-nothing"], 1),
    ],
)
def test_a_wrong_call_fails(db: str, words: list[str], code: int) -> None:
    call(*words, code=code)
