"""The facets in memory: read once from the packs, and from then on only what was added since.

Rows are only ever added. So what a transaction sees, and what the ledger was at an instant, is a first part
of every array; what stands there follows from which rows replace which.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import RLock
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, Table, func, select

from warmonitor.ledger import schema
from warmonitor.ledger.bits import Bits, Mask
from warmonitor.ledger.facets import ABSENT, Array, Facet, Run, Term, coded, facets, read
from warmonitor.ledger.packing import SIZE, unpacked
from warmonitor.ledger.standing import TABLES


@dataclass(slots=True)
class _Kept:
    """A facet of the rows up to the number `last`."""

    arrays: dict[str, Array]
    terms: list[Term]
    known: dict[Term, int]
    last: int


@dataclass(slots=True)
class _Coded:
    """The codes of the first `count` terms of a facet by the value of a field."""

    codes: dict[Hashable, list[int]]
    count: int


class Columns:
    """The facets of one ledger, as far as they were asked for; safe to use from many threads."""

    def __init__(self) -> None:
        self.bits = Bits()
        self._lock = RLock()
        self._kept: dict[str, _Kept] = {}
        self._orders: dict[str, tuple[Array, Array]] = {}
        self._coded: dict[tuple[str, str], _Coded] = {}

    def order(self, kind: str, ids: Array) -> Array:
        """The indexes of a collection's rows in the order of their ids; those of added rows are put in."""
        with self._lock:
            known, ordered = self._orders.get(kind, (np.zeros(0, dtype=np.int32), ids[:0]))
            if len(known) < len(ids):
                known, ordered = _put_in(known, ordered, ids)
                self._orders[kind] = known, ordered
        return known if len(known) == len(ids) else known[known < len(ids)]

    def coded(self, facet: str, field: str, terms: Sequence[Term]) -> Mapping[Hashable, Sequence[int]]:
        """The codes of a facet's terms by the value of a field; only those added since are looked at."""
        with self._lock:
            known = self._coded.setdefault((facet, field), _Coded({}, 0))
            for code in range(known.count, len(terms)):
                known.codes.setdefault(getattr(terms[code], field), []).append(code)
            known.count = max(known.count, len(terms))
            return known.codes

    def get(self, connection: Connection, facet: Facet, last: int) -> Run:
        """A facet of the rows up to a number."""
        with self._lock:
            kept = self._kept.get(facet.name)
            if kept is None:
                kept = self._kept[facet.name] = _begun(connection, facet, last)
            if kept.last < last:
                _go_on(connection, facet, kept, last)
            arrays, terms = dict(kept.arrays), kept.terms
        if kept.last > last:
            end = int(np.searchsorted(arrays["owner"], last, side="right"))
            arrays = {name: array[:end] for name, array in arrays.items()}
        return Run(arrays, terms)


def _put_in(order: Array, ordered: Array, ids: Array) -> tuple[Array, Array]:
    """The order of ids, given that of the first of them, and the ids in it."""
    added = ids[len(order) :]
    if len(added) > len(order) or ordered.dtype != ids.dtype:
        order = np.argsort(ids, kind="stable").astype(np.int32)
        return order, ids[order]
    new = np.argsort(added, kind="stable")
    at = np.searchsorted(ordered, added[new], side="right")
    return np.insert(order, at, len(order) + new), np.insert(ordered, at, added[new])


def _begun(connection: Connection, facet: Facet, last: int) -> _Kept:
    runs = last // SIZE
    found = unpacked(connection, facet, runs)
    if not found.arrays:
        return _Kept(dict(read(connection, facet, 1, 0).arrays), [], {}, 0)
    return _Kept(dict(found.arrays), found.terms, {}, runs * SIZE)


def _go_on(connection: Connection, facet: Facet, kept: _Kept, last: int) -> None:
    added = read(connection, facet, kept.last + 1, last)
    arrays = dict(added.arrays)
    if facet.term is not None:
        if len(kept.known) < len(kept.terms):
            kept.known = {term: code for code, term in enumerate(kept.terms)}
        terms = list(kept.terms)
        codes = coded(added.terms, terms, kept.known)
        arrays["code"] = codes[arrays["code"]] if len(codes) else arrays["code"]
        kept.terms = terms
    kept.arrays = {name: np.concatenate((array, arrays[name])) for name, array in kept.arrays.items()}
    kept.last = last


