"""The connection: one writer at a time, readers that never wait, the schema brought up to date."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.pool import ConnectionPoolEntry

from warmonitor.ledger.errors import LedgerError, NoLedgerError, faults_named
from warmonitor.ledger.packing import seal
from warmonitor.ledger.schema import WORDS_OF

_WAIT_SECONDS = 30
_MIGRATION_LOCK = 7_703_001
"""Any number that no other program's advisory lock uses."""


class Database:
    """An engine with the two kinds of transaction that the ledger needs."""

    def __init__(self, url: URL, *, new: bool = True) -> None:
        self.url = url
        self.sqlite = url.get_backend_name() == "sqlite"
        if self.sqlite and new:
            _make_folder(url)
        elif self.sqlite and not Path(str(url.database)).exists():
            raise NoLedgerError(self.name)
        self.engine = _engine(url)

    @property
    def name(self) -> str:
        """The database's address without the password."""
        return self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger throughout and waits for no writer."""
        options = {} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        with faults_named(), self._transaction(options) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction kept wholly or not at all; writers take turns, as the changelog is one chain."""
        with faults_named(), self._transaction({"writing": True}) as connection:
            if not self.sqlite:
                connection.execute(text("LOCK TABLE changes IN EXCLUSIVE MODE"))
            yield connection

    @contextmanager
    def _transaction(self, options: Mapping[str, Any]) -> Iterator[Connection]:
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @cached_property
    def worded(self) -> bool:
        """Whether SQLite's index of words is there."""
        return self.sqlite and all(inspect(self.engine).has_table(name) for name in WORDS_OF.values())

    def migrate(self, *, new: bool = True) -> str:
        """Bring the schema up to date, made where there is none and `new`, and give its version.

        Raises:
            NoLedgerError: there is none, and `new` is not set.
            LedgerError: the database was written by a newer version of the program, or is not a ledger.
        """
        config = _migrations()
        script = ScriptDirectory.from_config(config)
        head = script.get_current_head()
        with self.reading() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
        if current == head and head is not None:
            return head
        if current is None and not new:
            raise NoLedgerError(self.name)
        known = {revision.revision for revision in script.walk_revisions()}
        if current is not None and current not in known:
            raise LedgerError(
                f"the ledger was written by a newer version of warmonitor (schema {current})",
                "Update warmonitor, or open another ledger.",
            )
        with faults_named(), self._transaction({"writing": True}) as connection:
            if not self.sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            seal(connection)
        return str(head)


def _migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def _make_folder(url: URL) -> None:
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise LedgerError(
            f"the folder of the ledger cannot be made ({fault})",
            "Name a file that can be written with --db or WARMONITOR_DB.",
        ) from fault


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        wait = float(str(url.query.get("timeout", _WAIT_SECONDS)))
        engine = create_engine(url, connect_args={"timeout": wait}, pool_size=8, max_overflow=32)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        event.listen(engine, "invalidate", _let_go)
        return engine
    try:
        engine = create_engine(url, pool_pre_ping=True, pool_size=8, max_overflow=32)
    except ModuleNotFoundError as fault:
        raise LedgerError(
            f"PostgreSQL needs a package that is not installed ({fault.name})",
            "Install it: pip install 'warmonitor[postgres]'.",
        ) from fault
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(connection: Any, _entry: ConnectionPoolEntry) -> None:
    """Have no query compiled by the server, which takes half a second: the longest take less."""
    connection.execute("SET jit = off")
    connection.commit()


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    """Keep the driver from beginning transactions late, and set what SQLite needs."""
    connection.isolation_level = None
    cursor = connection.cursor()
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _let_go(connection: Any, *_: object) -> None:
    """Roll back what Ctrl-C broke off: closing alone keeps SQLite's lock while a cursor lives."""
    connection.rollback()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
