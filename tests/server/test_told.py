"""Tolls over time, who acts on whom, whose word stands, origins, history, references, what is taken away."""

import io
import json
import zipfile

import httpx
import pytest
from hand_made_war import War

from warmonitor.publishing import FORMATS


def test_tolls_period_by_period(api: httpx.Client, war: War) -> None:
    series = api.get("/api/tolls/series?by=week").json()
    (period,) = series["periods"]
    assert (period["start"], period["end"]) == ("2031-04-28", "2031-05-04")
    assert period["sums"] == [
        {"measure": "killed", "group": "people", "side": [], "low": 5, "high": None, "incidents": 1}
    ]
    assert api.get("/api/tolls/series?type=protest").json()["periods"] == []


def test_pairs_count_incidents_not_reports(api: httpx.Client) -> None:
    assert api.get("/api/actors/pairs").json()["pairs"] == []


def test_actors_come_with_what_the_registry_knows(api: httpx.Client) -> None:
    (actor,) = api.get("/api/actors").json()["items"]
    assert (actor["id"], actor["kind"], actor["sides"]) == ("northern-front", None, [])


def test_standing_says_how_far_a_word_is_borne_out(api: httpx.Client) -> None:
    found = {one["id"]: one for one in api.get("/api/voices/standing").json()["items"] if one["id"]}
    assert {name: found["lantern"][name] for name in ("incidents", "contradicted", "superseded")} == {
        "incidents": 1,
        "contradicted": 1,
        "superseded": 1,
    }
    assert (found["ministry"]["incidents"], found["ministry"]["denied"]) == (2, 1)


def test_origins_say_whose_word_it_is(api: httpx.Client, war: War) -> None:
    told = api.get(f"/api/incidents/{war.incidents[0].id}/origins").json()
    assert {one["label"]: len(one["claims"]) for one in told["origins"]} == {
        "Lantern Monitor": 1,
        "Ministry of Defence": 1,
    }
    assert told["copies"] == []


def test_history_has_revisions_and_reviews(api: httpx.Client, war: War) -> None:
    told = api.get(f"/api/history/{war.incidents[0].id}").json()
    assert [(one["revision"], one["what"]) for one in told["revisions"]] == [(1, "link")]
    assert told["reviews"] == []
    assert api.get("/api/history/i-none").status_code == 404


def test_a_report_that_is_no_copy_says_so(api: httpx.Client, war: War) -> None:
    report = next(iter(war.reports))
    told = api.get(f"/api/reports/{report}/rewrites").json()
    assert told == {"first": report, "members": [], "rewrite": None}


def test_a_reference_code_leads_to_its_incident(api: httpx.Client, war: War) -> None:
    identity = war.incidents[0].id
    code = f"{identity[2:6]}-{identity[6:10]}".upper()
    assert api.get(f"/api/references/{code}").json()["incidents"] == [identity]
    assert api.get(f"/api/references/{code}?as_of=2001-01-01").status_code == 404
    assert api.get("/api/references/000000000").status_code == 404
    assert api.get("/api/references/%25").status_code == 404


@pytest.mark.parametrize("form", FORMATS)
def test_export_is_exactly_the_filter(api: httpx.Client, form: str) -> None:
    answer = api.get(f"/api/export?format={form}&type=shelling")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == FORMATS[form].media_type
    assert answer.headers["content-disposition"].endswith(f'{form}{FORMATS[form].suffix}"')
    if FORMATS[form].suffix == ".zip":
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    if form == "jsonl":
        assert [json.loads(line)["type"] for line in answer.text.splitlines()] == ["shelling"] * 2


@pytest.mark.parametrize(("form", "words"), [("md", "# Situation report"), ("html", "<h1")])
def test_situation_report_of_the_filter(api: httpx.Client, form: str, words: str) -> None:
    answer = api.get(f"/api/sitrep?form={form}&place=Marovka")
    assert words in answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
