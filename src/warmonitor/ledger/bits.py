"""Masks of rows kept from question to question, a bit a row.

Rows are only ever added, and what a facet tells of a row never changes: a mask that is kept is still true of
its rows when more were added, and only those are looked at then.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

_MOST_BYTES = 64 * 1024 * 1024


class Bits:
    """The masks last asked for; safe to use from many threads, of which one works a mask out for all."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._size = 0
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[NDArray[np.uint8], int]] = OrderedDict()
        self._turns: WeakValueDictionary[Hashable, Lock] = WeakValueDictionary()

    def mask(self, question: Hashable, last: int, find: Callable[[int], Mask]) -> Mask:
        """The mask of the rows up to the number `last`, to be altered as one likes.

        `find` gives that of the rows after a number; it may ask for other masks, but not for this one.
        """
        with self._lock:
            turn = self._turns.setdefault(question, Lock())
        with turn:
            packed, known = self._find(question)
            if known < last:
                mask = np.concatenate((_unpacked(packed, known), find(known)))
                self._keep(question, mask)
                return mask
        return _unpacked(packed, last)

    def _find(self, question: Hashable) -> tuple[NDArray[np.uint8], int]:
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
            return self._kept.get(question, (np.zeros(0, np.uint8), 0))

    def _keep(self, question: Hashable, mask: Mask) -> None:
        packed = np.packbits(mask)
        with self._lock:
            before, _ = self._kept.pop(question, (packed[:0], 0))
            self._kept[question] = (packed, len(mask))
            self._size += packed.nbytes - before.nbytes
            while self._size > self._most:
                self._size -= self._kept.popitem(last=False)[1][0].nbytes


def _unpacked(packed: NDArray[np.uint8], rows: int) -> Mask:
    return np.unpackbits(packed, count=rows).view(np.bool_)
