"""The built page, or how to build it."""

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from serving import serving

from warmonitor.server.page import add_page


def app_with(static: Path, tiles: str | None = None) -> FastAPI:
    app = FastAPI()
    add_page(app, tiles, static)
    return app


def test_without_a_build_it_says_how(tmp_path: Path) -> None:
    with serving(app_with(tmp_path / "missing")) as address, httpx.Client(trust_env=False) as web:
        answer = web.get(address)
    assert answer.status_code == 503
    assert "make setup" in answer.text


def test_built_files_are_served(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("the page", encoding="utf-8")
    (tmp_path / "assets" / "page-1.js").write_text("1", encoding="utf-8")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    with serving(app_with(tmp_path)) as address, httpx.Client(base_url=address, trust_env=False) as web:
        for path in (
            "/",
            "/incidents/i-1",
            "/reports/r-1",
            "/tolls",
            "/actors",
            "/voices",
            "/review",
            "/i/0123",
        ):
            answer = web.get(path)
            assert (answer.text, answer.headers["cache-control"]) == ("the page", "no-cache"), path
        assert "immutable" in web.get("/assets/page-1.js").headers["cache-control"]
        for path in ("/assets/none.js", "/assets/%2e%2e/secret", "/assets/..%2fsecret", "/secret"):
            assert web.get(path).status_code == 404, path


def test_settings_are_written_into_the_page_and_stay_words(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<head></head><script src="./assets/a.js">', encoding="utf-8")
    tiles = 'https://tiles.example/{z}/{x}/{y}.png?"><script>'
    with serving(app_with(tmp_path, tiles)) as address, httpx.Client(trust_env=False) as web:
        text = web.get(address).text
    assert '<meta name="warmonitor-tiles" content="https://tiles.example/{z}/{x}/{y}.png?&quot;&gt;' in text
    assert 'src="/assets/a.js"' in text


@pytest.mark.parametrize("path", ["/incidents/a/b", "/incidents", "/elsewhere"])
def test_other_addresses_are_not_the_page(tmp_path: Path, path: str) -> None:
    (tmp_path / "index.html").write_text("the page", encoding="utf-8")
    with serving(app_with(tmp_path)) as address, httpx.Client(trust_env=False) as web:
        assert web.get(address + path).status_code == 404
