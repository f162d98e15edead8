"""Empty, loading and failed each say what they are: a failure is never shown as calm."""

import json
import re
from pathlib import Path

import pytest
from hand_made_war import War
from playwright.sync_api import Browser, Page, Route, expect
from serving import serving

from warmonitor.server import create_app

CALM = re.compile("No incident fits|holds no incidents")


def broken(route: Route) -> None:
    body = json.dumps(
        {"title": "Service Unavailable", "status": 503, "detail": "the ledger's file is damaged"}
    )
    route.fulfill(status=503, content_type="application/problem+json", body=body)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("**/api/incidents?*", "The incidents could not be loaded"),
        ("**/api/map*", "The incidents on the map could not be loaded"),
        ("**/api/timeline*", "The timeline could not be loaded"),
        ("**/api/actors?*", "The names of actors, voices and places could not be loaded"),
    ],
)
def test_failure_says_so_and_can_be_tried_again(page: Page, what: str, words: str) -> None:
    page.route(what, broken)
    page.goto("/")
    alert = page.get_by_role("alert").filter(has_text=words)
    expect(alert).to_contain_text("This does not mean that nothing happened")
    expect(alert).to_contain_text("the ledger's file is damaged")
    expect(page.get_by_text(CALM)).to_have_count(0)
    page.unroute(what)
    alert.get_by_role("button", name="Try again").click()
    expect(alert).to_have_count(0)


def test_unreachable_server_says_so(page: Page) -> None:
    page.route("**/api/**", lambda route: route.abort())
    page.goto("/")
    expect(page.get_by_role("alert").filter(has_text="The incidents could not be loaded")).to_contain_text(
        "The server cannot be reached"
    )
    expect(page.get_by_text(CALM)).to_have_count(0)


@pytest.mark.parametrize("path", ["/incidents/i-none", "/reports/r-none"])
def test_unknown_address_says_so(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.get_by_role("alert")).to_contain_text("there is no")


@pytest.mark.parametrize(
    ("view", "what", "words"),
    [
        ("tolls", "**/api/tolls", "Tolls could not be loaded"),
        ("tolls", "**/api/tolls/series*", "Tolls over time could not be loaded"),
        ("actors", "**/api/actors/pairs*", "Who acts on whom could not be loaded"),
        ("actors", "**/api/actors?*", "Actors could not be loaded"),
        ("voices", "**/api/voices/standing*", "Voices could not be loaded"),
        ("review", "**/api/review/queue*", "The queue could not be loaded"),
        ("review", "**/api/reviews*", "The log of reviews could not be loaded"),
    ],
)
def test_failure_of_a_view_is_never_calm(page: Page, view: str, what: str, words: str) -> None:
    page.route(what, broken)
    page.goto(f"/{view}")
    failed = page.get_by_role("alert").filter(has_text=words)
    expect(failed).to_contain_text("This does not mean that nothing happened.")
    expect(failed).to_contain_text("the ledger's file is damaged")
    page.unroute(what)
    failed.get_by_role("button", name="Try again").click()
    expect(failed).to_have_count(0)


def test_filter_that_is_off_says_so(page: Page) -> None:
    page.goto("/?since=2031-05-04&until=2031-05-03")
    expect(page.get_by_role("alert").filter(has_text="The incidents could not")).to_contain_text(
        "lies after until"
    )


def test_loading_says_so(page: Page) -> None:
    held: list[Route] = []
    holding = True

    def hold(route: Route) -> None:
        if holding:
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/incidents?*", hold)
    page.goto("/")
    expect(page.get_by_role("status").filter(has_text="Loading incidents")).to_be_visible()
    expect(page.get_by_text(CALM)).to_have_count(0)
    holding = False
    for route in held:
        route.continue_()
    expect(page.locator(".row")).to_have_count(5)


def test_nothing_found_is_not_nothing_happened(page: Page) -> None:
    page.goto("/?type=looting")
    expect(page.get_by_text("No incident fits this filter.")).to_be_visible()
    expect(page.get_by_text("not what happened")).to_be_visible()
    page.get_by_role("link", name="Clear the filter").first.click()
    expect(page.locator(".row")).to_have_count(5)


def test_empty_ledger_says_how_to_fill_it(browser: Browser, tmp_path: Path) -> None:
    with War().ledger_at(tmp_path / "empty.db") as ledger, serving(create_app(ledger)) as address:
        page = browser.new_page()
        page.goto(address)
        expect(page.get_by_text("This ledger holds no incidents yet.")).to_be_visible()
        expect(page.get_by_text("warmonitor ingest PATH")).to_be_visible()
        page.close()
