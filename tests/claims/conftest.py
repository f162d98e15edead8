"""Drafts of a text: claims as words, before anything is decided."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from warmonitor.claims import Draft, extract
from warmonitor.knowledge.gazetteer import load_gazetteer
from warmonitor.knowledge.registry import load_registry
from warmonitor.language import load
from warmonitor.model import Block, Report


def report_from(text: str, headings: tuple[str, ...] = ()) -> Report:
    """A report of paragraphs, as told by Example Wire."""
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            blocks.append(Block(kind="paragraph", start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    return Report(
        id="r-test",
        outlet="Example Wire",
        retrieved_at=datetime(2031, 6, 1, tzinfo=UTC),
        language="en",
        sha256="",
        path="",
        headings=headings,
        blocks=tuple(blocks),
        text=text,
    )


@pytest.fixture(scope="session")
def drafts_of() -> Callable[..., list[Draft]]:
    language, gazetteer, registry = load(), load_gazetteer(), load_registry()

    def tell(text: str, *headings: str) -> list[Draft]:
        report = report_from(text, headings)
        return extract(report, language.parse(report), gazetteer, registry)

    return tell
