"""Which revision stands, as conditions of SQL: for single things, which need no look at all the others."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, or_

from warmonitor.ledger import schema

Condition = ColumnElement[bool]

TABLES: Mapping[str, Table] = {
    "reports": schema.reports,
    "claims": schema.claims,
    "incidents": schema.incidents,
}


def known_at(table: Table, moment: datetime | None) -> Condition:
    """The revision that stood at an instant (None: now) and was no tombstone."""
    return and_(stood_at(table, moment), table.c.withdrawn.is_(False))


def stood_at(table: Table, moment: datetime | None) -> Condition:
    """The revision that stood at an instant (None: now), tombstones too."""
    if moment is None:
        return table.c.replaced_at.is_(None)
    later = or_(table.c.replaced_at.is_(None), table.c.replaced_at > moment)
    return and_(table.c.recorded_at <= moment, later)
