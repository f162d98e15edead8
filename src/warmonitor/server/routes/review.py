"""Review: what waits, what was decided, and deciding."""

from typing import Annotated, get_args

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from warmonitor.ledger import Draft, Reason, Review, Waiting
from warmonitor.server.asked import Asked, Asking, Paged, Paging, only_known_words
from warmonitor.server.bodies import json_answer
from warmonitor.server.linking import Linker
from warmonitor.server.listing import counted
from warmonitor.server.openapi import answers, counted_page
from warmonitor.server.tokens import Writing

router = APIRouter(tags=["review"], dependencies=[Depends(only_known_words)])

_PATIENCE = 10.0
"""Seconds that an answer waits for the linking."""

_LINKED = frozenset({"correct", "reject", "merge", "split", "grade", "undo"})
"""The acts that incidents follow from."""


class Decided(msgspec.Struct, frozen=True):
    """The review that was written; `linked` says whether the incidents heed it already."""

    review: Review
    linked: bool


@router.get("/review/queue", responses=counted_page(Waiting), response_class=Response)
def queue(
    request: Request,
    ledger: Asking,
    asked: Asked,
    reason: Annotated[Reason | None, Query(description="Only what waits for this reason")] = None,
) -> Response:
    """What waits for a reviewer within a filter, what matters most first: at most 50 for each reason."""
    reasons = [reason] if reason else get_args(Reason)
    return json_answer(request, counted((w for each in reasons for w in ledger.queue(each, asked)), _ALL))


_ALL = Paging(limit=500, after=None)


@router.get("/reviews", responses=counted_page(Review), response_class=Response)
def reviews(
    request: Request,
    ledger: Asking,
    page: Paged,
    subject: Annotated[str | None, Query(description="Id of a claim or incident: only of it")] = None,
) -> Response:
    """What reviewers decided, who, when and why, the latest first; what was undone stays, marked."""
    return json_answer(request, counted(reversed(ledger.reviews(subject)), page))


@router.post(
    "/reviews",
    status_code=201,
    responses=answers(Decided, 201),
    response_class=Response,
    openapi_extra={
        "security": [{"token": []}],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/Draft"},
                    "example": {
                        "act": "correct",
                        "subjects": ["c-0123456789abcdef"],
                        "why": "the report says twelve",
                        "edits": [{"path": "/figures/0/low", "value": 12}],
                    },
                }
            },
        },
    },
)
async def decide(request: Request, ledger: Asking, who: Writing) -> Response:
    """Accept, correct, reject, merge, split, grade or comment on claims or incidents, or undo a review.

    Takes a token. Incidents are linked anew; where that takes longer than some seconds it goes on after the
    answer, and `/api/events` tells when it is done.
    """
    try:
        draft = msgspec.json.decode(await request.body(), type=Draft)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise HTTPException(400, f"the review is not valid: {error}") from error
    linker: Linker = request.app.state.linker

    def write() -> Decided:
        written = ledger.review(draft, who)
        return Decided(written, draft.act not in _LINKED or linker.link(_PATIENCE))

    try:
        decided = await run_in_threadpool(write)
    except ValueError as error:
        raise HTTPException(409 if draft.undoes else 400, str(error)) from error
    return Response(msgspec.json.encode(decided), 201, media_type="application/json")
