"""Which of many spans of days meet, found by keys: two that meet share one.

A span is its whole blocks of 32 days, and the days before the first and after the last of these. Two spans
meet when they share a day of these; or a day of one lies in a whole block of the other; or one touches a
whole block of the other. What tells no day may meet any.
"""

from typing import NamedTuple

import numpy as np

from warmonitor.incidents.table import Numbers

_BLOCK = 32

_ROOM = 1 << 22
"""More than the days from the year 1 to 9999."""


class Keyed(NamedTuple):
    """Keys of spans, each beside the index of its span."""

    of: Numbers
    key: Numbers


def told(group: Numbers, first: Numbers, last: Numbers) -> tuple[Keyed, ...]:
    """The keys by which spans are found, kind by kind, by those of `asking` of the same group."""
    days, (full, touched) = _days(first, last), _blocks(first, last)
    open_, every = np.flatnonzero(first == 0), np.arange(len(first))
    kinds = (days, full, touched, Keyed(open_, 0 * open_), Keyed(every, 0 * every))
    return tuple(Keyed(of, group[of] * _ROOM + key) for of, key in kinds)


def asking(group: Numbers, first: Numbers, last: Numbers) -> tuple[Keyed, ...]:
    """The keys by which spans find those of `told` that they may meet, kind by kind in the same order."""
    days, (full, _) = _days(first, last), _blocks(first, last)
    dated, undated = np.flatnonzero(first != 0), np.flatnonzero(first == 0)
    in_block = Keyed(days.of, days.key // _BLOCK)
    kinds = (days, in_block, full, Keyed(dated, 0 * dated), Keyed(undated, 0 * undated))
    return tuple(Keyed(of, group[of] * _ROOM + key) for of, key in kinds)


def _days(first: Numbers, last: Numbers) -> Keyed:
    """The days of each span that are in none of its whole blocks."""
    begin, end = _whole_blocks(first, last)
    whole = begin < end
    before = ranges(first, np.where(whole, begin * _BLOCK, last + 1))
    after = ranges(np.where(whole, end * _BLOCK, last + 1), last + 1)
    both = (np.concatenate(pair) for pair in zip(before, after, strict=True))
    of, day = both
    dated = first[of] != 0
    return Keyed(of[dated], day[dated])


def _blocks(first: Numbers, last: Numbers) -> tuple[Keyed, Keyed]:
    """The whole blocks of each span, and all blocks that it touches."""
    begin, end = _whole_blocks(first, last)
    dated = first != 0
    touched = ranges(first // _BLOCK, np.where(dated, last // _BLOCK + 1, 0))
    return ranges(begin, np.where(dated, end, 0)), touched


def _whole_blocks(first: Numbers, last: Numbers) -> tuple[Numbers, Numbers]:
    """The first block that lies wholly in each span, and the one after the last; none when in no order."""
    return -(-first // _BLOCK), (last + 1) // _BLOCK


def ranges(begin: Numbers, end: Numbers) -> Keyed:
    """All numbers from one to before another, for each pair of these."""
    counts = np.maximum(end - begin, 0)
    of = np.repeat(np.arange(len(begin)), counts)
    before = np.cumsum(counts) - counts
    return Keyed(of, np.arange(len(of)) - before[of] + begin[of])
