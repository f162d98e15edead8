"""Finds heads and labels: the steps of the trained transition parser, for many sentences at once.

The moves are those of spaCy's arc-eager system (Goldberg and Nivre 2012, with words that are put back,
Honnibal and Johnson 2015), and so are the weights. spaCy takes the steps document by document; here every
sentence of a batch takes its next step at the same time, since borders of sentences are known, and a
sentence needs nothing of another but the sight of the next two words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import DependencyParser

from warmonitor.language.layers import Rows, parameter, part

SHIFT, REDUCE = 0, 1
"""The moves without a label; then come those of an arc to the left, and those of one to the right."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Borders:
    """Sentences as first word and end, with the end of their document; words count from 1, 0 is none."""

    starts: Numbers
    ends: Numbers
    documents: Numbers


@dataclass(frozen=True)
class Arcs:
    """For every word, from 1, its head (0 for the root of a sentence) and the number of its label."""

    heads: Numbers
    labels: Numbers


class Parser:
    """The parser with its weights."""

    def __init__(self, parser: DependencyParser) -> None:
        """Takes spaCy's, trained."""
        moves = [parser.moves.get_class_name(number) for number in range(parser.moves.n_moves)]
        kinds = [move[0] for move in moves]
        self._right, end = kinds.index("R"), kinds.index("B")
        self.labels = [move[2:] for move in moves]
        first, lower, upper = parser.model.layers
        linear = part(first, "linear")
        self._first = (parameter(linear, "W").T, parameter(linear, "b"))
        # Of each unit's pieces the largest counts; they stand one after the other, not alternately.
        weights = parameter(lower, "W").swapaxes(1, 2)
        self._features, pieces, self._hidden, width = weights.shape
        self._wide = self._hidden * pieces
        self._lower = np.ascontiguousarray(weights).reshape(-1, width).T
        self._bias = np.ascontiguousarray(parameter(lower, "b").T).reshape(-1)
        self._none = np.ascontiguousarray(parameter(lower, "pad")[0].swapaxes(1, 2)).reshape(-1)
        self._upper = np.ascontiguousarray(parameter(upper, "W")[:end].T)
        self._scores = parameter(upper, "b")[:end]
        pushes = np.array([kind in "SR" for kind in kinds[:end]])
        # How a move changes where the buffer begins, its second word, and the three topmost of the stack.
        self._shifts = np.where(pushes[:, None], 1, [0, 0, -1, -1, -1])

    def __call__(self, rows: Rows, borders: Borders) -> Arcs:
        """Parse sentences whose words have these rows."""
        table = self._table(rows)
        state = _State(borders, len(rows))
        numbers = np.arange(self._features)
        while len(state.places):
            features = state.features()
            features *= self._features
            features += numbers
            found = table.take(features, axis=0)
            sums = np.einsum("ijk->ik", found)
            sums += self._bias
            hidden = np.maximum(sums[:, : self._hidden], sums[:, self._hidden :])
            scores = hidden @ self._upper
            scores += self._scores
            moves = state.best(scores)
            state.link(moves, self._right)
            state.move(moves, self._shifts)
        return Arcs(state.heads, state.labels)

    def _table(self, rows: Rows) -> Rows:
        """What each word adds to the hidden layer in each of the places that are looked at."""
        weights, bias = self._first
        narrow = rows @ weights
        narrow += bias
        table = np.empty((len(rows) + 1, self._features * self._wide), dtype="float32")
        table[0] = self._none
        np.matmul(narrow, self._lower, out=table[1:])
        return table.reshape(-1, self._wide)


