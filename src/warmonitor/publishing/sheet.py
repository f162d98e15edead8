"""Comma-separated tables that a spreadsheet may open: UTF-8, a header, formulas in text defused."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import IO, TextIO

Cell = str | int | float | bool | date | None

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def defuse(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before the signs that begin one.

    >>> defuse("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


class Sheet:
    """A table written row by row, which knows what stayed empty."""

    def __init__(self, out: TextIO, columns: Sequence[str]) -> None:
        self.columns = tuple(columns)
        self.rows = 0
        self._filled: set[str] = set()
        self._writer = csv.writer(out)
        self._writer.writerow(self.columns)

    def write(self, row: Mapping[str, Cell]) -> None:
        """Write one row; a column that it lacks stays empty.

        Raises:
            KeyError: the row has a column that the table has not.
        """
        if unknown := row.keys() - set(self.columns):
            raise KeyError(f"no such columns: {sorted(unknown)}")
        cells = [_cell(row.get(column)) for column in self.columns]
        self._filled.update(column for column, cell in zip(self.columns, cells, strict=True) if cell != "")
        self._writer.writerow(cells)
        self.rows += 1

    def tag(self, tags: Mapping[str, str]) -> None:
        """Write a row of HXL tags, which is no row of data."""
        self._writer.writerow([tags.get(column, "") for column in self.columns])

    @property
    def left_empty(self) -> tuple[str, ...]:
        """The columns that no row filled."""
        return tuple(column for column in self.columns if column not in self._filled)


@contextmanager
def sheet(out: IO[bytes], columns: Sequence[str]) -> Iterator[Sheet]:
    """A table written into an open binary file, which stays open."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    try:
        yield Sheet(text, columns)
    finally:
        text.detach()


def _cell(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case str():
            return defuse(value)
        case _:
            return str(value)
