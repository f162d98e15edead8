"""What was judged by hand: the share that was right, and what of it is found still."""

from pathlib import Path

import pytest

from warmonitor.evaluation.judged import read_rows, score
from warmonitor.evaluation.pointers import PointedLines

ROOT = Path(__file__).resolve().parents[2]
JUDGED = ROOT / "benchmarks" / "incidents"
ITEMS = ROOT.parent / "shared" / "data" / "current-events"


def test_what_is_found_no_more_is_left_out_of_the_share_of_today() -> None:
    rows = [{"right": "yes"}, {"right": "no"}, {"right": "yes"}]
    scored = score(rows, {0, 2})
    assert (scored["found"], scored["right"], scored["precision"]) == (3, 2, 0.6667)
    assert (scored["still_found"], scored["still_right"], scored["precision_now"]) == (2, 2, 1.0)
    assert score(rows, set())["precision_now"] == 0.0


@pytest.mark.parametrize("kind", ["control", "contradictions"])
def test_every_judged_row_points_at_the_line_that_was_read(kind: str) -> None:
    if not ITEMS.is_dir():
        pytest.skip("the Current Events files are not there")
    lines = PointedLines(ITEMS)
    for file in JUDGED.glob(f"{kind}*.tsv"):
        for row in read_rows(file):
            assert row["right"] in {"yes", "no"}
            for before in ("", "first_", "second_"):
                if f"{before}file" in row and row[f"{before}file"].endswith(".jsonl"):
                    where = row[f"{before}file"], int(row[f"{before}line"]), row[f"{before}sha256"]
                    assert lines.item(*where)["text"]
