"""The nouns in the OpenAPI description: their JSON Schema, and how routes point to it."""

from typing import Any

import msgspec
from fastapi import FastAPI

from warmonitor.ledger import Draft, Listed
from warmonitor.model import Claim, Control, Incident, Report
from warmonitor.server.problems import Problem

_REF = "#/components/schemas/{name}"
_NOUNS = (Report, Claim, Incident, Control, Draft, Problem)

Responses = dict[int | str, dict[str, Any]]


def one(kind: type) -> Responses:
    """The answers of a route that gives one noun of this kind."""
    return _answers({"$ref": _REF.format(name=kind.__name__)})


def plain(media_type: str = "application/json") -> Responses:
    """The answers of a route whose body its description tells."""
    return _answers({}, media_type)


def answers(kind: type, status: int = 200) -> Responses:
    """The answers of a route that gives a body of this kind, which is no noun of the contract."""
    _BODIES.add(kind)
    found = one(kind)
    return found if status == 200 else {status: found.pop(200), **found}


_BODIES: set[type] = set()


def page(kind: type) -> Responses:
    """The answers of a route that gives a page of such nouns."""
    properties = {
        "items": {"type": "array", "items": {"$ref": _REF.format(name=kind.__name__)}},
        "next": {"type": ["string", "null"], "description": "The cursor for `after`; null on the last page"},
        "count": {"type": "integer", "description": "How many fit the filter, on all pages"},
        "undated": {"type": "integer", "description": "How many more would fit but have no date"},
    }
    return _answers({"type": "object", "properties": properties, "required": list(Listed.__struct_fields__)})


def _answers(schema: dict[str, Any], media_type: str = "application/json") -> Responses:
    problem = {"$ref": _REF.format(name=Problem.__name__)}
    failure = {"content": {"application/problem+json": {"schema": problem}}}
    return {
        200: {"description": "Found", "content": {media_type: {"schema": schema}}},
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
            _, schemas = msgspec.json.schema_components(
                (*_NOUNS, *sorted(_BODIES, key=lambda kind: kind.__name__)), ref_template=_REF
            )
            parts = description.setdefault("components", {})
            parts.setdefault("schemas", {}).update(schemas)
            parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        return plain()

    app.openapi = with_nouns  # type: ignore[method-assign]
