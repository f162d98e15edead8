"""The trained network, run over a batch of documents at once in plain numpy.

The weights are a spaCy pipeline's, and so is what comes of them: tags, features, heads, labels and names are
those that its components would set one after the other. What only training needs is left out, and every
step is taken for all words of the batch together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, MORPH, POS, SENT_START, TAG
from spacy.language import Language as Pipeline
from spacy.pipeline import DependencyParser, Morphologizer, Tagger, TrainablePipe
from spacy.pipeline._parser_internals.nonproj import deprojectivize
from spacy.tokens import Doc
from spacy.vocab import Vocab

from warmonitor.language.arcs import Borders, Parser
from warmonitor.language.layers import Classes, Rows, padded
from warmonitor.language.recogniser import WINDOW, set_names
from warmonitor.language.remembered import Remembered
from warmonitor.language.windows import Window

Keys = NDArray[np.uint64]
Number = TypeVar("Number", np.float32, np.uint64)

_LIFTED = "||"
"""In labels of words whose head is another than was read: with the label of the right one."""


class Network:
    """The network of a pipeline."""

    def __init__(self, pipeline: Pipeline) -> None:
        """Takes the trained pipeline; it is not changed."""
        models = {name: cast("TrainablePipe", part).model for name, part in pipeline.pipeline}
        embed, encode = models["tok2vec"].layers
        self._embed = Remembered(embed)
        self._windows = [Window(layer) for layer in encode.layers[0].layers]
        self._tags = Classes(models["tagger"])
        self._features = Classes(models["morphologizer"])
        self._near_names = Window(models["names"])
        self._names = Classes(models["names"])
        self._parser = Parser(cast("DependencyParser", pipeline.get_pipe("parser")))
        self._numbers = _numbers_of(pipeline, self._parser.labels)
        lifted = [label for label in self._parser.labels if _LIFTED in label]
        self._lifted = np.array([pipeline.vocab.strings[label] for label in lifted], dtype="uint64")

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set tags, features, heads, labels and names of documents whose sentence borders are set.

        Documents without words are left as they are.
        """
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        lengths = [len(doc) for doc in docs]
        rows = self._words(docs, lengths)
        columns = self._columns(rows, docs, lengths)
        for doc, told in zip(docs, _parts(columns, lengths), strict=True):
            doc.from_array([TAG, MORPH, POS, HEAD, DEP], cast("Any", told))
        lifted = np.isin(columns[:, -1], self._lifted).nonzero()[0]
        for place in set(np.searchsorted(np.cumsum(lengths), lifted, side="right").tolist()):
            deprojectivize(docs[place])
        for doc, likely in zip(docs, _parts(self._name_scores(rows, lengths), lengths), strict=True):
            set_names(doc, likely)

    def _words(self, docs: Sequence[Doc], lengths: Sequence[int]) -> Rows:
        """A row for each word, in which its neighbours have a say."""
        rows, places = padded(self._embed(docs), lengths, len(self._windows))
        for window in self._windows:
            rows = window(rows, residual=True)
        return rows[places]

    def _columns(self, rows: Rows, docs: Sequence[Doc], lengths: Sequence[int]) -> Keys:
        """What is set of each word, as spaCy's numbers: tag, features, part of speech, head, label."""
        numbers = self._numbers
        arcs = self._parser(rows, _borders(docs, lengths))
        features = self._features.best(rows)
        heads = arcs.heads[1:] - np.arange(1, len(rows) + 1)
        roots = arcs.heads[1:] == 0
        columns = [
            numbers.tags[self._tags.best(rows)],
            numbers.features[features],
            numbers.parts[features],
            np.where(roots, 0, heads).astype("uint64"),
            np.where(roots, numbers.root, numbers.labels[arcs.labels[1:]]),
        ]
        return np.column_stack(columns)

    def _name_scores(self, rows: Rows, lengths: Sequence[int]) -> Rows:
        spread, places = padded(rows, lengths, WINDOW)
        return self._names.shares(self._near_names(spread)[places])


@dataclass(frozen=True)
class _Numbers:
    """spaCy's numbers of tags, features, parts of speech and labels by class, and of the root's label."""

    tags: Keys
    features: Keys
    parts: Keys
    labels: Keys
    root: int


def _numbers_of(pipeline: Pipeline, labels: Sequence[str]) -> _Numbers:
    vocab: Vocab = pipeline.vocab
    tagger = cast("Tagger", pipeline.get_pipe("tagger"))
    analyser = cast("Morphologizer", pipeline.get_pipe("morphologizer"))
    features = [vocab.morphology.add(analyser.cfg["labels_morph"][label]) for label in analyser.labels]
    parts = [analyser.cfg["labels_pos"][label] for label in analyser.labels]
    add = vocab.strings.add
    return _Numbers(
        _array([add(label) for label in tagger.labels]),
        _array(features),
        _array(parts),
        _array([add(label) for label in labels]),
        add("ROOT"),
    )


def _array(numbers: list[int]) -> Keys:
    return np.array(numbers, dtype="uint64")


def _borders(docs: Sequence[Doc], lengths: Sequence[int]) -> Borders:
    """Where the sentences of documents that stand one after the other begin and end."""
    ends = np.cumsum(lengths)
    marks = np.concatenate([doc.to_array([SENT_START]).ravel() for doc in docs]) == 1
    marks[ends - lengths] = True
    starts = marks.nonzero()[0]
    documents = ends[np.searchsorted(ends, starts, side="right")]
    return Borders(starts + 1, np.append(starts[1:], ends[-1]) + 1, documents + 1)


def _parts(whole: NDArray[Number], lengths: Sequence[int]) -> Iterator[NDArray[Number]]:
    """The rows of each document."""
    start = 0
    for length in lengths:
        yield whole[start : start + length]
        start += length
