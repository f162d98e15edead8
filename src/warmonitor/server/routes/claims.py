"""Claims: as a list, and one."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from warmonitor.model import Claim
from warmonitor.server.asked import Asked, Asking, KnownAt, Paged, found, only_known_words
from warmonitor.server.bodies import json_answer
from warmonitor.server.listing import listing
from warmonitor.server.openapi import answers, page

router = APIRouter(tags=["claims"], dependencies=[Depends(only_known_words)])


@router.get("/claims", responses=page(Claim), response_class=Response)
def claims(request: Request, ledger: Asking, asked: Asked, paging: Paged) -> Response:
    """The claims that fit the filter, latest first."""
    return json_answer(request, listing(ledger, "claims", asked, paging))


@router.get("/claims/{identifier}", responses=answers(Claim), response_class=Response)
def claim(request: Request, ledger: Asking, identifier: str, as_of: KnownAt = None) -> Response:
    """One claim."""
    return json_answer(request, found(ledger.claim(identifier, as_of), "claim", identifier))
