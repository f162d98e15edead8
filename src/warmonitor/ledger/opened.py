"""What every part of an open ledger works with."""

from datetime import datetime

from sqlalchemy import Connection

from warmonitor.ledger.chain import Clock
from warmonitor.ledger.columns import Columns, View
from warmonitor.ledger.database import Database
from warmonitor.ledger.remembering import Memory
from warmonitor.ledger.withholding import Withheld


class Opened:
    """A database, its facets in memory, and in whose name and with what withheld it is used."""

    def __init__(self, database: Database, version: str, clock: Clock, who: str, withheld: Withheld) -> None:
        self._database = database
        self._version = version
        self._clock = clock
        self._who = who
        self._withheld = withheld
        self._columns = Columns()
        self._memory = Memory()

    def _view(self, connection: Connection, moment: datetime | None = None) -> View:
        return View(self._columns, connection, moment, indexed=self._database.worded)
