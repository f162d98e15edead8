"""The database: what was read and what follows from it, kept for good."""

from warmonitor.ledger.cursor import cursor
from warmonitor.ledger.encounters import Pair, VoiceStanding
from warmonitor.ledger.errors import LedgerError, NoLedgerError
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.ledger import Ledger
from warmonitor.ledger.location import default_path
from warmonitor.ledger.looking import Dossier, Revision, Stats
from warmonitor.ledger.paging import Listed
from warmonitor.ledger.queues import Reason, Waiting
from warmonitor.ledger.rereading import Reread
from warmonitor.ledger.review import GRADES, Act, CorrectionError, Edit, Review, drop_of, edit_of
from warmonitor.ledger.reviewing import Draft
from warmonitor.ledger.tally import ActorCount, PlaceCount, VoiceCount
from warmonitor.ledger.verification import Verification
from warmonitor.ledger.writing import Linkage

__all__ = [
    "GRADES",
    "Act",
    "ActorCount",
    "CorrectionError",
    "Dossier",
    "Draft",
    "Edit",
    "Filter",
    "Ledger",
    "LedgerError",
    "Linkage",
    "Listed",
    "NoLedgerError",
    "Pair",
    "PlaceCount",
    "Reason",
    "Reread",
    "Review",
    "Revision",
    "Stats",
    "Verification",
    "VoiceCount",
    "VoiceStanding",
    "Waiting",
    "cursor",
    "default_path",
    "drop_of",
    "edit_of",
]
