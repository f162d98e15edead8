"""The reviewer's desk: the queue by keyboard, correcting on the text, splitting, undoing, who did what."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hand_made_war import War, hand_made_war
from playwright.sync_api import Browser, Page, expect
from serving import serving

from warmonitor.ledger import Ledger
from warmonitor.server import create_app

TOKEN = "only-for-this-test-0003"


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, War, Ledger]]:
    war = hand_made_war()
    with (
        war.ledger_at(tmp_path / "war.db") as ledger,
        serving(create_app(ledger, tokens={TOKEN: "Ada"})) as address,
    ):
        page = browser.new_page(base_url=address, locale="en-GB")
        page.goto("/review")
        expect(page.locator(".queue button").first).to_be_visible()
        yield page, war, ledger
        page.close()


def test_without_a_token_the_desk_says_so_and_decides_nothing(desk: tuple[Page, War, Ledger]) -> None:
    page, _, ledger = desk
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_contain_text("Deciding takes a token")
    page.get_by_label("Token").fill("not-the-token-at-all")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("alert")).to_contain_text("writing takes a token")
    assert ledger.reviews() == []
    assert "token" not in page.url


def test_keys_go_through_the_queue_and_decide(desk: tuple[Page, War, Ledger]) -> None:
    page, war, ledger = desk
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("heading", name="Review").click()
    items = page.locator(".queue button")
    expect(items.first).to_contain_text("Contested")
    expect(items.first).to_have_attribute("aria-current", "true")
    page.keyboard.press("j")
    expect(items.nth(1)).to_have_attribute("aria-current", "true")
    page.keyboard.press("k")
    page.keyboard.press("a")
    expect(page.get_by_role("status").filter(has_text="accept, by Ada")).to_be_visible()
    expect(page.locator(".queue")).not_to_contain_text("Contested")
    log = page.get_by_role("region", name="Who decided what")
    expect(log).to_contain_text(f"Accept {war.incidents[0].id}")
    page.keyboard.press("u")
    expect(log.get_by_role("row").filter(has_text="Accept")).to_contain_text("undone")
    expect(page.locator(".queue")).to_contain_text("Contested")
    assert [(one.act, one.who) for one in ledger.reviews()] == [("accept", "Ada"), ("undo", "Ada")]


def test_a_claim_is_corrected_by_marking_its_words(desk: tuple[Page, War, Ledger]) -> None:
    page, war, ledger = desk
    claim = next(one for one in war.claims.values() if one.type == "protest")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_label("Waits because").select_option("unresolved-place")
    expect(page.locator("#desk-text mark")).to_have_text("Protesters met in Qasimiya.")
    page.evaluate(
        """words => {
          const text = document.querySelector('#desk-text mark').firstChild;
          const at = text.data.indexOf(words);
          getSelection().setBaseAndExtent(text, at, text, at + words.length);
        }""",
        "met in",
    )
    page.get_by_role("button", name="Marked words as places/0/text").click()
    expect(page.get_by_label("places/0/text", exact=True)).to_have_value("met in")
    page.get_by_label("modality").fill("alleged")
    page.get_by_label("Why").fill("a test of marking")
    page.get_by_role("button", name=re.compile(r"^Correct \(3\)")).click()
    expect(page.get_by_role("status").filter(has_text="correct, by Ada")).to_be_visible()
    corrected = ledger.claim(claim.id)
    report = ledger.report(claim.report)
    assert corrected is not None
    assert report is not None
    (place,) = corrected.places
    assert (place.text, report.text[slice(*place.span)], corrected.modality) == (
        "met in",
        "met in",
        "alleged",
    )
    assert ledger.reviews()[0].why == "a test of marking"


def test_an_incident_is_split_and_graded(desk: tuple[Page, War, Ledger]) -> None:
    page, _, ledger = desk
    page.get_by_label("Token").fill(TOKEN)
    page.locator("#grade-as").select_option("weak")
    page.get_by_role("button", name="Grade", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="grade, by Ada")).to_be_visible()
    page.locator(".split input").first.check()
    page.get_by_role("button", name="Split (1)").click()
    expect(page.get_by_role("status").filter(has_text="split, by Ada")).to_be_visible(timeout=20_000)
    assert [one.act for one in ledger.reviews()] == ["grade", "split"]
    expect(page.get_by_role("button", name="Undo v-2")).to_be_visible()


def test_new_incidents_are_said_and_shown_by_a_press(desk: tuple[Page, War, Ledger]) -> None:
    page, war, ledger = desk
    page.goto("/")
    expect(page.locator(".row")).to_have_count(5)
    page.wait_for_event("request", lambda sent: "/api/events" in sent.url)
    page.wait_for_timeout(1500)
    ledger.record_linkage(_denied_clash(war))
    expect(page.get_by_role("button", name=re.compile("new or changed: show"))).to_be_visible(timeout=15_000)
    page.get_by_role("button", name=re.compile("new or changed: show")).click()
    expect(page.locator(".row").filter(has_text="Clash")).to_contain_text("Denied")


def _denied_clash(war: War) -> War:
    """The war with a status changed, as linking anew would give it."""
    war.incidents[2] = msgspec.structs.replace(war.incidents[2], status="denied")
    return war
