"""Parquet files written row by row: typed columns, text as it is, batches of constant size."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from warmonitor.publishing.sheet import Cell

_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
}
"""Arrow types by frictionless type."""

_BATCH = 10_000
"""Rows kept in memory until they are written."""


class ParquetTable:
    """A table written batch by batch, which knows what stayed empty."""

    def __init__(self, out: IO[bytes], fields: Mapping[str, str]) -> None:
        self.rows = 0
        self._fields = fields
        self._filled: set[str] = set()
        self._waiting: list[Mapping[str, Cell]] = []
        self._schema = pa.schema([(name, _TYPES[kind]) for name, kind in fields.items()])
        self._writer = pq.ParquetWriter(out, self._schema)

    def write(self, row: Mapping[str, Cell]) -> None:
        """Write one row; a column that it lacks stays null.

        Raises:
            KeyError: the row has a column that the table has not.
        """
        if unknown := row.keys() - self._fields.keys():
            raise KeyError(f"no such columns: {sorted(unknown)}")
        self._filled.update(name for name, cell in row.items() if cell is not None and cell != "")
        self._waiting.append(row)
        self.rows += 1
        if len(self._waiting) >= _BATCH:
            self._flush()

    @property
    def left_empty(self) -> tuple[str, ...]:
        """The columns that no row filled."""
        return tuple(name for name in self._fields if name not in self._filled)

    def close(self) -> None:
        """Write what waits and the footer."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if not self._waiting:
            return
        columns = [
            [_value(row.get(name), kind) for row in self._waiting] for name, kind in self._fields.items()
        ]
        arrays = [pa.array(cells, type=one.type) for cells, one in zip(columns, self._schema, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._waiting.clear()


@contextmanager
def parquet_table(out: IO[bytes], fields: Mapping[str, str]) -> Iterator[ParquetTable]:
    """A table written into an open binary file, which stays open; `fields` are names and types."""
    table = ParquetTable(out, fields)
    yield table
    table.close()


def _value(cell: Cell, kind: str) -> Any:
    if cell is None or cell == "":
        return None
    return datetime.fromisoformat(str(cell)) if kind == "datetime" else cell
