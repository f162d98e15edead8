"""Pairs of short reports judged by hand: do both speak of one happening, or of two?

A benchmark of our own, `benchmarks/incidents/pairs.tsv`, half of whose pairs or more are hard: one town a day
later, one attacker in another town. All reports of the file are linked together, as in a ledger.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warmonitor.evaluation.annotated import current_events_folder
from warmonitor.evaluation.batches import told_in_batches
from warmonitor.evaluation.counts import share
from warmonitor.evaluation.pointers import PointedLines, report_of
from warmonitor.incidents import Linkage
from warmonitor.model import Claim, Report
from warmonitor.pipeline import Corridor


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two reports, what makes them alike ("place", "attacker", "heading"), and whether they tell of one."""

    first: Report
    second: Report
    shared: str
    same: bool


def read_pairs(file: Path, lines: PointedLines) -> list[JudgedPair]:
    """The judged pairs of a file.

    Raises:
        FileNotFoundError, ValueError: a line is absent, or not the one that was judged.
    """
    with file.open(encoding="utf-8", newline="") as rows:
        return [
            JudgedPair(
                _report(row, "first", lines),
                _report(row, "second", lines),
                row["shared"],
                row["same"] == "yes",
            )
            for row in csv.DictReader(rows, delimiter="\t")
        ]


def _report(row: Mapping[str, str], which: str, lines: PointedLines) -> Report:
    file, line = row[f"{which}_file"], int(row[f"{which}_line"])
    item = lines.item(file, line, row[f"{which}_sha256"])
    return report_of(item["text"], item["date"], f"{file}#{line}")


def incidents_of(claims: Iterable[Claim], linkage: Linkage) -> dict[str, set[str]]:
    """Report id → the incidents that hold a claim of it, or list it as speaking of them."""
    report = {claim.id: claim.report for claim in claims}
    found: dict[str, set[str]] = defaultdict(set)
    for incident in linkage.incidents:
        for claim in incident.claims:
            found[report[claim]].add(incident.id)
        for mention in incident.mentions or ():
            found[mention.report].add(incident.id)
    return found


def score(pairs: Iterable[JudgedPair], incidents: Mapping[str, set[str]]) -> dict[str, Any]:
    """Fractions of 1, given the incidents of every report.

    `accuracy` is over all pairs, `accuracy_where_claims` over those both of whose reports are in an
    incident; `precision` and `recall` are those of "the same".
    """
    answers = [
        (pair, not incidents.get(pair.first.id, set()).isdisjoint(incidents.get(pair.second.id, set())))
        for pair in pairs
    ]
    told = [
        (pair, answer)
        for pair, answer in answers
        if pair.first.id in incidents and pair.second.id in incidents
    ]
    joined = [pair for pair, answer in answers if answer]
    hard = [(pair, answer) for pair, answer in answers if not pair.same]
    return {
        "accuracy": _right(answers),
        "precision": share(sum(pair.same for pair in joined), len(joined)),
        "recall": share(sum(pair.same for pair in joined), sum(pair.same for pair, _ in answers)),
        "accuracy_where_claims": _right(told),
        "accuracy_hard_negatives": _right(hard),
        "accuracy_all_apart": share(len(hard), len(answers)),
        "pairs": len(answers),
        "pairs_where_claims": len(told),
    }


def _right(answers: Iterable[tuple[JudgedPair, bool]]) -> float:
    right = [pair.same == answer for pair, answer in answers]
    return share(sum(right), len(right))


def evaluate(data: Path) -> dict[str, Any]:
    """Scores `benchmarks/incidents`: all pairs, and those of each draw. Raises as `read_pairs`.

    The reports of one draw are linked together, without those of the others.
    """
    lines, corridor = PointedLines(current_events_folder(data)), Corridor.load()
    draws = {file.stem: read_pairs(file, lines) for file in sorted(data.glob("pairs*.tsv"))}
    found: dict[str, set[str]] = {}
    figures: dict[str, dict[str, Any]] = {}
    for name, pairs in draws.items():
        in_incidents = _linked(pairs, corridor, name)
        figures[name] = score(pairs, in_incidents)
        found |= in_incidents
    every = [pair for pairs in draws.values() for pair in pairs]
    return {
        "benchmark": "incident-pairs",
        "data": str(data),
        "documents": len({report.id for pair in every for report in (pair.first, pair.second)}),
        "figures": score(every, found),
        "draws": figures,
    }


def _linked(pairs: Iterable[JudgedPair], corridor: Corridor, name: str) -> dict[str, set[str]]:
    """The incidents of every report of some pairs."""
    reports = {report.id: report for pair in pairs for report in (pair.first, pair.second)}
    told = told_in_batches(corridor, list(reports.values()), name)
    claims = [claim for one in told for claim in one.claims]
    return incidents_of(claims, corridor.link(claims, reports))
