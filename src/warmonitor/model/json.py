"""Nouns to JSON and back, and their JSON Schema."""

from typing import Any, TypeVar

import msgspec

from warmonitor.model.claim import Claim
from warmonitor.model.control import Control
from warmonitor.model.incident import Incident
from warmonitor.model.noun import Noun
from warmonitor.model.report import Report

N = TypeVar("N", bound=Noun)

_ENCODER = msgspec.json.Encoder()


def to_json(noun: Noun) -> bytes:
    """One line of JSON, UTF-8, keys in the order of the contract; days as YYYY-MM-DD."""
    return _ENCODER.encode(noun)


def from_json(raw: bytes | str, kind: type[N]) -> N:
    """A noun read back from its JSON.

    Raises:
        msgspec.ValidationError: with the path of the key that does not fit.
    """
    return msgspec.json.decode(raw, type=kind)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of all nouns, under `$defs`."""
    nouns = (Report, Claim, Incident, Control)
    _, definitions = msgspec.json.schema_components(nouns, ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The nouns of warmonitor",
        "$defs": definitions,
    }
