"""Accounts of control and contradictions judged by hand: the share that was right, and that still is.

A benchmark of our own, `benchmarks/incidents/{control,contradictions}*.tsv`: each row points at what was
found in items of Current Events and says whether it was right. What is found no more is not in what still is.
"""

import csv
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from warmonitor.evaluation.annotated import current_events_folder
from warmonitor.evaluation.batches import told_in_batches
from warmonitor.evaluation.pointers import PointedLines, report_of
from warmonitor.incidents.origins import Origins
from warmonitor.incidents.territory import Account, accounts_of
from warmonitor.model import Report
from warmonitor.pipeline import Corridor

Row = Mapping[str, str]
Item = tuple[str, int]
"""A file and a line of it."""


def evaluate(data: Path) -> dict[str, Any]:
    """Scores `benchmarks/incidents`. A draw's items are read, and linked, without those of the others.

    `found`, `right` and `precision` are as they were judged; `still_found` counts the rows that the rules of
    today give again, `still_right` and `precision_now` are of these. Over all draws of a kind,
    `_precision_now` is the share of right ones among those found today, `_right_kept` that of the right ones
    that are found today.

    Raises:
        FileNotFoundError, ValueError: a line is absent, or not the one that was judged.
    """
    lines, corridor = PointedLines(current_events_folder(data)), Corridor.load()
    draws: dict[str, dict[str, Any]] = {}
    items: set[Item] = set()
    for kind, found_now in (("control", _accounts), ("contradictions", _contradictions)):
        for file in sorted(data.glob(f"{kind}*.tsv")):
            rows = read_rows(file)
            reports = {item: _report(item, sha256, lines) for item, sha256 in _items(rows)}
            draws[file.stem] = score(rows, found_now(reports, corridor, rows, file.stem))
            items |= reports.keys()
    return {
        "benchmark": "judged",
        "data": str(data),
        "documents": len(items),
        "figures": {f"{name}_precision": draw["precision"] for name, draw in draws.items()}
        | _now("control", draws)
        | _now("contradictions", draws),
        "draws": draws,
    }


def _now(kind: str, draws: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """What all draws of one kind come to with the rules of today."""
    counts = [draw for name, draw in draws.items() if name.split("-")[0] == kind]
    found, right, judged = (
        sum(draw[key] for draw in counts) for key in ("still_found", "still_right", "right")
    )
    return {
        f"{kind}_precision_now": round(right / found, 4) if found else 0.0,
        f"{kind}_right_kept": round(right / judged, 4) if judged else 0.0,
    }


def read_rows(file: Path) -> list[Row]:
    """The judged rows of a file."""
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows, delimiter="\t"))


def score(rows: Iterable[Row], still: Collection[int]) -> dict[str, Any]:
    """Counts and shares of judged rows, of which those with the indexes `still` are found today."""
    judged = [row["right"] == "yes" for row in rows]
    now = [judged[index] for index in still]
    return {
        "found": len(judged),
        "right": sum(judged),
        "precision": _share(judged),
        "still_found": len(now),
        "still_right": sum(now),
        "precision_now": _share(now),
    }


def _items(rows: Iterable[Row]) -> Iterable[tuple[Item, str]]:
    for row in rows:
        for before in ("", "first_", "second_"):
            if row.get(f"{before}file"):
                yield (row[f"{before}file"], int(row[f"{before}line"])), row[f"{before}sha256"]


def _report(item: Item, sha256: str, lines: PointedLines) -> Report:
    told = lines.item(*item, sha256)
    return report_of(told["text"], told["date"], "{}#{}".format(*item))


def _accounts(reports: Mapping[Item, Report], corridor: Corridor, rows: list[Row], name: str) -> set[int]:
    """The rows whose account of control is found."""
    found: set[tuple[str, ...]] = set()
    for told in told_in_batches(corridor, list(reports.values()), name):
        origins = Origins({told.report.id: told.report}, {}, corridor.registry)
        for claim in told.claims:
            for one in accounts_of(claim, origins):
                where = (told.report.path or "", str(one.place.span[0]), one.actor, _state(one))
                found |= {where, (*where, one.day.isoformat())}
    return {index for index, row in enumerate(rows) if _account(row) in found}


def _account(row: Row) -> tuple[str, ...]:
    """A judged account; the first lists were drawn without their days."""
    where = (f"{row['file']}#{row['line']}", row["place_start"], row["holder"], row["state"])
    return (*where, row["day"]) if row.get("day") else where


def _state(account: Account) -> str:
    if account.act == "withdrawal":
        return "gone"
    return "partly_held" if account.partial else "held"


def _contradictions(
    reports: Mapping[Item, Report], corridor: Corridor, rows: list[Row], name: str
) -> set[int]:
    """The rows of whose two reports one contradiction is found."""
    by_id = {report.id: report for report in reports.values()}
    claims = [
        claim for told in told_in_batches(corridor, list(by_id.values()), name) for claim in told.claims
    ]
    report = {claim.id: claim.report for claim in claims}
    disputes = [
        {report[claim] for claim in dispute.claims}
        for incident in corridor.link(claims, by_id).incidents
        for dispute in incident.contested
    ]
    wanted = [{reports[item].id for item, _ in _items([row])} for row in rows]
    return {index for index, two in enumerate(wanted) if any(two <= dispute for dispute in disputes)}


def _share(judged: list[bool]) -> float:
    return round(sum(judged) / len(judged), 4) if judged else 0.0
