"""Reads a report's blocks into parsed documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language as Pipeline
from spacy.symbols import SPACE
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from warmonitor.language.document import Document
from warmonitor.language.lemmas import Lemmas
from warmonitor.language.mending import mend
from warmonitor.language.names import Name, NameKind, find_names
from warmonitor.language.network import Network
from warmonitor.language.sentences import mark_sentences
from warmonitor.language.tokens import texts_of
from warmonitor.language.truecase import in_capitals, truecase
from warmonitor.language.weights import LEXICON, WEIGHTS, WORDS, unpack
from warmonitor.model import Block, Report

__all__ = ["Language", "Name", "NameKind", "ParsedBlock", "load"]

BATCH = 5000
"""Words that go through the network at once, and a longer document by itself: 30 MB of its tables."""
AT_ONCE = 12000
"""Words of the longest document that goes through uncut, so that memory stays small."""
PIECE = 4000
"""Words in a piece of a longer one."""
REPORTS_AHEAD = 128
"""Reports that are read ahead to fill the batches."""


_CARRIED = [LEMMA, TAG, POS, MORPH, DEP, HEAD]

Numbers = NDArray[np.int64]


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

    @cached_property
    def words(self) -> Document:
        """The document in plain values, for rules that look at its words over and over."""
        return Document(self.doc)

    @cached_property
    def text(self) -> str:
        """The block's text; spaCy puts a document's together anew each time."""
        return self.words.text


class Language:
    """The embedded pipeline. Make one with `load`; it keeps no state between reports."""

    def __init__(self, pipeline: Pipeline, lemmas: Lemmas, small_words: frozenset[str]) -> None:
        """Take the trained spaCy pipeline, the lemmas, and the words written small in running text."""
        self.pipeline = pipeline
        self._network = Network(pipeline)
        self._lemmas = lemmas
        self._lemma_keys: dict[tuple[int, int], int] = {}
        self._small_words = small_words

    def parse(self, report: Report) -> list[ParsedBlock]:
        """Parse every block of a report; one result a block, in order."""
        return next(self.parse_many([report]))

    def parse_many(self, reports: Iterable[Report], batch: int = BATCH) -> Iterator[list[ParsedBlock]]:
        """Parse many reports, some `batch` words at a time; gives one list a report, in order."""
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
        return Doc(self.pipeline.vocab, words=list(words), spaces=list(spaces), sent_starts=starts)

    def parse_docs(self, docs: Iterable[Doc], batch: int = BATCH) -> Iterator[Doc]:
        """Parse documents whose words and sentence borders are already set."""
        for group in _groups(docs, batch):
            pieces = [self._pieces(doc) for doc in group]
            for part in _groups((piece for parts in pieces for piece in parts), batch):
                self._network.annotate(part)
                mend(part)
            for doc, parts in zip(group, pieces, strict=True):
                read = [self._lemmatised(piece) for piece in parts]
                if not read or read[0] is doc:
                    yield doc
                else:
                    yield _carry_over(_joined(read), doc)

    def truecased(self, text: str) -> str:
        """A text in capitals as running text would print it, of the same length; any other as it is."""
        doc = self._tokens(text)
        if not in_capitals(texts_of(doc)):
            return text
        cased = (
            zip(truecase([token.text for token in sentence], self._small_words), sentence, strict=True)
            for sentence in doc.sents
        )
        return "".join(word + token.whitespace_ for sentence in cased for word, token in sentence)

    def _tokens(self, text: str) -> Doc:
        doc = self.pipeline.tokenizer(text)
        mark_sentences(doc)
        return doc

    def _pieces(self, doc: Doc) -> list[Doc]:
        """The document as the network should see it: itself; or without capitals and blank tokens; or cut.

        Nothing for a document without words.
        """
        words = texts_of(doc)
        kept = [place for place, word in enumerate(words) if not word.isspace()]
        if len(kept) < len(words):
            words = [words[place] for place in kept]
        shouted = in_capitals(words)
        if not shouted and len(kept) == len(doc) <= AT_ONCE:
            return [doc] if words else []
        seen = truecase(words, self._small_words) if shouted else words
        starts = _starts_of(kept, [bool(token.is_sent_start) for token in doc])
        return [
            Doc(doc.vocab, words=seen[first:last], sent_starts=starts[first:last])
            for first, last in _cuts(starts)
        ]

    def _lemmatised(self, doc: Doc) -> Doc:
        known = self._lemma_keys
        forms, tags = doc.to_array([ORTH]).tolist(), doc.to_array([TAG]).tolist()
        keys = [known.get(pair) or self._lemma_key(*pair) for pair in zip(forms, tags, strict=True)]
        doc.from_array([LEMMA], cast("Any", np.array(keys, dtype="uint64").reshape(-1, 1)))
        return doc

    def _lemma_key(self, form: int, tag: int) -> int:
        strings = self.pipeline.vocab.strings
        key = strings.add(self._lemmas(strings[form], strings[tag]))
        self._lemma_keys[form, tag] = key
        return key


def _groups(docs: Iterable[Doc], batch: int) -> Iterator[list[Doc]]:
    """Documents to read together: of no more than `batch` words, or one."""
    group: list[Doc] = []
    words = 0
    for doc in docs:
        if group and words + len(doc) > batch:
            yield group
            group, words = [], 0
        group.append(doc)
        words += len(doc)
    if group:
        yield group


def _cuts(starts: Sequence[bool | int | None]) -> Iterator[tuple[int, int]]:
    """Where to cut a long document into pieces, at the beginnings of sentences where there are any."""
    first = last = 0
    for i in range(len(starts)):
        if i - first >= PIECE:
            last = last if last > first else i
            yield first, last
            first = last
        if starts[i]:
            last = i
    if first < len(starts):
        yield first, len(starts)


def _joined(pieces: list[Doc]) -> Doc:
    if len(pieces) == 1:
        return pieces[0]
    whole = Doc.from_docs(pieces, ensure_whitespace=False)
    if whole is None:
        raise ValueError("no pieces to join")
    return whole


def _starts_of(kept_words: list[int], starts: list[bool]) -> list[bool | int | None]:
    """Sentence starts of the kept words; a start on a dropped word passes to the next kept one."""
    marks: list[bool | int | None] = []
    last = -1
    for index in kept_words:
        marks.append(any(starts[last + 1 : index + 1]))
        last = index
    return marks


def _carry_over(parsed: Doc, doc: Doc) -> Doc:
    """Give `doc` the annotations of `parsed`, which lacks its blank tokens.

    A blank token hangs on the word before it, or on the first word.
    """
    blank = np.array([text.isspace() for text in texts_of(doc)])
    places = (~blank).nonzero()[0]
    anchors = places[np.maximum(np.cumsum(~blank) - 1, 0)]
    told = np.empty((len(doc), len(_CARRIED)), dtype="int64")
    told[blank] = _blank_of(doc.vocab)
    told[blank, 0] = doc.to_array([ORTH]).astype("int64")[blank]
    told[places] = parsed.to_array(_CARRIED).astype("int64")
    heads = anchors.copy()
    heads[places] = places[np.arange(len(places)) + told[places, -1]]
    told[:, -1] = heads - np.arange(len(doc))
    doc.from_array(_CARRIED, cast("Any", told.astype("uint64")))
    doc.set_ents([Span(doc, places[e.start], places[e.end - 1] + 1, label=e.label_) for e in parsed.ents])
    return doc


def _blank_of(vocab: Vocab) -> Numbers:
    """What a blank token carries, but for lemma and head."""
    numbers = [0, vocab.strings.add("_SP"), SPACE, vocab.morphology.add(""), vocab.strings.add("dep"), 0]
    return np.array(numbers, dtype="uint64").astype("int64")


@lru_cache(maxsize=2)
def load(folder: Path = WEIGHTS) -> Language:
    """Load the embedded pipeline; the same object for every call in a process."""
    pipeline = unpack(folder)
    words = (folder / WORDS).read_text(encoding="utf-8").splitlines()
    lexicon = json.loads((folder / LEXICON).read_text(encoding="utf-8"))
    lemmas = Lemmas(lexicon["lemmas"], {word: rank for rank, word in enumerate(words)})
    return Language(pipeline, lemmas, frozenset(words) - frozenset(lexicon["names"]))
