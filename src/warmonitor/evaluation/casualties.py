"""Killed and injured, and the type of the main happening, in items of the Current Events portal.

300 items of ten years (2011-2020), drawn by chance from those under conflict and annotated by hand from the
text alone, before any scoring; the table points at lines and holds no text.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warmonitor.evaluation.annotated import current_events_folder
from warmonitor.evaluation.pointers import PointedLines, report_of
from warmonitor.model import Claim, Report
from warmonitor.pipeline import Corridor

SILENT = "none"
_MEASURES = {"k": "killed", "i": "injured"}
_FIGURE = re.compile(r"([ki])(\d*)(-?)(\d*)")

Counted = tuple[str, int | None, int | None]
"""Measure, low, high."""


@dataclass(frozen=True, slots=True)
class CountedItem:
    """An annotated item.

    `types`: those that name the main happening rightly; `SILENT` among them allows, alone demands, no claim.
    `figures`: each one's equal readings. `optional`: neither wanted nor wrong, as figures of an accident.
    """

    report: Report
    types: frozenset[str]
    figures: tuple[frozenset[Counted], ...]
    optional: tuple[frozenset[Counted], ...]


def read_items(path: Path, lines: PointedLines) -> list[CountedItem]:
    """Reads the table.

    Raises:
        FileNotFoundError, ValueError: a line is absent, or not the one that was annotated.
    """
    with path.open(encoding="utf-8", newline="") as table:
        return [_item(row, lines) for row in csv.DictReader(table, delimiter="\t")]


def _item(row: dict[str, str], lines: PointedLines) -> CountedItem:
    item = lines.item(row["file"], int(row["line"]), row["sha256"])
    words = row["figures"].split()
    return CountedItem(
        report_of(item["text"], item["date"], f"{row['file']}#{row['line']}"),
        frozenset(row["types"].split("|")),
        tuple(read_figure(word) for word in words if not word.startswith("~")),
        tuple(read_figure(word[1:]) for word in words if word.startswith("~")),
    )


def read_figure(word: str) -> frozenset[Counted]:
    """Reads `k18` (18 killed), `i5-` (at least 5 injured), `k-80` (up to 80), `k4-6`; `|` parts readings.

    Raises:
        ValueError: the word is none of these.
    """
    return frozenset(_reading(one) for one in word.split("|"))


def _reading(word: str) -> Counted:
    match = _FIGURE.fullmatch(word)
    if match is None or not (match[2] or match[4]):
        raise ValueError(f"not a figure: {word!r}")
    low = int(match[2]) if match[2] else None
    high = int(match[4]) if match[4] else None if match[3] else low
    return _MEASURES[match[1]], low, high


def figures_told(claims: Sequence[Claim]) -> Counter[Counted]:
    """The killed and injured of an item's claims; one that two claims of a sentence share counts once."""
    by_quote: defaultdict[tuple[int, int], Counter[Counted]] = defaultdict(Counter)
    for claim in claims:
        by_quote[claim.span] |= Counter(
            (figure.measure, figure.low, figure.high)
            for figure in claim.figures
            if figure.measure in _MEASURES.values() and (figure.low, figure.high) != (None, None)
        )
    return sum(by_quote.values(), Counter())


def match_figures(item: CountedItem, told: Counter[Counted]) -> tuple[int, int, int]:
    """How many of the wanted figures were told exactly, how many are wanted, how many were told.

    Told ones that are optional in the item are left out.
    """
    left = Counter(told)
    right = sum(_take(left, readings) for readings in item.figures)
    spared = sum(_take(left, readings) for readings in item.optional)
    return right, len(item.figures), told.total() - spared


def _take(left: Counter[Counted], readings: frozenset[Counted]) -> bool:
    found = next((one for one in readings if left[one]), None)
    if found is not None:
        left[found] -= 1
    return found is not None


def type_right(item: CountedItem, claims: Sequence[Claim]) -> bool:
    """Whether a claim has a right type; silence is right where the item allows it."""
    if not claims:
        return SILENT in item.types
    return any(claim.type in item.types for claim in claims)


def evaluate(data: Path) -> dict[str, Any]:
    """Scores `benchmarks/casualties`; fractions of 1.

    `figures_exact`: wanted figures with measure, low and high told exactly, of all wanted;
    `figure_precision`: of all told; `figure_f1` from both; `type_right`: items whose main happening has a
    right type. Raises as `read_items`.
    """
    items = read_items(data / "current-events.tsv", PointedLines(current_events_folder(data)))
    told = Corridor.load().told_many([item.report for item in items])
    return {
        "benchmark": "casualties",
        "data": str(data),
        "documents": len(items),
        "figures": score(items, [each.claims for each in told]),
    }


def score(items: Sequence[CountedItem], claims: Sequence[Sequence[Claim]]) -> dict[str, float]:
    """The figures of `evaluate`, of items and the claims told of each."""
    matched = [match_figures(item, figures_told(told)) for item, told in zip(items, claims, strict=True)]
    right, wanted, told = (sum(column) for column in zip(*matched, strict=True))
    types = [type_right(item, each) for item, each in zip(items, claims, strict=True)]
    return {
        "figures_exact": round(right / max(wanted, 1), 4),
        "figure_precision": round(right / max(told, 1), 4),
        "figure_f1": round(2 * right / max(wanted + told, 1), 4),
        "type_right": round(sum(types) / len(types), 4),
    }
