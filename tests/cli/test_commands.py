"""The commands as a person types them: output, exit codes, errors that name the mend."""

import csv
import io
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from warmonitor.cli import app
from warmonitor.pipeline import Corridor

RUN = CliRunner()
SAMPLES = str(files("warmonitor").joinpath("samples"))


@pytest.fixture(scope="module", autouse=True)
def _one_corridor(corridor: Corridor) -> object:
    """Commands load the corridor anew in real life; here they share one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Corridor, "load", classmethod(lambda _: corridor))
        yield


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("cli") / "ledger.db")
    done = RUN.invoke(app, ["ingest", SAMPLES, "--db", path])
    assert done.exit_code == 0, done.output
    assert "12 new reports" in done.stderr
    return path


def lines(*words: str) -> list[dict[str, object]]:
    done = RUN.invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_extract_prints_claims_with_the_path_last(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Rebels shelled Saraqeb on Friday, killing three people.", encoding="utf-8")
    (claim,) = lines("extract", str(path), "--published", "2024-11-30", "--outlet", "Example Wire")
    assert list(claim)[-1] == "path"
    assert (claim["type"], claim["path"]) == ("shelling", str(path))
    assert claim["voices"][-1]["name"] == "Example Wire"  # type: ignore[index]


def test_extract_names_what_it_cannot_read_and_exits_with_1(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Rebels shelled Saraqeb.", encoding="utf-8")
    done = RUN.invoke(app, ["extract", str(tmp_path / "good.txt"), str(tmp_path / "missing.txt")])
    assert done.exit_code == 1
    assert "missing.txt" in done.stderr
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    "collection", ["reports", "claims", "incidents", "actors", "voices", "places", "control"]
)
def test_every_collection_answers_with_json_lines_into_a_pipe(db: str, collection: str) -> None:
    assert lines(collection, "--db", db)


def test_filters_narrow_the_answer(db: str) -> None:
    every = lines("incidents", "--db", db)
    some = lines("incidents", "--db", db, "--type", "capture", "--place", "Hama")
    assert 0 < len(some) < len(every)
    assert {one["type"] for one in some} == {"capture"}


@pytest.mark.parametrize("collection", ["claims", "incidents", "tolls", "control", "timeline"])
def test_no_answer_is_said_beside_the_empty_answer(db: str, collection: str) -> None:
    done = RUN.invoke(app, [collection, "--db", db, "--place", "Nowhere", "--format", "json"])
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])
    assert "nothing in the ledger fits" in done.stderr
    assert "nothing in the ledger fits" not in RUN.invoke(app, [collection, "--db", db]).stderr


def test_a_narrow_table_shows_the_ids_whole(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = RUN.invoke(app, ["incidents", "--db", db, "--format", "table"]).stdout
    assert all(str(one["id"]) in shown for one in lines("incidents", "--db", db))


def test_a_table_rounds_what_nobody_reads(db: str) -> None:
    shown = RUN.invoke(app, ["timeline", "--db", db, "--format", "csv"]).stdout
    weights = [row["weight"] for row in csv.DictReader(io.StringIO(shown))]
    assert all(len(weight.partition(".")[2]) <= 5 for weight in weights)


def test_tolls_are_ranges_with_their_incidents(db: str) -> None:
    sums = lines("tolls", "--db", db)
    assert all({"measure", "group", "low", "high", "incidents"} <= set(one) for one in sums)


def test_tolls_say_what_was_told_of_more_than_one_event(db: str) -> None:
    done = RUN.invoke(app, ["tolls", "--db", db])
    assert "total of more than one event: killed, people: low 910, high not told" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        *([kind, "--as-of"] for kind in ("reports", "claims", "incidents", "tolls", "timeline")),
        *([kind, "--as-of"] for kind in ("actors", "voices", "places")),
        ["control", "--known-at"],
        ["review", "queue", "--as-of"],
    ],
    ids=" ".join,
)
def test_every_question_answers_with_what_was_known_then(db: str, words: list[str]) -> None:
    assert lines(*words, "2001-01-01", "--db", db) == []
    assert lines(*words, "2100-01-01", "--db", db) == lines(*words[:-1], "--db", db)


def test_what_was_not_known_then_is_not_explained(db: str) -> None:
    identity = str(lines("claims", "--db", db)[0]["id"])
    done = RUN.invoke(app, ["explain", identity, "--as-of", "2001-01-01", "--db", db])
    assert (done.exit_code, "no claim or incident" in done.stderr) == (1, True)


def test_control_of_a_day_knows_nothing_of_later_ones(db: str) -> None:
    held = lines("control", "--db", db)
    assert held
    assert lines("control", "--as-of", "2001-01-01", "--db", db) == []
    assert lines("control", "--as-of", "2100-01-01", "--db", db) == held


def test_csv_defuses_formulas_and_joins_lists(db: str) -> None:
    done = RUN.invoke(app, ["claims", "--db", db, "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert any("Aleppo" in row["places.name"] for row in rows)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_explain_shows_quote_rule_and_voices(db: str) -> None:
    identity = str(lines("claims", "--db", db, "--type", "airstrike")[0]["id"])
    done = RUN.invoke(app, ["explain", identity, "--db", db])
    assert done.exit_code == 0
    assert all(word in done.stdout for word in ("quote", "rule", "voices", "airstrike"))


def test_history_and_verify(db: str) -> None:
    identity = str(lines("incidents", "--db", db)[0]["id"])
    assert RUN.invoke(app, ["history", identity, "--db", db]).exit_code == 0
    assert RUN.invoke(app, ["verify", "--db", db]).exit_code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["claims", "--since", "yesterday"], 2, "YYYY-MM-DD"),
        (["explain", "c-nothing"], 1, "no claim or incident"),
        (["export", "--format", "spreadsheet", "--output", "x"], 2, "spreadsheet"),
        (["evaluate", "luck", "--data", "."], 2, "luck"),
        (["incidents", "--type", "air-strike"], 2, "airstrike"),
        (["incidents", "--status", "contest"], 2, "contested"),
        (["claims", "--output", "no-such-folder/claims.jsonl"], 2, "no such folder"),
        (["watch", "no-such-list.opml", "--once"], 2, "no-such-list.opml"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(db: str, words: list[str], code: int, said: str) -> None:
    done = RUN.invoke(app, [*words, *(["--db", db] if words[0] != "evaluate" else [])])
    assert done.exit_code == code
    assert said in done.output


def test_export_writes_the_filter_or_nothing(db: str, tmp_path: Path) -> None:
    out = tmp_path / "incidents.geojson"
    done = RUN.invoke(
        app, ["export", "--format", "geojson", "--output", str(out), "--db", db, "--type", "capture"]
    )
    assert done.exit_code == 0, done.output
    assert len(json.loads(out.read_text())["features"]) == len(
        lines("incidents", "--db", db, "--type", "capture")
    )


def test_schema_is_json_schema() -> None:
    done = RUN.invoke(app, ["schema"])
    assert "Claim" in json.loads(done.stdout)["$defs"]


def test_the_program_itself_says_help_and_version() -> None:
    for word in ("--help", "--version"):
        done = subprocess.run(
            [sys.executable, "-m", "warmonitor", word], capture_output=True, text=True, check=False
        )
        assert (done.returncode, "warmonitor" in done.stdout) == (0, True)


def test_a_ledger_that_cannot_be_opened_is_named_with_the_mend(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "warmonitor", "claims", "--db", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("warmonitor: ")
    assert "Traceback" not in done.stderr
