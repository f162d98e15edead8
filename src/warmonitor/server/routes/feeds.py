"""How the watched feeds do."""

from datetime import UTC, datetime

import msgspec
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from warmonitor.server.asked import Asking, only_known_words
from warmonitor.server.bodies import json_answer
from warmonitor.server.openapi import answers
from warmonitor.watching.health import Health, health
from warmonitor.watching.state import State

router = APIRouter(tags=["feeds"], dependencies=[Depends(only_known_words)])


class Feeds(msgspec.Struct, frozen=True):
    """The watched feeds, by address."""

    feeds: list[Health]


@router.get("/feeds", responses=answers(Feeds), response_class=Response)
def feeds(request: Request, ledger: Asking) -> Response:
    """Of each watched feed its last success and error, items a day, and whether it is silent."""
    return json_answer(request, Feeds(health(State(ledger), datetime.now(UTC))))
