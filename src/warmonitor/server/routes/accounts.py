"""What follows from incidents: tolls, control, and the course of time."""

from datetime import date
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import Response

from warmonitor.incidents import Day, timeline
from warmonitor.ledger import Filter
from warmonitor.ledger.derived import control_of, tolls_of
from warmonitor.server.asked import Asked, Asking, Knowing, Paging, only_known_words
from warmonitor.server.bodies import json_answer
from warmonitor.server.listing import counted
from warmonitor.server.periods import Period, Step, count_periods

router = APIRouter(tags=["tolls, control, timeline"], dependencies=[Depends(only_known_words)])


class Held(Paging):
    """Which places, and when."""

    place: str | None = Field(None, description="Id or name of a place, division or country")
    as_of: date | None = Field(None, description="At the end of this day; the last told without it")


class WeightyDay(msgspec.Struct, frozen=True):
    """A day that matters, and its incidents, weightiest first."""

    day: date
    weight: float
    incidents: list[str]


class Course(msgspec.Struct, frozen=True):
    """The course of the war: counts by period, and the days that matter; see `count_periods`, `timeline`."""

    step: Step
    periods: list[Period]
    earlier: int
    vague: int
    undated: int
    days: list[WeightyDay]


@router.get("/tolls", response_class=Response)
def tolls_(request: Request, ledger: Asking, known: Knowing, asked: Asked) -> Response:
    """How many, low to high, over the incidents that fit the filter, and what could not be added."""
    return json_answer(request, tolls_of(ledger, asked, known))


@router.get("/control", response_class=Response)
def control_(request: Request, ledger: Asking, known: Knowing, held: Annotated[Held, Query()]) -> Response:
    """Who is said to hold which place, and on whose word; assessed and claimed are told apart by `layer`."""
    found = control_of(ledger, Filter(place=held.place or None), known, held.as_of)
    return json_answer(request, counted(found, held))


@router.get("/timeline", response_class=Response)
def timeline_(
    request: Request,
    ledger: Asking,
    asked: Asked,
    by: Annotated[
        Step | None, Query(description="Length of a period; the finest that gives few enough")
    ] = None,
    days: Annotated[int, Query(ge=0, le=366, description="How many of the days that matter to pick")] = 20,
) -> Response:
    """How many of the incidents that fit the filter began in each period, and the days that matter most."""
    incidents = list(ledger.incidents(asked))
    course = count_periods(incidents, by)
    matter = [_weighty(day) for day in timeline(incidents, days)]
    return json_answer(request, Course(**msgspec.structs.asdict(course), days=matter))


def _weighty(day: Day) -> WeightyDay:
    return WeightyDay(day.day, round(day.weight, 3), [moment.incident.id for moment in day.moments])
