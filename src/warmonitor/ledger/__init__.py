"""The database: what was read and what follows from it, kept for good."""

from warmonitor.ledger.cursor import cursor
from warmonitor.ledger.errors import LedgerError
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.ledger import Ledger
from warmonitor.ledger.location import default_path
from warmonitor.ledger.looking import Dossier, Revision, Stats
from warmonitor.ledger.tally import ActorCount, PlaceCount, VoiceCount
from warmonitor.ledger.verification import Verification
from warmonitor.ledger.writing import Linkage

__all__ = [
    "ActorCount",
    "Dossier",
    "Filter",
    "Ledger",
    "LedgerError",
    "Linkage",
    "PlaceCount",
    "Revision",
    "Stats",
    "Verification",
    "VoiceCount",
    "cursor",
    "default_path",
]
