"""The site to publish: whole, self-contained, and proved by its manifest."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from lxml import html as pages
from published_war import NOON, War, killed, toll

from warmonitor import __version__
from warmonitor.ledger import Filter
from warmonitor.publishing import publish


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
    found = 0
    for path in folder.rglob("*.html"):
        tree = pages.fromstring(path.read_text(encoding="utf-8"))
        assert tree.xpath("//script | //img | //@src | //link") == []
        for link in tree.xpath("//a/@href"):
            target, _, part = link.partition("#")
            assert (path.parent / target).exists() if target else tree.xpath(f"//*[@id='{part}']")
            found += 1
    assert found > 10
    assert {path.stem for path in (folder / "incidents").iterdir()} == {one.id for one in told.incidents}


def test_the_site_holds_what_the_filter_asks_for(told: War, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(told.ledger, Filter(type="airstrike"), folder)
    assert [path.stem for path in (folder / "incidents").iterdir()] == [told.incidents[1].id]
    assert len((folder / "data/claims.jsonl").read_bytes().splitlines()) == 1
    assert "Guns killed" not in (folder / "sitrep.html").read_text(encoding="utf-8")


def test_a_folder_with_files_is_left_alone(told: War, tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="not empty; name a new folder"):
        publish(told.ledger, Filter(), tmp_path)
    assert kept.read_text(encoding="utf-8") == "mine"


def test_a_site_that_fails_leaves_nothing(told: War, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise OSError("disk full")

    monkeypatch.setattr("warmonitor.publishing.site.to_markdown", fail)
    folder = tmp_path / "out" / "site"
    with pytest.raises(OSError, match="disk full"):
        publish(told.ledger, Filter(), folder)
    assert not list((tmp_path / "out").iterdir())
