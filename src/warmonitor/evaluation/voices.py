"""Who says what, against PolNeAR: sources and contents of attributions in political news.

E. Newell et al., "An Attribution Relations Corpus for Political News", LREC 2018. Annotations are brat's
standoff. What is scored are the attributions that the claims' voices are taken from, in every sentence,
whether or not it tells of a war. Where several annotated a text, the first of them is the reference.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from warmonitor.claims.lexicon import load_lexicon
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.voices import Attribution, VoiceFinder
from warmonitor.evaluation.counts import share
from warmonitor.language import ParsedBlock
from warmonitor.model import Block, Publication, Report, report_id
from warmonitor.ontology import load_ontology
from warmonitor.pipeline import Corridor

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NOT_SCORED = "train"

# Dependents of a source that are no part of its name: "to", "and", "on Friday", "even".
_AROUND = frozenset({"case", "cc", "obl", "obl:unmarked", "nmod:unmarked", "advmod", "mark", "parataxis"})

Chars = frozenset[int]


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution: character offsets of the source (none: unnamed) and of what is said."""

    source: Chars
    content: Chars


def read_brat(text: str, annotations: str) -> list[Said]:
    """The attributions of one document; spans may be in several pieces, blanks do not count.

    Raises:
        ValueError: an annotation lies outside the text.
    """
    spans: dict[str, Chars] = {}
    found = []
    for line in annotations.splitlines():
        key, _, told = line.partition("\t")
        if key.startswith("T"):
            spans[key] = _chars(text, told.split("\t")[0].split(" ", 1)[1])
    for line in annotations.splitlines():
        if not line.startswith("E"):
            continue
        roles = [part.partition(":") for part in line.partition("\t")[2].split()]
        source, content = (
            frozenset[int]().union(*(spans[target] for role, _, target in roles if role.startswith(name)))
            for name in ("Source", "Content")
        )
        found.append(Said(source, content))
    return found


def _chars(text: str, offsets: str) -> Chars:
    found: set[int] = set()
    for piece in offsets.split(";"):
        start, end = map(int, piece.split())
        if end > len(text):
            raise ValueError(f"span {piece!r} ends after the text")
        found.update(inked(text, start, end))
    return frozenset(found)


def inked(text: str, start: int, end: int) -> Iterator[int]:
    """The offsets of a span's letters and digits; blanks, quotation marks and commas do not count."""
    return (i for i in range(start, end) if text[i].isalnum())


def report_from(path: Path) -> Report:
    """One text of the corpus as a report of the day in its name; a paragraph a line."""
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    told = _DAY.search(path.name)
    day = date.fromisoformat(told[0]) if told else date(2016, 11, 8)
    return Report(
        id=report_id(path.name.split("_")[0], None, day.isoformat(), raw),
        outlet=path.name.split("_")[0],
        published=Publication(start=day, end=day, known_by="item"),
        retrieved_at=datetime.combine(day, datetime.min.time(), UTC),
        language="en",
        sha256=hashlib.sha256(raw).hexdigest(),
        path=path.name,
        blocks=tuple(
            Block(kind="paragraph", start=found.start(), end=found.end())
            for found in _PARAGRAPH.finditer(text)
        ),
        text=text,
    )


def attributions(report: Report, blocks: Sequence[ParsedBlock], corridor: Corridor) -> list[Said]:
    """The attributions that are found in a report; a quotation of several sentences is one."""
    lexicon = load_lexicon()
    told = [
        (sentence, Nouns(sentence, lexicon, corridor.gazetteer, corridor.registry, frozenset()))
        for block in blocks
        for sentence in (Sentence(span, block) for span in block.words.sents if span.text.strip())
    ]
    contents: dict[Attribution, Chars] = {}
    sources: dict[Attribution, Chars] = {}
    heard = VoiceFinder(lexicon, load_ontology()).hear(told)
    pairs = ((sentence, one) for (sentence, _), each in zip(told, heard, strict=True) for one in each)
    for sentence, one in pairs:
        whole = one.quoted or one
        contents[whole] = contents.get(whole, Chars()) | _of_tokens(report.text, sentence, one.covers)
        if whole is one:
            sources[one] = _of_tokens(report.text, sentence, _phrase(one))
    return [Said(sources[one], content) for one, content in contents.items()]


