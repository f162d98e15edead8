"""Event dates in short war reports, annotated by hand with their first and last day before any scoring.

A benchmark of our own: `current-events.tsv` points at lines, `sentences.tsv` holds sentences
written for it. Dates are read as the corridor does it, in the tense of the claim that they belong to.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from warmonitor.claims import extract
from warmonitor.evaluation.annotated import current_events_folder
from warmonitor.evaluation.counts import share
from warmonitor.evaluation.pointers import PointedLines, report_of
from warmonitor.grounding.setting import settle, tenses_of
from warmonitor.grounding.times import DatedExpression
from warmonitor.model import Report, Time
from warmonitor.pipeline import Corridor

_OPEN = "-"


@dataclass(frozen=True, slots=True)
class SampledDate:
    """An annotated expression: its span, and the first and last day that are right for it.

    Several days are equal readings ("this week" ends with it or with the day of the report); None is an open
    end, both None a date that the text leaves open. Either end may be off by `slack` days where the words are
    as rough as that ("in the past nine months"). `draw` 2 was annotated after draw 1 had been learned from.
    """

    start: int
    end: int
    first: tuple[date | None, ...]
    last: tuple[date | None, ...]
    slack: int
    draw: int

    def is_met_by(self, time: Time | None) -> bool:
        """Whether an answer, silence included, has both ends right."""
        first, last = (time.start, time.end) if time is not None else (None, None)
        return _near(first, self.first, self.slack) and _near(last, self.last, self.slack)


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """What grounding said of an annotated expression; None where it found no date there."""

    report: Report
    sampled: SampledDate
    time: Time | None

    @property
    def right(self) -> bool:
        """Whether the answer is the annotated one."""
        return self.sampled.is_met_by(self.time)

    @property
    def wrong(self) -> bool:
        """Whether days were given that are not those meant."""
        given = self.time is not None and (self.time.start is not None or self.time.end is not None)
        return given and not self.right


def _near(day: date | None, right: tuple[date | None, ...], slack: int) -> bool:
    return any(
        day is each if day is None or each is None else abs((day - each).days) <= slack for each in right
    )


def read_dates(data: Path, lines: PointedLines) -> list[tuple[Report, list[SampledDate]]]:
    """The sample's reports with their annotated dates.

    Raises:
        FileNotFoundError, ValueError: a line is absent, or not the one that was annotated.
    """
    sampled: dict[tuple[str, str, str], list[SampledDate]] = defaultdict(list)
    for row in _rows(data / "current-events.tsv"):
        item = lines.item(row["file"], int(row["line"]), row["sha256"])
        sampled[item["text"], item["date"], f"{row['file']}#{row['line']}"].append(_sampled(row))
    for row in _rows(data / "sentences.tsv"):
        sampled[row["text"], row["published"], "sentences.tsv"].append(_sampled(row))
    return [(report_of(*key), dates) for key, dates in sampled.items()]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def _sampled(row: dict[str, str]) -> SampledDate:
    return SampledDate(
        int(row["start"]), int(row["end"]), _days(row["first_day"]), _days(row["last_day"]),
        int(row["slack_days"]), int(row.get("draw") or 1),
    )  # fmt: skip


def _days(words: str) -> tuple[date | None, ...]:
    return tuple(None if each == _OPEN else date.fromisoformat(each) for each in words.split("|"))


def answer_dates(sample: list[tuple[Report, list[SampledDate]]], corridor: Corridor) -> list[DateAnswer]:
    """Reads every report of the sample and gives what its annotated expressions were resolved to."""
    answers = []
    parsed = corridor.language.parse_many([report for report, _ in sample])
    for (report, dates), blocks in zip(sample, parsed, strict=True):
        drafts = extract(report, blocks, corridor.gazetteer, corridor.registry)
        claims = (draft.claim for draft in drafts)
        times = settle(claims, report, corridor.gazetteer, corridor.registry, tenses_of(drafts)).times
        answers += [DateAnswer(report, each, _at(each, list(times.values()))) for each in dates]
    return answers


def _at(sampled: SampledDate, dated: list[DatedExpression]) -> Time | None:
    for one in dated:
        if one.expression.start < sampled.end and sampled.start < one.expression.end:
            return one.time
    return None


def evaluate(data: Path) -> dict[str, Any]:
    """Scores `benchmarks/dates`; fractions of 1.

    `right`: both ends of the interval, of all annotated expressions; `wrong`: days given that are not those
    meant, the rest being left open. Raises as `read_dates`.
    """
    sample = read_dates(data, PointedLines(current_events_folder(data)))
    answers = answer_dates(sample, Corridor.load())
    draws = sorted({answer.sampled.draw for answer in answers})
    return {
        "benchmark": "event-dates",
        "data": str(data),
        "documents": len(sample),
        "figures": _figures(answers),
        "draws": {
            str(draw): _figures([each for each in answers if each.sampled.draw == draw]) for draw in draws
        },
    }


def _figures(answers: list[DateAnswer]) -> dict[str, float]:
    return {
        "dates": len(answers),
        "right": share(sum(answer.right for answer in answers), len(answers)),
        "wrong": share(sum(answer.wrong for answer in answers), len(answers)),
    }
