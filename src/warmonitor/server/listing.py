"""Lists of the ledger, page by page."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

import msgspec
from fastapi import HTTPException

from warmonitor.ledger import Filter, Ledger, Listed
from warmonitor.server.asked import Paging

Kind = Literal["reports", "claims", "incidents"]


def listing(ledger: Ledger, kind: Kind, asked: Filter, paging: Paging) -> Listed:
    """The page that is asked for."""
    try:
        wanted = replace(asked, limit=paging.limit, after=paging.after or None)
    except ValueError as error:
        raise HTTPException(400, str(error)) from error
    return ledger.listed(kind, wanted)


class Counted(msgspec.Struct, frozen=True):
    """Some of a list that is short enough to be counted whole; `next` and `count` as in `Listed`."""

    items: list[Any]
    next: str | None
    count: int


def counted(items: Iterable[Any], paging: Paging) -> Counted:
    """The page of a list that is asked for; its cursor is a position."""
    every = list(items)
    here = positions(paging)
    return Counted(every[here], following(here, len(every)), len(every))


def positions(paging: Paging) -> slice:
    """Where in a list the page that is asked for lies."""
    if paging.after and not paging.after.isdecimal():
        raise HTTPException(400, f"not a cursor: {paging.after!r}")
    start = int(paging.after or 0)
    return slice(start, start + paging.limit)


def following(page: slice, count: int) -> str | None:
    """The cursor of the next page of a list; None after the last."""
    return str(page.stop) if page.stop < count else None
