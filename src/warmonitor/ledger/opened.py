"""What every part of an open ledger works with."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from warmonitor.ledger.chain import Clock
from warmonitor.ledger.columns import Columns, View
from warmonitor.ledger.database import Database
from warmonitor.ledger.embargo import Held, cutoffs
from warmonitor.ledger.remembering import Memory
from warmonitor.ledger.safety import Withheld
from warmonitor.ledger.territory import Territory

R = TypeVar("R")


class Opened:
    """A database, its facets in memory, and in whose name and with what withheld it is used."""

    def __init__(self, database: Database, version: str, clock: Clock, who: str, withheld: Withheld) -> None:
        self._database = database
        self._version = version
        self._clock = clock
        self._who = who
        self._withheld = withheld
        self._columns = Columns()
        self._territory = Territory()
        self._memory = Memory()

    def _recall(self, connection: Connection, question: Hashable, answer: Callable[[], R]) -> R:
        """The answer to a question, worked out once for each state of the ledger and of the embargoes."""
        return self._memory.recall(connection, (question, self._cutoffs(connection)), answer)

    def _cutoffs(self, connection: Connection) -> tuple[int, ...]:
        embargoes = self._withheld.embargoes
        return cutoffs(connection, embargoes, self._clock()) if embargoes else ()

    def _held(self, view: View) -> Held:
        return Held(view, self._withheld, self._cutoffs(view.connection))

    def _view(self, connection: Connection, moment: datetime | None = None) -> View:
        return View(self._columns, connection, moment, indexed=self._database.worded)
