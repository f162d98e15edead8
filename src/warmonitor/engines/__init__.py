"""How the same pipeline runs: in process, on all cores, on a cluster."""

from warmonitor.engines.again import ReadAgain, reread
from warmonitor.engines.local import Ingested, ingest, relink, tell

__all__ = ["Ingested", "ReadAgain", "ingest", "relink", "reread", "tell"]
