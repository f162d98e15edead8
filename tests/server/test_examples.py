"""The OpenAPI description tells what each address answers, in a schema and by an example that keeps to it."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hand_made_war import hand_made_war
from jsonschema import Draft202012Validator, FormatChecker

from warmonitor.model import Claim, Incident, Report, from_json
from warmonitor.server import create_app
from warmonitor.server.openapi import examples
from warmonitor.server.routes.vocabulary import vocabulary

UNTOLD = {"/api/export", "/api/sitrep"}
"""Files, whose form their own pages tell."""


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    with hand_made_war().ledger_at(tmp_path_factory.mktemp("ledger") / "war.db") as ledger:
        return create_app(ledger).openapi()


def answered(description: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                if status.startswith("2") and path not in UNTOLD:
                    for media_type, content in response["content"].items():
                        yield f"{method} {path}", media_type, content


def closed(schema: Any) -> Any:
    """The schema, in which an object has no key that is not told of."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    told = {key: closed(value) for key, value in schema.items()}
    if "properties" in told and "additionalProperties" not in told:
        told["additionalProperties"] = False
    return told


FORMATS = FormatChecker(["date"])


def faults(description: dict[str, Any], schema: dict[str, Any], body: object) -> list[str]:
    whole = closed({**schema, "components": description["components"]})
    return [fault.message for fault in Draft202012Validator(whole, format_checker=FORMATS).iter_errors(body)]


def test_the_words_of_the_examples_are_those_of_the_ontology() -> None:
    told, words = examples()["answers"]["/api/ontology"], msgspec.to_builtins(vocabulary())
    for name in ("families", "voice_kinds"):
        assert told[name].items() <= words[name].items()
    for name in ("types", "measures", "groups"):
        assert all(one in words[name] for one in told[name]), name


def test_every_answer_has_an_example(description: dict[str, Any]) -> None:
    without = [where for where, _, content in answered(description) if "example" not in content]
    assert without == []
    told = {where.removeprefix("get ") for where, _, _ in answered(description)}
    assert set(examples()["answers"]) == told, "no example of what is not there"


def test_every_example_keeps_to_its_schema_and_leaves_no_key_unexplained(description: dict[str, Any]) -> None:
    for where, media_type, content in answered(description):
        if media_type != "text/event-stream":
            assert content["schema"] not in ({}, None), f"{where} has no schema"
            assert faults(description, content["schema"], content["example"]) == [], where


def test_an_example_that_is_off_would_be_seen(description: dict[str, Any]) -> None:
    schema = {"$ref": "#/components/schemas/Incident"}
    good = examples()["answers"]["/api/incidents/{identifier}"]
    assert faults(description, schema, good) == []
    for broken in ({**good, "status": "sure"}, {**good, "surprise": 1}, {**good, "reports": "one"}):
        assert faults(description, schema, broken)
    assert faults(description, schema, {name: value for name, value in good.items() if name != "claims"})


def test_the_examples_of_nouns_are_nouns_and_fit_together() -> None:
    told = examples()["answers"]
    nouns = {
        kind: from_json(msgspec.json.encode(told[f"/api/{name}/{{identifier}}"]), kind)
        for name, kind in (("reports", Report), ("claims", Claim), ("incidents", Incident))
    }
    report, claim, incident = nouns[Report], nouns[Claim], nouns[Incident]
    assert isinstance(report, Report)
    assert isinstance(claim, Claim)
    assert isinstance(incident, Incident)
    assert report.text[slice(*claim.span)] == claim.quote
    for part in (*claim.actors, *claim.places):
        assert report.text[slice(*part.span)] == part.text
    assert claim.report == report.id
    assert incident.claims == (claim.id,)


def test_an_error_is_told_by_example_too(description: dict[str, Any]) -> None:
    failures = description["paths"]["/api/incidents"]["get"]["responses"]["4XX"]["content"]
    content = failures["application/problem+json"]
    assert faults(description, content["schema"], content["example"]) == []
