"""One incident and one report: the words themselves, whose they are, and what was read from them."""

import re

import pytest
from hand_made_war import HOSTILE, War
from playwright.sync_api import Page, Route, expect


def incident_of(war: War, kind: str) -> str:
    return next(incident.id for incident in war.incidents if incident.type == kind)


def report_of(war: War, title: str) -> str:
    return next(report.id for report, _ in war.reports.values() if title in (report.title or ""))


def test_incident_says_what_where_when_and_how_well_it_is_known(page: Page, war: War) -> None:
    page.goto(f"/incidents/{incident_of(war, 'shelling')}")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("Shelling\\s*, Marovka, Tell Division")
    )
    facts = page.locator(".facts")
    for words in ("2 May 2031", "the report states the date", "known to the settlement", "Northern Front",
                  "Sources contradict one another", "in 2 reports"):  # fmt: skip
        expect(facts).to_contain_text(words)
    expect(page).to_have_title(re.compile("Shelling, Marovka"))


def test_toll_has_every_voice_and_superseded_figures(page: Page, war: War) -> None:
    page.goto(f"/incidents/{incident_of(war, 'shelling')}")
    table = page.locator(".tolls table")
    expect(table).to_contain_text("Killed: people")
    expect(table.locator("caption strong")).to_have_text("at least 5")
    expect(table.get_by_role("row").filter(has_text="Lantern Monitor")).to_contain_text("at least 12")
    expect(table.get_by_role("row").filter(has_text="Ministry of Defence")).to_contain_text("4 May 2031")
    page.get_by_text("Earlier figures, superseded").click()
    expect(page.locator(".superseded")).to_contain_text("Lantern Monitor: 9")
    table.get_by_role("link", name="at least 12").click()
    expect(page.locator(".claim:target")).to_contain_text("killing at least 12 people")


def test_a_running_total_is_said_to_be_one_and_is_no_part_of_the_toll(page: Page, war: War) -> None:
    def with_a_total(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        total = {"measure": "killed", "low": 900, "high": None, "group": "people", "side": []}
        told["items"][0]["figures"] = [{**total, "text": "at least 900", "part_of": None, "cumulative": True}]
        route.fulfill(response=answer, json=told)

    page.route("**/api/claims?*", with_a_total)
    page.goto(f"/incidents/{incident_of(war, 'shelling')}")
    expect(page.locator(".running li")).to_contain_text("at least 900 people killed")
    expect(page.get_by_text("Told beside it, of more than this one incident")).to_be_visible()
    expect(page.locator(".tolls table caption strong")).to_have_text("at least 5")


def test_a_place_between_two_is_not_told_as_if_there_were_one(page: Page) -> None:
    def between(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        for incident in told["items"]:
            if incident["place"]:
                incident["place"]["relation"] = "between"
        route.fulfill(response=answer, json=told)

    page.route("**/api/incidents?*", between)
    page.goto("/?type=shelling")
    expect(page.locator(".row")).to_contain_text("between somewhere else and Marovka")


def test_accounts_show_each_voice_with_its_quote_in_context(page: Page, war: War) -> None:
    page.goto(f"/incidents/{incident_of(war, 'shelling')}")
    monitor = page.get_by_role("region", name="Lantern Monitor")
    expect(monitor.locator("blockquote mark")).to_have_text(
        "On 2 May rebels shelled Marovka, killing at least 12 people, the Lantern Monitor said."
    )
    expect(monitor.locator("blockquote")).to_contain_text("as smoke rose")
    expect(monitor).to_contain_text("carried by Harbour Wire")
    expect(page.get_by_role("region", name="Ada Ferro, Ministry of Defence")).to_contain_text(
        "5 people were killed"
    )
    expect(page.locator(".contradictions")).to_contain_text("People killed: 5; at least 12")
    monitor.get_by_text("How this was read").click()
    for words in ("Northern Front", "at least 12 people", "80 %", "shelling.verb"):
        expect(monitor.locator(".fields")).to_contain_text(words)


def test_denial_is_said_in_words(page: Page, war: War) -> None:
    page.goto(f"/incidents/{incident_of(war, 'capture')}")
    expect(page.get_by_role("region", name="Ada Ferro, Ministry of Defence")).to_contain_text(
        "Said not to have happened"
    )


def test_merged_permalink_leads_to_the_incident_that_stands(page: Page, war: War) -> None:
    page.goto("/incidents/i-merged?type=capture")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Capture")
    expect(page).to_have_url(re.compile(f"/incidents/{incident_of(war, 'capture')}\\?type=capture$"))


def test_going_back_keeps_the_filter(page: Page) -> None:
    page.goto("/?type=shelling")
    page.locator(".row a").click()
    page.get_by_role("link", name="← All incidents").click()
    expect(page).to_have_url(re.compile(r"/\?type=shelling$"))
    expect(page.locator(".row")).to_have_count(1)


def test_report_marks_claims_in_place(page: Page, war: War) -> None:
    page.goto(f"/reports/{report_of(war, 'Shelling kills')}")
    marks = page.locator(".report-text mark")
    expect(marks).to_have_text(
        [
            "On 2 May rebels shelled Marovka, killing at least 12 people, the Lantern Monitor said.",
            "rebels captured Dovrin the same day",
            "Fighting was reported across Tell Division.",
        ]
    )
    page.get_by_role("link", name="Claim 2: Capture").click()
    card = page.locator(".claim:target")
    card.get_by_role("link", name=re.compile("^Capture, Dovrin")).click()
    expect(page).to_have_url(re.compile(f"/incidents/{incident_of(war, 'capture')}"))


def test_quote_leads_to_its_report(page: Page, war: War) -> None:
    page.goto(f"/incidents/{incident_of(war, 'clash')}")
    page.get_by_role("link", name="Shelling kills twelve in Marovka").click()
    expect(page.locator(".report-text mark.current")).to_have_text(
        "Fighting was reported across Tell Division."
    )


@pytest.mark.parametrize("view", ["overview", "incident", "report"])
def test_hostile_words_are_shown_and_never_act(page: Page, war: War, view: str) -> None:
    paths = {
        "overview": "/?type=drone_strike",
        "incident": f"/incidents/{incident_of(war, 'drone_strike')}",
        "report": f"/reports/{report_of(war, 'Title')}",
    }
    page.goto(paths[view])
    expect(page.locator("main")).to_contain_text("Drone strike")
    if view != "overview":
        expect(page.locator("main")).to_contain_text(HOSTILE)
    assert "owned" not in page.title().replace(HOSTILE, "")
    assert page.locator("main img, main script, main [onerror]").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0


def test_who_only_speaks_of_it_is_shown_apart_and_counts_for_nothing(page: Page, war: War) -> None:
    shelling = incident_of(war, "shelling")
    spoken = next(report for report, claims in war.reports.values() if claims and len(report.text) > 40)

    def with_a_mention(route: Route) -> None:
        answer = route.fetch()
        mention = {"report": spoken.id, "span": [0, 30], "claims": ["c-1"], "score": 3.1}
        route.fulfill(response=answer, json={**answer.json(), "mentions": [mention]})

    page.route(re.compile(rf"/api/incidents/{shelling}(\?.*)?$"), with_a_mention)
    page.goto(f"/incidents/{shelling}")
    section = page.get_by_role("region", name="Also spoken of")
    expect(section.locator("q")).to_have_text(spoken.text[:30])
    expect(section).to_contain_text("with 1 claim in answer to it")
    expect(page.locator(".facts")).to_contain_text("in 2 reports")
    section.get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"/reports/{spoken.id}"))
