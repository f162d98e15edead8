"""Requests made from the API's own description, sensible and not: none makes the server fail, and what it
answers is as described."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hand_made_war import hand_made_war
from hypothesis import HealthCheck, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance
from serving import serving

from warmonitor.server import create_app

TOKEN = "only-for-this-test-0002"


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("ledger") / "war.db"
    with (
        hand_made_war().ledger_at(path) as ledger,
        serving(create_app(ledger, tokens={TOKEN: "Ada"})) as address,
    ):
        yield f"{address}/api/openapi.json"


def hold_against(described: str, examples: int) -> None:
    schema = schemathesis.openapi.from_url(described)
    for operation in schema.get_all_operations():
        case_of = operation.ok().as_strategy()

        @seed(9)
        @settings(max_examples=examples, deadline=None, suppress_health_check=[*HealthCheck], database=None)
        @given(case=case_of)
        def holds(case: schemathesis.Case) -> None:
            if case.path == "/api/events":
                case.query = {**(case.query or {}), "seconds": 1}
            case.call_and_validate(
                checks=[not_a_server_error, response_schema_conformance],
                headers={"authorization": f"Bearer {TOKEN}"},
                timeout=60,
            )

        holds()


def test_no_request_makes_the_server_fail(described: str) -> None:
    hold_against(described, 8)


@pytest.mark.soak
def test_no_request_makes_the_server_fail_soak(described: str) -> None:
    hold_against(described, 300)
