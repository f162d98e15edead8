"""The functions that the corridor spends its time in, on the sample reports, by pytest-benchmark.

    OMP_NUM_THREADS=1 pytest -n 0 benchmarks/speed --benchmark-autosave

Nothing passes or fails by its speed, and `make test` does not come here.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from warmonitor.claims import extract
from warmonitor.engines.worker import corridor
from warmonitor.grounding.ground import ground
from warmonitor.grounding.places import find_place_mentions
from warmonitor.incidents import link
from warmonitor.knowledge.calendar import atoms
from warmonitor.language import Document
from warmonitor.model import Report
from warmonitor.pipeline import Corridor
from warmonitor.reading import Reading, ReadingOptions, read

OPTIONS = ReadingOptions(retrieved_at=datetime(2031, 1, 1, tzinfo=UTC))
SAMPLES = Path(__file__).parents[2] / "src" / "warmonitor" / "samples"


@pytest.fixture(scope="module")
def loaded() -> Corridor:
    return corridor()


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [one.report for one in read([SAMPLES], OPTIONS) if isinstance(one, Reading)]


def test_reading(benchmark: Any) -> None:
    benchmark(lambda: list(read([SAMPLES], OPTIONS)))


def test_parse(benchmark: Any, loaded: Corridor, reports: list[Report]) -> None:
    benchmark(lambda: list(loaded.language.parse_many(reports)))


def test_words_in_plain_values(benchmark: Any, loaded: Corridor, reports: list[Report]) -> None:
    docs = [block.doc for blocks in loaded.language.parse_many(reports) for block in blocks]
    benchmark(lambda: [Document(doc) for doc in docs])


def test_claims(benchmark: Any, loaded: Corridor, reports: list[Report]) -> None:
    parsed = list(loaded.language.parse_many(reports))
    both = list(zip(reports, parsed, strict=True))
    benchmark(lambda: [extract(one, blocks, loaded.gazetteer, loaded.registry) for one, blocks in both])


def test_grounding(benchmark: Any, loaded: Corridor, reports: list[Report]) -> None:
    places, actors = loaded.gazetteer, loaded.registry
    parsed = loaded.language.parse_many(reports)
    drafts = [extract(one, blocks, places, actors) for one, blocks in zip(reports, parsed, strict=True)]
    both = list(zip(drafts, reports, strict=True))
    benchmark(lambda: [ground(some, report, places, actors) for some, report in both])


def test_dates(benchmark: Any, reports: list[Report]) -> None:
    find = atoms._atoms.__wrapped__  # what is remembered from one call to the next would hide the work
    benchmark(lambda: [find(report.text) for report in reports])


def test_names_of_places(benchmark: Any, loaded: Corridor, reports: list[Report]) -> None:
    benchmark(lambda: [find_place_mentions(one.text, gazetteer=loaded.gazetteer) for one in reports])


def test_linkage(benchmark: Any, loaded: Corridor, reports: list[Report]) -> None:
    claims = [claim for told in loaded.told_many(reports) for claim in told.claims]
    benchmark(lambda: link(claims, {report.id: report for report in reports}, loaded.registry))
