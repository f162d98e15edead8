"""gazetteer and registry as a person types them; the user's own files lie in folders of the test."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from warmonitor.cli import app
from warmonitor.knowledge.gazetteer import add
from warmonitor.knowledge.registry import own_path, users_registry

RUN = CliRunner()
HERON = """
- id: silver-heron
  name: Silver Heron Brigade
  kind: armed_group
  country: SY
  aliases: [SHB]
  offices: [{person: Ruri Tanik, title: commander, since: 2015-01-01}]
"""


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def file(folder: Path, text: str, name: str = "mine.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def run(*words: str) -> list[dict[str, object]]:
    done = RUN.invoke(app, [*words, "--format", "jsonl"] if words[1] in {"find", "show"} else list(words))
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def refused(*words: str) -> str:
    done = RUN.invoke(app, list(words))
    assert done.exit_code == 1, done.output
    return done.stderr


def test_an_actor_of_ones_own_is_added_found_and_shown(tmp_path: Path) -> None:
    run("registry", "add", file(tmp_path, HERON))
    assert [row["id"] for row in run("registry", "find", "SHB")] == ["silver-heron"]
    assert [row["id"] for row in run("registry", "find", "Ruri Tanik")] == ["silver-heron"]
    (shown,) = run("registry", "show", "silver-heron")
    assert shown["offices"] == ["Ruri Tanik, commander (2015-01-01 to …)"]
    assert run("registry", "find", "SOHR"), "the packaged registry is still there"


def test_what_was_added_stays_when_more_is_added_and_can_be_replaced(tmp_path: Path) -> None:
    run("registry", "add", file(tmp_path, HERON))
    run("registry", "add", file(tmp_path, "- {id: grey-heron, name: Grey Heron, kind: militia}"))
    run("registry", "add", file(tmp_path, "- {id: silver-heron, name: Silver Heron Army, kind: armed_group}"))
    registry = users_registry()
    assert [registry.get(each).name for each in ("silver-heron", "grey-heron")] == [  # type: ignore[union-attr]
        "Silver Heron Army",
        "Grey Heron",
    ]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("- {id: fine, name: Fine, kind: militia}\n- {id: other, name: Other, kind: flock}", "line 2"),
        (
            "- {id: one, name: One, kind: militia, parent: two}\n"
            "- {id: two, name: Two, kind: militia, parent: one}",
            "line 1: one is in a circle of parents: one → two → one",
        ),
        (
            "- {id: one, name: One, kind: militia, parent: nobody}",
            "line 1: one has an unknown parent 'nobody'",
        ),
        (
            "- {id: one, name: One, kind: militia}\n- {id: one, name: Two, kind: militia}",
            "line 2: the id one",
        ),
        ("- {id: one, name: [", "not YAML"),
        ("one: two", "expected a list"),
    ],
)
def test_a_broken_file_is_refused_whole_and_the_old_stays(tmp_path: Path, broken: str, reason: str) -> None:
    run("registry", "add", file(tmp_path, HERON))
    kept = own_path().read_bytes()
    said = refused("registry", "add", file(tmp_path, broken, "broken.yaml"))
    assert "broken.yaml" in said
    assert reason in said
    assert "Nothing was added" in said
    assert own_path().read_bytes() == kept


def test_a_circle_through_what_was_added_before_is_refused(tmp_path: Path) -> None:
    run("registry", "add", file(tmp_path, "- {id: one, name: One, kind: militia}"))
    run("registry", "add", file(tmp_path, "- {id: two, name: Two, kind: militia, parent: one}"))
    said = refused(
        "registry", "add", file(tmp_path, "- {id: one, name: One, kind: militia, parent: two}", "circle.yaml")
    )
    assert "circle.yaml, line 1: one is in a circle of parents" in said


def test_merging_gives_names_and_id_to_the_other(tmp_path: Path) -> None:
    run("registry", "add", file(tmp_path, HERON))
    run(
        "registry",
        "add",
        file(tmp_path, "- {id: wing, name: Heron Wing, kind: militia, parent: silver-heron}"),
    )
    run("registry", "merge", "silver-heron", "ahrar-al-sham")
    assert [row["id"] for row in run("registry", "find", "SHB")] == ["ahrar-al-sham"]
    registry = users_registry()
    assert registry.get("silver-heron") == registry.get("ahrar-al-sham")
    assert registry.get("wing").parent == "ahrar-al-sham"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("old", "into", "reason"),
    [
        ("nobody", "hts", "no entry 'nobody'"),
        ("hts", "nobody", "no entry 'nobody'"),
        ("hts", "hts", "one entry"),
    ],
)
def test_what_cannot_be_merged_is_refused(old: str, into: str, reason: str) -> None:
    assert reason in refused("registry", "merge", old, into)
    assert not own_path().exists()


@pytest.mark.parametrize("words", [("show", "nobody"), ("add", "nowhere.yaml")])
def test_what_is_not_there_is_named_with_a_mend(words: tuple[str, str]) -> None:
    said = refused("registry", *words)
    assert words[1] in said


def test_a_file_broken_by_hand_is_named_and_the_packaged_one_is_not_used_in_silence() -> None:
    own_path().parent.mkdir(parents=True)
    own_path().write_text("- {id: one}", encoding="utf-8")
    said = refused("registry", "find", "SOHR")
    assert f"{own_path()}, line 1" in said


def test_gazetteer_finds_places() -> None:
    found = run("gazetteer", "find", "Saraqeb")
    assert ("SY", "Idlib") in [(row["country"], row["admin1"]) for row in found]


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("name,country\nExampleville,SY\n", "no column for lat, lon"),
        ("name,lat,lon,country\nExampleville,35.7,36.5,SY\nOther,95.1,36.5,SY\n", ":3: lat is no coordinate"),
    ],
)
def test_a_table_without_coordinates_is_refused_with_its_line(
    tmp_path: Path, table: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARMONITOR_HOME", str(tmp_path / "home"))
    said = refused("gazetteer", "add", file(tmp_path, table, "villages.csv"))
    assert reason in said
    assert "Nothing was added" in said
    assert not (tmp_path / "home").exists()


def test_adding_places_tells_how_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add, "add_places", lambda _: add.Added(places=3, known=1))
    done = RUN.invoke(app, ["gazetteer", "add", str(tmp_path / "villages.csv")])
    assert done.exit_code == 0
    assert "3 places of villages.csv added; 1 were known" in done.stderr
