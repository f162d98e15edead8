"""A copy of the whole ledger, row by row, from any database to any other, while work goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, select, text

from warmonitor.ledger import schema
from warmonitor.ledger.database import Database
from warmonitor.ledger.errors import LedgerError
from warmonitor.ledger.location import address

_BATCH = 500


def back_up(source: Database, path: Path) -> None:
    """Write the ledger as it stands into a new SQLite file; a copy that fails leaves no file."""
    if path.exists():
        raise LedgerError(f"{path} is there already", "Name a file that is not there yet.")
    try:
        with _opened(path) as target, source.reading() as read, target.writing() as write:
            _copy(read, write)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def bring_back(target: Database, path: Path) -> None:
    """Write all of a backup into a ledger that is empty."""
    if not path.is_file():
        raise LedgerError(f"there is no backup at {path}", "Check the name of the file.")
    with _opened(path) as source, source.reading() as read, target.writing() as write:
        if write.scalar(select(schema.changes.c.seq).limit(1)) is not None:
            raise LedgerError(
                "the ledger is not empty", "Restore into a new one: name it with --db or WARMONITOR_DB."
            )
        _copy(read, write)
        if not target.sqlite:
            # So much at once is planned for as badly as an empty table until the server has counted it.
            write.execute(text("ANALYZE"))


def _copy(read: Connection, write: Connection) -> None:
    for table in schema.METADATA.sorted_tables:
        rows = read.execution_options(yield_per=_BATCH).execute(select(table)).mappings()
        for batch in rows.partitions():
            write.execute(table.insert(), [dict(row) for row in batch])


@contextmanager
def _opened(path: Path) -> Iterator[Database]:
    database = Database(address(str(path)))
    try:
        database.migrate()
        yield database
    finally:
        database.engine.dispose()
