"""The API answers with the nouns' own JSON, page by page, and says what is off."""

import json
from itertools import chain
from typing import Any

import httpx
import msgspec
import pytest
from hand_made_war import War

from warmonitor.incidents import NotAdded, PeriodTolls
from warmonitor.incidents.period import Sum
from warmonitor.model import Claim, Incident, Report
from warmonitor.server.asked import Paging
from warmonitor.server.tolls import tolls_page

COLLECTIONS = {"reports": Report, "claims": Claim, "incidents": Incident}


def all_pages(api: httpx.Client, collection: str, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = api.get(f"/api/{collection}", params={**asked, **({"after": after} if after else {})}).json()
        found += page["items"]
        after = page["next"]
        if after is None:
            assert page["count"] == len(found)
            return found


@pytest.mark.parametrize("collection", COLLECTIONS)
@pytest.mark.parametrize("limit", [1, 2, 500])
def test_pages_hold_every_noun_once(api: httpx.Client, war: War, collection: str, limit: int) -> None:
    known = {
        "reports": {report.id: report for report, _ in war.reports.values()},
        "claims": war.claims,
        "incidents": {incident.id: incident for incident in war.incidents},
    }[collection]
    items = all_pages(api, collection, limit=limit)
    assert [item["id"] for item in items] == list(dict.fromkeys(item["id"] for item in items))
    read = {item["id"]: msgspec.convert(item, COLLECTIONS[collection]) for item in items}
    assert read == known


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("incidents?type=shelling", ["shelling"]),
        ("incidents?place=Marovka", ["shelling"]),
        ("incidents?status=contested", ["shelling"]),
        ("incidents?actor=northern-front", ["shelling", "capture"]),
        ("incidents?since=2031-05-03&until=2031-05-04", ["clash"]),
        ("incidents?text=depot", ["drone_strike"]),
        ("claims?modality=negated", ["capture"]),
        ("incidents?grade=contested", ["shelling"]),
        ("incidents?kind=monitor", ["shelling"]),
        ("incidents?voice=lantern", ["shelling"]),
        ("incidents?measure=killed", ["shelling"]),
        ("incidents?side=northern-front", ["shelling", "capture"]),
        ("incidents?confidence=0.9", []),
        ("incidents?as_of=2001-01-01", []),
        ("incidents?type=&place=", ["drone_strike", "clash", "shelling", "capture", "protest"]),
    ],
)
def test_filter_narrows(api: httpx.Client, path: str, ids: list[str]) -> None:
    page = api.get(f"/api/{path}").json()
    assert sorted(item["type"] for item in page["items"]) == sorted(ids)


