"""How the same pipeline runs: in process, on all cores, on a cluster.

What is at the door is imported when it is asked for: who only tells reports needs no database.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warmonitor.engines.again import ReadAgain, reread
    from warmonitor.engines.local import Ingested, ingest, relink
    from warmonitor.engines.telling import tell

__all__ = ["Ingested", "ReadAgain", "ingest", "relink", "reread", "tell"]

_FILES = {
    "Ingested": "local",
    "ReadAgain": "again",
    "ingest": "local",
    "relink": "local",
    "reread": "again",
    "tell": "telling",
}


def __getattr__(name: str) -> Any:
    if name not in _FILES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FILES[name]}"), name)
