"""The site to publish: whole, self-contained, and proved by its manifest."""

import asyncio
import hashlib
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html as pages
from published_war import NOON, War, killed, toll

from warmonitor import __version__
from warmonitor.ledger import Draft, Filter, Ledger
from warmonitor.model import Block, Claim, Report
from warmonitor.server import create_app, publish
from warmonitor.server.page import STATIC
from warmonitor.server.sitedata import excerpt

pytestmark = pytest.mark.skipif(not (STATIC / "index.html").is_file(), reason="the page is not built")


@pytest.fixture
def told(war: War) -> War:
    one = war.tell("Guns killed 12 in Tarsil.", figures=(killed(12, 12),))
    war.happen(one, tolls=(toll((one, "Ridge Watch", 12, 12)),))
    war.happen(war.tell("<img src=x> fell on Tarsil.", type="airstrike"))
    return war


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_manifest_has_the_hash_of_every_file(told: War, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(told.ledger, Filter(place="Tarsil", since=date(2031, 4, 1)), folder)
    files = contents(folder)
    manifest = json.loads(files.pop("manifest.json"))
    assert {one["path"]: one["sha256"] for one in manifest["files"]} == {
        path: hashlib.sha256(raw).hexdigest() for path, raw in files.items()
    }
    assert {one["path"]: one["bytes"] for one in manifest["files"]} == {
        path: len(raw) for path, raw in files.items()
    }
    assert manifest["version"] == __version__
    assert manifest["as_of"] == NOON.isoformat().replace("+00:00", "Z")
    assert manifest["filter"] == {"place": "Tarsil", "since": "2031-04-01"}
    assert manifest["ledger_head"] == told.ledger.stats().head
    assert manifest["incidents"] == 2


def test_the_same_ledger_and_filter_give_the_same_site(told: War, tmp_path: Path) -> None:
    for name in ("one", "two"):
        publish(told.ledger, Filter(), tmp_path / name)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_every_link_leads_to_a_file_of_the_site(told: War, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(told.ledger, Filter(), folder)
    index = pages.fromstring((folder / "index.html").read_text(encoding="utf-8"))
    links = [one for one in index.xpath("//@src | //@href") if not one.startswith("http://127.0.0.1")]
    assert len(links) > 4
    downloads = json.loads((folder / "data/manifest.json").read_bytes())["downloads"]
    assert len(downloads) > 10
    for link in (*links, *(one["address"] for one in downloads)):
        assert not link.startswith(("/", "http")), link
        assert (folder / link).is_file(), link


def test_the_page_is_told_to_read_files_and_to_load_nothing_else(told: War, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(told.ledger, Filter(place="Tarsil", text="<b>"), folder)
    raw = (folder / "index.html").read_text(encoding="utf-8")
    index = pages.fromstring(raw)
    assert index.xpath("//meta[@name='warmonitor-source']/@content") == ["files"]
    (guard,) = index.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in guard
    assert "http" not in guard
    (edition,) = index.xpath("//footer")
    assert "Tarsil" in edition.text_content()
    assert f"warmonitor {__version__}" in edition.text_content()
    assert "<b>" not in raw


def test_the_files_are_the_answers_of_the_api(told: War, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(told.ledger, Filter(), folder)
    one = told.incidents[0]
    same = {
        "ontology": "ontology",
        "incidents": "incidents.geojson",
        "tolls": "tolls",
        "pairs": "actors/pairs",
        "series-finest": "tolls/series",
        "series-month": "tolls/series?by=month",
    }
    lists = {"control": "control", "standings": "voices/standing"}
    for name, answer in asyncio.run(ask(told, {**same, **lists})).items():
        data = json.loads((folder / f"data/{name}.json").read_bytes())
        assert data == (answer["items"] if name in lists else answer), name
    inside = {"incident": "incidents/{}", "origins": "incidents/{}/origins", "history": "history/{}"}
    dossier = json.loads((folder / f"data/incidents/{one.id}.json").read_bytes())
    for name, answer in asyncio.run(
        ask(told, {key: path.format(one.id) for key, path in inside.items()})
    ).items():
        assert dossier[name] == answer, name
    assert [claim["id"] for claim in dossier["claims"]] == list(one.claims)
    names = json.loads((folder / "data/names.json").read_bytes())
    assert {place["name"] for place in names["places"]} == {"Tarsil"}


async def ask(war: War, paths: dict[str, str]) -> dict[str, Any]:
    transport = httpx.ASGITransport(create_app(war.ledger))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return {name: (await client.get(f"/api/{path}")).json() for name, path in paths.items()}


def test_the_site_holds_what_the_filter_asks_for(told: War, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(told.ledger, Filter(type="airstrike"), folder)
    assert [path.stem for path in (folder / "data/incidents").iterdir()] == [told.incidents[1].id]
    assert len(list((folder / "data/reports").iterdir())) == 1
    assert len((folder / "downloads/claims.jsonl").read_bytes().splitlines()) == 1
    for path in (folder / "sitrep.html", *folder.rglob("*.json")):
        assert "Guns killed" not in path.read_text(encoding="utf-8"), path


def test_the_site_is_of_one_state_of_the_ledger(told: War, tmp_path: Path) -> None:
    publish(told.ledger, Filter(as_of=NOON), tmp_path / "before")
    with Ledger.open(
        str(tmp_path / "ledger.db"), clock=lambda: NOON + timedelta(days=1), who="A. Reader"
    ) as later:
        gone = told.incidents[1]
        later.review(
            Draft(act="grade", subjects=(told.incidents[0].id,), why="seen", grade="fair"), "A. Reader"
        )
        later.review(Draft(act="reject", subjects=gone.claims, why="a drill"), "A. Reader")
        publish(later, Filter(as_of=NOON), tmp_path / "after")
        publish(later, Filter(), tmp_path / "now")
    before, after = contents(tmp_path / "before"), contents(tmp_path / "after")
    assert {name for name in before if before[name] != after[name]} == {"manifest.json"}
    everything = b"".join(contents(tmp_path / "now").values())
    assert b"A. Reader" not in everything
    assert b"a drill" not in everything


def test_of_a_report_there_is_what_is_quoted() -> None:
    text = "Guns hit the mill.\nNothing else was said of it.\nThe ferry went down."
    report = reported(text, (0, 18), (19, 47), (48, 68))
    cut = excerpt(report, [quoted(report, 48, 68)])
    assert [cut.block_text(block) for block in cut.blocks] == ["The ferry went down."]
    assert cut.text.strip() == "The ferry went down."
    assert cut.text[48:68] == "The ferry went down."
    assert cut.path == ""


def reported(text: str, *blocks: tuple[int, int]) -> Report:
    return Report(
        id="r-1", outlet="Example Wire", retrieved_at=NOON, language="en", sha256="", path="/home/me/a.txt",
        blocks=tuple(Block(kind="paragraph", start=start, end=end) for start, end in blocks), text=text,
    )  # fmt: skip


def quoted(report: Report, start: int, end: int) -> Claim:
    return Claim(
        id="c-1", report=report.id, type="shelling", quote=report.text[start:end], span=(start, end),
        block="paragraph", rule="test", confidence=1.0,
    )  # fmt: skip


def test_an_old_id_leads_to_the_incident_that_it_became(told: War, tmp_path: Path) -> None:
    now = told.incidents[0]
    told.redirects |= {"i-older": "i-old", "i-old": now.id}
    told.ledger.record_linkage(told)
    publish(told.ledger, Filter(), tmp_path / "site")
    for old in ("i-older", "i-old"):
        dossier = json.loads((tmp_path / f"site/data/incidents/{old}.json").read_bytes())
        assert dossier["incident"]["id"] == now.id


def test_a_folder_with_files_is_left_alone(told: War, tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="not empty; name a new folder"):
        publish(told.ledger, Filter(), tmp_path)
    assert kept.read_text(encoding="utf-8") == "mine"


def test_a_site_that_fails_leaves_nothing(told: War, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise OSError("disk full")

    monkeypatch.setattr("warmonitor.server.site.to_markdown", fail)
    folder = tmp_path / "out" / "site"
    with pytest.raises(OSError, match="disk full"):
        publish(told.ledger, Filter(), folder)
    assert not list((tmp_path / "out").iterdir())
