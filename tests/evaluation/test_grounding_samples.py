"""How the samples of actors and dates are scored, and that they are what their method says."""

import hashlib
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from warmonitor.evaluation.actors import NOBODY, ActorAnswer, SampledMention, read_mentions
from warmonitor.evaluation.dates import SampledDate
from warmonitor.evaluation.pointers import PointedLines
from warmonitor.grounding.actors import GroundedActor
from warmonitor.knowledge.registry import load_registry
from warmonitor.model import Time

SAMPLE = Path(__file__).parents[2] / "benchmarks" / "actors" / "current-events.tsv"
Days = tuple[date | None, ...]
MAY_1, MAY_7 = date(2024, 5, 1), date(2024, 5, 7)


@pytest.mark.parametrize(
    ("gold", "answer", "right", "wrong_identity"),
    [
        (("hts",), "hts", True, False),
        (("israel", "israel-government"), "israel-government", True, False),
        (("hts",), None, False, False),
        (("hts",), "al-qaeda", False, True),
        ((NOBODY,), None, True, False),
        ((NOBODY,), "hts", False, True),
        (("crpf", NOBODY), None, True, False),
    ],
)
def test_silence_is_no_wrong_identity(
    gold: tuple[str, ...], answer: str | None, right: bool, wrong_identity: bool
) -> None:
    mention = SampledMention("2024.jsonl", 1, "00", 0, 3, gold, draw=1)
    scored = ActorAnswer(mention, "HTS", GroundedActor(answer, answer, None, 0.9, (), ""))
    assert (scored.right, scored.wrong_identity) == (right, wrong_identity)


@pytest.mark.parametrize(
    ("first", "last", "slack", "given", "met"),
    [
        ((MAY_1,), (MAY_7,), 0, (MAY_1, MAY_7), True),
        ((MAY_1,), (MAY_7,), 0, (MAY_1, date(2024, 5, 8)), False),
        ((MAY_1,), (MAY_7,), 1, (MAY_1, date(2024, 5, 8)), True),
        ((MAY_1,), (None, MAY_7), 0, (MAY_1, None), True),
        ((MAY_1,), (MAY_7,), 9, (MAY_1, None), False),
        ((None,), (None,), 0, (None, None), True),
        ((None,), (None,), 0, (MAY_1, MAY_1), False),
    ],
)
def test_both_ends_must_be_right(first: Days, last: Days, slack: int, given: Days, met: bool) -> None:
    sampled = SampledDate(0, 5, first, last, slack, draw=1)
    assert sampled.is_met_by(Time(start=given[0], end=given[1], basis="stated")) is met


def test_a_line_that_is_not_the_annotated_one_is_an_error(tmp_path: Path) -> None:
    line = json.dumps({"date": "2024-05-01", "text": "Herons fly."}).encode()
    (tmp_path / "2024.jsonl").write_bytes(line + b"\nanother\n")
    lines = PointedLines(tmp_path)
    assert lines.item("2024.jsonl", 1, hashlib.sha256(line).hexdigest()[:16])["text"] == "Herons fly."
    for number in (2, 9):
        with pytest.raises(ValueError, match=f"2024.jsonl:{number}: not the line"):
            lines.item("2024.jsonl", number, "0123456789abcdef")


def test_the_sample_of_actors_is_large_enough_and_names_known_ids() -> None:
    mentions = read_mentions(SAMPLE)
    known = {entry.id for entry in load_registry()}
    assert len(mentions) >= 300
    assert {each for mention in mentions for each in mention.gold} <= known | {NOBODY}
    assert len(set(mentions)) == len(mentions)
    assert len(Counter(mention.file for mention in mentions)) >= 12
