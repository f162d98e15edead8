"""Scoring places against LGL and TR-News: toponyms in news with coordinates (Lieberman et al. 2010; Kamalloo
and Rafiei 2018).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from warmonitor.evaluation.counts import share
from warmonitor.grounding.places import (
    GroundedPlace,
    PlaceContext,
    PlaceMention,
    find_place_mentions,
    ground_places,
)
from warmonitor.knowledge.gazetteer import Gazetteer, GazetteerEntry, distance_km, load_gazetteer

NEAR_KM = 161.0
_COUNTRY_CODES = ("PCLI", "PCLS", "PCLD", "PCLF", "PCLIX", "PCL", "TERR")


@dataclass(frozen=True, slots=True)
class Toponym:
    """An annotated toponym; ``lat`` is None where the annotators found no coordinates."""

    text: str
    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    code: str = ""
    name: str = ""
    country: str = ""
    admin1: str = ""


@dataclass(frozen=True, slots=True)
class AnnotatedReport:
    """A report with its toponyms in order."""

    title: str
    text: str
    toponyms: tuple[Toponym, ...]


@dataclass(slots=True)
class Tally:
    """Counts over the reports of one set."""

    located: int = 0
    near: int = 0
    right: int = 0
    baseline: int = 0
    oracle: int = 0
    answered: int = 0
    annotated: int = 0
    found: int = 0
    met: int = 0

    def figures(self) -> dict[str, float]:
        """Give the figures as fractions of 1."""
        return {
            "accuracy_161km": share(self.near, self.located),
            "right": share(self.right, self.located),
            "right_where_answered": share(self.right, self.answered),
            "answered": share(self.answered, self.located),
            "detection_precision": share(self.met, self.found),
            "detection_recall": share(self.met, self.annotated),
            "detection_f1": share(2 * self.met, self.found + self.annotated),
            "baseline_161km": share(self.baseline, self.located),
            "oracle_161km": share(self.oracle, self.located),
        }


def evaluate(data: Path, gazetteer: Gazetteer | None = None) -> dict[str, Any]:
    """Score the grounding of places on every XML file of a folder, or on one file.

    Gives the object of the benchmark ``places``: figures over all files, and by file under ``sets``. The
    toponyms are given for the accuracies; detection is scored apart, on exact spans.
    """
    gazetteer = gazetteer or load_gazetteer()
    paths = sorted(data.glob("*.xml")) if data.is_dir() else [data]
    if not paths:
        raise FileNotFoundError(f"{data}: no XML files of toponyms")
    total, sets, documents = Tally(), {}, 0
    for path in paths:
        tally = Tally()
        for report in read_reports(path):
            score_report(report, gazetteer, tally)
            documents += 1
        sets[path.stem] = tally.figures()
        for name in Tally.__slots__:
            setattr(total, name, getattr(total, name) + getattr(tally, name))
    return {
        "benchmark": "places",
        "data": str(data),
        "documents": documents,
        "figures": total.figures(),
        "sets": sets,
    }


def read_reports(path: Path) -> Iterator[AnnotatedReport]:
    """Read the reports of a file in LGL's layout; offsets that have drifted are mended by the toponym's
    words.
    """
    for article in etree.parse(path).iter("article"):
        text = article.findtext("text") or ""
        found = [_toponym(node, text) for node in article.iter("toponym")]
        toponyms = sorted({t for t in found if t is not None}, key=lambda t: t.start)
        yield AnnotatedReport((article.findtext("title") or "").strip(), text, tuple(toponyms))


def score_report(report: AnnotatedReport, gazetteer: Gazetteer, tally: Tally) -> None:
    """Ground the annotated toponyms of a report and detect its names, adding to the tally."""
    mentions = [PlaceMention(t.text, t.start, t.end) for t in report.toponyms]
    context = PlaceContext(text=report.text, headline=report.title)
    for toponym, grounded in zip(report.toponyms, ground_places(mentions, context, gazetteer), strict=True):
        if toponym.lat is not None:
            _score_place(toponym, grounded, gazetteer, tally)
    found = {(m.start, m.end) for m in find_place_mentions(report.text, gazetteer=gazetteer, adjectives=True)}
    annotated = {(t.start, t.end) for t in report.toponyms}
    tally.annotated += len(annotated)
    tally.found += len(found)
    tally.met += len(found & annotated)


def is_right(toponym: Toponym, place: GazetteerEntry, gazetteer: Gazetteer) -> bool:
    """Tell whether a place is within 161 km of the annotated point, or the same country or division."""
    if _is_near(toponym, place):
        return True
    if toponym.code in _COUNTRY_CODES:
        return place.kind == "country" and place.country == _country_of(
            toponym.country or toponym.name, gazetteer
        )
    if toponym.code == "ADM1" and place.kind == "division":
        return place.id == _division_of(toponym, gazetteer)
    return False


def _score_place(toponym: Toponym, grounded: GroundedPlace, gazetteer: Gazetteer, tally: Tally) -> None:
    tally.located += 1
    place = gazetteer.get(grounded.id) if grounded.id else None
    if place is not None:
        tally.answered += 1
        tally.near += _is_near(toponym, place)
        tally.right += is_right(toponym, place, gazetteer)
    named = gazetteer.candidates(toponym.text)
    tally.oracle += any(_is_near(toponym, candidate) for candidate in named)
    tally.baseline += bool(named) and _is_near(toponym, max(named, key=lambda entry: entry.population))


def _is_near(toponym: Toponym, place: GazetteerEntry) -> bool:
    if toponym.lat is None or toponym.lon is None:
        return False
    return distance_km(toponym.lat, toponym.lon, place.lat, place.lon) <= NEAR_KM


@lru_cache(maxsize=4096)
def _country_of(name: str, gazetteer: Gazetteer) -> str | None:
    return next((entry.country for entry in gazetteer.candidates(name) if entry.kind == "country"), None)


@lru_cache(maxsize=4096)
def _division_of(toponym: Toponym, gazetteer: Gazetteer) -> str | None:
    """Find the gazetteer's division that an annotated one is: of its country and name."""
    country = _country_of(toponym.country, gazetteer)
    for name in (toponym.admin1, toponym.name):
        for entry in gazetteer.candidates(name) if name else ():
            if entry.kind == "division" and entry.country == country:
                return entry.id
    return None


def _toponym(node: Any, text: str) -> Toponym | None:
    words = node.findtext("phrase")
    start = _mended(text, words, int(node.findtext("start")))
    if start is None:
        return None
    tag = node.find("gaztag")
    if tag is None or not tag.findtext("lat"):
        return Toponym(words, start, start + len(words))
    return Toponym(
        words,
        start,
        start + len(words),
        lat=float(tag.findtext("lat")),
        lon=float(tag.findtext("lon")),
        code=tag.findtext("fcode") or "",
        name=tag.findtext("name") or "",
        country=tag.findtext("country") or "",
        admin1=tag.findtext("admin1") or "",
    )


def _mended(text: str, words: str, start: int) -> int | None:
    if text[start : start + len(words)] == words:
        return start
    near = [
        found
        for shift in range(60)
        for found in (start - shift, start + shift)
        if text.startswith(words, max(found, 0))
    ]
    return near[0] if near else None
