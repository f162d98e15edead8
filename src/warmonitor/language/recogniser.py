"""A recogniser of proper names that labels each word: outside, or first or further word of a name.

It shares the parser's network, so that it costs one small layer; spaCy's own recogniser walks a state
machine over the text, which took a quarter of the room's time for no better names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import Tagger
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Model, SequenceCategoricalCrossentropy

KINDS = ("person", "organisation", "place", "other")
LABELS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))


class NameRecogniser(Tagger):  # type: ignore[misc,unused-ignore]
    """Sets `doc.ents` from one label a word."""

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,  # noqa: ARG002  (spaCy passes it)
        labels: Any = None,
    ) -> None:
        """Take the labels, and shape the output layer after a few examples."""
        for label in LABELS if labels is None else labels:
            self.add_label(label)
        docs = [example.x for example, _ in zip(get_examples(), range(10), strict=False)]
        self.model.initialize(X=docs, Y=[np.zeros((len(doc), len(self.labels)), dtype="f") for doc in docs])

    def get_loss(self, examples: Iterable[Example], scores: Any) -> tuple[float, Any]:
        """Cross-entropy against the annotated names; words without annotation count for nothing."""
        loss_of = SequenceCategoricalCrossentropy(names=list(self.labels), normalize=False, missing_value="")
        gradient, loss = loss_of(scores, [_labels_of(example) for example in examples])
        return float(loss), gradient

    def set_annotations(self, docs: Iterable[Doc], batch_tag_ids: Any) -> None:
        """Turn each document's best labels into spans."""
        for doc, ids in zip(docs, batch_tag_ids, strict=True):
            doc.set_ents([Span(doc, *name) for name in spans_of([self.labels[i] for i in ids])])


def spans_of(labels: list[str]) -> list[tuple[int, int, str]]:
    """Names as (first word, last word + 1, kind); a name that lacks its first label begins anyway."""
    spans: list[tuple[int, int, str]] = []
    for index, label in enumerate(labels):
        if label == "O":
            continue
        kind = label[2:]
        follows = label[0] == "I" and spans and spans[-1][1] == index and spans[-1][2] == kind
        if follows:
            spans[-1] = (spans[-1][0], index + 1, kind)
        else:
            spans.append((index, index + 1, kind))
    return spans


def _labels_of(example: Example) -> list[str]:
    labels = example.get_aligned_ner()
    return ["" if label in {None, "-"} else _plain(str(label)) for label in labels]


def _plain(label: str) -> str:
    """BILUO's label in the plainer scheme of B, I and O."""
    return {"L": "I", "U": "B"}.get(label[0], label[0]) + label[1:]


@Language.factory("warmonitor_names", assigns=["doc.ents"])
def make_recogniser(nlp: Language, name: str, model: Model[Any, Any]) -> NameRecogniser:
    """Build the recogniser for a pipeline."""
    vocab: Vocab = nlp.vocab
    return NameRecogniser(vocab, model, name, scorer=None)
