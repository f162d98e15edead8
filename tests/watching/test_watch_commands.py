"""watch, fetch and ingest URL as a person types them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from served import NIGHT, feed_of, page
from typer.testing import CliRunner

from warmonitor.cli import app, fetched
from warmonitor.ledger import Ledger
from warmonitor.pipeline import Corridor
from warmonitor.reading import Document, ReadingOptions, read_document
from warmonitor.watching import Manners

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _quick(corridor: Corridor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One corridor for all commands, no waiting between requests, and a data folder of the test's own."""
    monkeypatch.setattr(Corridor, "load", classmethod(lambda _: corridor))
    monkeypatch.setattr(fetched, "Manners", lambda **more: Manners(gap=0, tries=1, **more))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("WARMONITOR_DB", raising=False)


@pytest.fixture
def allow(web) -> list[str]:
    web.put("/rss", feed_of(web, "/a"))
    web.put("/a", page(NIGHT))
    return ["--allow", f"127.0.0.1:{web.port}"]


def test_one_pass_with_alerts_and_health(web, allow, tmp_path) -> None:
    (tmp_path / "feeds.txt").write_text(web.url("/rss") + "\n")
    rules = tmp_path / "rules.yaml"
    rules.write_text("rules: [{name: all, place: Saraqib}]")
    db = ["--db", str(tmp_path / "l.db")]
    watch = ["watch", str(tmp_path / "feeds.txt"), "--once", "--alerts", str(rules), *db, *allow]
    done = RUN.invoke(app, watch)
    assert done.exit_code == 0, done.output
    assert "1 feeds, 1 new reports" in done.stderr
    again = RUN.invoke(app, watch)
    assert again.exit_code == 0, again.output
    assert "no feed is due" in again.stderr
    health = RUN.invoke(app, ["watch", "--health", *db])
    assert json.loads(health.stdout)["url"] == web.url("/rss")


def test_an_address_inside_is_refused_unless_it_is_allowed(web, allow, tmp_path) -> None:
    watch = ["watch", web.url("/rss"), "--once", "--db", str(tmp_path / "l.db")]
    done = RUN.invoke(app, watch)
    assert done.exit_code == 1
    assert "lies inside" in done.stderr
    assert web.asked == []
    assert "no feed is due" in RUN.invoke(app, watch).stderr
    assert "1 feeds, 1 new reports" in RUN.invoke(app, [*watch, *allow]).stderr


def test_fetch_and_ingest(web, allow, tmp_path) -> None:
    archive = tmp_path / "pages.warc.gz"
    done = RUN.invoke(app, ["fetch", web.url("/rss"), web.url("/gone"), "-o", str(archive), *allow])
    assert done.exit_code == 1
    assert "1 pages" in done.stderr
    assert "404" in done.stderr
    done = RUN.invoke(app, ["ingest", str(archive), "--db", str(tmp_path / "l.db")])
    assert done.exit_code == 0
    assert "1 new reports" in done.stderr


def test_ingest_an_address(web, allow, tmp_path) -> None:
    db = str(tmp_path / "l.db")
    done = RUN.invoke(app, ["ingest", web.url("/a"), "--db", db, *allow])
    assert done.exit_code == 0, done.output
    with Ledger.open(db) as ledger:
        (report,) = ledger.reports()
    assert report.url == web.url("/a")
    assert report.path.startswith(str(tmp_path / "data"))
    assert Path(report.path.partition("#")[0]).is_file()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["watch"], "name a list"),
        (["watch", "x", "--every", "5"], "10m"),
        (["watch", "x", "--every", "5s"], "a minute or more"),
        (["ingest", "x", "--column", "txt=a"], "KEY=NAME"),
    ],
)
def test_words_that_are_off(words: list[str], reason: str) -> None:
    done = RUN.invoke(app, words)
    assert done.exit_code == 2
    assert reason in " ".join(done.stderr.replace("│", " ").split())


def test_history_shows_what_a_changed_page_says_otherwise(tmp_path) -> None:
    def state_of(words: str, revises: str | None = None) -> str:
        document = Document(url="https://wire.example/a", raw=page(words).encode())
        (reading,) = read_document(document, ReadingOptions(retrieved_at=datetime(2024, 12, 1, tzinfo=UTC)))
        report = replace(reading.report, revises=revises)
        ledger.add(report, reading.raw, [])
        return report.id

    db = str(tmp_path / "l.db")
    with Ledger.open(db) as ledger:
        first = state_of(NIGHT)
        second = state_of(NIGHT.replace("At least 12", "Nine"), first)
    done = RUN.invoke(app, ["history", second, "--db", db])
    assert done.exit_code == 0, done.output
    assert f"- {NIGHT}" in done.stderr
    assert "+ Nine people" in done.stderr
    assert "differently" not in RUN.invoke(app, ["history", first, "--db", db]).stderr