def _phrase(one: Attribution) -> Iterable[int]:
    """The source as the corpus marks it: the whole noun phrase with apposition and clauses, or "who"."""
    if one.source is None:
        return range(*one.span)
    relative = [child for child in one.cue.children if child.dep_ == "nsubj" and child.tag_ in {"WP", "WDT"}]
    if relative:
        return (relative[0].i,)
    own = {token.i for token in one.source.subtree} | set(range(*one.span))
    around = (child for child in one.source.children if child.dep_ in _AROUND)
    return own - one.covers - {one.cue.i} - {token.i for child in around for token in child.subtree}


def _of_tokens(text: str, sentence: Sentence, tokens: Iterable[int]) -> Chars:
    starts = ((sentence.doc[i].idx + sentence.offset, len(sentence.doc[i])) for i in tokens)
    return frozenset(i for start, length in starts for i in inked(text, start, start + length))


@dataclass(slots=True)
class Score:
    """Counts over documents; add them one by one."""

    right: int = 0
    touching: float = 0.0
    touched: float = 0.0
    found_sources: int = 0
    wanted_sources: int = 0
    covering: float = 0.0
    covered: float = 0.0
    found: int = 0
    wanted: int = 0
    documents: int = field(default=0)

    def add(self, gold: Collection[Said], ours: Collection[Said]) -> None:
        """Counts one document."""
        self.documents += 1
        wanted, found = (list({one.source for one in each if one.source}) for each in (gold, ours))
        self.right += len(set(wanted) & set(found))
        self.found_sources += len(found)
        self.wanted_sources += len(wanted)
        self.touching += _coverage(found, wanted)
        self.touched += _coverage(wanted, found)
        wanted, found = (list({one.content for one in each if one.content}) for each in (gold, ours))
        self.covering += _coverage(found, wanted)
        self.covered += _coverage(wanted, found)
        self.found += len(found)
        self.wanted += len(wanted)

    def figures(self) -> dict[str, float]:
        """Fractions of 1."""
        exact = (share(self.right, self.found_sources), share(self.right, self.wanted_sources))
        near = (share(self.touching, self.found_sources), share(self.touched, self.wanted_sources))
        content = (share(self.covering, self.found), share(self.covered, self.wanted))
        return {
            "source_f1": _f1(*exact),
            "source_precision": exact[0],
            "source_recall": exact[1],
            "source_overlap_f1": _f1(*near),
            "content_overlap_f1": _f1(*content),
            "content_overlap_precision": content[0],
            "content_overlap_recall": content[1],
        }


def _coverage(some: Sequence[Chars], others: Sequence[Chars]) -> float:
    """Each span's share that lies in the one of the others which holds most of it, added up."""
    return sum(max((len(one & other) for other in others), default=0) / len(one) for one in some)


def evaluate(data: Path) -> dict[str, Any]:
    """Scores PolNeAR in a folder of parts, each with `text/*.txt` and `attributions/*.ann`; not its `train`.

    Raises:
        FileNotFoundError: no part with texts.
    """
    texts = [path for path in sorted(data.glob("*/text/*.txt")) if path.parts[-3] != _NOT_SCORED]
    if not texts:
        raise FileNotFoundError(f"{data}: no */text/*.txt; see docs/method/benchmarks.md for PolNeAR")
    corridor, score = Corridor.load(), Score()
    reports = [report_from(path) for path in texts]
    for path, report, blocks in zip(texts, reports, corridor.language.parse_many(reports), strict=True):
        standoff = next(iter(sorted((path.parents[1] / "attributions").glob(f"{path.stem}_*.ann"))), None)
        annotations = standoff.read_text(encoding="utf-8") if standoff else ""
        score.add(read_brat(report.text, annotations), attributions(report, blocks, corridor))
    return {
        "benchmark": "voices",
        "data": str(data),
        "documents": score.documents,
        "figures": score.figures(),
    }


def _f1(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0
