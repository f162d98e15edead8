"""Who acts, who speaks and where: actors, voices and places with their counts."""

from collections.abc import Iterable
from typing import Any

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from warmonitor.server.asked import Asked, Asking, Paged, Paging, only_known_words
from warmonitor.server.bodies import json_answer

router = APIRouter(tags=["actors, voices, places"], dependencies=[Depends(only_known_words)])


class Counted(msgspec.Struct, frozen=True):
    """Some of a list, most claims first; `next` is the cursor of the page that follows, `count` the whole."""

    items: list[Any]
    next: str | None
    count: int


@router.get("/actors", response_class=Response)
def actors(request: Request, ledger: Asking, asked: Asked, paging: Paged) -> Response:
    """The parties in the claims that fit the filter, and in how many claims and reports each is named."""
    return json_answer(request, _counted(ledger.actors(asked), paging))


@router.get("/voices", response_class=Response)
def voices(request: Request, ledger: Asking, asked: Asked, paging: Paged) -> Response:
    """Those on whose word the claims that fit the filter are, and how many claims and reports each has."""
    return json_answer(request, _counted(ledger.voices(asked), paging))


@router.get("/places", response_class=Response)
def places(request: Request, ledger: Asking, asked: Asked, paging: Paged) -> Response:
    """The places of the claims that fit the filter, and in how many claims and reports each is named."""
    return json_answer(request, _counted(ledger.places(asked), paging))


def _counted(items: Iterable[Any], paging: Paging) -> Counted:
    """A page of a list that is short enough to be counted whole; its cursor is a position."""
    every = list(items)
    if paging.after and not paging.after.isdecimal():
        raise HTTPException(400, f"not a cursor: {paging.after!r}")
    start = int(paging.after or 0)
    end = start + paging.limit
    return Counted(every[start:end], str(end) if end < len(every) else None, len(every))
