"""Timelines of a conflict against those that annotators rewrote from journalists' own: which days matter.

The reference: A. Pratapa et al., "Background Summarization of Event Timelines", EMNLP 2023. The news read are
the items of Wikipedia's Current Events portal between a timeline's first and last day that speak of its topic
(`topics.yaml`); their headings are withheld. Date F1 as in L. Martschat and K. Markert, "A Temporally
Sensitive Submodularity Framework for Timeline Summarization", CoNLL 2018, at the reference's number of days.
"""

import csv
import json
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from warmonitor.evaluation.batches import told_in_batches
from warmonitor.evaluation.pointers import report_of
from warmonitor.incidents import timeline
from warmonitor.model import Claim, Incident, Report
from warmonitor.pipeline import Corridor


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked for: beginnings of words, and the countries of its incidents."""

    words: tuple[str, ...]
    countries: frozenset[str]


@cache
def topics() -> dict[str, Topic]:
    """The topics by the name of their folder."""
    raw = files("warmonitor.evaluation").joinpath("topics.yaml").read_bytes()
    return msgspec.yaml.decode(raw, type=dict[str, Topic])


def news_folder(data: Path) -> Path:
    """The items' folder: WARMONITOR_CURRENT_EVENTS where it is set, else `current-events` beside `data`."""
    stated = os.environ.get("WARMONITOR_CURRENT_EVENTS")
    return Path(stated) if stated else data.resolve().parent / "current-events"


def read_reference(folder: Path) -> list[frozenset[date]]:
    """The days of each annotator's timeline; only days within the timeline's own rows count."""
    found = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as rows:
            told = [row["Date"].strip("[]") for row in csv.DictReader(rows, delimiter="\t")]
        found.append(frozenset(date.fromisoformat(day) for day in told if day))
    return found


def read_news(folder: Path, topic: Topic, first: date, last: date) -> list[Report]:
    """The items from the first day to the last that have one of the topic's words."""
    words = re.compile(r"\b(?:" + "|".join(map(re.escape, topic.words)) + ")")
    reports = {
        report.id: report
        for year in range(first.year, last.year + 1)
        for report in _items(folder / f"{year}.jsonl", words, first, last)
    }
    return list(reports.values())


def _items(path: Path, words: re.Pattern[str], first: date, last: date) -> Iterator[Report]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            item = json.loads(line)
            if first <= date.fromisoformat(item["date"]) <= last and words.search(item["text"]):
                yield report_of(item["text"], item["date"], f"{path.name}#{number}")


def of_topic(incidents: Sequence[Incident], topic: Topic) -> list[Incident]:
    """The incidents in the topic's countries, and those whose country is not known."""
    return [one for one in incidents if one.place is None or one.place.country in {None, *topic.countries}]


def date_f1(found: Collection[date], wanted: Collection[date]) -> float:
    """F1 of two sets of days; 0 when either is empty."""
    right = len(set(found) & set(wanted))
    return 2 * right / (len(found) + len(wanted)) if right else 0.0


def pick(incidents: Sequence[Incident], first: date, last: date, days: int) -> list[date]:
    """The days of the timeline of what lies between two days."""
    inside = [
        one
        for one in incidents
        if one.time is not None and first <= (one.time.start or one.time.end or date.min) <= last
    ]
    return [day.day for day in timeline(inside, days)]


def busiest(reports: Sequence[Report], days: int) -> list[date]:
    """The days with most items, earlier ones first among equals: what a timeline has to beat."""
    counts = Counter(report.published.start for report in reports if report.published)
    return sorted(counts, key=lambda day: (-counts[day], day))[:days]


def score(
    reference: Sequence[frozenset[date]], incidents: Sequence[Incident], reports: Sequence[Report]
) -> dict[str, float]:
    """The figures of one topic, averaged over its annotators; `chance` picks days blindly."""
    rows = []
    for wanted in reference:
        first, last, days = min(wanted), max(wanted), len(wanted)
        found = pick(incidents, first, last, days)
        rows.append(
            {
                "date_f1": date_f1(found, wanted),
                "busiest_days": date_f1(busiest(reports, days), wanted),
                "chance": days / ((last - first).days + 1),
                "days": float(days),
            }
        )
    return {key: round(sum(row[key] for row in rows) / len(rows), 4) for key in rows[0]}


def evaluate(data: Path) -> dict[str, Any]:
    """Scores the timelines in a folder with one folder of `*.tsv` per topic.

    Raises:
        FileNotFoundError: no topic that is known, or no items of its years.
    """
    known = [data / name for name in topics() if (data / name).is_dir()]
    if not known:
        raise FileNotFoundError(f"{data}: none of the topics {', '.join(topics())}")
    corridor = Corridor.load()
    by_topic: dict[str, Mapping[str, float]] = {}
    documents = 0
    for folder in known:
        topic, reference = topics()[folder.name], read_reference(folder)
        every = frozenset().union(*reference)
        reports = read_news(news_folder(data), topic, min(every), max(every))
        claims: list[Claim] = []
        for told in told_in_batches(corridor, reports, folder.name):
            claims += told.claims
        incidents = corridor.link(claims, {report.id: report for report in reports}).incidents
        by_topic[folder.name] = score(reference, of_topic(incidents, topic), reports)
        documents += len(reports)
    means = {
        key: round(sum(row[key] for row in by_topic.values()) / len(by_topic), 4)
        for key in ("date_f1", "busiest_days", "chance")
    }
    return {
        "benchmark": "timelines",
        "data": str(data),
        "documents": documents,
        "figures": {**means, "topics": by_topic},
    }
