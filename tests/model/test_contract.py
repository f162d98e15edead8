"""The example of docs/contract.md is a claim, byte for byte."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from warmonitor.model import Claim, from_json, to_json
from warmonitor.ontology import load_ontology

PAGE = (Path(__file__).parents[2] / "docs" / "contract.md").read_text(encoding="utf-8")
TEXT = re.search(r"Report text: `([^`]+)`", PAGE)[1]  # type: ignore[index]
EXAMPLE: dict[str, Any] = json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1])  # type: ignore[index]
LINE = json.dumps(EXAMPLE, ensure_ascii=False, separators=(",", ":")).encode()

CLAIM = from_json(LINE, Claim)


def test_the_example_comes_back_byte_for_byte_with_its_keys_in_order() -> None:
    assert to_json(CLAIM) == LINE


def test_the_example_s_words_stand_where_its_spans_say() -> None:
    assert TEXT[slice(*CLAIM.span)] == CLAIM.quote
    for part in (*CLAIM.actors, *CLAIM.places):
        assert TEXT[slice(*part.span)] == part.text
    assert all(figure.text in CLAIM.quote for figure in CLAIM.figures)


def test_the_example_uses_the_ontology_s_names() -> None:
    ontology = load_ontology()
    assert CLAIM.type in ontology.claim_types
    assert {figure.measure for figure in CLAIM.figures} <= set(ontology.measures)
    assert {figure.group for figure in CLAIM.figures} <= set(ontology.groups)
    assert {voice.kind for voice in CLAIM.voices} <= set(ontology.voice_kinds)


def test_optional_keys_are_absent_until_they_apply() -> None:
    figure = msgspec.structs.replace(CLAIM.figures[0], cumulative=True)
    claim = msgspec.structs.replace(CLAIM, figures=(figure,))
    written = json.loads(to_json(claim))["figures"][0]
    assert list(written) == [*EXAMPLE["figures"][0], "cumulative"]
    assert from_json(to_json(claim), Claim) == claim


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("modality",), "rumoured", r"Invalid enum value 'rumoured' - at `\$.modality`"),
        (("span",), [0], r"at `\$.span`"),
        (("figures", 0, "low"), "many", r"at `\$.figures\[0\].low`"),
        (("time", "start"), "last week", r"at `\$.time.start`"),
    ],
)
def test_what_is_not_a_claim_is_refused_by_its_key(path: tuple[Any, ...], value: object, fault: str) -> None:
    broken = json.loads(LINE)
    inner = broken
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(msgspec.ValidationError, match=fault):
        from_json(json.dumps(broken), Claim)


def test_nouns_are_frozen() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        CLAIM.type = "clash"  # type: ignore[misc]
