"""The changelog: one entry for each transaction, each sealed with the hash of the one before.

An entry's digest covers every row that its transaction wrote; its hash covers the entry with that digest
and the hash before it. So nothing in the past can be altered without every later hash changing.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, select, update

from warmonitor.ledger import schema
from warmonitor.ledger.packing import SIZE, seal
from warmonitor.ledger.rows import Record, Row

Clock = Callable[[], datetime]

START = "0" * 64
"""What stands in place of the hash before the first."""

SEALED: Mapping[Table, tuple[str, ...]] = {
    schema.raws: ("seq", "sha256", "size", "path", "url", "retrieved_at"),
    schema.reports: ("seq", "id", "revision", "withdrawn", "body"),
    schema.claims: ("seq", "id", "revision", "withdrawn", "body"),
    schema.incidents: ("seq", "id", "revision", "withdrawn", "body"),
    schema.redirects: ("seq", "old", "new"),
    schema.families: ("seq", "report", "family"),
    schema.reviews: ("seq", "id", "act", "undoes", "body"),
}
"""The tables that changes append to, in the order of writing, and the columns that the digest covers."""


def system_clock() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)


def digest(rows: Iterable[tuple[Table, Mapping[str, Any]]]) -> str:
    """The SHA-256 over rows in the order of the tables and of `seq`."""
    sha = hashlib.sha256()
    for table, row in rows:
        sha.update(_canonical([table.name, *(row[column] for column in SEALED[table])]))
    return sha.hexdigest()


def hash_of(entry: Mapping[str, Any]) -> str:
    """The hash of an entry of the changelog."""
    columns = ("seq", "recorded_at", "who", "what", "subject", "why", "digest", "previous")
    return hashlib.sha256(_canonical([entry[column] for column in columns])).hexdigest()


def _canonical(values: Sequence[Any]) -> bytes:
    line = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_instant)
    return line.encode("utf-8", "surrogatepass") + b"\n"


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


class Change:
    """One entry of the changelog in the making, with the rows it writes.

    Made inside a writing transaction, which holds off other writers; `write` ends it.
    """

    def __init__(  # noqa: PLR0913
        self,
        connection: Connection,
        clock: Clock,
        *,
        who: str,
        what: str,
        subject: str | None = None,
        why: str | None = None,
    ):
        self._connection = connection
        table = schema.changes
        head = connection.execute(select(table).order_by(table.c.seq.desc()).limit(1)).mappings().first()
        now = clock().astimezone(UTC)
        self.moment = max(now, head["recorded_at"]) if head else now
        self._entry: Row = {
            "seq": head["seq"] + 1 if head else 1,
            "recorded_at": self.moment,
            "who": who,
            "what": what,
            "subject": subject,
            "why": why,
            "previous": head["hash"] if head else START,
        }
        self._rows: dict[Table, list[Row]] = {}
        self._raws: set[str] = set()
        self._parts: dict[Table, list[Row]] = {}
        self._replaced: dict[Table, list[int]] = {}

    @property
    def empty(self) -> bool:
        """Whether nothing was appended yet."""
        return not self._rows

    def keeps_raw(self, sha256: str) -> bool:
        """Whether raw bytes of this SHA-256 are among what was appended."""
        return sha256 in self._raws

    def append(self, table: Table, row: Row) -> int:
        """Take a row to be written; gives its number."""
        rows = self._rows.setdefault(table, [])
        if table is schema.raws:
            self._raws.add(row["sha256"])
        seq: int = rows[-1]["seq"] + 1 if rows else self._next(table)
        rows.append({"seq": seq, "change": self._entry["seq"], "recorded_at": self.moment, **row})
        return seq

    def revise(
        self, record: Record, *, revision: int = 1, withdrawn: bool = False, replaces: int | None = None
    ) -> None:
        """Take a revision to be written, with its parts; `replaces` is the row of the revision before."""
        columns = {"revision": revision, "withdrawn": withdrawn, "replaced_at": None, **record.columns}
        owner = self.append(record.table, columns)
        if replaces is not None:
            self._replaced.setdefault(record.table, []).append(replaces)
        for table, rows in record.parts.items():
            self.hang(table, owner, rows)

    def hang(self, table: Table, owner: int, rows: Iterable[Row]) -> None:
        """Take rows of a table that indexes what a row of this change says."""
        self._parts.setdefault(table, []).extend({"owner": owner, **row} for row in rows)

    def write(self) -> None:
        """Write the entry and all its rows."""
        written = [(table, row) for table in SEALED for row in self._rows.get(table, ())]
        self._entry["digest"] = digest(written)
        self._entry["hash"] = hash_of(self._entry)
        self._connection.execute(schema.changes.insert(), self._entry)
        for table in SEALED:
            self._insert(table, self._rows.get(table))
        for table, rows in self._parts.items():
            self._insert(table, rows)
        self._replace()
        if any(_crosses(rows) for rows in self._rows.values()):
            seal(self._connection)

    def _replace(self) -> None:
        for table, numbers in self._replaced.items():
            for number in numbers:
                replaced = update(table).where(table.c.seq == number).values(replaced_at=self.moment)
                self._connection.execute(replaced)

    def _insert(self, table: Table, rows: Sequence[Row] | None) -> None:
        if rows:
            self._connection.execute(table.insert(), rows)

    def _next(self, table: Table) -> int:
        last = self._connection.scalar(select(func.max(table.c.seq)))
        return (last or 0) + 1


def _crosses(rows: Sequence[Row]) -> bool:
    """Whether rows fill a run of those that are packed together."""
    return bool(rows[-1]["seq"] // SIZE > (rows[0]["seq"] - 1) // SIZE)
