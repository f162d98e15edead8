"""Errors as problem details (RFC 9457): what is off, and how to mend it."""

import logging
from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from warmonitor.ledger import LedgerError

logger = logging.getLogger(__name__)


class Problem(msgspec.Struct, frozen=True):
    """The body of an error."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """An answer of media type application/problem+json."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    return Response(
        msgspec.json.encode(body), status_code=status, media_type="application/problem+json", headers=headers
    )


def add_problems(app: FastAPI, headers: Mapping[str, str]) -> None:
    """Makes every error of `app` a problem with `headers`; what went wrong inside is logged, not shown."""

    async def refused(_: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        return problem(error.status_code, str(error.detail), dict(error.headers or {}))

    async def invalid(_: Request, error: Exception) -> Response:
        if not isinstance(error, RequestValidationError):
            raise error
        parts = (f"{_named(item['loc'])}: {item['msg']}" for item in error.errors())
        return problem(400, "; ".join(parts))

    async def unreadable(_: Request, error: Exception) -> Response:
        return problem(503, str(error), {"retry-after": "5"})

    async def failed(request: Request, error: Exception) -> Response:
        # This answer is made outside all middleware, and so brings the headers itself.
        logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return problem(500, "The server failed on this request; its log says why.", headers)

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(LedgerError, unreadable)
    app.add_exception_handler(Exception, failed)


def _named(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location[1:]) or "request"
