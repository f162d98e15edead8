"""A layer of the network that looks at a word and its two neighbours, in plain numpy.

It computes what thinc's `expand_window(1) >> Maxout >> LayerNorm` does, but for rounding in the last place,
in a quarter less time: a few hundred words at a time, so that what it makes stays in the processor's cache,
and without what only training needs.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.api import Model

from warmonitor.language.layers import Rows, parameter, part

BLOCK = 512
"""Words at a time."""


class Window:
    """One such layer."""

    def __init__(self, layer: Model[Any, Any]) -> None:
        """Takes the trained layer of thinc, which may stand within others."""
        maxout, norm = part(layer, "maxout"), part(layer, "layernorm")
        weights = parameter(maxout, "W")
        self._width, self._pieces, self._inputs = weights.shape
        # The pieces of which the largest counts stand one after the other, not alternately.
        self._weights = np.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(-1, self._inputs).T
        self._bias = np.ascontiguousarray(parameter(maxout, "b").T).reshape(-1)
        self._scale = parameter(norm, "G")
        self._shift = parameter(norm, "b")

    def __call__(self, rows: Rows, residual: bool = False) -> Rows:
        """A new row for each; `residual` adds what it was. The first and the last are edges and become 0."""
        made = np.zeros((len(rows), self._width), dtype="float32")
        most = min(BLOCK, len(rows))
        windows = np.empty((most, self._inputs), dtype="float32")
        sums = np.empty((most, self._width * self._pieces), dtype="float32")
        for start in range(1, len(rows) - 1, BLOCK):
            end = min(start + BLOCK, len(rows) - 1)
            _fill(windows[: end - start], rows[start - 1 : end + 1])
            self._block(windows[: end - start], sums[: end - start], made[start:end])
            if residual:
                made[start:end] += rows[start:end]
        return made

    def _block(self, windows: Rows, sums: Rows, made: Rows) -> None:
        width = self._width
        np.matmul(windows, self._weights, out=sums)
        sums += self._bias
        np.maximum(sums[:, :width], sums[:, width : 2 * width], out=made)
        for start in range(2 * width, sums.shape[1], width):
            np.maximum(made, sums[:, start : start + width], out=made)
        made -= np.add.reduce(made, axis=1, keepdims=True) / np.float32(width)
        squares = np.multiply(made, made, out=sums[:, :width])
        variance = np.add.reduce(squares, axis=1, keepdims=True) / np.float32(width) + np.float32(1e-8)
        made *= variance ** np.float32(-0.5)
        made *= self._scale
        made += self._shift


def _fill(windows: Rows, rows: Rows) -> None:
    """Each window is three rows side by side; `rows` has one more on either side."""
    width = rows.shape[1]
    windows[:, :width] = rows[:-2]
    windows[:, width : 2 * width] = rows[1:-1]
    windows[:, 2 * width :] = rows[2:]
