"""The ledger: what was read and what follows from it, append-only, and as it was known at any instant."""

from pathlib import Path

from warmonitor import __version__
from warmonitor.ledger import looking
from warmonitor.ledger.asking import Asking
from warmonitor.ledger.chain import Clock, system_clock
from warmonitor.ledger.copying import back_up, bring_back
from warmonitor.ledger.database import Database
from warmonitor.ledger.keeping import Keeping
from warmonitor.ledger.location import address
from warmonitor.ledger.looking import Stats
from warmonitor.ledger.safety import Withheld, setting
from warmonitor.ledger.verification import Verification, verify


class Ledger(Keeping, Asking):
    """A database of reports, claims and incidents; may be used from many threads.

    Everything raises `LedgerError`, with the mend, when the database cannot be reached, written or read.
    """

    @classmethod
    def open(
        cls,
        url: str | None = None,
        *,
        clock: Clock = system_clock,
        who: str = f"warmonitor {__version__}",
        withhold: str | None = None,
        new: bool = True,
    ) -> "Ledger":
        """Open the ledger at an address, its schema brought up to date; made if it is not there and `new`.

        `url` is an address of SQLAlchemy or the name of a SQLite file; without it `WARMONITOR_DB`, else a
        file in the user's data folder (see `location.default_path`). `clock` gives the instant that a
        change is recorded at, `who` the person or program that makes it. `withhold` names what no answer
        tells; without it, and of embargoes and coordinates, the settings (see `safety`).

        Raises:
            NoLedgerError: there is none and `new` is not set; nothing is made.
        """
        withheld = setting(withhold)
        database = Database(address(url), new=new)
        try:
            version = database.migrate(new=new)
        except BaseException:
            database.engine.dispose()
            raise
        return cls(database, version, clock, who, withheld)

    def close(self) -> None:
        """Let go of all connections."""
        self._database.engine.dispose()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where the ledger is, without the password."""
        return self._database.name

    @property
    def database(self) -> Database:
        """The database, for tables that another room keeps beside the ledger's; never to read those by."""
        return self._database

    def whole(self) -> "Ledger":
        """The same ledger, which withholds nothing: to link, review and read again by."""
        whole = Ledger(self._database, self._version, self._clock, self._who, Withheld())
        whole._columns, whole._territory = self._columns, self._territory
        return whole

    def verify(self) -> Verification:
        """Recompute the chain, every digest, every raw SHA-256 and every indexed column from what is kept."""
        with self._database.reading() as connection:
            return verify(connection)

    def backup(self, path: Path) -> None:
        """Write the ledger with all its past into a new SQLite file; others may go on meanwhile."""
        back_up(self._database, path)

    def restore(self, path: Path) -> None:
        """Write all of a backup into this ledger, which must be empty."""
        bring_back(self._database, path)

    def stats(self) -> Stats:
        """Counts, the last ingest and the version of the schema."""
        with self._database.reading() as connection:
            view = self._view(connection)
            return self._recall(
                connection, "stats", lambda: looking.stats(view, self._held(view), self._version)
            )
