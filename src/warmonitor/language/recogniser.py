"""A recogniser of proper names that labels each word: outside, or first or further word of a name.

It shares the parser's network, so that it costs two small layers; spaCy's own recogniser walks a state
machine over the text, which took a quarter of the room's time for no better names. Its labels only say how
likely each word is part of a name of each kind; where a name begins and ends the parse has a say in, too
(`names.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import Tagger
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import (
    Maxout,
    Model,
    SequenceCategoricalCrossentropy,
    Softmax_v2,
    chain,
    expand_window,
    with_array,
)

from warmonitor.language.names import KINDS, name_spans

LABELS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
WINDOW = 1
PIECES = 2

Scores = NDArray[np.float32]
"""A row a word, a column a label of `LABELS`; rows add up to 1."""


@registry.architectures("warmonitor.NameScorer.v1")  # type: ignore[untyped-decorator,unused-ignore]
def name_scorer(tok2vec: Model[Any, Any], width: int, hidden: int, nO: int | None = None) -> Model[Any, Any]:  # noqa: N803
    """Score labels from a word's vector, of size `width`, and its neighbours' through one hidden layer."""
    layer: Model[Any, Any] = chain(
        expand_window(WINDOW),
        Maxout(nO=hidden, nI=width * (2 * WINDOW + 1), nP=PIECES, dropout=0.2, normalize=True),
    )
    output = Softmax_v2(nO, hidden)
    model: Model[Any, Any] = chain(tok2vec, with_array(layer, pad=WINDOW), with_array(output))
    model.set_ref("tok2vec", tok2vec)
    model.set_ref("softmax", output)
    model.set_ref("output_layer", output)
    return model


class NameRecogniser(Tagger):  # type: ignore[misc,unused-ignore]
    """Sets `doc.ents` from the scores of each word's labels, and from tags and dependencies where set."""

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

    def predict(self, docs: Iterable[Doc]) -> list[Scores]:
        """Score every word of every document."""
        return cast("list[Scores]", self.model.predict(list(docs)))

    def get_loss(self, examples: Iterable[Example], scores: Any) -> tuple[float, Any]:
        """Cross-entropy against the annotated names; words without annotation count for nothing."""
        loss_of = SequenceCategoricalCrossentropy(names=list(self.labels), normalize=False, missing_value="")
        gradient, loss = loss_of(scores, [labels_of(example) for example in examples])
        return float(loss), gradient

    def set_annotations(self, docs: Iterable[Doc], batch_scores: Iterable[Scores]) -> None:
        """Set each document's names."""
        for doc, scores in zip(docs, batch_scores, strict=True):
            set_names(doc, scores)


def set_names(doc: Doc, scores: Scores) -> None:
    """Set a document's names by the scores of its words."""
    doc.set_ents([Span(doc, *name) for name in name_spans(doc, scores)])


def labels_of(example: Example) -> list[str]:
    """The gold label of every word; empty where nobody annotated it."""
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
