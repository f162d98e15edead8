"""For the map: incidents gathered by place, and those of chosen places."""

from typing import Annotated

import msgspec
import numpy as np
from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import Response

from warmonitor.server.asked import Asked, Asking, Keeping, Paging, Seeing, only_known_words
from warmonitor.server.bodies import json_answer
from warmonitor.server.geojson import Feature
from warmonitor.server.listing import counted
from warmonitor.server.openapi import answers, counted_page
from warmonitor.server.picture import Picture
from warmonitor.server.spots import NOWHERE, Spots, gather

router = APIRouter(tags=["map"], dependencies=[Depends(only_known_words)])

_MOST_SPOTS = 200


class At(Paging):
    """Which spots."""

    at: str = Field(
        description="Keys of spots of `/api/map`, commas between; `nowhere`: no known place",
        examples=["nowhere"],
        max_length=20 * _MOST_SPOTS,
    )


@router.get("/map", responses=answers(Spots), response_class=Response)
def map_(request: Request, ledger: Asking, kept: Keeping, pictures: Seeing, asked: Asked) -> Response:
    """The incidents that fit the filter, gathered by place: how many, of which families, and the only one.

    A spot with `km` above 0 is known only to a circle of that radius around its middle.
    """

    def work_out() -> Spots:
        picture = pictures.at(asked.as_of)
        rows = picture.rows(ledger, asked)
        columns = picture.columns
        chosen = (columns.spot[rows], columns.family[rows], columns.killed[rows])
        return gather(picture.features, picture.spots, picture.families, rows, chosen)

    return kept.answer(request, ledger, work_out)


@router.get("/map/incidents", responses=counted_page(Feature), response_class=Response)
def incidents_at(
    request: Request, ledger: Asking, pictures: Seeing, asked: Asked, at: Annotated[At, Query()]
) -> Response:
    """The incidents at some spots of the map that fit the filter, as GeoJSON features, latest first."""
    picture = pictures.at(asked.as_of)
    rows = picture.rows(ledger, asked)
    chosen = rows[np.isin(picture.columns.spot[rows], _indices(picture, at.at))]
    latest = sorted(
        chosen.tolist(), key=lambda row: picture.features[row].properties.start or "", reverse=True
    )
    page = counted(latest, at)
    features = [picture.features[row] for row in page.items]
    return json_answer(request, msgspec.structs.replace(page, items=features))


def _indices(picture: Picture, keys: str) -> list[int]:
    wanted = set(keys.split(","))
    if "nowhere" in wanted:
        wanted.add(NOWHERE.key)
    return [index for index, (_, key) in enumerate(picture.spots) if key in wanted]
