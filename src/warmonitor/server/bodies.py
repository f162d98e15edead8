"""Answers: nouns in their own JSON, with an entity tag; costly ones kept while the ledger stays as it is."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from uuid import uuid4

import msgspec
from fastapi import Request
from starlette.responses import Response

from warmonitor.ledger import Ledger

_ENCODER = msgspec.json.Encoder()

PACKING = 5
"""How hard an answer is compressed, of 9."""


def json_answer(request: Request, body: object) -> Response:
    """`body` (nouns, or lists and dicts of them) as JSON; 304 when the asker already has these bytes."""
    raw = _ENCODER.encode(body)
    etag = _tag(raw)
    return _not_modified(request, etag) or _answer(raw, etag)


class Kept:
    """Answers of one state of the ledger, the last asked for, up to so many bytes; safe to use from threads.

    They are kept compressed, as most askers take them.
    The entity tag follows from the question and the state alone, so that an asker who has the answer is told
    so without working it out again. It does not outlive the process, whose registry may be another's.
    """

    def __init__(self, most_bytes: int = 64 * 1024 * 1024) -> None:
        self._most = most_bytes
        self._lock = Lock()
        self._process = uuid4().hex
        self._revision = -1
        self._size = 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()

    def answer(self, request: Request, ledger: Ledger, work_out: Callable[[], object]) -> Response:
        """The answer to a request, worked out unless it is kept."""
        revision = ledger.revision()
        asked = sorted(request.query_params.multi_items())
        question = f"{self._process} {revision} {request.url.path} {asked}"
        etag = _tag(question.encode())
        if unchanged := _not_modified(request, etag):
            return unchanged
        packed = self._find(revision, question)
        if packed is None:
            packed = gzip.compress(_ENCODER.encode(work_out()), PACKING)
            self._keep(revision, question, packed)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return _answer(gzip.decompress(packed), etag)
        return _answer(packed, etag, {"content-encoding": "gzip", "vary": "Accept-Encoding"})

    def _find(self, revision: int, question: str) -> bytes | None:
        with self._lock:
            if self._revision < revision:
                self._bodies.clear()
                self._revision, self._size = revision, 0
            if question in self._bodies:
                self._bodies.move_to_end(question)
            return self._bodies.get(question)

    def _keep(self, revision: int, question: str, packed: bytes) -> None:
        with self._lock:
            if self._revision != revision or question in self._bodies or len(packed) > self._most:
                return
            self._bodies[question] = packed
            self._size += len(packed)
            while self._size > self._most:
                self._size -= len(self._bodies.popitem(last=False)[1])


def _tag(raw: bytes) -> str:
    return f'"{hashlib.blake2b(raw, digest_size=12).hexdigest()}"'


def _headers(etag: str) -> dict[str, str]:
    return {"etag": etag, "cache-control": "no-cache"}


def _not_modified(request: Request, etag: str) -> Response | None:
    held = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    return Response(status_code=304, headers=_headers(etag)) if etag in held else None


def _answer(body: bytes, etag: str, more: Mapping[str, str] | None = None) -> Response:
    return Response(body, media_type="application/json", headers={**_headers(etag), **(more or {})})
