"""Looking up single things: by id, an incident with all that it stands on, what a thing was before."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, Table, func, select

from warmonitor.ledger import schema
from warmonitor.ledger.columns import View
from warmonitor.ledger.cursor import Noun, day_order
from warmonitor.ledger.embargo import Held
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.rows import KINDS, read_body
from warmonitor.ledger.standing import TABLES, known_at, stood_at
from warmonitor.model import Claim, Incident, Report, from_json

N = TypeVar("N", Report, Claim, Incident)

_BATCH = 500

_TABLE_OF: Mapping[type[Noun], Table] = {noun: TABLES[kind] for kind, noun in KINDS.items()}


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """An incident with its claims, latest day first, their reports by id, and the reports' families."""

    incident: Incident
    claims: tuple[Claim, ...]
    reports: Mapping[str, Report]
    families: Mapping[str, str]


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """What a thing was from `recorded_at` on.

    `withdrawn` marks a tombstone (the noun is then the last one before); `redirect` is the id it redirects
    to since.
    """

    revision: int
    recorded_at: datetime
    who: str
    what: str
    why: str | None
    withdrawn: bool
    redirect: str | None
    noun: Noun


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger holds; `raw_bytes` before packing, `head` the last hash of the changelog."""

    reports: int
    claims: int
    incidents: int
    raw_bytes: int
    changes: int
    last_ingest: datetime | None
    last_change: datetime | None
    head: str | None
    schema_version: str


def one(connection: Connection, noun: type[N], identity: str, moment: datetime | None) -> N | None:
    """The noun of an id as it stood at an instant, None when there was none."""
    table = _TABLE_OF[noun]
    body = connection.scalar(select(table.c.body).where(table.c.id == identity, known_at(table, moment)))
    return None if body is None else from_json(body, noun)


def some(
    connection: Connection, noun: type[N], identities: Iterable[str], moment: datetime | None
) -> Iterator[N]:
    """The nouns of some ids as they stood at an instant."""
    table = _TABLE_OF[noun]
    every = sorted(set(identities))
    for start in range(0, len(every), _BATCH):
        asked = table.c.id.in_(every[start : start + _BATCH])
        for body in connection.scalars(select(table.c.body).where(asked, known_at(table, moment))):
            yield from_json(body, noun)


def incident(connection: Connection, identity: str, moment: datetime | None) -> Incident | None:
    """The incident of an id, or the one it redirects to."""
    seen: set[str] = set()
    while identity not in seen:
        if found := one(connection, Incident, identity, moment):
            return found
        seen.add(identity)
        identity = _redirect(connection, identity, moment) or identity
    return None


def redirected(connection: Connection, wanted: Filter) -> Filter:
    """The filter with its incident's id replaced by the one it redirects to."""
    if wanted.incident is None:
        return wanted
    found = incident(connection, wanted.incident, wanted.moment)
    return replace(wanted, incident=found.id) if found else wanted


def incident_of(connection: Connection, claim: str, moment: datetime | None) -> Incident | None:
    """The incident that a claim is part of."""
    links, table = schema.incident_claims, schema.incidents
    query = select(table.c.body).join(links, links.c.owner == table.c.seq)
    body = connection.scalar(query.where(links.c.claim == claim, known_at(table, moment)).limit(1))
    return None if body is None else from_json(body, Incident)


def dossier(connection: Connection, identity: str, moment: datetime | None) -> Dossier | None:
    """An incident, its claims, their reports and the families of these."""
    found = incident(connection, identity, moment)
    if found is None:
        return None
    claims = sorted(some(connection, Claim, found.claims, moment), key=_listed)
    reports = sorted(some(connection, Report, (claim.report for claim in claims), moment), key=_listed)
    table = schema.families
    of_these = select(table.c.report, table.c.family).where(
        table.c.report.in_([report.id for report in reports])
    )
    if moment is not None:
        of_these = of_these.where(table.c.recorded_at <= moment)
    families = {row.report: row.family for row in connection.execute(of_these.order_by(table.c.seq))}
    by_id = {report.id: report for report in reports}
    return Dossier(incident=found, claims=tuple(claims), reports=by_id, families=families)


def _listed(noun: Noun) -> tuple[int, str]:
    """The order of lists."""
    return -day_order(noun), noun.id


def raw(connection: Connection, report: str) -> bytes | None:
    """The bytes that a report was read from."""
    raws, reports = schema.raws, schema.reports
    query = select(raws.c.packed).join(reports, reports.c.sha256 == raws.c.sha256)
    packed = connection.scalar(query.where(reports.c.id == report, stood_at(reports, None)))
    return None if packed is None else zlib.decompress(packed)


def history(connection: Connection, identity: str) -> list[Revision]:
    """The revisions of an id, oldest first."""
    for table in TABLES.values():
        changes = schema.changes
        query = select(table, changes.c.who, changes.c.what, changes.c.why)
        query = query.join(changes, changes.c.seq == table.c.change).where(table.c.id == identity)
        rows = connection.execute(query.order_by(table.c.revision)).all()
        if rows:
            return [
                Revision(
                    revision=row.revision,
                    recorded_at=row.recorded_at,
                    who=row.who,
                    what=row.what,
                    why=row.why,
                    withdrawn=row.withdrawn,
                    redirect=_redirect(connection, identity, row.recorded_at) if row.withdrawn else None,
                    noun=read_body(table, row.body),
                )
                for row in rows
            ]
    return []


def stats(view: View, held: Held, version: str) -> Stats:
    """Counts of what stands now and is not held back, and the state of the changelog."""
    connection, changes = view.connection, schema.changes
    head = connection.execute(select(changes).order_by(changes.c.seq.desc()).limit(1)).first()
    last = select(schema.reports.c.recorded_at).order_by(schema.reports.c.seq.desc()).limit(1)
    return Stats(
        **{
            kind: int((view.standing(kind) & ~held.mask(kind) if held else view.standing(kind)).sum())
            for kind in TABLES
        },
        raw_bytes=int(connection.scalar(select(func.sum(schema.raws.c.size))) or 0),
        changes=head.seq if head else 0,
        last_ingest=connection.scalar(last),
        last_change=head.recorded_at if head else None,
        head=head.hash if head else None,
        schema_version=version,
    )


def _redirect(connection: Connection, old: str, moment: datetime | None) -> str | None:
    table = schema.redirects
    query = select(table.c.new).where(table.c.old == old).order_by(table.c.seq.desc()).limit(1)
    if moment is not None:
        query = query.where(table.c.recorded_at <= moment)
    return connection.scalar(query)
