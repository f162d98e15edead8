"""Judged pairs of reports: one happening, or two."""

from pathlib import Path

import pytest

from warmonitor.evaluation.incident_pairs import JudgedPair, read_pairs, score
from warmonitor.evaluation.pointers import PointedLines, report_of

ROOT = Path(__file__).resolve().parents[2]
ITEMS = ROOT.parent / "shared" / "data" / "current-events"


def pair(first: str, second: str, *, same: bool) -> JudgedPair:
    one, other = (report_of(text, "2031-05-01", text) for text in (first, second))
    return JudgedPair(one, other, "place", same)


def test_what_is_in_one_incident_is_the_same() -> None:
    pairs = [pair("a", "b", same=True), pair("a", "c", same=False), pair("c", "d", same=True)]
    by_text = {"a": {"i-1"}, "b": {"i-1", "i-2"}, "c": {"i-2"}}
    ids = {one.text: one.id for each in pairs for one in (each.first, each.second)}
    scored = score(pairs, {ids[text]: told for text, told in by_text.items()})
    assert scored["accuracy"] == 0.6667
    assert (scored["precision"], scored["recall"]) == (1.0, 0.5)
    assert (scored["pairs"], scored["pairs_where_claims"]) == (3, 2)
    assert scored["accuracy_hard_negatives"] == 1.0


def test_pairs_are_many_and_mostly_hard() -> None:
    if not ITEMS.is_dir():
        pytest.skip("the Current Events files are not there")
    pairs = read_pairs(ROOT / "benchmarks" / "incidents" / "pairs.tsv", PointedLines(ITEMS))
    assert len(pairs) >= 150
    hard = [one for one in pairs if not one.same]
    assert len(hard) * 2 >= len(pairs)
    assert {one.shared for one in hard} == {"place", "attacker"}
