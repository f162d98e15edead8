"""One text that one outlet published."""

from datetime import date, datetime
from typing import Literal

from warmonitor.model.noun import Noun

BlockKind = Literal["headline", "standfirst", "paragraph", "caption", "correction", "boilerplate"]

KnownBy = Literal["option", "header", "metadata", "item", "url", "dateline", "inferred"]


class Block(Noun, frozen=True, kw_only=True):
    """A run of the report's text of one kind: offsets [start, end) into the text."""

    kind: BlockKind
    start: int
    end: int


class Publication(Noun, frozen=True, kw_only=True):
    """When a report was published: days, inclusive, and how they are known.

    `start` equals `end` when the day is stated; an inferred publication may be an interval. `at` is the
    instant, where the source states one with its time zone.
    """

    start: date
    end: date
    known_by: KnownBy
    at: datetime | None = None


class Report(Noun, frozen=True, kw_only=True):
    """One text that one outlet published.

    `retrieved_at` is an instant with its time zone (UTC when we read it ourselves), and the only "now" that
    the rooms from language to incidents know. `sha256` is that of the raw bytes as they came, `path` the
    input they came from. `language` is an ISO 639-1 code, or "und" when it could not be told. `headings` are
    the running stories that the source itself files the text under; empty for most. `byline` names who wrote
    it, as stated. `notes` say what of the input was read with doubt or not at all: a guessed encoding, bytes
    that were no text. `revises` is the id of the report that an earlier state of the same page gave.
    """

    id: str
    outlet: str
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    published: Publication | None = None
    retrieved_at: datetime
    language: str
    sha256: str
    path: str
    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    revises: str | None = None
    blocks: tuple[Block, ...]
    text: str

    def block_text(self, block: Block) -> str:
        """The words of one of the report's blocks."""
        return self.text[block.start : block.end]