def test_days_asked_for_tell_how_many_have_none(api: httpx.Client) -> None:
    assert api.get("/api/incidents?since=2031-05-01").json()["undated"] == 1
    assert api.get("/api/incidents").json()["undated"] == 0


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("incidents?plce=Marovka", "unknown parameter 'plce'"),
        ("incidents?type=shelln", "did you mean shelling"),
        ("incidents?status=sure", "status: 'sure' is not known"),
        ("incidents?kind=rumour", "kind: 'rumour' is not known"),
        ("incidents?confidence=2", "confidence"),
        ("incidents?after=OTk5OTk5OTk5OTk5OmktMQ", "not a cursor"),
        ("export?format=xlsx", "format: 'xlsx' is none of"),
        ("sitrep?form=doc", "form"),
        ("incidents/i-1?place=Marovka", "unknown parameter 'place'"),
        ("health?x=1", "unknown parameter 'x'"),
        ("incidents?type=clash&type=attack", "given twice"),
        ("incidents?since=yesterday", "since"),
        ("incidents?since=2031-05-04&until=2031-05-03", "lies after until"),
        ("incidents?limit=0", "limit"),
        ("incidents?limit=501", "limit"),
        ("incidents?after=nonsense", "not a cursor"),
        ("actors?after=nonsense", "not a cursor"),
        ("timeline?by=hour", "by"),
    ],
)
def test_what_is_off_is_said(api: httpx.Client, path: str, words: str) -> None:
    answer = api.get(f"/api/{path}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 400
    assert words in problem["detail"]


@pytest.mark.parametrize("path", ["incidents/i-none", "claims/c-none", "reports/r-none", "nothing"])
def test_not_found_is_a_problem(api: httpx.Client, path: str) -> None:
    answer = api.get(f"/api/{path}")
    assert (answer.status_code, answer.json()["title"]) == (404, "Not Found")


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_single_noun_was_not_known_before_it_was_read(api: httpx.Client, collection: str) -> None:
    for item in api.get(f"/api/{collection}").json()["items"]:
        assert api.get(f"/api/{collection}/{item['id']}?as_of=2001-01-01").status_code == 404


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_single_noun_is_the_same_as_in_the_list(api: httpx.Client, collection: str) -> None:
    for item in api.get(f"/api/{collection}").json()["items"]:
        assert api.get(f"/api/{collection}/{item['id']}").json() == item


def test_merged_incident_redirects(api: httpx.Client, war: War) -> None:
    answer = api.get("/api/incidents/i-merged")
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/api/incidents/{war.redirects['i-merged']}"


def test_geojson_holds_every_incident_and_a_point_only_where_one_is_known(
    api: httpx.Client, war: War
) -> None:
    answer = api.get("/api/incidents.geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    collection = answer.json()
    assert collection["type"] == "FeatureCollection"
    features = {feature["properties"]["type"]: feature for feature in collection["features"]}
    assert {feature["id"] for feature in features.values()} == {incident.id for incident in war.incidents}
    assert features["protest"]["geometry"] is None
    assert features["drone_strike"]["geometry"] is None
    assert features["drone_strike"]["properties"]["centre"] == [38.5, 35.0]
    assert features["shelling"]["geometry"] == {"type": "Point", "coordinates": [36.8, 35.9]}
    assert {kind: feature["properties"]["uncertainty_km"] for kind, feature in features.items()} == {
        "shelling": 0,
        "capture": 0,
        "clash": 80,
        "drone_strike": 300,
        "protest": 0,
    }
    assert features["shelling"]["properties"]["killed"] == [5, None]
    assert features["capture"]["properties"]["killed"] is None


def test_geojson_keeps_to_the_filter(api: httpx.Client) -> None:
    assert [
        f["properties"]["type"] for f in api.get("/api/incidents.geojson?type=clash").json()["features"]
    ] == ["clash"]
    assert api.get("/api/incidents.geojson?type=looting").json() == {
        "type": "FeatureCollection",
        "features": [],
    }


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("actors", {"id": "northern-front", "name": "Northern Front", "claims": 2, "reports": 1}),
        ("voices?voice=lantern&type=shelling", {"name": "Harbour Wire", "kind": "outlet"}),
        ("places?place=Dovrin", {"name": "Dovrin", "claims": 2}),
    ],
)
def test_counted_lists(api: httpx.Client, path: str, first: dict[str, Any]) -> None:
    item = api.get(f"/api/{path}").json()["items"][0]
    assert {key: item[key] for key in first} == first


def test_counted_lists_have_pages(api: httpx.Client) -> None:
    whole = api.get("/api/voices").json()
    assert all_pages(api, "voices", limit=2) == whole["items"]


def test_timeline_counts_every_incident(api: httpx.Client, war: War) -> None:
    timeline = api.get("/api/timeline").json()
    assert timeline["step"] == "day"
    assert [period["count"] for period in timeline["periods"]] == [2, 1, 0, 1]
    counted = sum(period["count"] for period in timeline["periods"])
    assert counted + timeline["vague"] + timeline["undated"] == len(war.incidents)


