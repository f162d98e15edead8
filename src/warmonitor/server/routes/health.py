"""Whether the server can answer."""

from typing import Literal

import msgspec
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

import warmonitor
from warmonitor.ledger import Filter
from warmonitor.server.asked import Asking, only_known_words
from warmonitor.server.bodies import json_answer
from warmonitor.server.openapi import answers

router = APIRouter(tags=["health"], dependencies=[Depends(only_known_words)])


class Holding(msgspec.Struct, frozen=True):
    """That the server can answer, its version, and how much the ledger holds."""

    status: Literal["ok"]
    version: str
    reports: int
    claims: int
    incidents: int


@router.get("/health", responses=answers(Holding), response_class=Response)
def health(request: Request, ledger: Asking) -> Response:
    """The version, and how much the ledger holds; an error means that it cannot be read."""
    everything = Filter()
    holds = {kind: ledger.count(kind, everything) for kind in ("reports", "claims", "incidents")}
    return json_answer(request, Holding("ok", warmonitor.__version__, **holds))
