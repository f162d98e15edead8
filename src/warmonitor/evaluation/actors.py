"""Actors in short war reports: mentions annotated by hand with ids of the registry, before any scoring.

Each mention is grounded in its own report as the corridor does it: after the report's claims were read, with
the countries of its places and its day.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warmonitor.claims import extract
from warmonitor.evaluation.annotated import current_events_folder
from warmonitor.evaluation.counts import share
from warmonitor.evaluation.pointers import PointedLines, report_of
from warmonitor.grounding.actors import GroundedActor, ground_mention
from warmonitor.grounding.setting import Setting, settle
from warmonitor.model import Report
from warmonitor.pipeline import Corridor

NOBODY = "none"


@dataclass(frozen=True, slots=True)
class SampledMention:
    """An annotated mention: where it stands, and the ids of the registry that it means.

    Several ids are equal readings ("Israel" is the state and its government); `NOBODY` among them allows or,
    alone, demands silence: the registry does not hold the actor, or the words name none. `draw` 2 was
    annotated after what draw 1 had shown was mended.
    """

    file: str
    line: int
    sha256: str
    start: int
    end: int
    gold: tuple[str, ...]
    draw: int

    @property
    def known(self) -> bool:
        """Whether the registry has the actor."""
        return NOBODY not in self.gold


@dataclass(frozen=True, slots=True)
class ActorAnswer:
    """What grounding said of a mention."""

    mention: SampledMention
    text: str
    grounded: GroundedActor

    @property
    def right(self) -> bool:
        """Whether the answer, silence included, is the annotated one."""
        return (self.grounded.id or NOBODY) in self.mention.gold

    @property
    def wrong_identity(self) -> bool:
        """Whether somebody was named who is not meant."""
        return self.grounded.id is not None and self.grounded.id not in self.mention.gold


def read_mentions(path: Path) -> list[SampledMention]:
    """Reads the sample's table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            SampledMention(
                row["file"], int(row["line"]), row["sha256"], int(row["start"]), int(row["end"]),
                tuple(row["gold"].split("|")), int(row["draw"]),
            )
            for row in csv.DictReader(lines, delimiter="\t")
        ]  # fmt: skip


def answer_mentions(mentions: list[SampledMention], lines: PointedLines) -> list[ActorAnswer]:
    """Grounds every mention in its own report.

    Raises:
        FileNotFoundError, ValueError: a line is absent, or not the one that was annotated.
    """
    by_line: dict[tuple[str, int, str], list[SampledMention]] = defaultdict(list)
    for mention in mentions:
        by_line[mention.file, mention.line, mention.sha256].append(mention)
    reports = {key: _report(key, lines) for key in by_line}
    corridor = Corridor.load()
    settings = _settle(list(reports.values()), corridor)
    return [
        ActorAnswer(mention, words, ground_mention(words, setting.actors, corridor.registry))
        for (key, report), setting in zip(reports.items(), settings, strict=True)
        for mention in by_line[key]
        for words in [report.text[mention.start : mention.end]]
    ]


def _report(key: tuple[str, int, str], lines: PointedLines) -> Report:
    item = lines.item(*key)
    return report_of(item["text"], item["date"], f"{key[0]}#{key[1]}")


def _settle(reports: list[Report], corridor: Corridor) -> list[Setting]:
    return [
        settle(
            (draft.claim for draft in extract(report, blocks, corridor.gazetteer, corridor.registry)),
            report,
            corridor.gazetteer,
            corridor.registry,
        )
        for report, blocks in zip(reports, corridor.language.parse_many(reports), strict=True)
    ]


def evaluate(data: Path) -> dict[str, Any]:
    """Scores `benchmarks/actors`; fractions of 1.

    `right_where_known`: the actor named, of the mentions whose actor the registry has. `wrong_identities`:
    somebody named who is not meant, of all mentions. `silent_where_unknown`: nobody named, of the mentions
    whose actor the registry does not have. Raises as `answer_mentions`.
    """
    mentions = read_mentions(data / "current-events.tsv")
    answers = answer_mentions(mentions, PointedLines(current_events_folder(data)))
    draws = sorted({mention.draw for mention in mentions})
    return {
        "benchmark": "actors",
        "data": str(data),
        "documents": len({(mention.file, mention.line) for mention in mentions}),
        "figures": _figures(answers),
        "draws": {
            str(draw): _figures([each for each in answers if each.mention.draw == draw]) for draw in draws
        },
    }


def _figures(answers: list[ActorAnswer]) -> dict[str, float]:
    known = [answer for answer in answers if answer.mention.known]
    nobody = [answer for answer in answers if answer.mention.gold == (NOBODY,)]
    return {
        "mentions": len(answers),
        "right_where_known": share(sum(answer.right for answer in known), len(known)),
        "wrong_identities": share(sum(answer.wrong_identity for answer in answers), len(answers)),
        "silent_where_unknown": share(sum(answer.right for answer in nobody), len(nobody)),
    }