def test_timeline_picks_days_that_matter(api: httpx.Client, war: War) -> None:
    days = api.get("/api/timeline?days=1").json()["days"]
    assert [day["day"] for day in days] == ["2031-05-02"]
    assert days[0]["incidents"][0] == war.incidents[0].id
    assert api.get("/api/timeline?days=0").json()["days"] == []


def test_tolls_of_a_filter_keep_the_range(api: httpx.Client, war: War) -> None:
    tolls = api.get("/api/tolls?since=2031-05-01&until=2031-05-31").json()
    assert [(one["measure"], one["group"], one["low"], one["high"]) for one in tolls["sums"]] == [
        ("killed", "people", 5, None)
    ]
    assert (tolls["sums"][0]["count"], tolls["sums"][0]["incidents"]) == (1, [war.incidents[0].id])
    assert (tolls["not_added"], tolls["not_added_count"], tolls["next"]) == ([], 0, None)
    assert api.get("/api/tolls?type=protest").json()["sums"] == []


def test_lists_of_tolls_come_page_by_page() -> None:
    killed = Sum("killed", "people", (), 5, 5, ("i-a", "i-b", "i-c", "i-d", "i-e"))
    injured = Sum("injured", "people", (), 2, 2, ("i-a", "i-b"))
    left = tuple(NotAdded(name, "its time is not told") for name in ("i-x", "i-y", "i-z"))
    told = PeriodTolls(None, None, (killed, injured), left, ())
    pages = [tolls_page(told, Paging(limit=2, after=after)) for after in (None, "2", "4")]
    assert [page.next for page in pages] == ["2", "4", None]
    assert {(page.not_added_count, *(one.count for one in page.sums)) for page in pages} == {(3, 5, 2)}
    for at, one in enumerate((killed, injured)):
        assert tuple(chain(*(page.sums[at].incidents for page in pages))) == one.incidents
    assert tuple(chain(*(page.not_added for page in pages))) == left


@pytest.mark.parametrize(
    ("asked", "holders"),
    [
        ("", ["northern-front"]),
        ("?on=2031-05-01", []),
        ("?as_of=2001-01-01", []),
        ("?place=Dovrin", ["northern-front"]),
        ("?place=Marovka", []),
    ],
)
def test_control_says_who_holds_what_on_whose_word(api: httpx.Client, asked: str, holders: list[str]) -> None:
    held = api.get(f"/api/control{asked}").json()["items"]
    assert [one["holder"] for one in held] == holders
    assert all(one["layer"] == "claimed" and one["accounts"] for one in held)


def test_ontology_has_the_family_of_every_type(api: httpx.Client) -> None:
    words = api.get("/api/ontology").json()
    assert {kind["family"] for kind in words["types"]} == set(words["families"])


def test_known_bytes_are_not_sent_again(api: httpx.Client) -> None:
    tag = api.get("/api/incidents").headers["etag"]
    again = api.get("/api/incidents", headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert api.get("/api/incidents?type=clash", headers={"if-none-match": tag}).status_code == 200


def test_health_counts(api: httpx.Client) -> None:
    health = api.get("/api/health").json()
    assert (health["status"], health["reports"], health["claims"], health["incidents"]) == ("ok", 3, 7, 5)


def test_description_is_whole(api: httpx.Client) -> None:
    described = api.get("/api/openapi.json").json()
    names = {parameter["name"] for parameter in described["paths"]["/api/incidents"]["get"]["parameters"]}
    assert {"place", "actor", "type", "since", "until", "status", "text", "as_of", "limit", "after"} <= names
    schemas = described["components"]["schemas"]
    pointed = {part.split('"')[0] for part in json.dumps(described).split("#/components/schemas/")[1:]}
    assert {"Report", "Claim", "Incident", "Problem"} <= pointed <= set(schemas)
    for path, methods in described["paths"].items():
        assert set(methods) <= ({"get", "post"} if path == "/api/reviews" else {"get"}), path
        assert all(method["description"] for method in methods.values()), path
