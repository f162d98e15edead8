"""Tolls of many incidents added up, column by column: nobody counted twice."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from warmonitor.incidents.figures import Key
from warmonitor.incidents.table import NONE, Mask, Numbers, Table, coded, distinct, numbers

WITHIN, ELSEWHEN, UNTIMED, BEYOND, UNPLACED, PAST = range(6)
"""How an incident stands to a period: only the first is added, and the second is none of it."""


class Added(NamedTuple):
    """One measure, group and side of a period: the range, and the indexes of the incidents that it adds."""

    period: int
    key: Key
    low: int | None
    high: int | None
    incidents: Numbers


class _Figures(NamedTuple):
    """What incidents tell of each key: who, how many, and which whole tells it too.

    `key` counts the keys on from period to period.
    """

    keys: Sequence[Key]
    key: Numbers
    owner: Numbers
    low: Numbers
    high: Numbers
    no_low: Mask
    no_high: Mask
    whole: Numbers


def standings(table: Table, since: date | None, until: date | None, past: Mask | None = None) -> Numbers:
    """How each incident stands to a period, None being no bound.

    `past` marks those told as history only: they are of no period unless their days are asked for.
    """
    begin = since.toordinal() if since else 0
    end = until.toordinal() if until else date.max.toordinal()
    found = standing_to(table, begin, end)
    if since is None and until is None:
        found[(table.first == 0) & (table.at != NONE)] = WITHIN
        if past is not None:
            found[past & (found == WITHIN)] = PAST
    return found


def standing_to(table: Table, begin: Numbers | int, end: Numbers | int) -> Numbers:
    """How each incident stands to a period from one day to another, or each to one of its own."""
    first, last = table.first, table.last
    found = np.where(table.at == NONE, UNPLACED, WITHIN)
    found[(first < begin) | (last > end)] = BEYOND
    found[(first > end) | (last < begin)] = ELSEWHEN
    found[first == 0] = UNTIMED
    return found


def add(table: Table, parents: Numbers, period: Numbers | None = None) -> list[Added]:
    """The tolls of all incidents added up, key by key; where a period is told of each, of each by itself.

    Lows: a whole or its parts, whichever is more. Highs: both, for they may yet be different people. No whole
    may be of another period than its part.
    """
    told = _figures(table, parents, np.zeros(len(table), np.int64) if period is None else period)
    if not len(told.key):
        return []
    begin = np.flatnonzero(np.diff(told.key, prepend=-1))
    lows = np.add.reduceat(np.where(told.whole == NONE, _lows(told), 0), begin).tolist()
    highs = np.add.reduceat(told.high, begin).tolist()
    no_low = np.logical_and.reduceat(told.no_low, begin).tolist()
    no_high = np.logical_or.reduceat(told.no_high, begin).tolist()
    return [
        Added(
            int(told.key[at] // len(told.keys)),
            told.keys[told.key[at] % len(told.keys)],
            None if no_low[number] else lows[number],
            None if no_high[number] else highs[number],
            incidents,
        )
        for number, (at, incidents) in enumerate(zip(begin, np.split(told.owner, begin[1:]), strict=True))
    ]


def parts_told(table: Table, parents: Numbers) -> Numbers:
    """The incidents whose whole tells a figure of the same key."""
    key, _ = _keys(table)
    pairs = np.sort(key * len(table) + table.owner)
    part = np.flatnonzero(parents[table.owner] != NONE)
    of_whole = key[part] * len(table) + parents[table.owner[part]]
    told = np.append(pairs, NONE)[np.searchsorted(pairs, of_whole)] == of_whole
    return distinct(table.owner[part[told]], len(table))


def _figures(table: Table, parents: Numbers, period: Numbers) -> _Figures:
    """What incidents tell, by period, key and incident; of two of one key in one incident the last."""
    key, keys = _keys(table)
    key = key + len(keys) * period[table.owner]
    pairs = key * len(table) + table.owner
    ordered = np.argsort(pairs, kind="stable")
    ordered = ordered[np.diff(pairs[ordered], append=NONE) != 0]
    pairs, toll = pairs[ordered], table.toll[ordered]
    key, owner = np.divmod(pairs, max(len(table), 1))
    low = numbers(told.low or 0 for told in table.tolls)
    high = numbers(told.high or 0 for told in table.tolls)
    no_low = np.array([told.low is None for told in table.tolls], np.bool_)
    no_high = np.array([told.high is None for told in table.tolls], np.bool_)
    whole = _nearest(pairs, key, parents[owner], parents)
    return _Figures(keys, key, owner, low[toll], high[toll], no_low[toll], no_high[toll], whole)


def _keys(table: Table) -> tuple[Numbers, list[Key]]:
    """For each toll the index of its key among all keys, which are in order."""
    code, known = coded((told.measure, told.group, told.side) for told in table.tolls)
    keys = sorted(known)
    place = {key: number for number, key in enumerate(keys)}
    return numbers(place[key] for key in known)[code][table.toll], keys


def _nearest(pairs: Numbers, key: Numbers, up: Numbers, parents: Numbers) -> Numbers:
    """The index of the pair of the narrowest whole that tells the same key; `NONE` for none."""
    found = np.full(len(pairs), NONE)
    live = np.flatnonzero(up != NONE)
    up = up[live]
    while len(live):
        wanted = key[live] * len(parents) + up
        at = np.searchsorted(pairs, wanted)
        hit = np.append(pairs, NONE)[at] == wanted
        found[live[hit]] = at[hit]
        up = np.append(parents, NONE)[up]
        going = ~hit & (up != NONE)
        live, up = live[going], up[going]
    return found


def _lows(told: _Figures) -> Numbers:
    """The low of each with its parts, the innermost added first."""
    depth, up = np.zeros(len(told.whole), np.int64), told.whole
    while (inside := up != NONE).any():
        depth += inside
        up = np.where(inside, told.whole[up], NONE)
    parts = np.zeros(len(told.low), np.int64)
    for level in range(int(depth.max(initial=0)), 0, -1):
        at = np.flatnonzero(depth == level)
        np.add.at(parts, told.whole[at], np.maximum(told.low[at], parts[at]))
    return np.maximum(told.low, parts)
