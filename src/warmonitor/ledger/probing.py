"""Which way a list is had soonest: how many rows a filter's words fit, counted up to a few thousand."""

from typing import Any

from sqlalchemy import Connection, Select, func, select

from warmonitor.ledger import schema
from warmonitor.ledger.conditions import PARTS, SHORTEST_RUN, Means, worded
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.keys import search_key

_MANY = 3000


def means_for(connection: Connection, wanted: Filter, *, indexed: bool) -> Means:
    """How to look for a page of what a filter asks for; `indexed` says that SQLite has its index of words.

    A filter without a limit wants all there is: then the order of the list is of no help.
    """
    if wanted.limit is None:
        return Means(worded=indexed)
    wide: set[str] = set()
    for word, (part, condition) in PARTS.items():
        if (value := getattr(wanted, word)) is not None:
            fit = select(part.c.position).select_from(part).where(condition(value))
            wide |= {word} if _many(connection, fit) else set()
    if indexed and wanted.text is not None and len(key := search_key(wanted.text)) >= SHORTEST_RUN:
        wide |= {"text"} if _many(connection, worded(schema.claims, key)) else set()
    return Means(frozenset(wide), indexed)


def _many(connection: Connection, fit: Select[Any]) -> bool:
    few = fit.limit(_MANY).subquery()
    return (connection.scalar(select(func.count()).select_from(few)) or 0) >= _MANY
