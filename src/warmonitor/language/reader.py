"""Reads a report's blocks into parsed documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Span

from warmonitor.language.lemmas import Lemmas
from warmonitor.language.names import Name, NameKind, find_names
from warmonitor.language.sentences import mark_sentences
from warmonitor.language.truecase import in_capitals, truecase
from warmonitor.language.weights import LEXICON, WEIGHTS, WORDS, unpack
from warmonitor.model import Block, Report

__all__ = ["Language", "Name", "NameKind", "ParsedBlock", "load"]

BATCH = 64
"""Documents that go through the network at once."""
REPORTS_AHEAD = 32
"""Reports that are read ahead to fill the batches."""


@dataclass(frozen=True)
class ParsedBlock:
    """One block of a report, parsed.

    `doc.text` is the report's text from `offset` on; a token's place in the report is `token.idx + offset`.
    Sentences are set; tokens have a Penn tag (`tag_`), universal part of speech and features (`pos_`,
    `morph`), lemma, and a dependency label of Universal Dependencies. `names` have offsets into the report.
    """

    block: Block
    doc: Doc
    offset: int
    names: tuple[Name, ...]


class Language:
    """The embedded pipeline. Make one with `load`; it keeps no state between reports."""

    def __init__(self, pipeline: Pipeline, lemmas: Lemmas, small_words: frozenset[str]) -> None:
        """Take the trained pipeline, the lemmas, and the words that are written small in running text."""
        self._pipeline = pipeline
        self._lemmas = lemmas
        self._small_words = small_words

    def parse(self, report: Report) -> list[ParsedBlock]:
        """Parse every block of a report; one result a block, in order."""
        return next(self.parse_many([report]))

    def parse_many(self, reports: Iterable[Report], batch: int = BATCH) -> Iterator[list[ParsedBlock]]:
        """Parse many reports, `batch` blocks at a time; gives one list a report, in order."""
        stream = iter(reports)
        while ahead := list(islice(stream, REPORTS_AHEAD)):
            docs = self.parse_texts((report.block_text(b) for report in ahead for b in report.blocks), batch)
            for report in ahead:
                yield [
                    ParsedBlock(block, doc, block.start, find_names(doc, block.start))
                    for block, doc in zip(report.blocks, islice(docs, len(report.blocks)), strict=True)
                ]

    def parse_texts(self, texts: Iterable[str], batch: int = BATCH) -> Iterator[Doc]:
        """Parse texts that are each one block: a headline, a paragraph, a caption."""
        return self.parse_docs((self._tokens(text) for text in texts), batch)

    def bare_doc(self, row: tuple[Sequence[str], Sequence[bool]]) -> Doc:
        """One sentence whose words are given, each with whether a space follows it; for `parse_docs`."""
        words, spaces = row
        starts: list[bool | int | None] = [index == 0 for index in range(len(words))]
        return Doc(self._pipeline.vocab, words=list(words), spaces=list(spaces), sent_starts=starts)

    def parse_docs(self, docs: Iterable[Doc], batch: int = BATCH) -> Iterator[Doc]:
        """Parse documents whose words and sentence borders are already set."""
        stream = iter(docs)
        while group := list(islice(stream, batch)):
            plain = [self._plain(doc) for doc in group]
            read = list(self._pipeline.pipe([doc for doc in plain if len(doc)], batch_size=batch))
            done = iter(read)
            for doc, easy in zip(group, plain, strict=True):
                if len(easy):
                    parsed = next(done)
                    self._lemmatise(parsed)
                    yield doc if parsed is doc else _carry_over(parsed, doc)
                else:
                    yield doc

    def _tokens(self, text: str) -> Doc:
        doc = self._pipeline.tokenizer(text)
        mark_sentences(doc)
        return doc

    def _plain(self, doc: Doc) -> Doc:
        """The document as the network should see it: itself, or one without capitals and blank tokens."""
        words = [token.text for token in doc]
        shouted = in_capitals(words)
        if not shouted and not any(word.isspace() for word in words):
            return doc
        kept = [token for token in doc if not token.is_space]
        seen = [token.text for token in kept]
        return Doc(
            doc.vocab,
            words=truecase(seen, self._small_words) if shouted else seen,
            spaces=[True] * len(seen),
            sent_starts=_starts_of(
                kept_words=[t.i for t in kept], starts=[bool(t.is_sent_start) for t in doc]
            ),
        )

    def _lemmatise(self, doc: Doc) -> None:
        lemmas = self._lemmas
        for token in doc:
            token.lemma_ = lemmas(token.text, token.tag_)


def _starts_of(kept_words: list[int], starts: list[bool]) -> list[bool | int | None]:
    """Sentence starts of the kept words; a start on a dropped word passes to the next kept one."""
    marks: list[bool | int | None] = []
    last = -1
    for index in kept_words:
        marks.append(any(starts[last + 1 : index + 1]))
        last = index
    return marks


def _carry_over(parsed: Doc, doc: Doc) -> Doc:
    """A document with the words of `doc` and the annotations of `parsed`, which lacks its blank tokens."""
    places = [token.i for token in doc if not token.is_space]
    anchor = _anchors(len(doc), places)
    source = {place: parsed[i] for i, place in enumerate(places)}
    tokens = [source.get(i) for i in range(len(doc))]
    whole = Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ if token else "_SP" for token in tokens],
        pos=[token.pos_ if token else "SPACE" for token in tokens],
        morphs=[str(token.morph) if token else "" for token in tokens],
        lemmas=[token.lemma_ if token else doc[i].text for i, token in enumerate(tokens)],
        heads=[places[token.head.i] if token else anchor[i] for i, token in enumerate(tokens)],
        deps=[token.dep_ if token else "dep" for token in tokens],
    )
    whole.set_ents([Span(whole, places[e.start], places[e.end - 1] + 1, label=e.label_) for e in parsed.ents])
    return whole


def _anchors(length: int, places: list[int]) -> list[int]:
    """For every token the word before it (or the first word), which a blank token hangs on."""
    anchors: list[int] = []
    kept = set(places)
    last = places[0]
    for i in range(length):
        last = i if i in kept else last
        anchors.append(last)
    return anchors


@lru_cache(maxsize=2)
def load(folder: Path = WEIGHTS) -> Language:
    """Load the embedded pipeline; the same object for every call in a process."""
    pipeline = unpack(folder)
    words = (folder / WORDS).read_text(encoding="utf-8").splitlines()
    lexicon = json.loads((folder / LEXICON).read_text(encoding="utf-8"))
    lemmas = Lemmas(lexicon["lemmas"], {word: rank for rank, word in enumerate(words)})
    return Language(pipeline, lemmas, frozenset(words) - frozenset(lexicon["names"]))
