"""`explain` shows how a sentence was read and what ties the claims of an incident, to people and scripts."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from warmonitor.cli import app

RUN = CliRunner()
ITEMS = [
    ("2021-05-05", "Gunmen attacked a hotel in Multan on Wednesday, killing at least 12 guests, police say."),
    ("2021-05-06", "The army says 12 guests died when gunmen attacked a hotel in Multan on Wednesday."),
]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("explained")
    items = folder / "items.jsonl"
    items.write_text("\n".join(json.dumps({"published": day, "text": text}) for day, text in ITEMS))
    url = f"sqlite:///{folder / 'war.db'}"
    assert RUN.invoke(app, ["ingest", str(items), "--db", url]).exit_code == 0
    return url


def _claims(db: str) -> list[dict[str, str]]:
    told = RUN.invoke(app, ["claims", "--db", db, "--format", "jsonl"]).stdout
    return [json.loads(line) for line in told.splitlines()]


def _incident(db: str) -> dict[str, list[str]]:
    told = RUN.invoke(app, ["incidents", "--db", db, "--format", "jsonl"]).stdout
    (incident,) = map(json.loads, told.splitlines())
    assert len(incident["claims"]) == 2
    return dict(incident)


def _explained(identity: str, db: str) -> Any:
    return json.loads(RUN.invoke(app, ["explain", identity, "--db", db, "--format", "json"]).stdout)


def test_a_claim_is_shown_in_its_sentence_with_its_rule_and_the_grammar(db: str) -> None:
    told = {one["report"]: one["id"] for one in _claims(db)}
    assert len(told) == 2
    for claim in told.values():
        shown = RUN.invoke(app, ["explain", claim, "--db", db]).stdout
        assert "[attack: attacked]" in shown
        assert "[agent: " in shown
        assert "[place: Multan]" in shown
        assert "attacked -nsubj-> " in shown.lower()
        assert "claims/rules/events.yaml, line " in shown


def test_an_incident_is_shown_with_what_was_compared_and_what_gave_its_grade(db: str) -> None:
    incident = _incident(db)
    shown = RUN.invoke(app, ["explain", str(incident["id"]), "--db", db]).stdout
    _, _, tie = shown.partition(" with ")
    lines = tie.splitlines()
    weights = [float(line.split()[0]) for line in lines if line.startswith(("   +", "   -", "  +", "  -"))]
    assert abs(sum(weights) - float(lines[0].split()[-2])) < 0.5
    assert f"grade {incident['grade']}, " in shown


def test_scripts_get_one_object(db: str) -> None:
    incident = _incident(db)
    told = json.loads(
        RUN.invoke(app, ["explain", str(incident["id"]), "--db", db, "--format", "json"]).stdout
    )
    assert told["incident"] == incident
    assert {told["why"]["links"][0][end] for end in ("first", "second")} == set(incident["claims"])
    claim = incident["claims"][0]
    told = _explained(claim, db)
    assert told["claim"]["id"] == claim
    assert told["reading"]["parts"][0]["part"] == told["claim"]["type"]
