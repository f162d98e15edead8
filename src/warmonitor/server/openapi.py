"""The OpenAPI description: the JSON Schema of what is answered, how routes point to it, and examples."""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml
from fastapi import FastAPI

from warmonitor.ledger import Draft, Listed
from warmonitor.model import Claim, Control, Incident, Report
from warmonitor.server.listing import Counted
from warmonitor.server.problems import Problem

_REF = "#/components/schemas/{name}"
_NOUNS = (Report, Claim, Incident, Control, Draft, Problem)
_PROBLEM = "application/problem+json"
_METHODS = ("get", "post")

Responses = dict[int | str, dict[str, Any]]


def plain(media_type: str) -> Responses:
    """The answers of a route whose body is no JSON."""
    return _answers({}, media_type)


def answers(kind: Any, status: int = 200, media_type: str = "application/json") -> Responses:
    """The answers of a route that gives a body of this kind."""
    found = _answers(_ref(kind), media_type)
    return found if status == 200 else {status: found.pop(200), **found}


def page(kind: Any) -> Responses:
    """The answers of a route that gives a page of a collection of the ledger."""
    return _page(kind, Listed)


def counted_page(kind: Any) -> Responses:
    """The answers of a route that gives a page of a list that is short enough to be counted whole."""
    return _page(kind, Counted)


_BODIES: set[Any] = set(_NOUNS)

_PAGED = {
    "next": {"type": ["string", "null"], "description": "The cursor for `after`; null on the last page"},
    "count": {"type": "integer", "description": "How many fit the filter, on all pages"},
    "undated": {"type": "integer", "description": "How many more would fit but have no date"},
}


def _page(kind: Any, of: type[Listed] | type[Counted]) -> Responses:
    told = {"items": {"type": "array", "items": _ref(kind)}, **_PAGED}
    properties = {name: told[name] for name in of.__struct_fields__}
    return _answers({"type": "object", "properties": properties, "required": list(properties)})


def _ref(kind: Any) -> dict[str, Any]:
    _BODIES.add(kind)
    return {"$ref": _REF.format(name=kind.__name__)}


def _answers(schema: dict[str, Any], media_type: str = "application/json") -> Responses:
    failure = {"content": {_PROBLEM: {"schema": _ref(Problem)}}}
    return {
        200: {"description": "Found", "content": {media_type: {"schema": schema}}},
        304: {"description": "The asker already has this (`If-None-Match`)"},
        "4XX": {"description": "The request is off; the problem says how", **failure},
        "5XX": {"description": "The server failed", **failure},
    }


def describe(app: FastAPI) -> None:
    """Adds the schemas of what is answered, and the examples, to the description of `app`."""
    plain = app.openapi

    def with_nouns() -> dict[str, Any]:
        if app.openapi_schema is None:
            description = plain()
            _, schemas = msgspec.json.schema_components(
                sorted(_BODIES, key=lambda kind: str(kind.__name__)), ref_template=_REF
            )
            parts = description.setdefault("components", {})
            parts.setdefault("schemas", {}).update(schemas)
            parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            _exemplify(description)
        return plain()

    app.openapi = with_nouns  # type: ignore[method-assign]


@cache
def examples() -> dict[str, Any]:
    """What each address answers, by example, and an example of a problem."""
    text = files("warmonitor.server").joinpath("examples.yaml").read_text(encoding="utf-8")
    told: dict[str, Any] = yaml.safe_load(text)
    return told


def _exemplify(description: dict[str, Any]) -> None:
    told = examples()
    for path, operations in description["paths"].items():
        for method in _METHODS:
            responses = operations.get(method, {}).get("responses", {})
            body = told["answers"].get(path if method == "get" else f"{method} {path}")
            for status, response in responses.items():
                for media_type, content in response.get("content", {}).items():
                    if media_type == _PROBLEM and status == "4XX":
                        content["example"] = told["problem"]
                    elif status.startswith("2") and body is not None:
                        content["example"] = body
