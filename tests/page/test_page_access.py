"""The page for everyone: axe-core finds no fault in light and dark, wide and narrow."""

from typing import Any

import pytest
from accessibility import AXE
from hand_made_war import War
from playwright.sync_api import Browser, Page, expect

SIZES = {"wide": (1280, 800), "narrow": (390, 844)}
PANELS = ["tolls", "actors", "voices", "review", "away"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [
        f"{fault['id']}: {node['html']} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("look", [(size, scheme) for size in SIZES for scheme in ("light", "dark")])
@pytest.mark.parametrize("view", ["overview", "incident", "report", "nothing", "unknown", *PANELS])
def test_axe_finds_no_fault(
    browser: Browser, address: str, war: War, view: str, look: tuple[str, Any]
) -> None:
    paths = {
        "overview": "/",
        "incident": f"/incidents/{war.incidents[0].id}",
        "report": f"/reports/{next(iter(war.reports))}",
        "nothing": "/?type=looting",
        "unknown": "/incidents/i-none",
        **{panel: f"/{panel}" for panel in PANELS},
    }
    size, scheme = look
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(address + paths[view])
    shown = page.locator(".row, .facts, .report-text, .state.empty, .state.failed, .told, .queue")
    expect(shown.first).to_be_visible()
    page.wait_for_load_state("networkidle")
    for drawer in page.locator("details:not([open]) > summary").all():
        if drawer.is_visible():
            drawer.click()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
