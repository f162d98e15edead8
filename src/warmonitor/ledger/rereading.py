"""A report read again: what the machine reads now stands over what it read before."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Table, select

from warmonitor.ledger import reviewing, schema
from warmonitor.ledger.chain import Change
from warmonitor.ledger.rows import record
from warmonitor.model import Claim, Report


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """What reading again changed: the ids of the claims that are new, changed, withdrawn or as they were.

    `unfit` are reviews whose correction the new reading cannot take; they are kept, and change nothing.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()


def read_again(change: Change, connection: Connection, report: Report, claims: Sequence[Claim]) -> Reread:
    """Append what is new, a revision of what is read otherwise, a tombstone for what is read no longer.

    A claim is the same when its id is. The machine's readings are compared with its last ones, not with what
    reviewers made of them.

    Raises:
        LookupError: the ledger does not keep the report, or keeps other bytes under its id.
    """
    kept = _standing(connection, schema.reports, schema.reports.c.id == report.id).get(report.id)
    if kept is None or kept.sha256 != report.sha256:
        raise LookupError(f"the ledger does not keep report {report.id}")
    told = record(report)
    if told.columns["body"] != kept.body:
        change.revise(told, revision=kept.revision + 1, replaces=kept.seq)
    before = _standing(connection, schema.claims, schema.claims.c.report == report.id)
    found: dict[str, list[str]] = {"new": [], "changed": [], "withdrawn": [], "same": []}
    for claim in claims:
        last = before.pop(claim.id, None)
        if last is None:
            change.revise(record(claim))
            found["new"].append(claim.id)
        elif reviewing.machine_reading(connection, claim.id) == (claim, False):
            found["same"].append(claim.id)
        else:
            change.revise(record(claim), revision=last.revision + 1, replaces=last.seq)
            found["changed"].append(claim.id)
    for last in before.values():
        read, gone = reviewing.machine_reading(connection, last.id)
        if not gone:
            change.revise(record(read), revision=last.revision + 1, withdrawn=True, replaces=last.seq)
            found["withdrawn"].append(last.id)
    return Reread(**{name: tuple(ids) for name, ids in found.items()})


def decide_again(change: Change, connection: Connection, claims: Iterable[str]) -> tuple[str, ...]:
    """Make standing corrections and rejections of claims anew; gives the reviews that do not fit any more."""
    return tuple(
        dict.fromkeys(one for claim in claims for one in reviewing.settle(change, connection, claim))
    )


def _standing(connection: Connection, table: Table, condition: ColumnElement[bool]) -> dict[str, Row[Any]]:
    """The last revisions, tombstones too, by id."""
    query = select(table).where(condition, table.c.replaced_at.is_(None)).order_by(table.c.seq)
    return {row.id: row for row in connection.execute(query)}
