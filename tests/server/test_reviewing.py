"""Review over the API: only with a token, never with a cookie, and with all of it on record."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hand_made_war import War, hand_made_war
from serving import serving

from warmonitor.server import TokenError, create_app, read_tokens

TOKEN = "only-for-this-test-0001"
BEARER = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def war() -> War:
    return hand_made_war()


@pytest.fixture
def desk(war: War, tmp_path: Path) -> Iterator[httpx.Client]:
    with (
        war.ledger_at(tmp_path / "war.db") as ledger,
        serving(create_app(ledger, tokens={TOKEN: "Ada"})) as address,
        httpx.Client(base_url=address, timeout=30, trust_env=False) as client,
    ):
        yield client


def decide(desk: httpx.Client, **draft: Any) -> httpx.Response:
    return desk.post("/api/reviews", json={"why": "as told", **draft}, headers=BEARER)


@pytest.mark.parametrize(
    ("headers", "cookies", "query"),
    [
        ({}, {}, ""),
        ({"authorization": "Bearer wrong"}, {}, ""),
        ({"authorization": f"Basic {TOKEN}"}, {}, ""),
        ({"authorization": TOKEN}, {}, ""),
        ({}, {"token": TOKEN, "authorization": f"Bearer {TOKEN}"}, ""),
    ],
)
def test_without_its_token_nothing_is_written(
    desk: httpx.Client, war: War, headers: dict[str, str], cookies: dict[str, str], query: str
) -> None:
    draft = {"act": "accept", "subjects": [war.incidents[0].id], "why": ""}
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    answer = desk.post(f"/api/reviews{query}", json=draft, headers={**headers, "cookie": cookie})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert desk.get("/api/reviews").json()["count"] == 0


def test_a_token_in_the_address_is_refused(desk: httpx.Client) -> None:
    assert desk.post(f"/api/reviews?token={TOKEN}", json={}).status_code == 400


def test_a_correction_changes_the_claim_and_says_who(desk: httpx.Client, war: War) -> None:
    claim = next(one for one in war.claims.values() if one.figures and one.figures[0].low == 12)
    edits = [{"path": "/figures/0/low", "value": 11}]
    answer = decide(desk, act="correct", subjects=[claim.id], why="misread", edits=edits)
    assert answer.status_code == 201
    assert answer.json()["review"]["who"] == "Ada"
    assert desk.get(f"/api/claims/{claim.id}").json()["figures"][0]["low"] == 11
    history = desk.get(f"/api/history/{claim.id}").json()
    assert [(one["what"], one["who"]) for one in history["revisions"]][1:] == [("review", "Ada")]
    assert [one["act"] for one in history["reviews"]] == ["correct"]
    undone = decide(desk, act="undo", subjects=[], undoes=answer.json()["review"]["id"])
    assert undone.status_code == 201
    assert desk.get(f"/api/claims/{claim.id}").json()["figures"][0]["low"] == 12
    assert [one["undone"] for one in desk.get("/api/reviews").json()["items"]] == [False, True]


def test_two_incidents_are_merged_split_and_graded(desk: httpx.Client, war: War) -> None:
    one, other = (incident.id for incident in war.incidents[2:4])
    answer = decide(desk, act="merge", subjects=[one, other])
    assert answer.json()["linked"] is True
    claim = war.incidents[3].claims[0]
    (merged,) = desk.get(
        "/api/incidents", params={"report": war.claims[claim].report, "type": "clash"}
    ).json()["items"]
    assert claim in merged["claims"]
    assert decide(desk, act="grade", subjects=[merged["id"]], grade="fair").status_code == 201
    assert desk.get("/api/incidents?grade=fair").json()["count"] == 1
    decide(desk, act="split", subjects=[merged["id"]], taken=[claim])
    assert desk.get("/api/incidents?type=protest").json()["count"] == 1


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ({"act": "accept", "subjects": ["i-none"]}, "no claim or incident 'i-none'"),
        ({"act": "burn", "subjects": []}, "not valid"),
        ({"act": "accept", "subjects": []}, "needs the id"),
        ({"act": "undo", "subjects": [], "undoes": "v-9"}, "could be undone"),
    ],
)
def test_what_cannot_be_decided_is_said(desk: httpx.Client, draft: dict[str, Any], words: str) -> None:
    answer = decide(desk, **draft)
    assert answer.status_code in {400, 409}
    assert words in answer.json()["detail"]
    assert desk.get("/api/reviews").json()["count"] == 0


def test_the_queue_says_why_and_what_was_accepted_leaves_it(desk: httpx.Client, war: War) -> None:
    waiting = desk.get("/api/review/queue?reason=contested").json()["items"]
    assert [one["id"] for one in waiting] == [war.incidents[0].id]
    decide(desk, act="accept", subjects=[war.incidents[0].id])
    assert desk.get("/api/review/queue?reason=contested").json()["items"] == []
    reasons = {one["reason"] for one in desk.get("/api/review/queue").json()["items"]}
    assert reasons <= {"high-toll", "low-confidence", "new-actor", "unresolved-place"}


def test_what_is_new_is_told_as_it_comes(desk: httpx.Client, war: War) -> None:
    told: list[tuple[str, dict[str, Any]]] = []
    listening = threading.Event()

    def listen() -> None:
        with desk.stream("GET", "/api/events?seconds=8") as answer:
            name = ""
            for line in answer.iter_lines():
                listening.set()
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                if line.startswith("data: "):
                    told.append((name, json.loads(line.removeprefix("data: "))))
                if name == "change" and line.startswith("data: "):
                    return

    ear = threading.Thread(target=listen)
    ear.start()
    assert listening.wait(10)
    decide(desk, act="grade", subjects=[war.incidents[0].id], grade="weak")
    ear.join(20)
    incidents = [body for name, body in told if name == "incident"]
    assert told[-1] == ("change", {"incidents": len(incidents)})
    assert "weak" in {body["properties"]["grade"] for body in incidents}


def test_tokens_are_read_from_a_file_and_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    path.write_text("# reviewers\nAda 0123456789abcdef\n\nBo fedcba9876543210\n", encoding="utf-8")
    told = read_tokens(path, {"WARMONITOR_TOKEN": "third-token-of-this-test"})
    assert told == {
        "0123456789abcdef": "Ada",
        "fedcba9876543210": "Bo",
        "third-token-of-this-test": "reviewer",
    }
    assert read_tokens(None, {}) == {}


@pytest.mark.parametrize("line", ["Ada short", "0123456789abcdef", "Ada 0123456789abcdef more"])
def test_a_token_that_is_off_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "tokens"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(TokenError) as refused:
        read_tokens(path, {})
    assert "0123456789abcdef" not in str(refused.value)
