"""The JSON Schema names all nouns and stands by itself."""

import json
import re

import msgspec

from warmonitor.model import Claim, json_schema

SCHEMA = json_schema()


def test_all_nouns_are_defined() -> None:
    nouns = {"Report", "Claim", "Figure", "Voice", "Actor", "Place", "Time", "Incident", "Toll", "Control"}
    assert nouns <= set(SCHEMA["$defs"])


def test_every_reference_leads_somewhere() -> None:
    names = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(SCHEMA)))
    assert names
    assert names <= set(SCHEMA["$defs"])


def test_a_claim_s_keys_and_their_order_are_those_of_the_value() -> None:
    claim = SCHEMA["$defs"]["Claim"]
    assert list(claim["properties"]) == [field.name for field in msgspec.structs.fields(Claim)]
    assert {"id", "quote", "span", "confidence", "rule"} <= set(claim["required"])


def test_days_are_dates() -> None:
    start = SCHEMA["$defs"]["Time"]["properties"]["start"]
    assert {"type": "string", "format": "date"} in start["anyOf"]
