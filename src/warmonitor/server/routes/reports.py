"""Reports: as a list, and one."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from warmonitor.model import Report
from warmonitor.server.asked import Asked, Asking, KnownAt, Paged, found, only_known_words
from warmonitor.server.bodies import json_answer
from warmonitor.server.listing import listing
from warmonitor.server.openapi import answers, page

router = APIRouter(tags=["reports"], dependencies=[Depends(only_known_words)])


@router.get("/reports", responses=page(Report), response_class=Response)
def reports(request: Request, ledger: Asking, asked: Asked, paging: Paged) -> Response:
    """The reports that fit the filter, latest first."""
    return json_answer(request, listing(ledger, "reports", asked, paging))


@router.get("/reports/{identifier}", responses=answers(Report), response_class=Response)
def report(request: Request, ledger: Asking, identifier: str, as_of: KnownAt = None) -> Response:
    """One report."""
    return json_answer(request, found(ledger.report(identifier, as_of), "report", identifier))
