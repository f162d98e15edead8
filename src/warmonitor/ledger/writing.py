"""What is written to the ledger, each in one transaction."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, Row, Table, select

from warmonitor.ledger import schema
from warmonitor.ledger.chain import Change
from warmonitor.ledger.reviewing import graded
from warmonitor.ledger.rows import read_body, record
from warmonitor.model import Claim, Incident, Report

_BATCH = 500


class Linkage(Protocol):
    """What linking gives: all incidents, which old ids they go by now, and the families of copied reports."""

    @property
    def incidents(self) -> Sequence[Incident]:
        """All incidents of the claims of the ledger."""

    @property
    def redirects(self) -> Mapping[str, str]:
        """Old incident id to new."""

    @property
    def families(self) -> Mapping[str, str]:
        """Report id to the id of the family's first report."""


def is_known(connection: Connection, table: Table, identity: str) -> bool:
    """Whether any revision of an id is kept, withdrawn or not."""
    return connection.scalar(select(table.c.seq).where(table.c.id == identity).limit(1)) is not None


def check_belonging(report: Report, raw: bytes, claims: Sequence[Claim]) -> None:
    """Hold that a report, its raw bytes and its claims belong together.

    Raises:
        ValueError: the bytes have another SHA-256 than the report says, a claim is of another report, or two
            claims have one id.
    """
    if hashlib.sha256(raw).hexdigest() != report.sha256:
        raise ValueError(f"the raw bytes of {report.id} are not those that its sha256 names")
    seen: set[str] = set()
    for claim in claims:
        if claim.report != report.id:
            raise ValueError(f"claim {claim.id} is of report {claim.report}, not of {report.id}")
        if claim.id in seen:
            raise ValueError(f"two claims of report {report.id} have the id {claim.id}")
        seen.add(claim.id)


def known_of(connection: Connection, reports: Sequence[str]) -> Iterator[str]:
    """Those of some reports of which any revision is kept."""
    table = schema.reports
    for start in range(0, len(reports), _BATCH):
        yield from connection.scalars(
            select(table.c.id).where(table.c.id.in_(reports[start : start + _BATCH]))
        )


def add_report(
    change: Change, connection: Connection, report: Report, raw: bytes, claims: Sequence[Claim]
) -> None:
    """Append a report, its raw bytes (unless kept already, by this change or before) and its claims."""
    raws = schema.raws
    if (
        not change.keeps_raw(report.sha256)
        and connection.scalar(select(raws.c.seq).where(raws.c.sha256 == report.sha256)) is None
    ):
        change.append(
            raws,
            {
                "sha256": report.sha256,
                "size": len(raw),
                "path": report.path.replace("\0", " "),
                "url": report.url,
                "retrieved_at": report.retrieved_at,
                "packed": zlib.compress(raw, 6),
            },
        )
    change.revise(record(report))
    for claim in claims:
        change.revise(record(claim))


def add_linkage(change: Change, connection: Connection, linkage: Linkage) -> None:
    """Append what changed: new and changed incidents, tombstones for those gone, redirects, families."""
    table = schema.incidents
    standing = {row.id: row for row in connection.execute(select(table).where(table.c.replaced_at.is_(None)))}
    redirects = {**current_mapping(connection, schema.redirects), **linkage.redirects}
    for living in linkage.incidents:
        redirects.pop(living.id, None)
    for incident in graded(connection, linkage.incidents, redirects):
        _keep_incident(change, incident, standing.pop(incident.id, None))
    for gone in standing.values():
        if not gone.withdrawn:
            last = record(read_body(table, gone.body))
            change.revise(last, revision=gone.revision + 1, withdrawn=True, replaces=gone.seq)
    _keep_mapping(change, schema.redirects, linkage.redirects, current_mapping(connection, schema.redirects))
    _keep_mapping(change, schema.families, linkage.families, current_mapping(connection, schema.families))


def _keep_incident(change: Change, incident: Incident, before: Row[tuple[object, ...]] | None) -> None:
    new = record(incident)
    if before is None:
        change.revise(new)
    elif before.withdrawn or before.body != new.columns["body"]:
        change.revise(new, revision=before.revision + 1, replaces=before.seq)


def _keep_mapping(change: Change, table: Table, new: Mapping[str, str], current: Mapping[str, str]) -> None:
    left, right = (column.name for column in list(table.c)[-2:])
    for old in sorted(new):
        if current.get(old) != new[old]:
            change.append(table, {left: old, right: new[old]})


def current_mapping(connection: Connection, table: Table, moment: datetime | None = None) -> dict[str, str]:
    """What `redirects` or `families` said at an instant (None: now), the latest word for each left side."""
    left, right = list(table.c)[-2:]
    query = select(left, right).order_by(table.c.seq)
    if moment is not None:
        query = query.where(table.c.recorded_at <= moment)
    return {row[0]: row[1] for row in connection.execute(query)}
