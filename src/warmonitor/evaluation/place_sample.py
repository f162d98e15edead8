"""Scoring places on a sample of short war reports, annotated by hand with points.

The sample names lines of the Current Events files by file, line and hash; it holds no text of them.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warmonitor.evaluation.annotated import current_events_folder
from warmonitor.evaluation.counts import share
from warmonitor.evaluation.pointers import PointedLines
from warmonitor.grounding.places import GroundedPlace, PlaceContext, PlaceMention, ground_places
from warmonitor.knowledge.gazetteer import Gazetteer, distance_km, load_gazetteer

SETTLEMENT_KM = 25.0
AREA_KM = 200.0


@dataclass(frozen=True, slots=True)
class SampledToponym:
    """One annotated name: where it stands, the kind of place that is meant, and its point."""

    file: str
    line: int
    sha256: str
    toponym: str
    kind: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class SampledAnswer:
    """What grounding said of an annotated name; ``known`` where a candidate of the gazetteer is the right
    place.
    """

    toponym: SampledToponym
    grounded: GroundedPlace
    known: bool

    @property
    def right(self) -> bool:
        """Whether the answer is the annotated place."""
        place = self.grounded
        return place.lat is not None and place.lon is not None and _meets(self.toponym, place.lat, place.lon)


def read_sample(path: Path) -> list[SampledToponym]:
    """Read the sample's table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            SampledToponym(
                row["file"],
                int(row["line"]),
                row["sha256"],
                row["toponym"],
                row["kind"],
                float(row["lat"]),
                float(row["lon"]),
            )
            for row in csv.DictReader(lines, delimiter="\t")
        ]


def answer_sample(sample: Path, data: Path, gazetteer: Gazetteer) -> list[SampledAnswer]:
    """Ground every annotated name in its own line; raises ValueError where a line has changed."""
    by_line: dict[tuple[str, int, str], list[SampledToponym]] = defaultdict(list)
    for toponym in read_sample(sample):
        by_line[toponym.file, toponym.line, toponym.sha256].append(toponym)
    lines = PointedLines(data)
    answers = []
    for key, toponyms in sorted(by_line.items()):
        text = lines.item(*key)["text"]
        mentions = [_mention(text, toponym.toponym) for toponym in toponyms]
        for toponym, place in zip(
            toponyms, ground_places(mentions, PlaceContext(text=text), gazetteer), strict=True
        ):
            answers.append(SampledAnswer(toponym, place, _known(toponym, gazetteer)))
    return answers


def evaluate(data: Path) -> dict[str, Any]:
    """Score `benchmarks/places`; figures as `sample_figures` gives them, errors as `answer_sample`."""
    sample = data / "current-events.tsv"
    answers = answer_sample(sample, current_events_folder(data), load_gazetteer())
    lines = {(answer.toponym.file, answer.toponym.line) for answer in answers}
    return {
        "benchmark": "place-sample",
        "data": str(data),
        "documents": len(lines),
        "figures": sample_figures(answers),
    }


def sample_figures(answers: list[SampledAnswer]) -> dict[str, float]:
    """Give the figures: how often an answered settlement is right, and how often a known one is answered."""
    settled = [answer for answer in answers if answer.grounded.precision == "settlement"]
    known = [answer for answer in answers if answer.known and answer.toponym.kind == "settlement"]
    spoken = [answer for answer in known if answer.grounded.precision == "settlement"]
    areas = [answer for answer in answers if answer.toponym.kind != "settlement"]
    return {
        "toponyms": len(answers),
        "settlement_right_25km": share(sum(answer.right for answer in settled), len(settled)),
        "settlement_answered": share(len(spoken), len(known)),
        "area_right": share(sum(answer.right for answer in areas), len(areas)),
    }


def _mention(text: str, toponym: str) -> PlaceMention:
    start = text.index(toponym)
    return PlaceMention(toponym, start, start + len(toponym))


def _meets(toponym: SampledToponym, lat: float, lon: float) -> bool:
    limit = SETTLEMENT_KM if toponym.kind == "settlement" else AREA_KM
    return distance_km(toponym.lat, toponym.lon, lat, lon) <= limit


def _known(toponym: SampledToponym, gazetteer: Gazetteer) -> bool:
    return any(
        entry.kind == "settlement" and _meets(toponym, entry.lat, entry.lon)
        for entry in gazetteer.candidates(toponym.toponym)
    )
