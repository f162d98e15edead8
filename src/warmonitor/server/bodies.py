"""Answers: nouns in their own JSON, with an entity tag."""

import hashlib

import msgspec
from fastapi import Request
from starlette.responses import Response

_ENCODER = msgspec.json.Encoder()


def json_answer(request: Request, body: object) -> Response:
    """`body` (nouns, or lists and dicts of them) as JSON; 304 when the asker already has these bytes."""
    raw = _ENCODER.encode(body)
    etag = f'"{hashlib.blake2b(raw, digest_size=12).hexdigest()}"'
    headers = {"etag": etag, "cache-control": "no-cache"}
    held = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if etag in held:
        return Response(status_code=304, headers=headers)
    return Response(raw, media_type="application/json", headers=headers)
