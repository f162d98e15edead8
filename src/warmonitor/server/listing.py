"""Lists of the ledger, page by page."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Literal

import msgspec
from fastapi import HTTPException

from warmonitor.ledger import Filter, Ledger, cursor
from warmonitor.model import Claim, Incident, Report
from warmonitor.server.asked import Paging

Noun = Report | Claim | Incident
Kind = Literal["reports", "claims", "incidents"]


class Page(msgspec.Struct, frozen=True):
    """Some items of a list, latest first.

    `next` is the cursor of the page that follows, null on the last one; `count` is how many fit the filter in
    all; `undated` is how many more would fit but have no date, when the filter names days.
    """

    items: list[Noun]
    next: str | None
    count: int
    undated: int


def listing(ledger: Ledger, kind: Kind, asked: Filter, paging: Paging) -> Page:
    """The page that is asked for; one item more is read, to know whether another follows."""
    try:
        wanted = replace(asked, limit=paging.limit + 1, after=paging.after or None)
    except ValueError as error:
        raise HTTPException(400, str(error)) from error
    ask: Callable[[Filter], Iterable[Noun]] = getattr(ledger, kind)
    found = list(ask(wanted))
    items = found[: paging.limit]
    following = cursor(items[-1]) if len(found) > len(items) else None
    return Page(items, following, ledger.count(kind, asked), ledger.count_undated(kind, asked))


class Counted(msgspec.Struct, frozen=True):
    """Some of a list that is short enough to be counted whole; `next` and `count` as in `Page`."""

    items: list[Any]
    next: str | None
    count: int


def counted(items: Iterable[Any], paging: Paging) -> Counted:
    """The page of a list that is asked for; its cursor is a position."""
    every = list(items)
    if paging.after and not paging.after.isdecimal():
        raise HTTPException(400, f"not a cursor: {paging.after!r}")
    start = int(paging.after or 0)
    end = start + paging.limit
    return Counted(every[start:end], str(end) if end < len(every) else None, len(every))
