"""Read-only, closed to foreign pages, and never letting a text act."""

import httpx
import pytest
from fastapi import FastAPI
from hand_made_war import HOSTILE, War
from serving import serving

from warmonitor.ledger import Filter, LedgerError
from warmonitor.server import create_app
from warmonitor.server.guards import content_policy

PATHS = ["/", "/api/health", "/api/incidents", "/api/incidents/i-none", "/api/incidents?limit=0", "/nothing"]


class Failing:
    """A ledger that cannot be read."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def count(self, kind: str, wanted: Filter) -> int:
        raise self.error


def failing_app(error: Exception, hosts: tuple[str, ...] = ("*",)) -> FastAPI:
    return create_app(Failing(error), hosts)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_guarded(api: httpx.Client, path: str) -> None:
    headers = api.get(path, headers={"origin": "https://elsewhere.example"}).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert not [name for name in headers if name.startswith("access-control-")]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/api/incidents", "/api/reports/r-1", "/api/health", "/api/export"])
def test_nothing_can_be_written(api: httpx.Client, method: str, path: str) -> None:
    answer = api.request(method, path)
    assert answer.status_code == 405
    assert answer.json()["title"] == "Method Not Allowed"


def test_a_large_request_is_refused(api: httpx.Client) -> None:
    whole = api.post("/api/reviews", content=b"x" * 300_000)
    assert (whole.status_code, whole.json()["status"]) == (413, 413)


def test_a_server_without_tokens_only_reads(api: httpx.Client) -> None:
    answer = api.post("/api/reviews", json={}, headers={"authorization": "Bearer any"})
    assert (answer.status_code, answer.json()["title"]) == (403, "Forbidden")


def test_tiles_widen_what_may_be_loaded_by_their_host_alone() -> None:
    plain, widened = (
        content_policy().split("; "),
        content_policy("https://tiles.example/{z}/{x}/{y}").split("; "),
    )
    differing = [(one, other) for one, other in zip(plain, widened, strict=True) if one != other]
    assert differing == [("img-src 'self' data: blob:", "img-src 'self' data: blob: https://tiles.example")]


@pytest.mark.parametrize(
    "tiles", ["tiles.example", "javascript:alert(1)", "https://a; script-src *", "https:///x"]
)
def test_tiles_that_are_no_web_address_are_refused(tiles: str) -> None:
    with pytest.raises(ValueError, match="no address of map tiles"):
        content_policy(tiles)


def test_hostile_words_stay_words(api: httpx.Client, war: War) -> None:
    answer = api.get("/api/reports", params={"text": "depot"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["items"][0]["title"] == f"Title {HOSTILE}"


def test_foreign_name_is_refused() -> None:
    with (
        serving(failing_app(RuntimeError(), hosts=("127.0.0.1",))) as address,
        httpx.Client(trust_env=False) as web,
    ):
        assert web.get(f"{address}/api/openapi.json").status_code == 200
        assert web.get(f"{address}/api/openapi.json", headers={"host": "rebound.example"}).status_code == 400


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (
            LedgerError("the ledger is locked by another process", "Wait until it has finished."),
            503,
            "Wait until",
        ),
        (RuntimeError("a secret"), 500, "its log says why"),
    ],
)
def test_failure_is_a_problem_that_tells_no_secret(error: Exception, status: int, words: str) -> None:
    with serving(failing_app(error)) as address, httpx.Client(trust_env=False) as web:
        answer = web.get(f"{address}/api/health")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert words in answer.json()["detail"]
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers
