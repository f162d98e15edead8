"""Map, list, filters and timeline: what is known, what is not, and how to narrow it."""

import re

import pytest
from filtering import set_filter
from playwright.sync_api import Page, Request, expect


def open_list(page: Page, path: str = "/") -> None:
    page.goto(path)
    expect(page.locator(".row").first.or_(page.locator(".state"))).to_be_visible()


def test_list_has_every_incident_and_marks_what_is_not_known(page: Page) -> None:
    open_list(page)
    expect(page.get_by_role("status").filter(has_text="5 incidents")).to_be_visible()
    rows = page.locator(".row")
    expect(rows).to_have_count(5)
    protest = rows.filter(has_text="Protest")
    expect(protest).to_contain_text("date not known")
    expect(protest).to_contain_text("not found on the map")
    expect(rows.filter(has_text="Clash")).to_contain_text("known only to the division")
    expect(rows.filter(has_text="Shelling")).to_contain_text("at least 5 killed")
    expect(rows.filter(has_text="Shelling")).to_contain_text("Contested")


def test_map_shows_known_places_as_symbols_and_rough_ones_as_circles(page: Page) -> None:
    open_list(page)
    expect(page.get_by_role("button", name=re.compile("^Shelling, Marovka"))).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Capture, Dovrin"))).to_be_visible()
    expect(page.locator("path.rough")).to_have_count(2)
    expect(page.get_by_role("button", name=re.compile("^Clash"))).to_have_count(0)
    label = page.get_by_role(
        "button",
        name=re.compile("^Tell Division · 1: incidents known only to the division, within about 80 km"),
    )
    label.click()
    expect(page.locator(".row")).to_have_count(1)
    expect(page.locator(".count")).to_contain_text("1 incident chosen on the map: Tell Division")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".row")).to_have_count(5)


def test_what_is_not_on_the_map_is_listed_by_a_press(page: Page) -> None:
    open_list(page)
    page.get_by_role("button", name="1 not on the map: place not known").click()
    expect(page.locator(".row")).to_have_count(1)
    expect(page.locator(".row")).to_contain_text("Qasimiya")


def test_legend_names_every_family(page: Page) -> None:
    open_list(page)
    for family in ("Fighting", "Territory", "Against people", "Deals", "Words", "somewhere within"):
        expect(page.locator(".legend")).to_contain_text(family)
    shapes = page.locator(".legend .symbol path").evaluate_all(
        "paths => paths.map(path => path.getAttribute('d'))"
    )
    assert len(set(shapes)) == 8


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("type", "shelling", "Shelling"),
        ("status", "denied", "Capture"),
        ("place", "Marovka", "Shelling"),
        ("text", "depot", "Drone strike"),
    ],
)
def test_filter_narrows_map_and_list_and_lives_in_the_address(
    page: Page, name: str, value: str, left: str
) -> None:
    open_list(page)
    set_filter(page, name, value)
    expect(page).to_have_url(re.compile(rf"\?{name}={value}$"))
    expect(page.locator(".row")).to_have_count(1)
    expect(page.locator(".row")).to_contain_text(left)
    page.reload()
    expect(page.locator(".row")).to_have_count(1)
    expect(page.locator(f"#filter-{name}")).to_have_value(value)
    page.go_back()
    expect(page.locator(".row")).to_have_count(5)
    expect(page.locator(f"#filter-{name}")).to_have_value("")


def test_days_asked_for_say_what_they_leave_out(page: Page) -> None:
    open_list(page, "/?since=2031-05-03")
    expect(page.locator(".row")).to_have_count(2)
    expect(page.locator(".count")).to_contain_text("1 more without a date")


def test_timeline_chooses_days(page: Page) -> None:
    open_list(page)
    picture = page.get_by_role("img", name=re.compile("periods"))
    box = picture.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.3, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, middle)
    page.mouse.up()
    expect(page).to_have_url(re.compile("since=2031-05-03&until=2031-05-05"))
    expect(page.locator(".row")).to_have_count(2)
    page.get_by_text("Timeline as a table").click()
    expect(page.locator(".timeline tbody tr")).to_have_count(3)


def test_control_is_named_on_the_map_and_told_in_a_table(page: Page) -> None:
    open_list(page)
    page.locator(".control-panel > summary").click()
    row = page.locator(".control-panel tbody tr")
    expect(row).to_contain_text("Dovrin")
    expect(row).to_contain_text("Northern Front claimed, since 2 May 2031")
    expect(row).to_contain_text("Harbour Wire")
    expect(page.locator(".held-label")).to_have_text("⚑ Northern Front")
    page.get_by_label("Claimed").uncheck()
    expect(page.locator(".held-label")).to_have_count(0)
    expect(page.get_by_text("Nobody is said to hold a place.")).to_be_visible()


def test_keyboard_alone_reaches_an_incident(page: Page) -> None:
    open_list(page)
    expect(page.locator(".row")).to_have_count(5)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_contain_text("Drone strike")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Drone strike")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_keyboard_opens_an_incident_on_the_map(page: Page) -> None:
    open_list(page)
    symbol = page.get_by_role("button", name=re.compile("^Capture, Dovrin"))
    symbol.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Capture")


def test_weight(page: Page) -> None:
    sizes: list[int] = []

    def weigh(sent: Request) -> None:
        if sent.url.endswith(".js"):
            sizes.append(sent.sizes()["responseBodySize"])

    page.on("requestfinished", weigh)
    open_list(page)
    page.wait_for_load_state("networkidle")
    assert sizes
    assert sum(sizes) <= 200 * 1024
