"""What is taken from the layers of a trained network of thinc."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

Rows = NDArray[np.float32]
"""A row a word."""


def part(model: Model[Any, Any], name: str) -> Model[Any, Any]:
    """The first layer of that name in a model."""
    return next(layer for layer in model.walk() if layer.name == name)


def parameter(layer: Model[Any, Any], name: str) -> Rows:
    """A layer's trained numbers."""
    return cast("Rows", layer.get_param(name))


class Classes:
    """The last layer of a component that gives each word one of some classes."""

    def __init__(self, model: Model[Any, Any]) -> None:
        """Takes the component's model."""
        layer = part(model, "softmax")
        self._weights = parameter(layer, "W").T
        self._bias = parameter(layer, "b")

    def scores(self, rows: Rows) -> Rows:
        """A score for each class, of each word."""
        scores: Rows = rows @ self._weights
        scores += self._bias
        return scores

    def best(self, rows: Rows) -> NDArray[np.intp]:
        """The class of each word."""
        best: NDArray[np.intp] = self.scores(rows).argmax(axis=1)
        return best

    def shares(self, rows: Rows) -> Rows:
        """How likely each class is; rows add up to 1."""
        scores = self.scores(rows)
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        return scores


def padded(rows: Rows, lengths: Sequence[int], pad: int) -> tuple[Rows, NDArray[np.intp]]:
    """The rows with so many empty ones around each document and an edge at both ends, and where they went."""
    gaps = np.repeat(np.arange(1, len(lengths) + 1) * pad + 1, lengths)
    places = np.arange(len(rows)) + gaps
    spread = np.zeros((len(rows) + pad * (len(lengths) + 1) + 2, rows.shape[1]), dtype="float32")
    spread[places] = rows
    return spread, places
