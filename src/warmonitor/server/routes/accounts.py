"""Over time: how many incidents in each period."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from warmonitor.server.asked import Asked, Asking, only_known_words
from warmonitor.server.bodies import json_answer
from warmonitor.server.periods import Step, count_periods

router = APIRouter(tags=["timeline"], dependencies=[Depends(only_known_words)])


@router.get("/timeline", response_class=Response)
def timeline(
    request: Request,
    ledger: Asking,
    asked: Asked,
    by: Annotated[
        Step | None, Query(description="Length of a period; the finest that gives few enough")
    ] = None,
) -> Response:
    """How many of the incidents that fit the filter began in each period."""
    return json_answer(request, count_periods(ledger.incidents(asked), by))
