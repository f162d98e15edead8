"""Who acts, who speaks and where: actors, voices and places with their counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Annotated

import msgspec
import numpy as np
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from warmonitor.knowledge.registry import Registry
from warmonitor.ledger import ActorCount, Pair, PlaceCount, VoiceCount, VoiceStanding
from warmonitor.server.asked import Asked, Asking, Keeping, Knowing, Paged, only_known_words
from warmonitor.server.listing import counted
from warmonitor.server.openapi import answers, counted_page
from warmonitor.server.periods import Step, bounds, period_of, window

router = APIRouter(tags=["actors, voices, places"], dependencies=[Depends(only_known_words)])


MOST_PAIRS = 100
"""How many pairs are told where no number is asked for."""


class Side(msgspec.Struct, frozen=True):
    """A side that an actor belongs to, and the days where known."""

    id: str
    name: str
    since: date | None
    until: date | None


class KnownActor(msgspec.Struct, frozen=True):
    """An actor as the registry knows it, if it does, and how many claims and reports name it."""

    id: str | None
    name: str
    kind: str | None
    country: str | None
    sides: list[Side]
    claims: int
    reports: int


class Encounter(msgspec.Struct, frozen=True):
    """One acts on another in so many incidents; `periods` has those of a known day, by its first day."""

    agent: str
    target: str
    incidents: int
    periods: dict[str, int]


class Encounters(msgspec.Struct, frozen=True):
    """Who acts on whom, most incidents first, over periods of one length."""

    step: Step
    pairs: list[Encounter]


@router.get("/actors", responses=counted_page(KnownActor), response_class=Response)
def actors(
    request: Request, ledger: Asking, kept: Keeping, known: Knowing, asked: Asked, paging: Paged
) -> Response:
    """The parties in the claims that fit the filter: their sides, and the claims and reports of each."""

    def work_out() -> object:
        page = counted(ledger.actors(asked), paging)
        return msgspec.structs.replace(page, items=[known_actor(actor, known) for actor in page.items])

    return kept.answer(request, ledger, work_out)


@router.get("/actors/pairs", responses=answers(Encounters), response_class=Response)
def pairs(
    request: Request,
    ledger: Asking,
    kept: Keeping,
    asked: Asked,
    by: Annotated[Step | None, Query(description="Length of a period")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="How many pairs at most")] = MOST_PAIRS,
) -> Response:
    """Who acts on whom in the incidents that fit the filter, over time.

    An incident counts once for a pair, however many reports tell it. For who fights whom, ask for the types
    of fighting.
    """
    return kept.answer(request, ledger, lambda: encounters(ledger.pairs(asked), by, limit))


@router.get("/voices", responses=counted_page(VoiceCount), response_class=Response)
def voices(request: Request, ledger: Asking, kept: Keeping, asked: Asked, paging: Paged) -> Response:
    """Those on whose word the claims that fit the filter are, and how many claims and reports each has."""
    return kept.answer(request, ledger, lambda: counted(ledger.voices(asked), paging))


@router.get("/voices/standing", responses=counted_page(VoiceStanding), response_class=Response)
def standing(request: Request, ledger: Asking, kept: Keeping, asked: Asked, paging: Paged) -> Response:
    """How far the word of each innermost voice is borne out.

    In how many incidents that fit the filter it is heard, and in how many of them it is corroborated, alone,
    denied or contradicted; and how many figures it superseded itself.
    """
    return kept.answer(request, ledger, lambda: counted(ledger.standings(asked), paging))


@router.get("/places", responses=counted_page(PlaceCount), response_class=Response)
def places(request: Request, ledger: Asking, kept: Keeping, asked: Asked, paging: Paged) -> Response:
    """The places of the claims that fit the filter, and in how many claims and reports each is named."""
    return kept.answer(request, ledger, lambda: counted(ledger.places(asked), paging))


def known_actor(actor: ActorCount, registry: Registry) -> KnownActor:
    """An actor with what the registry knows of it."""
    entry = registry.get(actor.id) if actor.id else None
    sides = [
        Side(one.side, side.name if (side := registry.get(one.side)) else one.side, one.since, one.until)
        for one in (entry.sides if entry else ())
    ]
    kind, country = (entry.kind, entry.country) if entry else (None, None)
    return KnownActor(actor.id, actor.name, kind, country, sides, actor.claims, actor.reports)


def encounters(pairs: Iterable[Pair], step: Step | None = None, limit: int = MOST_PAIRS) -> Encounters:
    """Who acts on whom, most incidents first; without `step` by periods that give few enough."""
    days: dict[tuple[str, str], Counter[date | None]] = defaultdict(Counter)
    for pair in pairs:
        days[pair.agent, pair.target][pair.day] += pair.incidents
    most = sorted(days.items(), key=lambda item: (-item[1].total(), item[0]))[:limit]
    told = np.array([day for _, counts in most for day in counts if day is not None], "datetime64[D]")
    chosen = step or (window(np.sort(told))[0] if len(told) else "day")
    return Encounters(
        chosen,
        [
            Encounter(agent, target, counts.total(), _by_period(counts, chosen))
            for (agent, target), counts in most
        ],
    )


def _by_period(counts: Counter[date | None], step: Step) -> dict[str, int]:
    found: Counter[str] = Counter()
    for day, count in counts.items():
        if day is not None:
            number = int(period_of(np.array([day], "datetime64[D]"), step)[0])
            found[bounds(number, step)[0].isoformat()] += count
    return dict(sorted(found.items()))
