"""B³ against running headings, with a hand-made extractor."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from war_tellers import REGISTRY, claim

from warmonitor.evaluation.incidents import CATEGORY, bcubed, figures, read_items, reference
from warmonitor.incidents import link
from warmonitor.model import Claim, Report


def told(day: str, heading: str | None, text: str, category: str = CATEGORY) -> dict[str, object]:
    return {"date": day, "category": category, "headings": [heading] if heading else [], "text": text}


ITEMS = [
    told("2031-05-02", "Velin bombing", "Velin is bombed."),
    told("2031-05-03", "Velin bombing", "The dead of Velin are counted."),
    told("2031-05-09", "Velin bombing", "Velin is bombed anew."),
    told("2031-05-02", "Bera raid", "Bera is raided."),
    told("2031-05-02", None, "Tarmo is shelled."),
    told("2031-05-02", "Cup", "Krum wins the cup.", "Sports"),
    *(told(f"2031-05-{day:02}", "War of Aland", f"Fighting on day {day}.") for day in (1, 10, 20)),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2031.jsonl").write_text("\n".join(json.dumps(item) for item in ITEMS), encoding="utf-8")
    return tmp_path


def scored(folder: Path, extract: Callable[[Report], list[Claim]]) -> dict[str, float]:
    items = read_items(folder)
    reports = {item.report.id: item.report for item in items}
    claims = [claim for report in reports.values() for claim in extract(report)]
    return figures(items, claims, link(claims, reports, REGISTRY))


def extract(report: Report) -> list[Claim]:
    """A claim of a bombing where the text names a town."""
    town = next((name for name in ("Velin", "Bera") if name in report.text), None)
    day = "2031-05-02" if "anew" not in report.text else "2031-05-09"
    return [claim(report.id, "bombing", town, day)] if town else []


def test_the_reference_is_headings_within_three_days_wars_left_out(folder: Path) -> None:
    items = read_items(folder)
    gold = reference(items)
    groups = {item.report.text: gold.get(item.report.id) for item in items}
    assert (
        groups["Velin is bombed."]
        == groups["The dead of Velin are counted."]
        == ("Velin bombing", date(2031, 5, 2))
    )
    assert groups["Velin is bombed anew."] == ("Velin bombing", date(2031, 5, 9))
    assert groups["Tarmo is shelled."] is None
    assert groups["Fighting on day 1."] is None
    assert len(items) == 8


def test_headings_are_withheld(folder: Path) -> None:
    assert {item.report.headings for item in read_items(folder)} == {()}


def test_a_right_linkage_scores_one(folder: Path) -> None:
    found = scored(folder, extract)
    assert (found["precision"], found["recall"], found["f1"], found["scored"]) == (1.0, 1.0, 1.0, 4)


def test_no_claims_leave_every_item_alone(folder: Path) -> None:
    found = scored(folder, lambda report: [])
    assert (found["precision"], found["recall"]) == (1.0, 0.75)
    assert found["f1"] == found["f1_each_alone"]


@pytest.mark.parametrize(
    ("gold", "found", "precision", "recall"),
    [
        ("aabb", "xxyy", 1.0, 1.0),
        ("aabb", "xxxx", 0.5, 1.0),
        ("aabb", "wxyz", 1.0, 0.5),
        ("aab", "xyy", 2 / 3, 2 / 3),
        ("", "", 0.0, 0.0),
    ],
)
def test_bcubed(gold: str, found: str, precision: float, recall: float) -> None:
    scored = bcubed(dict(enumerate(gold)), dict(enumerate(found)))  # type: ignore[arg-type]
    assert (scored.precision, scored.recall) == pytest.approx((precision, recall))
