"""Rows to the terminal, to scripts and to spreadsheets."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

import msgspec

from warmonitor.cli.writing import written

Row = Mapping[str, Any]

# As many as a coordinate of the gazetteer has.
_DIGITS = 5

# A cell that begins with one of these runs as a formula in a spreadsheet.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class TextFormat(StrEnum):
    """How what is no table is printed: for people to read, or as one JSON object."""

    TEXT = "text"
    JSON = "json"


@contextmanager
def opened(output: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears only when all is written."""
    if output is None:
        yield sys.stdout
        return
    with written(Path(output)) as file, io.TextIOWrapper(file, encoding="utf-8", newline="") as text:
        yield text


def show(
    rows: Iterable[Any], columns: Sequence[str], wanted: Format | None, output: str | None = None
) -> None:
    """Prints nouns or mappings; `columns` are the keys that a table shows, a dot reaching inside."""
    with opened(output) as out:
        chosen = wanted or (Format.TABLE if out.isatty() else Format.JSONL)
        if chosen is Format.JSONL:
            for row in rows:
                out.write(_json(row) + "\n")
                out.flush()
        elif chosen is Format.JSON:
            out.write("[" + ",\n".join(_json(row) for row in rows) + "]\n")
        else:
            _tabulate(rows, columns, chosen, out)


def _json(row: Any) -> str:
    return msgspec.json.encode(row).decode()


def _tabulate(rows: Iterable[Any], columns: Sequence[str], chosen: Format, out: TextIO) -> None:
    cells = ([_cell(msgspec.to_builtins(row), column) for column in columns] for row in rows)
    if chosen is Format.CSV:
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        writer.writerow(columns)
        for line in cells:
            writer.writerow([f"'{cell}" if cell.startswith(_FORMULAS) else cell for cell in line])
            out.write(buffer.getvalue())
            buffer.seek(0)
            buffer.truncate()
        return
    _print_table(cells, columns, out)


def _print_table(cells: Iterable[Sequence[str]], columns: Sequence[str], out: TextIO) -> None:
    from rich.console import Console  # noqa: PLC0415  (who prints no table does not wait for rich)
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, header_style="bold")
    for column in columns:
        # An id that is cut off cannot be asked for.
        table.add_column(column, no_wrap=column == "id", overflow="fold")
    for line in cells:
        table.add_row(*(cell.replace("[", "\\[") for cell in line))
    Console(file=out).print(table)


def _cell(row: Any, column: str) -> str:
    """The words of one cell: lists joined, what is absent empty."""
    for key in column.split("."):
        if isinstance(row, list | tuple):
            row = [item.get(key) for item in row if isinstance(item, Mapping)]
        else:
            row = row.get(key) if isinstance(row, Mapping) else None
    if isinstance(row, list | tuple):
        return ", ".join(str(item) for item in row if item is not None)
    if isinstance(row, float):
        return str(round(row, _DIGITS))
    return "" if row is None else str(row)
