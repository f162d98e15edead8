"""New incidents as they come: server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Header, Query
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from warmonitor.ledger import Filter, Ledger
from warmonitor.server.asked import Asked, Asking, Seeing, only_known_words
from warmonitor.server.openapi import plain
from warmonitor.server.picture import Pictures

router = APIRouter(tags=["events"], dependencies=[Depends(only_known_words)])

_PAUSE = 1.0
"""Seconds between two looks at the ledger."""
_MOST = 100
"""The most incidents that one change tells one by one; beyond, `change` says how many there are."""


@router.get("/events", responses=plain("text/event-stream"), response_class=Response)
async def events(
    ledger: Asking,
    pictures: Seeing,
    asked: Asked,
    seconds: Annotated[int, Query(ge=1, le=3600, description="How long to listen; then ask again")] = 600,
    last_event_id: Annotated[int | None, Header(description="What came before is not told again")] = None,
) -> Response:
    """An `incident` for each incident that fits the filter and is new or changed, then a `change`.

    Events carry the number of the ledger's change as their id; a browser's `EventSource` asks again by
    itself after the time, with the last one.
    """
    stream = _stream(ledger, pictures, asked, seconds, last_event_id)
    return StreamingResponse(stream, media_type="text/event-stream", headers={"cache-control": "no-store"})


async def _stream(
    ledger: Ledger, pictures: Pictures, wanted: Filter, seconds: int, last: int | None
) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    seen = await run_in_threadpool(lambda: pictures.at(None).last) if last is None else last
    yield f"retry: {int(_PAUSE * 1000)}\nid: {seen}\n\n".encode()
    while loop.time() < end:
        await asyncio.sleep(min(_PAUSE, max(0.0, end - loop.time())))
        news = await run_in_threadpool(_news, ledger, pictures, wanted, seen)
        for piece in news:
            yield piece
        seen = max(seen, await run_in_threadpool(lambda: pictures.at(None).last))


def _news(ledger: Ledger, pictures: Pictures, wanted: Filter, seen: int) -> list[bytes]:
    picture = pictures.at(None)
    if picture.last <= seen:
        return []
    fresh = [row for row in picture.rows(ledger, wanted) if picture.numbers[row] > seen]
    told = [_event("incident", picture.numbers[row], picture.features[row]) for row in fresh[:_MOST]]
    return [*told, _event("change", picture.last, {"incidents": len(fresh)})]


def _event(name: str, number: int, body: object) -> bytes:
    return b"event: %s\nid: %d\ndata: %s\n\n" % (name.encode(), number, msgspec.json.encode(body))
