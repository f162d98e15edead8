"""Word vectors as the network's first layer makes them, remembered from one batch to the next.

The layer sees one word at a time (its form, norm, prefix, suffix, shape and static vector), so that a word
that comes again need not be looked at again; what its neighbours are is the next layers' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH
from spacy.tokens import Doc
from thinc.api import Model

from warmonitor.language.layers import Rows

MOST = 30_000
"""Words remembered at a time: 15 MB of them."""


class Remembered:
    """The vectors of words by form and norm; all are forgotten when there are too many."""

    def __init__(self, embed: Model[Any, Any], most: int = MOST) -> None:
        """Takes the layer, trained, and how many words to remember."""
        self._embed = embed
        self._most = most
        self._places: dict[int, int] = {}
        self._table: Rows = np.empty((0, 0), dtype="float32")

    def __call__(self, docs: Sequence[Doc]) -> Rows:
        """A row a word of the documents, one after the other."""
        attributes = [doc.to_array([ORTH, NORM]).astype("uint64").reshape(-1, 2) for doc in docs]
        both = np.concatenate(attributes)
        keys = both[:, 0] ^ (both[:, 1] * np.uint64(0x9E3779B97F4A7C15))
        distinct, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        self._learn(distinct, both[first], docs[0].vocab)
        places = np.array([self._places[key] for key in distinct.tolist()])
        rows: Rows = self._table[places[inverse]]
        return rows

    def _learn(self, keys: NDArray[np.uint64], attributes: NDArray[np.uint64], vocab: Any) -> None:
        if len(self._places) > self._most:
            self._places.clear()
            self._table = self._table[:0]
        new = [nth for nth, key in enumerate(keys.tolist()) if key not in self._places]
        if not new:
            return
        words = Doc(vocab, words=[vocab.strings[int(attributes[nth, 0])] for nth in new])
        for token, nth in zip(words, new, strict=True):
            token.norm_ = vocab.strings[int(attributes[nth, 1])]
        rows = self._embed.predict([words])[0]
        start = len(self._places)
        self._places.update((int(keys[nth]), start + n) for n, nth in enumerate(new))
        self._table = np.concatenate([self._table, rows]) if len(self._table) else rows
