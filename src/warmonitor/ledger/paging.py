"""The order of a list, and a page of it: latest day first, then by id."""

from collections.abc import Iterator

import msgspec
import numpy as np
from sqlalchemy import select

from warmonitor.ledger.bits import Mask
from warmonitor.ledger.columns import View
from warmonitor.ledger.cursor import cursor_at, read_cursor
from warmonitor.ledger.facets import Array
from warmonitor.ledger.standing import TABLES

_BATCH = 500


class Listed(msgspec.Struct, frozen=True):
    """Some items of a list, latest first, each in its own JSON.

    `next` is the cursor of the page that follows, null on the last one; `count` is how many fit the filter in
    all; `undated` is how many more would fit but have no date, when the filter names days.
    """

    items: list[msgspec.Raw]
    next: str | None
    count: int
    undated: int


def page_of(view: View, kind: str, mask: Mask, limit: int | None = None, after: str | None = None) -> Array:
    """The numbers of some rows in the order of the list: at most so many, after a cursor."""
    found = np.flatnonzero(mask)
    days = view.rows(kind)["day"][found]
    if after is not None:
        keep = _after(view, kind, found, days, after)
        found, days = found[keep], days[keep]
    return foremost(view, kind, found, days, limit)


def foremost(view: View, kind: str, found: Array, weights: Array, limit: int | None) -> Array:
    """The numbers of the rows at some indexes, the greatest weight first, then by id; at most so many."""
    if limit is not None and len(found) > limit:
        keep = weights >= np.partition(weights, -limit)[-limit]
        found, weights = found[keep], weights[keep]
    ids = view.facet(f"{kind}.ids").arrays["id"][found]
    ordered: Array = found[np.lexsort((ids, -weights))][:limit] + 1
    return ordered


def _after(view: View, kind: str, found: Array, days: Array, after: str) -> Mask:
    day, identity = read_cursor(after)
    keep: Mask = days < day
    same = np.flatnonzero(days == day)
    ids = view.facet(f"{kind}.ids").arrays["id"][found[same]]
    keep[same[ids > identity.encode()]] = True
    return keep


def cursor_of(view: View, kind: str, number: int) -> str:
    """The cursor of a row."""
    identity = view.facet(f"{kind}.ids").arrays["id"][number - 1].decode()
    return cursor_at(int(view.rows(kind)["day"][number - 1]), identity)


def bodies(view: View, kind: str, numbers: Array) -> Iterator[str]:
    """The JSON of rows, in the order of their numbers here."""
    table = TABLES[kind]
    for start in range(0, len(numbers), _BATCH):
        run: list[int] = numbers[start : start + _BATCH].tolist()
        first, last = min(run), max(run)
        among = table.c.seq.between(first, last) if last - first < 2 * len(run) else table.c.seq.in_(run)
        query = select(table.c.seq, table.c.body).where(among)
        told = {row.seq: row.body for row in view.connection.execute(query)}
        yield from (told[number] for number in run)