class _State:
    """Where the parse of each sentence stands.

    `slots` holds for each sentence a stack and a buffer. `places` has a row a sentence that is not done: the
    slots of the buffer's first two words and the stack's three topmost.
    """

    def __init__(self, borders: Borders, words: int) -> None:
        lengths = borders.ends - borders.starts
        # Three empty slots lie below a stack, and behind a buffer the next words of its document.
        room = lengths + 3
        bases = np.cumsum(room) - room
        total = int(room.sum())
        stacks = np.zeros(total + 1, dtype="int64")
        ahead = np.arange(total) + np.repeat(borders.starts - bases, room)
        self.slots = np.concatenate([stacks, np.where(ahead < np.repeat(borders.documents, room), ahead, 0)])
        self.heads = np.zeros(words + 1, dtype="int64")
        self.labels = np.zeros(words + 1, dtype="int64")
        self._previous = np.zeros(words + 1, dtype="int64")
        # The last child to the left of each word, then the last to the right.
        self._words = words + 1
        self._children = np.zeros(2 * self._words, dtype="int64")
        # Words that are only put on a stack with an arc: those that were put back, and a document's last.
        self._closing = np.zeros(words + 1, dtype=bool)
        self._closing[borders.documents - 1] = True
        self._stuck = self._closing.copy()
        bottoms, buffers = bases + 2, bases + total + 1
        self._bottoms, self._ends = bottoms, buffers + lengths
        # The first word of a sentence is always put on the stack.
        self.slots[bottoms + 1] = borders.starts
        self.places = np.column_stack([buffers + 1, buffers + 2, bottoms + 1, bottoms, bottoms - 1])
        self._leave()

    def features(self) -> Numbers:
        """The words that are looked at, a row a sentence; kept for the moves of this step."""
        seen = np.empty((len(self.places), 8), dtype="int64")
        self.slots.take(self.places, out=seen[:, :5], mode="clip")
        self.first, self.top = seen[:, 0].copy(), seen[:, 2].copy()
        seen[:, 5] = self._children.take(self.first)
        seen[:, 6] = self._children.take(self.top)
        seen[:, 7] = self._children.take(self.top + self._words)
        return seen

    def best(self, scores: Rows) -> Numbers:
        """The best move of each sentence that may be made."""
        scores[self._stuck.take(self.first), SHIFT] = -np.inf
        scores[self._depth == 1, REDUCE] = -np.inf
        moves: Numbers = scores.argmax(axis=1)
        moves[self._over] = REDUCE
        moves[self._depth == 0] = SHIFT
        return moves

    def link(self, moves: Numbers, right: int) -> None:
        """Make the arcs of the moves that make one."""
        rows = (moves > REDUCE).nonzero()[0]
        moves = moves.take(rows)
        first, top = self.first.take(rows), self.top.take(rows)
        leftward = moves < right
        children, heads = np.where(leftward, top, first), np.where(leftward, first, top)
        # A word that had a head was its last child to the right.
        self._children[self.heads.take(children) + self._words] = self._previous.take(children)
        slots = np.where(leftward, heads, heads + self._words)
        self._previous[children] = self._children.take(slots)
        self._children[slots] = children
        self.heads[children], self.labels[children] = heads, moves
        self._stuck[first] = self._closing.take(first)

    def move(self, moves: Numbers, shifts: Numbers) -> None:
        """Move words to the stack, off it, or back to the buffer."""
        back = ((moves == REDUCE) & (self._depth > 1) & (self.heads.take(self.top) == 0)).nonzero()[0]
        # For a word that goes elsewhere the slot above the top means nothing.
        self.slots[self.places[:, 2] + 1] = self.first
        self.places += shifts.take(moves, axis=0)
        if len(back):
            self.places[back, :2] -= 1
            self.slots[self.places[back, 0]] = self.top[back]
            self._stuck[self.top[back]] = True
        self._leave()

    def _leave(self) -> None:
        """Take out the sentences that are done."""
        self._depth = self.places[:, 2] - self._bottoms
        self._over = self.places[:, 0] == self._ends
        done = self._over & (self._depth == 0)
        if done.any():
            going = (~done).nonzero()[0]
            self.places, self._bottoms = self.places[going], self._bottoms[going]
            self._ends, self._depth, self._over = self._ends[going], self._depth[going], self._over[going]
