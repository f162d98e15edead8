"""The API and the page, read-only."""

from warmonitor.server.app import create_app
from warmonitor.server.run import serve

__all__ = ["create_app", "serve"]
