"""The annotated claims of `benchmarks/claims`, as docs/method/annotation.md tells how they were made."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import msgspec

from warmonitor.model import Block, Publication, Report, report_id
from warmonitor.model.noun import Span

SPLITS = ("dev", "test")
ROUNDS = "rounds"


class GoldFigure(msgspec.Struct, frozen=True):
    """An annotated figure; `part_of` is the index of the figure of the same claim that includes it."""

    measure: str
    low: int | None
    high: int | None
    group: str
    part_of: int | None = None
    approx: bool = False
    cumulative: bool = False


class GoldActor(msgspec.Struct, frozen=True):
    """An annotated actor: role and span."""

    role: str
    span: Span


class GoldPlace(msgspec.Struct, frozen=True):
    """An annotated place; `within` marks one that only encloses another, neither required nor wrong."""

    span: Span
    relation: str
    within: bool = False


class GoldVoice(msgspec.Struct, frozen=True):
    """The innermost voice: its words (null: the outlet), and the fuller words elsewhere for a pronoun."""

    span: Span | None
    kind: str
    antecedent: Span | None = None


class GoldClaim(msgspec.Struct, frozen=True):
    """An annotated claim; `also` lists further types that the words leave open. Spans are into the text."""

    type: str
    trigger: Span
    quote: Span
    actors: tuple[GoldActor, ...]
    places: tuple[GoldPlace, ...]
    time: Span | None
    figures: tuple[GoldFigure, ...]
    voice: GoldVoice
    modality: str
    newness: str
    also: tuple[str, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        """Every type that is right, the first one best."""
        return (self.type, *self.also)


class Source(msgspec.Struct, frozen=True):
    """Where the text of a pointed document stands: file, line counted from 1, SHA-256 of the item's text."""

    file: str
    line: int
    sha256: str


class _Line(msgspec.Struct, frozen=True):
    id: str
    split: str
    kind: str
    published: str
    outlet: str
    claims: tuple[GoldClaim, ...]
    text: str | None = None
    blocks: tuple[Block, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated document with its words."""

    id: str
    split: str
    kind: str
    report: Report
    claims: tuple[GoldClaim, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """The documents that were read, and the ids of those whose source is absent or another edition."""

    documents: tuple[Document, ...]
    left_out: tuple[str, ...]


def current_events_folder(data: Path) -> Path:
    """The folder of the Current Events files that the documents point into.

    WARMONITOR_CURRENT_EVENTS where it is set; else `shared/data/current-events` beside the repository that
    `data` (its `benchmarks/claims`) belongs to.
    """
    stated = os.environ.get("WARMONITOR_CURRENT_EVENTS")
    return Path(stated) if stated else data.resolve().parents[2] / "shared" / "data" / "current-events"


def check_frozen(data: Path) -> None:
    """Raises ValueError when the test split is not the one whose hash `FROZEN` records."""
    recorded = (data / "FROZEN").read_text(encoding="ascii").split()[0]
    if hashlib.sha256((data / "test.jsonl").read_bytes()).hexdigest() != recorded:
        raise ValueError(f"{data / 'test.jsonl'}: not the frozen test split; restore it from the repository")


def read_annotated(data: Path, split: str, current_events: Path) -> Annotated:
    """Reads one split of the benchmark, its pointed documents with the words of `current_events`.

    Raises:
        FileNotFoundError: `data` does not hold the split.
        msgspec.ValidationError: a line does not fit.
    """
    texts = _Items(current_events)
    documents, left_out = [], []
    for line in _lines(data / f"{split}.jsonl"):
        text = line.text if line.source is None else texts.text(line.source)
        if text is None:
            left_out.append(line.id)
        else:
            documents.append(Document(line.id, line.split, line.kind, _report(line, text), line.claims))
    return Annotated(tuple(documents), tuple(left_out))


def _lines(path: Path) -> Iterator[_Line]:
    decoder = msgspec.json.Decoder(_Line)
    for raw in path.read_bytes().splitlines():
        yield decoder.decode(raw)


class _Items:
    """The lines of the Current Events files, each file read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, list[bytes]] = {}

    def text(self, source: Source) -> str | None:
        """The words that a document points at; None when they are not there, or are others."""
        name = Path(source.file).name
        if name not in self._files:
            path = self._folder / name
            self._files[name] = path.read_bytes().split(b"\n") if path.exists() else []
        lines = self._files[name]
        if source.line > len(lines):
            return None
        item: dict[str, Any] = json.loads(lines[source.line - 1] or b"{}")
        text = str(item.get("text", ""))
        return text if hashlib.sha256(text.encode()).hexdigest() == source.sha256 else None


def _report(line: _Line, text: str) -> Report:
    day = datetime.combine(datetime.fromisoformat(line.published), time(12), UTC)
    raw = text.encode()
    return Report(
        id=report_id(line.outlet, None, line.published, raw),
        outlet=line.outlet,
        published=Publication(start=day.date(), end=day.date(), known_by="item"),
        retrieved_at=day + timedelta(days=1),
        language="und",
        sha256=hashlib.sha256(raw).hexdigest(),
        path=line.id,
        blocks=line.blocks or (Block(kind="paragraph", start=0, end=len(text)),),
        text=text,
    )
