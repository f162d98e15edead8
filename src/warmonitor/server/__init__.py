"""The API and the page; only a token's holder may write."""

from warmonitor.server.app import create_app
from warmonitor.server.run import serve
from warmonitor.server.tokens import TokenError, read_tokens

__all__ = ["TokenError", "create_app", "read_tokens", "serve"]
