"""No figure falls below its floor in benchmarks/floors.yaml; skipped where the data is absent."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from warmonitor.evaluation import BENCHMARKS
from warmonitor.evaluation.annotated import current_events_folder

ROOT = Path(__file__).parents[2]
FLOORS: dict[str, dict[str, Any]] = yaml.safe_load(
    (ROOT / "benchmarks/floors.yaml").read_text(encoding="utf-8")
)
POINTING = {
    "benchmarks/places",
    "benchmarks/dates",
    "benchmarks/actors",
    "benchmarks/casualties",
    "benchmarks/claims",
    "benchmarks/incidents",
}


def folder(named: str) -> Path:
    head, _, rest = named.partition("/")
    return ROOT.parent / "shared" / "data" / rest if head == "shared" else ROOT / named


def faults(figures: dict[str, float], floors: dict[str, Any]) -> list[str]:
    low = [
        f"{name} is {figures[name]}, below {least}"
        for name, least in floors.get("at_least", {}).items()
        if figures[name] < least
    ]
    high = [
        f"{name} is {figures[name]}, above {most}"
        for name, most in floors.get("at_most", {}).items()
        if figures[name] > most
    ]
    return low + high


@pytest.mark.parametrize("scored", FLOORS)
def test_no_figure_falls_below_its_floor(scored: str) -> None:
    held = FLOORS[scored]
    data = folder(held["data"])
    needed = current_events_folder(data) if held["data"] in POINTING else data
    if not needed.exists():
        pytest.skip(f"{needed.name} is not here")
    assert faults(BENCHMARKS[held.get("benchmark", scored)](data)["figures"], held) == []


def test_a_figure_below_its_floor_is_named() -> None:
    held = {"at_least": {"right": 0.9, "found": 0.5}, "at_most": {"wrong": 0.03}}
    assert faults({"right": 0.89, "found": 0.5, "wrong": 0.031}, held) == [
        "right is 0.89, below 0.9",
        "wrong is 0.031, above 0.03",
    ]
