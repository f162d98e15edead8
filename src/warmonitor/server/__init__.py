"""The API, the page and the published site; only a token's holder may write."""

from warmonitor.server.app import create_app
from warmonitor.server.run import serve
from warmonitor.server.site import Manifest, PageNotBuiltError, publish
from warmonitor.server.tokens import TokenError, read_tokens

__all__ = [
    "Manifest",
    "PageNotBuiltError",
    "TokenError",
    "create_app",
    "publish",
    "read_tokens",
    "serve",
]
