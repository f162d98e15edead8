"""A published site in a real browser, from the plainest of web servers, in a folder of its host."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hand_made_war import War
from playwright.sync_api import Browser, Page, expect

from warmonitor.ledger import Filter
from warmonitor.server import publish


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def folder(browser: Browser, war: War, tmp_path_factory: pytest.TempPathFactory) -> Path:
    host = tmp_path_factory.mktemp("host")
    with war.ledger_at(tmp_path_factory.mktemp("ledger") / "war.db") as ledger:
        publish(ledger, Filter(), host / "war")
    return host / "war"


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/war/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh window in which nothing may fail, and nothing be asked for outside the site."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda sent: None if sent.url.startswith((site, "blob:", "data:")) else wrong.append(sent.url),
    )
    page.on("response", lambda got: wrong.append(got.url) if got.status >= 400 else None)
    yield page
    context.close()
    assert not wrong


def test_every_view_is_there_without_a_server(visit: Page, site: str) -> None:
    visit.goto(site)
    expect(visit.get_by_text("Published edition")).to_be_attached()
    rows = visit.locator("a[href*='view=incidents']")
    expect(rows.first).to_be_visible()
    rows.first.click()
    expect(visit.get_by_role("heading", level=1)).to_be_visible()
    expect(visit.locator("mark").first).to_be_visible()
    for view in ("tolls", "actors", "voices", "away"):
        visit.goto(f"{site}?view={view}")
        expect(visit.get_by_role("heading", level=1)).to_be_visible()
        visit.wait_for_load_state("networkidle")
    expect(visit.get_by_role("link", name="tables.zip")).to_be_visible()


def test_a_report_shows_what_is_quoted_from_it(visit: Page, site: str, folder: Path) -> None:
    for path in sorted((folder / "data/reports").iterdir()):
        visit.goto(f"{site}?view=reports/{path.stem}")
        expect(visit.locator("section[aria-label='Text of the report'] mark").first).to_be_visible()


def test_opened_from_a_disk_it_says_what_to_do(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    expect(page.get_by_text("python3 -m http.server")).to_be_visible()
    page.goto((folder / "sitrep.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.close()
