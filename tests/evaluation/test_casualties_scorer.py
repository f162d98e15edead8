"""Killed and injured in short items, and the type of their main happening."""

from collections import Counter
from pathlib import Path

import pytest

from warmonitor.evaluation.casualties import CountedItem, match_figures, read_figure, read_items
from warmonitor.evaluation.pointers import PointedLines, report_of

ROOT = Path(__file__).resolve().parents[2]
ITEMS = ROOT.parent / "shared" / "data" / "current-events"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("k18", {("killed", 18, 18)}),
        ("i5-", {("injured", 5, None)}),
        ("k-80", {("killed", None, 80)}),
        ("k4-6", {("killed", 4, 6)}),
        ("k9|k-9", {("killed", 9, 9), ("killed", None, 9)}),
    ],
)
def test_figures_are_noted_in_short(word: str, meant: set[tuple[str, int | None, int | None]]) -> None:
    assert read_figure(word) == meant


@pytest.mark.parametrize("word", ["k", "k-", "x3", "k3i4"])
def test_what_is_no_figure_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="not a figure"):
        read_figure(word)


def test_a_figure_must_be_exact_and_an_optional_one_is_neither_wanted_nor_wrong() -> None:
    item = CountedItem(
        report_of("Nine died.", "2031-05-01", "a"),
        frozenset({"attack"}),
        (read_figure("k9"), read_figure("i3-")),
        (read_figure("k2"),),
    )
    told = Counter({("killed", 9, 9): 1, ("injured", 3, 3): 1, ("killed", 2, 2): 1})
    assert match_figures(item, told) == (1, 2, 2)


def test_the_sample_has_300_items_of_ten_years() -> None:
    if not ITEMS.is_dir():
        pytest.skip("the Current Events files are not there")
    items = read_items(ROOT / "benchmarks" / "casualties" / "current-events.tsv", PointedLines(ITEMS))
    years = Counter(item.report.published.start.year for item in items if item.report.published.start)
    assert len(items) == 300
    assert set(years.values()) == {30}
    assert len(years) == 10
