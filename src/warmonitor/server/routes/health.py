"""Whether the server can answer."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

import warmonitor
from warmonitor.ledger import Filter
from warmonitor.server.asked import Asking, only_known_words
from warmonitor.server.bodies import json_answer

router = APIRouter(tags=["health"], dependencies=[Depends(only_known_words)])


@router.get("/health")
def health(request: Request, ledger: Asking) -> Response:
    """The version, and how much the ledger holds; an error means that it cannot be read."""
    everything = Filter()
    holds = {kind: ledger.count(kind, everything) for kind in ("reports", "claims", "incidents")}
    return json_answer(request, {"status": "ok", "version": warmonitor.__version__, **holds})
