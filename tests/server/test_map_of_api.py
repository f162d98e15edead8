"""Incidents gathered by place: each counted once, none put where it is not known to be."""

import httpx
from hand_made_war import War


def test_every_incident_is_at_one_spot_or_nowhere(api: httpx.Client, war: War) -> None:
    told = api.get("/api/map").json()
    assert told["count"] == len(war.incidents)
    assert sum(spot["count"] for spot in told["spots"]) + told["nowhere"] == told["count"]
    assert {spot["place"]: (spot["km"], spot["families"]) for spot in told["spots"]} == {
        "Marovka": (0, {"fighting": 1}),
        "Dovrin": (0, {"territory": 1}),
        "Tell Division": (80, {"fighting": 1}),
        "Syria": (300, {"fighting": 1}),
    }
    assert {spot["place"]: spot["killed"] for spot in told["spots"]}["Marovka"] == 5


def test_a_lone_incident_comes_with_what_the_map_says_of_it(api: httpx.Client, war: War) -> None:
    (spot,) = api.get("/api/map?type=shelling").json()["spots"]
    assert spot["only"]["id"] == war.incidents[0].id
    assert spot["only"]["properties"]["status"] == "contested"


def test_a_spot_lists_its_incidents(api: httpx.Client, war: War) -> None:
    told = api.get("/api/map").json()
    keys = {spot["place"]: spot["key"] for spot in told["spots"]}
    found = api.get("/api/map/incidents", params={"at": f"{keys['Dovrin']},nowhere", "limit": 1}).json()
    assert (found["count"], found["items"][0]["properties"]["type"]) == (2, "capture")
    rest = api.get(
        "/api/map/incidents", params={"at": f"{keys['Dovrin']},nowhere", "after": found["next"]}
    ).json()
    assert [item["properties"]["type"] for item in rest["items"]] == ["protest"]
    assert api.get("/api/map/incidents?at=ffff").json()["items"] == []


def test_the_map_keeps_to_the_filter_and_to_what_was_known(api: httpx.Client) -> None:
    assert api.get("/api/map?type=looting").json() == {"spots": [], "count": 0, "nowhere": 0}
    assert api.get("/api/map?as_of=2001-01-01").json()["count"] == 0
    assert api.get("/api/map?as_of=2100-01-01").json()["count"] == 5


def test_an_answer_that_is_kept_is_not_sent_again(api: httpx.Client) -> None:
    tag = api.get("/api/map").headers["etag"]
    assert api.get("/api/map", headers={"if-none-match": tag}).status_code == 304
    assert api.get("/api/map?type=clash", headers={"if-none-match": tag}).status_code == 200


def test_a_kept_answer_is_the_same_compressed_or_not(api: httpx.Client) -> None:
    packed, plain = (api.get("/api/map", headers={"accept-encoding": how}) for how in ("gzip", "identity"))
    assert (packed.headers.get("content-encoding"), plain.headers.get("content-encoding")) == ("gzip", None)
    assert packed.headers["vary"] == "Accept-Encoding"
    assert packed.json() == plain.json()
