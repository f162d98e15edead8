"""The page for everyone: axe-core finds no fault in light and dark, wide and narrow."""

from typing import Any

import pytest
from accessibility import AXE
from hand_made_war import War
from playwright.sync_api import Browser, Page, expect

SIZES = {"wide": (1280, 800), "narrow": (390, 844)}
PANELS = ["tolls", "actors", "voices", "review", "away"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Page, run: dict[str, Any]) -> list[str]:
    found = page.evaluate("run => axe.run(document, { ...run, resultTypes: ['violations'] })", run)
    return [
        f"{fault['id']}: {node['html']} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", ["overview", "incident", "report", "nothing", "unknown", *PANELS])
def test_axe_finds_no_fault(browser: Browser, address: str, war: War, view: str, size: str) -> None:
    """Every rule in the light; in the dark, which differs by its colours, the rule of their contrast."""
    paths = {
        "overview": "/",
        "incident": f"/incidents/{war.incidents[0].id}",
        "report": f"/reports/{next(iter(war.reports))}",
        "nothing": "/?type=looting",
        "unknown": "/incidents/i-none",
        **{panel: f"/{panel}" for panel in PANELS},
    }
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    page.goto(address + paths[view])
    shown = page.locator(".row, .facts, .report-text, .state.empty, .state.failed, .told, .queue")
    expect(shown.first).to_be_visible()
    page.wait_for_load_state("networkidle")
    for drawer in page.locator("details:not([open]) > summary").all():
        if drawer.is_visible():
            drawer.click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert faults(page, {"runOnly": RULES}) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, {"runOnly": ["color-contrast"]}) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
