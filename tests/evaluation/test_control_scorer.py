"""What `evaluate control` counts as right, wrong and missed."""

from pathlib import Path

import pytest

from warmonitor.evaluation.control import Score, add, read_cases
from warmonitor.pipeline import Corridor

CASE = """
- id: two towns
  country: "UA"
  reports:
    - outlet: Steppe Wire
      day: 2023-05-10
      text: |
        Ukrainian forces captured Izyum on Tuesday, the general staff said. Russia denied it.
      control:
        - {{place: Izyum, holder: {holder}, change: held, day: {day}, by: General Staff}}
        - {{place: Bakhmut, holder: russia-armed-forces, change: part, optional: {optional}}}
      contradictions:
        - {{kind: denied, one: "captured Izyum", other: "denied it"}}
"""
RIGHT = {"holder": "ukraine-armed-forces", "day": "2023-05-09", "optional": "true"}


def scored(corridor: Corridor, tmp_path: Path, **told: str) -> Score:
    path = tmp_path / "cases.yaml"
    path.write_text(CASE.format(**{**RIGHT, **told}), encoding="utf-8")
    score = Score()
    for case in read_cases(path):
        add(score, case, corridor)
    return score


def test_all_is_right(corridor: Corridor, tmp_path: Path) -> None:
    score = scored(corridor, tmp_path)
    assert not score.faults
    assert score.control.figures() == {"precision": 1.0, "recall": 1.0}
    assert score.contradictions.figures() == {"precision": 1.0, "recall": 1.0}


@pytest.mark.parametrize(
    ("told", "right", "held"),
    [
        ({"holder": "russia-armed-forces"}, 0, 0),
        ({"day": "2023-05-02"}, 0, 1),
        ({"holder": "[rebels, ukraine-armed-forces]"}, 1, 1),
    ],
    ids=["another holder", "another day", "one of several names"],
)
def test_what_is_another_is_wrong(
    corridor: Corridor, tmp_path: Path, told: dict[str, str], right: int, held: int
) -> None:
    score = scored(corridor, tmp_path, **told)
    assert (score.control.right, score.held.right) == (right, held)


def test_what_is_not_optional_is_missed(corridor: Corridor, tmp_path: Path) -> None:
    score = scored(corridor, tmp_path, optional="false")
    assert score.control.figures() == {"precision": 1.0, "recall": 0.5}
    assert any("MISSED Bakhmut" in fault for fault in score.faults)
