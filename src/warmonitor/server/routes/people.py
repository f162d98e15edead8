"""Who acts, who speaks and where: actors, voices and places with their counts."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from warmonitor.server.asked import Asked, Asking, Paged, only_known_words
from warmonitor.server.bodies import json_answer
from warmonitor.server.listing import counted

router = APIRouter(tags=["actors, voices, places"], dependencies=[Depends(only_known_words)])


@router.get("/actors", response_class=Response)
def actors(request: Request, ledger: Asking, asked: Asked, paging: Paged) -> Response:
    """The parties in the claims that fit the filter, and in how many claims and reports each is named."""
    return json_answer(request, counted(ledger.actors(asked), paging))


@router.get("/voices", response_class=Response)
def voices(request: Request, ledger: Asking, asked: Asked, paging: Paged) -> Response:
    """Those on whose word the claims that fit the filter are, and how many claims and reports each has."""
    return json_answer(request, counted(ledger.voices(asked), paging))


@router.get("/places", response_class=Response)
def places(request: Request, ledger: Asking, asked: Asked, paging: Paged) -> Response:
    """The places of the claims that fit the filter, and in how many claims and reports each is named."""
    return json_answer(request, counted(ledger.places(asked), paging))
