"""The sample reports, through the whole corridor, as a person first sees them, and pictures of that."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from serving import serving

import warmonitor
from warmonitor.engines import ingest
from warmonitor.ledger import Ledger
from warmonitor.pipeline import Corridor
from warmonitor.reading import ReadingOptions
from warmonitor.server import create_app

SAMPLES = Path(warmonitor.__file__).parent / "samples"
IMAGES = Path(__file__).parents[2] / "docs" / "images"

LOOKS = {
    "page": ({"width": 1800, "height": 1000}, "light"),
    "page-dark": ({"width": 1440, "height": 900}, "dark"),
    "page-mobile": ({"width": 390, "height": 844}, "light"),
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Ledger]]:
    reading = ReadingOptions(outlet=None, published=None, retrieved_at=datetime(2024, 12, 10, tzinfo=UTC))
    with Ledger.open(str(tmp_path_factory.mktemp("sample") / "sample.db")) as ledger:
        ingest([str(SAMPLES)], reading, ledger, Corridor.load)
        with serving(create_app(ledger)) as address:
            yield address, ledger


@pytest.mark.parametrize("name", LOOKS)
def test_sample_war_is_shown(browser: Browser, sample: tuple[str, Ledger], name: str, tmp_path: Path) -> None:
    address, ledger = sample
    told = max(ledger.incidents(), key=lambda incident: (len(incident.tolls), incident.origins, incident.id))
    viewport, scheme = LOOKS[name]
    options: dict[str, Any] = {"viewport": viewport, "color_scheme": scheme, "locale": "en-GB"}
    page = browser.new_page(**options)
    page.goto(f"{address}/incidents/{told.id}" if name == "page" else address)
    expect(page.locator(".facts" if name == "page" else ".row").first).to_be_visible()
    expect(page.locator(".spot").first).to_be_visible()
    if name == "page":
        expect(page.locator("blockquote mark")).to_have_count(len(told.claims))
        expect(page.locator(".beside .row").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    folder = IMAGES if os.environ.get("WARMONITOR_SCREENSHOT") else tmp_path
    page.screenshot(path=folder / f"{name}.png")
    page.close()
