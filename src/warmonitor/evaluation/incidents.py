"""Scoring incidents against the running headings of Wikipedia's Current Events portal, by B³ (Bagga 1998).

The reference: items filed under one deepest heading, each within three days of the group's first, speak of
one incident. A heading that lasts (its items span more than two weeks, or are more than fifteen) names a war
or a season, not an incident; its items are linked like all others but not scored, and neither are items
without a heading. Only items filed as armed conflicts and attacks are read. The headings are withheld from
what is scored.
"""

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from warmonitor.evaluation.batches import told_in_batches
from warmonitor.incidents import Linkage
from warmonitor.model import Block, Claim, Publication, Report, report_id
from warmonitor.pipeline import Corridor

CATEGORY = "Armed conflicts and attacks"
WITHIN_DAYS = 3
LASTING_DAYS = 14
LASTING_ITEMS = 15


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the portal: the report made of it (headings withheld) and its deepest heading."""

    report: Report
    day: date
    heading: str | None


@dataclass(frozen=True, slots=True)
class BCubed:
    """B³ over a number of items; fractions of 1."""

    precision: float
    recall: float
    items: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 when both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def evaluate(data: Path) -> dict[str, Any]:
    """Scores the linkage on a folder of `*.jsonl` files of items, or on one file of it."""
    items = read_items(data)
    reports = {item.report.id: item.report for item in items}
    corridor = Corridor.load()
    told = told_in_batches(corridor, list(reports.values()), "incidents")
    claims = [claim for one in told for claim in one.claims]
    return {
        "benchmark": "incidents",
        "data": str(data),
        "documents": len(items),
        "figures": figures(items, claims, corridor.link(claims, reports)),
    }


def figures(items: Sequence[Item], claims: Sequence[Claim], linkage: Linkage) -> dict[str, float]:
    """B³ of a linkage of the items' claims, over all items scored and over those that have a claim."""
    found = assigned(items, claims, linkage)
    gold = reference(items)
    scored = bcubed(gold, found)
    with_claims = bcubed(
        {key: group for key, group in gold.items() if not isinstance(found[key], str)}, found
    )
    alone = bcubed(gold, {key: key for key in gold})
    return {
        "precision": round(scored.precision, 4),
        "recall": round(scored.recall, 4),
        "f1": round(scored.f1, 4),
        "scored": scored.items,
        "f1_where_claims": round(with_claims.f1, 4),
        "scored_where_claims": with_claims.items,
        "f1_each_alone": round(alone.f1, 4),
        "claims": len(claims),
        "incidents": len(linkage.incidents),
        "false_families": _false_families(linkage, gold),
    }


def read_items(data: Path) -> list[Item]:
    """The items of the category scored, in the order of files and lines."""
    paths = sorted(data.glob("*.jsonl")) if data.is_dir() else [data]
    return [item for path in paths for item in _file(path)]


def _file(path: Path) -> Iterator[Item]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            told = json.loads(line)
            if told.get("category") == CATEGORY and told.get("text"):
                yield _item(told, f"{path.name}#{number}")


def _item(told: Mapping[str, Any], where: str) -> Item:
    text, day = str(told["text"]), date.fromisoformat(told["date"])
    outlet = next(iter(told.get("outlets") or ()), "Current Events portal")
    report = Report(
        id=report_id(outlet, where, told["date"], text.encode()),
        outlet=outlet,
        published=Publication(start=day, end=day, known_by="item"),
        retrieved_at=datetime.combine(day, datetime.min.time(), UTC),
        language="en",
        sha256="",
        path=where,
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
        text=text,
    )
    headings = told.get("headings") or ()
    return Item(report, day, headings[-1] if headings else None)


def reference(items: Iterable[Item]) -> dict[str, Hashable]:
    """Scored report id → its group of the reference: the heading and the day of the group's first item."""
    by_heading: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.heading is not None:
            by_heading[item.heading].append(item)
    groups: dict[str, Hashable] = {}
    for heading, told in by_heading.items():
        days = sorted({item.day for item in told})
        if len(told) > LASTING_ITEMS or (days[-1] - days[0]).days > LASTING_DAYS:
            continue
        first = days[0]
        for item in sorted(told, key=lambda item: item.day):
            if item.day - first > timedelta(days=WITHIN_DAYS):
                first = item.day
            groups[item.report.id] = (heading, first)
    return groups


def assigned(items: Iterable[Item], claims: Iterable[Claim], linkage: Linkage) -> dict[str, Hashable]:
    """Report id → the incident of its first claim that is in one; without one it stands alone."""
    home = {claim: incident.id for incident in linkage.incidents for claim in incident.claims}
    found: dict[str, Hashable] = {item.report.id: item.report.id for item in items}
    for claim in sorted(claims, key=lambda claim: (claim.span, claim.id), reverse=True):
        if claim.id in home:
            found[claim.report] = ("incident", home[claim.id])
    return found


def bcubed(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> BCubed:
    """B³ of one partition against another, over the items of `gold`."""
    together: dict[tuple[Hashable, Hashable], int] = defaultdict(int)
    in_gold: dict[Hashable, int] = defaultdict(int)
    in_found: dict[Hashable, int] = defaultdict(int)
    for key, group in gold.items():
        together[group, found[key]] += 1
        in_gold[group] += 1
        in_found[found[key]] += 1
    number = len(gold)
    if not number:
        return BCubed(0.0, 0.0, 0)
    precision = sum(count * count / in_found[there] for (_, there), count in together.items()) / number
    recall = sum(count * count / in_gold[group] for (group, _), count in together.items()) / number
    return BCubed(precision, recall, number)


def _false_families(linkage: Linkage, gold: Mapping[str, Hashable]) -> int:
    """Copies whose original is of another group of the reference."""
    scored = [(copy, first) for copy, first in linkage.families.items() if copy in gold and first in gold]
    return sum(gold[copy] != gold[first] for copy, first in scored)
