"""Tolls, actors, voices, what is taken away, history and origins: each with its table, each by the filter."""

import re
from pathlib import Path

import pytest
from filtering import set_filter
from hand_made_war import War
from playwright.sync_api import Page, Route, expect


def test_tolls_have_a_band_and_a_table_and_say_what_is_counted(page: Page) -> None:
    page.goto("/tolls")
    expect(page.get_by_label("What is counted")).to_have_text("Killed: people (1 incident)")
    expect(page.get_by_role("img", name=re.compile("^Killed: people, by day"))).to_be_visible()
    expect(page.locator(".band-open")).to_have_count(1)
    expect(page.get_by_role("table", name="Killed: people, by day")).to_contain_text("at least 5")
    page.get_by_label("By", exact=True).select_option("month")
    expect(page.get_by_role("table", name="Killed: people, by month")).to_contain_text("1 May 2031")


def test_bars_of_tolls_stand_where_their_days_are(page: Page) -> None:
    def two_days(route: Route) -> None:
        killed = {"measure": "killed", "group": "people", "side": [], "low": 4, "high": 6, "incidents": 1}
        days = ("2031-05-01", "2031-05-11")
        periods = [{"start": day, "end": day, "sums": [killed]} for day in days]
        route.fulfill(json={"step": "day", "periods": periods, "not_added": [], "not_added_count": 0})

    page.route("**/api/tolls/series*", two_days)
    page.goto("/tolls")
    bars = page.locator(".bands .band-low")
    expect(bars).to_have_count(2)
    first, last = (float(bars.nth(at).get_attribute("x") or 0) for at in (0, 1))
    assert (last - first) / (1000 - first) == pytest.approx(10 / 11, abs=0.01)


def test_pairs_name_their_periods(page: Page) -> None:
    dated = {f"2017-{month:02}-01": 1 for month in range(1, 9)}
    told = [("a", "b", dated), ("b", "a", {})]
    pairs = [{"agent": one, "target": other, "incidents": 8, "periods": at} for one, other, at in told]
    page.route("**/api/actors/pairs", lambda route: route.fulfill(json={"step": "month", "pairs": pairs}))
    page.goto("/actors")
    table = page.get_by_role("region", name="Who acts on whom")
    expect(table).to_contain_text(re.compile("…; March 2017: 1; "))
    expect(table).to_contain_text("not dated")


def test_views_keep_the_filter(page: Page) -> None:
    page.goto("/tolls?type=protest")
    expect(page.get_by_text("Nobody tells a figure in what fits this filter.")).to_be_visible()
    page.get_by_role("link", name="Voices").click()
    expect(page).to_have_url(re.compile(r"/voices\?type=protest$"))
    expect(page.locator(".told tbody tr")).to_have_count(1)
    page.locator("#filter-type").select_option("shelling")
    expect(page).to_have_url(re.compile(r"/voices\?type=shelling$"))
    expect(page.locator(".told tbody tr")).to_have_count(2)


def test_voices_say_how_far_a_word_is_borne_out(page: Page) -> None:
    page.goto("/voices")
    monitor = page.get_by_role("row").filter(has_text="Lantern Monitor")
    expect(monitor.get_by_role("cell")).to_have_text(["1", "1", "0", "0", "0", "1", "1", ""])


