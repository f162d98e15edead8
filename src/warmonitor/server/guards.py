"""Headers that keep a hostile text from acting, and a hostile page from looking in."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers as Sent
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from warmonitor.server.problems import problem

Headers = Mapping[str, str]

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}

MOST_BYTES = 256 * 1024
"""The most that the body of a request may hold."""


def content_policy(tiles: str | None = None, framed: bool = False) -> str:
    """What the page may load: only what comes with it, and pictures from the host of map tiles, if any.

    `framed` leaves out who may frame it, which only a header can say.
    """
    widened = {**_POLICY, "img-src": f"{_POLICY['img-src']} {_origin(tiles)}"} if tiles else {**_POLICY}
    if framed:
        del widened["frame-ancestors"]
    return "; ".join(f"{name} {value}" for name, value in widened.items())


def policy(tiles: str | None = None) -> Headers:
    """The headers that go with every answer.

    Raises:
        ValueError: the address of the tiles is no web address.
    """
    return {
        "content-security-policy": content_policy(tiles),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }


def _origin(tiles: str) -> str:
    parts = urlsplit(tiles)
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[A-Za-z0-9.:\[\]-]+", parts.netloc):
        raise ValueError(f"{tiles!r} is no address of map tiles; write https://HOST/{{z}}/{{x}}/{{y}}.png")
    return f"{parts.scheme}://{parts.netloc}"


class BodyLimit:
    """Refuses requests whose body is larger than `MOST_BYTES`, said or sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Counts what comes in."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = Sent(scope=scope).get("content-length", "0")
        got = 0

        async def counting() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > MOST_BYTES:
                raise HTTPException(413, f"a request may hold {MOST_BYTES} bytes at most")
            return message

        if said.isdecimal() and int(said) > MOST_BYTES:
            answer = problem(413, f"a request may hold {MOST_BYTES} bytes at most")
            await answer(scope, receive, send)
            return
        await self.app(scope, counting, send)


class SecurityHeaders:
    """Sets the headers on every answer, errors included."""

    def __init__(self, app: ASGIApp, headers: Headers) -> None:
        self.app = app
        self.headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and adds the headers to the start of its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, send_with_headers)
