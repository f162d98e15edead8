"""How well pages are read: main text, publication, captions and blocks, on pages written for it.

A folder with `pages/` and `truth.jsonl`: of each page the reports that it holds (none: it shows none), each
with title, published, byline and blocks; blocks told to be furniture do not count. Main text F1 counts words
(a multiset) of headlines, standfirsts and paragraphs, as in A. Barbaresi, "Trafilatura", ACL 2021; a block is
right when its kind and its text are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec

from warmonitor.model import Report
from warmonitor.reading import Reading, ReadingOptions, read

_NOW = datetime(2031, 6, 1, tzinfo=UTC)
_MAIN = {"headline", "standfirst", "paragraph"}


class Truth(msgspec.Struct, frozen=True):
    """What a report is, as its page was written."""

    title: str | None
    published: str | None
    byline: str | None
    blocks: tuple[tuple[str, str], ...]


class _Page(msgspec.Struct, frozen=True):
    """A page, what it holds, and in which draw it was written: rules saw the earlier ones."""

    page: str
    reports: tuple[Truth, ...]
    draw: int = 1


@dataclass
class _Counts:
    """Sums over pages: what was found rightly, what was found, what there was."""

    right: int = 0
    found: int = 0
    there: int = 0

    def add(self, found: Iterable[object], there: Iterable[object]) -> None:
        """Counts two multisets."""
        one, other = Counter(found), Counter(there)
        self.right += (one & other).total()
        self.found += one.total()
        self.there += other.total()

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing and nothing was found."""
        whole = self.found + self.there
        return round(2 * self.right / whole, 4) if whole else 1.0

    @property
    def precision(self) -> float:
        """How much of what was found is right."""
        return round(self.right / self.found, 4) if self.found else 1.0

    @property
    def recall(self) -> float:
        """How much of what there was is found."""
        return round(self.right / self.there, 4) if self.there else 1.0


@dataclass
class _Score:
    words: _Counts = field(default_factory=_Counts)
    published: _Counts = field(default_factory=_Counts)
    titles: _Counts = field(default_factory=_Counts)
    bylines: _Counts = field(default_factory=_Counts)
    blocks: _Counts = field(default_factory=_Counts)
    captions: _Counts = field(default_factory=_Counts)
    page_f1: list[float] = field(default_factory=list)

    def add(self, got: Sequence[Report], truth: Sequence[Truth]) -> None:
        page = _Counts()
        for report, told in zip_longest(got, truth):
            blocks = _blocks(report) if report else []
            expected = list(told.blocks) if told else []
            page.add(_words(blocks), _words(expected))
            self.words.add(_words(blocks), _words(expected))
            self.blocks.add(blocks, expected)
            self.captions.add(_captions(blocks), _captions(expected))
            self.published.add(_given(_day(report)), _given(told.published if told else None))
            self.titles.add(_given(report.title if report else None), _given(told.title if told else None))
            self.bylines.add(_given(report.byline if report else None), _given(told.byline if told else None))
        self.page_f1.append(page.f1)

    def figures(self) -> dict[str, float]:
        return {
            "main_text_f1": self.words.f1,
            "main_text_f1_worst_page": min(self.page_f1),
            "published_right": self.published.precision,
            "published_answered": self.published.recall,
            "title_f1": self.titles.f1,
            "byline_f1": self.bylines.f1,
            "blocks_f1": self.blocks.f1,
            "captions_f1": self.captions.f1,
        }


def evaluate(data: Path) -> dict[str, Any]:
    """Scores the pages of a folder."""
    score = _Score()
    draws: dict[int, _Score] = defaultdict(_Score)
    pages = list(_pages(data))
    size, started = 0, perf_counter()
    for page in pages:
        path = data / "pages" / page.page
        size += path.stat().st_size
        results = read([path], ReadingOptions(retrieved_at=_NOW))
        reports = [one.report for one in results if isinstance(one, Reading)]
        for counted in (score, draws[page.draw]):
            counted.add(reports, page.reports)
    seconds = perf_counter() - started
    return {
        "benchmark": "reading",
        "data": data.name,
        "documents": len(pages),
        "figures": {**score.figures(), "pages_per_second": round(len(pages) / seconds, 1)},
        "draws": {str(draw): one.figures() for draw, one in sorted(draws.items())},
    }


def _pages(data: Path) -> Iterator[_Page]:
    for line in (data / "truth.jsonl").read_bytes().splitlines():
        yield msgspec.json.decode(line, type=_Page)


def _blocks(report: Report) -> list[tuple[str, str]]:
    told = (block for block in report.blocks if block.kind != "boilerplate")
    return [(block.kind, report.block_text(block)) for block in told]


def _words(blocks: Iterable[tuple[str, str]]) -> list[str]:
    return [word for kind, text in blocks if kind in _MAIN for word in text.split()]


def _captions(blocks: Iterable[tuple[str, str]]) -> list[str]:
    return [text for kind, text in blocks if kind == "caption"]


def _day(report: Report | None) -> str | None:
    return report.published.start.isoformat() if report and report.published else None


def _given(value: str | None) -> list[str]:
    return [value] if value else []
