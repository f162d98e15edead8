"""Incidents: as a list, as GeoJSON, and one."""

from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from warmonitor.model import Incident
from warmonitor.server.asked import Asked, Asking, KnownAt, Paged, found, only_known_words
from warmonitor.server.bodies import json_answer
from warmonitor.server.geojson import MEDIA_TYPE, FeatureCollection, feature_collection
from warmonitor.server.listing import listing
from warmonitor.server.openapi import answers, page

router = APIRouter(tags=["incidents"], dependencies=[Depends(only_known_words)])


@router.get("/incidents", responses=page(Incident), response_class=Response)
def incidents(request: Request, ledger: Asking, asked: Asked, paging: Paged) -> Response:
    """The incidents that fit the filter, latest first; those without a place or a date are among them."""
    return json_answer(request, listing(ledger, "incidents", asked, paging))


@router.get(
    "/incidents.geojson",
    responses=answers(FeatureCollection, media_type=MEDIA_TYPE),
    response_class=Response,
)
def incidents_geojson(ledger: Asking, asked: Asked) -> Response:
    """All incidents that fit the filter as a FeatureCollection; geometry is null without a known place."""
    return StreamingResponse(feature_collection(ledger.incidents(asked)), media_type=MEDIA_TYPE)


@router.get("/incidents/{identifier}", responses=answers(Incident), response_class=Response)
def incident(request: Request, ledger: Asking, identifier: str, as_of: KnownAt = None) -> Response:
    """One incident; an id that was merged or split into another redirects there."""
    here = found(ledger.incident(identifier, as_of), "incident", identifier)
    if here.id != identifier:
        asked = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/api/incidents/{quote(here.id, safe='')}{asked}", 307)
    return json_answer(request, here)
