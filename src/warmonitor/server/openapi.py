"""The nouns in the OpenAPI description: their JSON Schema, and how routes point to it."""

from typing import Any

import msgspec
from fastapi import FastAPI

from warmonitor.model import Claim, Control, Incident, Report
from warmonitor.server.listing import Page
from warmonitor.server.problems import Problem

_REF = "#/components/schemas/{name}"
_NOUNS = (Report, Claim, Incident, Control, Problem)

Responses = dict[int | str, dict[str, Any]]


def one(kind: type) -> Responses:
    """The answers of a route that gives one noun of this kind."""
    return _answers({"$ref": _REF.format(name=kind.__name__)})


def page(kind: type) -> Responses:
    """The answers of a route that gives a page of such nouns."""
    properties = {
        "items": {"type": "array", "items": {"$ref": _REF.format(name=kind.__name__)}},
        "next": {"type": ["string", "null"], "description": "The cursor for `after`; null on the last page"},
        "count": {"type": "integer", "description": "How many fit the filter, on all pages"},
        "undated": {"type": "integer", "description": "How many more would fit but have no date"},
    }
    return _answers({"type": "object", "properties": properties, "required": list(Page.__struct_fields__)})


def _answers(schema: dict[str, Any]) -> Responses:
    problem = {"$ref": _REF.format(name=Problem.__name__)}
    failure = {"content": {"application/problem+json": {"schema": problem}}}
    return {
        200: {"description": "Found", "content": {"application/json": {"schema": schema}}},
        304: {"description": "The asker already has this (`If-None-Match`)"},
        "4XX": {"description": "The request is off; the problem says how", **failure},
        "5XX": {"description": "The server failed", **failure},
    }


def describe(app: FastAPI) -> None:
    """Adds the nouns' schemas to the description of `app`."""
    plain = app.openapi

    def with_nouns() -> dict[str, Any]:
        if app.openapi_schema is None:
            description = plain()
            _, schemas = msgspec.json.schema_components(_NOUNS, ref_template=_REF)
            description.setdefault("components", {}).setdefault("schemas", {}).update(schemas)
        return plain()

    app.openapi = with_nouns  # type: ignore[method-assign]
