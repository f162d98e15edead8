"""What a request asks for: the ledger, the filter, and no word that is not known."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Annotated, TypeVar, cast, get_args

from fastapi import Depends, HTTPException, Query, Request
from fastapi.dependencies.models import Dependant
from pydantic import BaseModel, ConfigDict, Field

from warmonitor.incidents.parties import lineage
from warmonitor.knowledge.registry import Registry
from warmonitor.ledger import GRADES, Filter, Ledger
from warmonitor.model.claim import Modality, Newness
from warmonitor.model.incident import Status
from warmonitor.ontology import load_ontology
from warmonitor.server.bodies import Kept
from warmonitor.server.picture import Pictures

N = TypeVar("N")

MOST = 500
"""The most items that one page of a list holds."""


KnownAt = Annotated[
    date | datetime | None,
    Field(
        description="What was known at this instant, or at this day's end",
        examples=["2024-12-01", "2024-12-01T12:00:00Z"],
    ),
]


class Words(BaseModel):
    """The parameters that narrow an answer, under the names that the command line has."""

    model_config = ConfigDict(extra="ignore")

    place: str | None = Field(
        None,
        description="Id or name of a place, division or country, or a country's ISO code",
        examples=["Aleppo"],
    )
    actor: str | None = Field(None, description="Id or name of a party", examples=["syrian-army"])
    type: str | None = Field(None, description="Type of claim", examples=["airstrike"])
    since: date | None = Field(
        None, description="First day; what has no date is left out", examples=["2024-11-27"]
    )
    until: date | None = Field(None, description="Last day; what has no date is left out")
    status: str | None = Field(None, description="Status of an incident", examples=["corroborated"])
    voice: str | None = Field(None, description="Id or name of anyone whose word it is")
    measure: str | None = Field(None, description="Measure of a figure", examples=["killed"])
    grade: str | None = Field(None, description="Grade of an incident", examples=["fair"])
    side: str | None = Field(
        None,
        description="Id of a side or party: what its members do or suffer",
        examples=["syrian-opposition"],
    )
    kind: str | None = Field(None, description="Kind of a voice", examples=["monitor"])
    modality: str | None = Field(None, description="Modality of a claim", examples=["asserted"])
    newness: str | None = Field(None, description="Newness of a claim", examples=["background"])
    confidence: float | None = Field(
        None, ge=0, le=1, description="Least confidence in the reading of a claim"
    )
    text: str | None = Field(None, description="Words in the quote, or in a report's title or text")
    report: str | None = Field(None, description="Id of a report: only what belongs to it")
    incident: str | None = Field(None, description="Id of an incident: only what belongs to it")
    as_of: KnownAt = None


class Paging(BaseModel):
    """Which page of a list."""

    limit: int = Field(50, ge=1, le=MOST, description="Items on a page")
    after: str | None = Field(None, description="Cursor: `next` of the page before")


async def ledger_of(request: Request) -> Ledger:
    """The ledger that the application was made with."""
    return cast(Ledger, request.app.state.ledger)


async def registry_of(request: Request) -> Registry:
    """The registry that the application was made with."""
    return cast(Registry, request.app.state.registry)


async def pictures_of(request: Request) -> Pictures:
    """The incidents as columns."""
    return cast(Pictures, request.app.state.pictures)


async def kept_of(request: Request) -> Kept:
    """The answers that are kept."""
    return cast(Kept, request.app.state.kept)


async def only_known_words(request: Request) -> None:
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


async def asked(request: Request, words: Annotated[Words, Query()]) -> Filter:
    """The filter that a request's parameters spell; an empty one narrows nothing."""
    told = {name: value for name, value in words.model_dump().items() if value not in (None, "")}
    for name, known in closed_lists().items():
        check_known(name, told.get(name), known)
    if side := told.pop("side", None):
        told["among"] = _members(request.app.state.registry, side)
    try:
        return Filter(**told)
    except ValueError as error:
        raise HTTPException(400, str(error)) from error


@lru_cache
def _members(registry: Registry, side: str) -> tuple[str, ...]:
    """All who belong to a side, on any day."""
    return tuple(one.id for one in registry if side in lineage(registry, one.id)) or (side,)


@cache
def closed_lists() -> Mapping[str, tuple[str, ...]]:
    """The words that a parameter may be, for those whose list is closed."""
    words = load_ontology()
    return {
        "type": tuple(words.claim_types),
        "measure": tuple(words.measures),
        "kind": tuple(words.voice_kinds),
        "status": get_args(Status),
        "grade": GRADES,
        "modality": get_args(Modality),
        "newness": get_args(Newness),
    }


def check_known(name: str, value: str | None, known: Iterable[str]) -> None:
    """Refuses a word that a closed list lacks: misspelt, it would look as if nothing happened."""
    words = sorted(known)
    if value is not None and value not in words:
        near = get_close_matches(value, words) or words
        raise HTTPException(400, f"{name}: {value!r} is not known; did you mean {', '.join(near)}?")


async def paging(page: Annotated[Paging, Query()]) -> Paging:
    """The page that a request asks for."""
    return page


Asking = Annotated[Ledger, Depends(ledger_of)]
Knowing = Annotated[Registry, Depends(registry_of)]
Seeing = Annotated[Pictures, Depends(pictures_of)]
Keeping = Annotated[Kept, Depends(kept_of)]
Asked = Annotated[Filter, Depends(asked)]
Paged = Annotated[Paging, Depends(paging)]


def found(noun: N | None, what: str, identifier: str) -> N:
    """The noun that was looked for; 404 with its name when the ledger has none."""
    if noun is None:
        raise HTTPException(404, f"there is no {what} {identifier!r} in this ledger")
    return noun
