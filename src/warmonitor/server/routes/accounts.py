"""What follows from incidents: tolls, control, and the course of time."""

from datetime import date
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import Response

from warmonitor.incidents import Day
from warmonitor.ledger import Filter
from warmonitor.ledger.derived import control_of, timeline_of, tolls_of
from warmonitor.model import Control
from warmonitor.server.asked import (
    Asked,
    Asking,
    Keeping,
    Knowing,
    KnownAt,
    Paged,
    Paging,
    Seeing,
    only_known_words,
)
from warmonitor.server.listing import Counted, counted
from warmonitor.server.openapi import answers, counted_page
from warmonitor.server.periods import Periods, Step, count_periods
from warmonitor.server.series import Series, series_of, series_page
from warmonitor.server.tolls import Tolls, tolls_page

router = APIRouter(tags=["tolls, control, timeline"], dependencies=[Depends(only_known_words)])

By = Annotated[Step | None, Query(description="Length of a period; the finest that gives few enough")]


class Held(Paging):
    """Which places, and when."""

    place: str | None = Field(
        None, description="Id or name of a place, division or country", examples=["Aleppo"]
    )
    on: date | None = Field(
        None, description="At the end of this day; the last told without it", examples=["2024-12-08"]
    )
    as_of: KnownAt = None


class WeightyDay(msgspec.Struct, frozen=True):
    """A day that matters, and its incidents, weightiest first."""

    day: date
    weight: float
    incidents: list[str]


class Course(Periods, frozen=True):
    """The course of the war: counts by period, and the days that matter; see `count_periods`, `timeline`."""

    days: list[WeightyDay]


@router.get("/tolls", responses=answers(Tolls), response_class=Response)
def tolls_(
    request: Request, ledger: Asking, kept: Keeping, known: Knowing, asked: Asked, paging: Paged
) -> Response:
    """How many, low to high, over the incidents that fit the filter, and what could not be added.

    The sums come whole; of the incidents of each, of what was not added and of running totals comes a page.
    """
    return kept.answer(request, ledger, lambda: tolls_page(tolls_of(ledger, asked, known), paging))


@router.get("/tolls/series", responses=answers(Series), response_class=Response)
def series(
    request: Request, ledger: Asking, kept: Keeping, asked: Asked, paging: Paged, by: By = None
) -> Response:
    """The same period by period: each measure, group and side, low to high, and what could not be added.

    A figure stands in the period in which its incident lies whole; running totals are in no period. The
    periods come whole; of what was not added comes a page.
    """
    return kept.answer(request, ledger, lambda: series_page(series_of(ledger, asked, by), paging))


@router.get("/control", responses=counted_page(Control), response_class=Response)
def control_(
    request: Request, ledger: Asking, kept: Keeping, known: Knowing, held: Annotated[Held, Query()]
) -> Response:
    """Who is said to hold which place, and on whose word; assessed and claimed are told apart by `layer`."""
    wanted = Filter(place=held.place or None, as_of=held.as_of)

    def work_out() -> Counted:
        return counted(control_of(ledger, wanted, known, held.on), held)

    return kept.answer(request, ledger, work_out)


@router.get("/timeline", responses=answers(Course), response_class=Response)
def timeline_(
    request: Request,
    ledger: Asking,
    kept: Keeping,
    pictures: Seeing,
    asked: Asked,
    by: By = None,
    days: Annotated[int, Query(ge=0, le=366, description="How many of the days that matter to pick")] = 20,
) -> Response:
    """How many of the incidents that fit the filter began in each period, and the days that matter most."""

    def work_out() -> Course:
        picture = pictures.at(asked.as_of)
        rows = picture.rows(ledger, asked)
        columns = picture.columns
        chosen = (columns.starts[rows], columns.ends[rows], columns.family[rows])
        periods = count_periods(*chosen, picture.families, by)
        matter = timeline_of(ledger, asked, days) if days else []
        return Course(**msgspec.structs.asdict(periods), days=[_weighty(day) for day in matter])

    return kept.answer(request, ledger, work_out)


def _weighty(day: Day) -> WeightyDay:
    return WeightyDay(day.day, round(day.weight, 3), [moment.incident.id for moment in day.moments])
