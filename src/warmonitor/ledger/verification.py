"""Proof that nothing in the past was altered."""

import hashlib
import heapq
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from warmonitor.ledger import schema
from warmonitor.ledger.chain import SEALED, START, digest, hash_of
from warmonitor.ledger.packing import check_packs
from warmonitor.ledger.reviewing import columns, read_review, subject_rows
from warmonitor.ledger.rows import KINDS, read_body, record

_BATCH = 500

Written = tuple[int, int, Table, Mapping[str, Any]]
"""The change that wrote a row, the table's place in the order of writing, the table, the row."""


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """What `verify` found: how many changes and rows were recomputed, the last hash, and each fault in words.

    Who keeps `head` elsewhere can also prove that nothing was cut off at the end.
    """

    changes: int
    rows: int
    head: str | None
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found altered."""
        return not self.faults


def verify(connection: Connection) -> Verification:
    """Recompute everything that the changelog seals and everything that only repeats it."""
    faults: list[str] = []
    rows = 0
    head: str | None = None
    entries = _entries(connection)
    expected = 1
    for number, group in groupby(_written(connection), key=itemgetter(0)):
        written = [(table, row) for _, _, table, row in group]
        rows += len(written)
        for entry in entries:
            faults += _check_entry(entry, expected, head)
            expected, head = entry["seq"] + 1, entry["hash"]
            if entry["seq"] == number:
                if digest(written) != entry["digest"]:
                    faults.append(f"change {number}: what it wrote was altered")
                break
            faults.append(f"change {entry['seq']}: what it wrote is gone")
        else:
            faults.append(f"change {number}: its entry in the changelog is gone")
    for entry in entries:
        faults += [*_check_entry(entry, expected, head), f"change {entry['seq']}: what it wrote is gone"]
        expected, head = entry["seq"] + 1, entry["hash"]
    faults += _check_raws(connection)
    for kind in KINDS:
        faults += _check_revisions(connection, schema.METADATA.tables[kind])
    faults += _check_reviews(connection)
    faults += check_packs(connection)
    return Verification(changes=expected - 1, rows=rows, head=head, faults=tuple(faults))


def _entries(connection: Connection) -> Iterator[Mapping[str, Any]]:
    query = select(schema.changes).order_by(schema.changes.c.seq)
    for row in connection.execution_options(yield_per=_BATCH).execute(query).mappings():
        yield dict(row)


def _check_entry(entry: Mapping[str, Any], expected: int, head: str | None) -> list[str]:
    faults = []
    if entry["seq"] != expected or entry["previous"] != (head or START):
        faults.append(f"change {entry['seq']}: the chain is broken before it")
    if hash_of(entry) != entry["hash"]:
        faults.append(f"change {entry['seq']}: its entry in the changelog was altered")
    return faults


def _written(connection: Connection) -> Iterator[Written]:
    """All sealed rows in the order in which they were written."""
    return heapq.merge(
        *(_rows_of(connection, order, table) for order, table in enumerate(SEALED)), key=itemgetter(0, 1)
    )


def _rows_of(connection: Connection, order: int, table: Table) -> Iterator[Written]:
    columns = [table.c[name] for name in SEALED[table]]
    query = select(table.c.change, *columns).order_by(table.c.change, table.c.seq)
    for row in connection.execution_options(yield_per=_BATCH).execute(query).mappings():
        yield row["change"], order, table, dict(row)


def _check_raws(connection: Connection) -> Iterator[str]:
    query = select(schema.raws.c.sha256, schema.raws.c.packed)
    for row in connection.execution_options(yield_per=16).execute(query):
        try:
            found = hashlib.sha256(zlib.decompress(row.packed)).hexdigest()
        except zlib.error:
            found = None
        if found != row.sha256:
            yield f"raw bytes {row.sha256}: altered"


def _check_reviews(connection: Connection) -> Iterator[str]:
    """What the body of a review says, its columns and subjects repeat."""
    table, hanging = schema.reviews, schema.review_subjects
    subjects: dict[int, list[str]] = {}
    query = select(hanging.c.owner, hanging.c.subject).order_by(hanging.c.owner, hanging.c.position)
    for hung in connection.execute(query):
        subjects.setdefault(hung.owner, []).append(hung.subject)
    for row in connection.execute(select(table)).mappings():
        try:
            told = read_review(row["body"])
        except msgspec.MsgspecError:
            told = None
        named = [one["subject"] for one in subject_rows(told)] if told else None
        same = told and all(row[name] == value for name, value in columns(told).items() if name != "body")
        if not same or named != subjects.get(row["seq"], []):
            yield f"review {row['id']}: an indexed column was altered"


def _check_revisions(connection: Connection, table: Table) -> Iterator[str]:
    """What the body says, the columns repeat; and each revision ends when the next begins."""
    recorded = select(table.c.seq, schema.changes.c.recorded_at.label("moment")).join(
        schema.changes, schema.changes.c.seq == table.c.change
    )
    moments = {row.seq: row.moment for row in connection.execute(recorded)}
    last = 0
    while batch := _batch(connection, table, last):
        last = batch[-1]["seq"]
        parts = _parts(connection, table, batch[0]["seq"], last)
        for row in batch:
            if row["recorded_at"] != moments.get(row["seq"]) or not _repeats(table, row, parts):
                yield f"{table.name} {row['id']} revision {row['revision']}: an indexed column was altered"
    yield from _check_ends(connection, table)


def _batch(connection: Connection, table: Table, last: int) -> Sequence[Mapping[str, Any]]:
    query = select(table).where(table.c.seq > last).order_by(table.c.seq).limit(_BATCH)
    return [dict(row) for row in connection.execute(query).mappings()]


def _parts(
    connection: Connection, table: Table, first: int, last: int
) -> Mapping[tuple[str, int], list[dict[str, Any]]]:
    """The rows that hang on a run of revisions, by table and owner."""
    found: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for part in _hanging_on(table):
        query = select(part).where(part.c.owner.between(first, last)).order_by(part.c.owner, part.c.position)
        for row in connection.execute(query).mappings():
            values = dict(row)
            found.setdefault((part.name, values.pop("owner")), []).append(values)
    return found


@cache
def _hanging_on(table: Table) -> tuple[Table, ...]:
    return tuple(
        part
        for part in schema.METADATA.sorted_tables
        if "owner" in part.c and part.c.owner.references(table.c.seq)
    )


def _repeats(
    table: Table, row: Mapping[str, Any], parts: Mapping[tuple[str, int], list[dict[str, Any]]]
) -> bool:
    try:
        told = record(read_body(table, row["body"]))
    except msgspec.MsgspecError:
        return False
    # The changelog has sealed the body; a noun that has got a field since then is written longer today.
    if any(row[name] != value for name, value in told.columns.items() if name != "body"):
        return False
    return all(
        list(told.parts.get(part, ())) == parts.get((part.name, row["seq"]), [])
        for part in _hanging_on(table)
    )


def _check_ends(connection: Connection, table: Table) -> Iterator[str]:
    following = table.alias("following")
    query = (
        select(table.c.id, table.c.revision)
        .outerjoin(following, (following.c.id == table.c.id) & (following.c.revision == table.c.revision + 1))
        .where(table.c.replaced_at.is_distinct_from(following.c.recorded_at))
    )
    for row in connection.execute(query):
        yield f"{table.name} {row.id} revision {row.revision}: its end was altered"