class View:
    """The ledger as one transaction sees it, now or as it was known at an instant."""

    def __init__(
        self, columns: Columns, connection: Connection, moment: datetime | None, *, indexed: bool
    ) -> None:
        """`indexed` says that SQLite's index of words is there."""
        self.connection = connection
        self.indexed = indexed
        self._columns = columns
        self.moment = moment
        self._last: dict[str, int] = {}
        self._standing: dict[str, Mask] = {}

    def last(self, kind: str) -> int:
        """The number of the last row of a collection."""
        if kind not in self._last:
            self._last[kind] = last_row(self.connection, schema.METADATA.tables[kind], self.moment)
        return self._last[kind]

    def facet(self, name: str) -> Run:
        """A facet of the rows up to the last."""
        facet = facets()[name]
        return self._columns.get(self.connection, facet, self.last(facet.of.name))

    def rows(self, kind: str) -> dict[str, Array]:
        """What each row of a collection is, by column."""
        return dict(self.facet(f"{kind}.rows").arrays)

    def coded(self, facet: str, field: str) -> Mapping[Hashable, Sequence[int]]:
        """The codes of a facet's terms by the value of a field."""
        return self._columns.coded(facet, field, self.facet(facet).terms)

    def by_id(self, kind: str, mask: Mask) -> Array:
        """The indexes of the rows of a mask in the order of their ids."""
        order = self._columns.order(kind, self.facet(f"{kind}.ids").arrays["id"])
        return order[mask[order]]

    def none(self, kind: str) -> Mask:
        """A mask of no row of a collection."""
        return np.zeros(self.last(kind), dtype=np.bool_)

    def bits(self, question: Hashable, last: int, find: Callable[[int], Mask]) -> Mask:
        """A mask of rows that is kept from question to question; see `Bits.mask`."""
        return self._columns.bits.mask(question, last, find)

    def standing(self, kind: str) -> Mask:
        """The last revision of each id, unless it is a tombstone."""

        def find(_: int) -> Mask:
            rows = self.rows(kind)
            mask: Mask = rows["withdrawn"] == 0
            replaced = rows["replaces"]
            mask[replaced[replaced != ABSENT] - 1] = False
            return mask

        if kind not in self._standing:
            last = self.last(kind)
            self._standing[kind] = self.bits(("standing", kind, last), last, find)
        return self._standing[kind]

    def at(self, kind: str, numbers: Array) -> Mask:
        """A mask of the rows of some numbers."""
        mask = self.none(kind)
        mask[numbers[numbers != ABSENT] - 1] = True
        return mask

    def worded(self, kind: str, words: str, query: Select[int], added: Select[int]) -> Mask:
        """A mask of the rows of a collection that a query finds by some words, another among a few rows."""
        last = self.last(kind)

        def find(known: int) -> Mask:
            asked = added if last - known <= SIZE else query
            number = asked.selected_columns[0]
            among = asked.where(number > known, number <= last)
            mask = np.zeros(last - known, dtype=np.bool_)
            mask[np.fromiter(self.connection.scalars(among), dtype=np.int64) - known - 1] = True
            return mask

        return self.bits(("words", kind, words), last, find)

    def number(self, kind: str, identity: str) -> int:
        """The number of an id: that of its first revision; `ABSENT` when there is none."""
        table = TABLES[kind]
        query = select(table.c.seq).where(table.c.id == identity, table.c.revision == 1)
        found = self.connection.scalar(query)
        return found if found is not None and found <= self.last(kind) else ABSENT


def last_row(connection: Connection, table: Table, moment: datetime | None) -> int:
    """The number of the last row that a table had at an instant (None: now)."""
    if moment is None:
        found: Any = connection.scalar(select(func.max(table.c.seq)))
        return found or 0
    changes = schema.changes
    change = select(changes.c.seq).where(changes.c.recorded_at <= moment)
    newest = change.order_by(changes.c.recorded_at.desc(), changes.c.seq.desc()).limit(1).scalar_subquery()
    query = select(table.c.seq).where(table.c.change <= newest)
    return connection.scalar(query.order_by(table.c.change.desc(), table.c.seq.desc()).limit(1)) or 0
