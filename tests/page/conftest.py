"""The page in a real browser, against a real server with a war made by hand."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "server"))

from accessibility import AXE  # noqa: E402
from hand_made_war import War, hand_made_war  # noqa: E402
from serving import serving  # noqa: E402

from warmonitor.server import create_app  # noqa: E402
from warmonitor.server.page import STATIC  # noqa: E402

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def need(present: object, reason: str) -> None:
    """Skips where something is missing, but fails where the checks must be whole."""
    if present:
        return
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


# Not for the session: while the driver runs its event loop does, and no test after it may start one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    need(chromium, "no chromium: apt-get install chromium")
    need((STATIC / "index.html").is_file(), "the page is not built: make setup")
    need(AXE.is_file(), "axe-core is missing: make setup")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def war() -> War:
    return hand_made_war()


@pytest.fixture(scope="session")
def address(war: War, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("ledger") / "war.db"
    with war.ledger_at(path) as ledger, serving(create_app(ledger)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh window whose errors fail the test, and whose requests never leave the server."""
    context = browser.new_context(base_url=address, locale="en-GB", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(10_000)
    errors: list[str] = []
    strays: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None
    )
    page.on(
        "request",
        lambda sent: None if sent.url.removeprefix("blob:").startswith(address) else strays.append(sent.url),
    )
    yield page
    context.close()
    assert errors == []
    assert strays == []
