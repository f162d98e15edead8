"""What a request asks for: the ledger, the filter, and no word that is not known."""

from datetime import date, datetime
from typing import Annotated, TypeVar, cast

from fastapi import Depends, HTTPException, Query, Request
from fastapi.dependencies.models import Dependant
from pydantic import BaseModel, ConfigDict, Field

from warmonitor.knowledge.registry import Registry
from warmonitor.ledger import Filter, Ledger

N = TypeVar("N")

MOST = 500
"""The most items that one page of a list holds."""


class Words(BaseModel):
    """The parameters that narrow an answer, under the names that the command line has."""

    model_config = ConfigDict(extra="ignore")

    place: str | None = Field(
        None, description="Id or name of a place, division or country, or a country's ISO code"
    )
    actor: str | None = Field(None, description="Id or name of a party")
    type: str | None = Field(None, description="Type of claim", examples=["airstrike"])
    since: date | None = Field(None, description="First day; what has no date is left out")
    until: date | None = Field(None, description="Last day; what has no date is left out")
    status: str | None = Field(None, description="Status of an incident", examples=["corroborated"])
    voice: str | None = Field(None, description="Id or name of anyone whose word it is")
    measure: str | None = Field(None, description="Measure of a figure", examples=["killed"])
    modality: str | None = Field(None, description="Modality of a claim", examples=["asserted"])
    newness: str | None = Field(None, description="Newness of a claim", examples=["background"])
    text: str | None = Field(None, description="Words in the quote, or in a report's title or text")
    report: str | None = Field(None, description="Id of a report: only what belongs to it")
    incident: str | None = Field(None, description="Id of an incident: only what belongs to it")
    as_of: date | datetime | None = Field(
        None, description="What was known at this instant, or at this day's end"
    )


class Paging(BaseModel):
    """Which page of a list."""

    limit: int = Field(50, ge=1, le=MOST, description="Items on a page")
    after: str | None = Field(None, description="Cursor: `next` of the page before")


def ledger_of(request: Request) -> Ledger:
    """The ledger that the application was made with."""
    return cast(Ledger, request.app.state.ledger)


def registry_of(request: Request) -> Registry:
    """The registry that the application was made with."""
    return cast(Registry, request.app.state.registry)


def only_known_words(request: Request) -> None:
    """Refuses a parameter unknown or given twice: a misspelt filter must not widen the answer."""
    known = _parameters(request.scope["route"].dependant)
    for name in request.query_params:
        if name not in known:
            raise HTTPException(
                400, f"unknown parameter {name!r}; known here: {', '.join(sorted(known)) or 'none'}"
            )
        if len(request.query_params.getlist(name)) > 1:
            raise HTTPException(400, f"parameter {name!r} is given twice")


def _parameters(dependant: Dependant) -> set[str]:
    known: set[str] = set()
    for field in dependant.query_params:
        kind = field.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            known.update(kind.model_fields)
        else:
            known.add(field.alias)
    return known.union(*(_parameters(inner) for inner in dependant.dependencies))


def asked(words: Annotated[Words, Query()]) -> Filter:
    """The filter that a request's parameters spell; an empty one narrows nothing."""
    told = {name: value for name, value in words.model_dump().items() if value not in (None, "")}
    try:
        return Filter(**told)
    except ValueError as error:
        raise HTTPException(400, str(error)) from error


def paging(page: Annotated[Paging, Query()]) -> Paging:
    """The page that a request asks for."""
    return page


Asking = Annotated[Ledger, Depends(ledger_of)]
Knowing = Annotated[Registry, Depends(registry_of)]
Asked = Annotated[Filter, Depends(asked)]
Paged = Annotated[Paging, Depends(paging)]


def found(noun: N | None, what: str, identifier: str) -> N:
    """The noun that was looked for; 404 with its name when the ledger has none."""
    if noun is None:
        raise HTTPException(404, f"there is no {what} {identifier!r} in this ledger")
    return noun
