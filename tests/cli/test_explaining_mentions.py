"""`explain` of an incident says who only speaks of it, and why that is thought."""

import json
from pathlib import Path

from typer.testing import CliRunner

from warmonitor.cli import app

RUN = CliRunner()
ITEMS = [
    ("2021-05-05", "Gunmen attack a hotel in Multan, killing at least 12 guests, police say."),
    ("2021-05-06", "Hundreds in Multan mourn the victims."),
]


def test_a_mention_is_shown_with_its_sentence_and_what_speaks_for_it(tmp_path: Path) -> None:
    items = tmp_path / "items.jsonl"
    items.write_text("\n".join(json.dumps({"published": day, "text": text}) for day, text in ITEMS))
    db = f"sqlite:///{tmp_path / 'war.db'}"
    assert RUN.invoke(app, ["ingest", str(items), "--db", db]).exit_code == 0
    told = RUN.invoke(app, ["incidents", "--db", db, "--format", "jsonl"]).stdout
    (incident,) = map(json.loads, told.splitlines())
    assert (incident["reports"], incident["origins"], incident["status"]) == (1, 1, "single_source")
    (mention,) = incident["mentions"]
    shown = RUN.invoke(app, ["explain", incident["id"], "--db", db]).stdout
    _, spoken = shown.split("spoken of in ")
    assert spoken.startswith(mention["report"])
    assert ITEMS[1][1] in spoken
    weights = [float(line.split()[0]) for line in spoken.splitlines() if line.startswith(("   +", "   -"))]
    assert abs(sum(weights) - mention["score"]) < 0.5
    assert all(line in spoken for line in ("prior", "place town", "cue answer"))