def test_actors_have_kind_sides_and_counts(page: Page) -> None:
    page.goto("/actors")
    expect(page.get_by_text("No two known actors are told to act on each other")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Northern Front")).to_contain_text("not known")


def test_what_is_taken_away_is_exactly_the_filter(page: Page) -> None:
    page.goto("/away?type=shelling")
    expect(page.locator(".panel")).to_contain_text("type shelling")
    with page.expect_download() as taken:
        page.get_by_role("link", name="jsonl", exact=True).click()
    assert taken.value.suggested_filename == "warmonitor-jsonl.jsonl"
    lines = Path(taken.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    with page.expect_download() as taken:
        page.get_by_role("link", name="md", exact=True).click()
    assert "Situation report" in Path(taken.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["map", "timeline"])
def test_pictures_are_saved_as_they_stand(page: Page, name: str) -> None:
    page.goto("/")
    expect(page.locator(".spot").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    with page.expect_download() as taken:
        page.get_by_role("button", name=f"Save the {name} as SVG").click()
    svg = Path(taken.value.path()).read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert "script" not in svg
    assert svg.count("<path") + svg.count("<circle") + svg.count("<rect") > 4
    with page.expect_download() as taken:
        page.get_by_role("button", name=f"Save the {name} as PNG").click()
    assert Path(taken.value.path()).read_bytes().startswith(b"\x89PNG")


def test_incident_says_where_it_comes_from_and_what_it_was(page: Page, war: War) -> None:
    page.goto(f"/incidents/{war.incidents[0].id}")
    origins = page.get_by_role("region", name="Where it comes from")
    expect(origins).to_contain_text("Lantern Monitor")
    expect(origins).to_contain_text("speaks for a party")
    expect(page.get_by_text("None of its reports is a copy of another.")).to_be_visible()
    page.get_by_text("History: 1 revision, 0 reviews").click()
    expect(page.get_by_role("region", name="Revisions")).to_contain_text("first known")


def test_reference_code_leads_to_the_incident(page: Page, war: War) -> None:
    identity = war.incidents[0].id
    page.goto(f"/incidents/{identity}")
    code = page.locator(".permalink a").nth(1).inner_text()
    assert code.replace("-", "").lower() == identity[2:10]
    page.goto(f"/i/{code}")
    expect(page).to_have_url(re.compile(f"/incidents/{identity}$"))
    page.goto("/i/0000-0000")
    expect(page.get_by_role("alert")).to_contain_text("This reference could not be loaded")


def test_the_view_of_the_map_is_in_the_address(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".spot").first).to_be_visible()
    assert "map=" not in page.url
    page.get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile(r"map=[\d.-]+%2C[\d.-]+%2C\d+"))
    page.locator(".control-panel > summary").click()
    expect(page).to_have_url(re.compile("control=assessed%2Cclaimed"))
    page.goto("/?map=35.9,36.8,9&control=claimed")
    expect(page.locator(".control-panel tbody tr")).to_have_count(1)
    expect(page.get_by_label("Assessed")).not_to_be_checked()
    expect(page.locator(".place-name").filter(has_text="Marovka")).to_be_in_viewport()
    expect(page.locator(".place-name").filter(has_text="Dovrin")).not_to_be_in_viewport()
    expect(page).to_have_url(re.compile("map=35.9(,|%2C)36.8(,|%2C)9"))


def test_timeline_plays_period_after_period(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="▶ Play").click()
    expect(page).to_have_url(re.compile("since=2031-05-02&until=2031-05-02"))
    expect(page).to_have_url(re.compile("since=2031-05-03&until=2031-05-03"))
    page.get_by_role("button", name="❚❚ Pause").click()
    # A busy machine presses the button a day or two later.
    later = {"2031-05-03": 1, "2031-05-04": 0, "2031-05-05": 0}
    expect(page.locator(".row")).to_have_count(later[page.url[-10:]])
    page.get_by_role("link", name="All days").click()
    expect(page.locator(".row")).to_have_count(5)


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("side", "northern-front", 2),
        ("measure", "killed", 1),
        ("voice", "Lantern Monitor", 1),
        ("kind", "social_media", 1),
        ("grade", "contested", 1),
        ("newness", "background", 0),
        ("confidence", "0.95", 0),
    ],
)
def test_more_to_filter_by(page: Page, name: str, value: str, count: int) -> None:
    page.goto("/")
    page.get_by_text("More to filter by").click()
    set_filter(page, name, value)
    expect(page).to_have_url(re.compile(f"{name}="))
    expect(page.locator(".row")).to_have_count(count)


def test_on_a_telephone_the_timeline_works_and_nothing_is_cut_off(page: Page, war: War) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/", f"/incidents/{war.incidents[0].id}"):
        page.goto(path)
        picture = page.get_by_role("img", name=re.compile("periods"))
        expect(picture).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = picture.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile("since=2031-05-05"))


def test_words_from_right_to_left_and_days_by_locale(browser, address: str) -> None:
    page = browser.new_page(locale="ar-SY")
    page.goto(f"{address}/?since=2031-05-02")
    row = page.locator(".row").first
    expect(row).to_be_visible()
    assert re.search("[\u0600-\u06ff]", row.inner_text())
    assert page.locator("#filter-text").get_attribute("dir") == "auto"
    page.close()
