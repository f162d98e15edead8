"""Who may write: bearer tokens, in the header and nowhere else.

No cookie is ever set or read, so a foreign page has nothing to ride on and there is nothing to forge; a token
in an address is an unknown parameter and refused.
"""

import hmac
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends, HTTPException, Request

Tokens = Mapping[str, str]
"""The tokens, and whose each is."""

SHORTEST = 16
"""Characters that a token has at least."""


class TokenError(ValueError):
    """A token cannot be taken; the message says why."""


def read_tokens(path: Path | None, environment: Mapping[str, str] = os.environ) -> Tokens:
    """The tokens of a file, one a line as `NAME TOKEN`, and that of `WARMONITOR_TOKEN`, whose is "reviewer".

    Raises:
        TokenError: a line is off, or a token too short to be secret.
        OSError: the file cannot be read.
    """
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
    told = [line.split() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if token := environment.get("WARMONITOR_TOKEN"):
        told.append([environment.get("WARMONITOR_REVIEWER", "reviewer"), token])
    for number, words in enumerate(told, 1):
        if len(words) != 2:
            raise TokenError(f"token {number} is not written as NAME TOKEN")
        if len(words[1]) < SHORTEST:
            raise TokenError(f"the token of {words[0]} is shorter than {SHORTEST} characters")
    return {token: name for name, token in told}


def writer(request: Request) -> str:
    """Whose token the request bears; 401 without a known one, 403 where nobody may write."""
    tokens = cast(Tokens, request.app.state.tokens)
    if not tokens:
        raise HTTPException(
            403, "this server only reads; start it with --token-file or WARMONITOR_TOKEN to review"
        )
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    name = None
    for token, whose in tokens.items():
        if hmac.compare_digest(token.encode(), given.strip().encode()):
            name = whose
    if scheme.lower() != "bearer" or name is None:
        raise HTTPException(
            401,
            "writing takes a token: Authorization: Bearer TOKEN",
            {"www-authenticate": 'Bearer realm="warmonitor"'},
        )
    return name


Writing = Annotated[str, Depends(writer)]
