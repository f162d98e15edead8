"""Tables, a report a row: CSV and Parquet. The user names the columns that are not called as keys are."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from warmonitor.reading.draft import Draft
from warmonitor.reading.encoding import decode
from warmonitor.reading.inputs import Found, Input, numbered
from warmonitor.reading.items import Item, draft_of
from warmonitor.reading.kinds import DELIMITERS
from warmonitor.reading.nouns import ReadingOptions, RefusedError

KEYS = ("text", "title", "byline", "outlet", "published", "date", "url", "language")
_ROWS_AT_A_TIME = 64
_MEND = "save it as CSV with a header line, encoded as UTF-8"


def read_csv(input_: Input) -> Iterator[Found]:
    """The rows of a table with a header line; they are read one at a time.

    Raises:
        RefusedError: when no column holds the text.
    """
    limits = input_.options.limits
    csv.field_size_limit(limits.report_bytes)
    header = input_.stream.head.partition(b"\n")[0].decode("utf-8-sig", "replace")
    rows = csv.reader(_text_of(input_), delimiter=_delimiter(header))
    return numbered(_read_rows(rows, input_.options))


def read_parquet(input_: Input) -> Iterator[Found]:
    """The rows of a Parquet table, a few at a time.

    Raises:
        RefusedError: when no column holds the text, or the file is damaged.
    """
    # A heavy import that few inputs need.
    import pyarrow  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    try:
        table = parquet.ParquetFile(input_.stream.whole())
        columns = _columns(table.schema_arrow.names, input_.options)
        share = input_.options.share
        groups = range(share.start, table.num_row_groups if share.end is None else share.end)
        batches = table.iter_batches(_ROWS_AT_A_TIME, row_groups=groups, columns=[*columns.values()])
        rows = (row for batch in batches for row in batch.to_pylist())
        yield from numbered((_read_row(row, columns, input_.options) for row in rows), share.first)
    except (pyarrow.ArrowException, OSError) as error:
        reason = f"it is no whole Parquet table: {str(error).splitlines()[0]}"
        raise RefusedError(reason, "write it again") from error


def _text_of(input_: Input) -> Iterator[str]:
    """The lines as text; a line that is too long ends the table, since what follows it cannot be told."""
    for line in input_.stream.lines():
        if isinstance(line, RefusedError):
            raise line
        yield decode(line, input_.origin.encoding or "cp1252").text + "\n"


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)


def _read_rows(rows: Iterator[list[str]], options: ReadingOptions) -> Iterator[Draft | RefusedError]:
    try:
        header = [name.strip() for name in next(rows, [])]
        columns = _columns(header, options)
        for row in rows:
            if row:
                yield _read_row(dict(zip(header, row, strict=False)), columns, options)
    except csv.Error as error:
        raise RefusedError(f"it is not well-formed CSV: {error}", _MEND) from error


def _columns(names: Iterable[str], options: ReadingOptions) -> dict[str, str]:
    """Which column holds which key.

    Raises:
        RefusedError: when a column that the user names is not there, or none holds the text.
    """
    there = list(names)
    shown = ", ".join(name[:40] for name in there[:20])
    lost = [name for name in options.columns.values() if name not in there]
    if lost:
        raise RefusedError(f"it has no column {lost[0]!r}", f"name one of its columns: {shown}")
    columns = {key: key for key in KEYS if key in there} | dict(options.columns)
    if "text" not in columns:
        raise RefusedError(
            "none of its columns is named text", f"say which holds it, --column text=NAME, of: {shown}"
        )
    return columns


def _read_row(
    row: Mapping[str, Any], columns: Mapping[str, str], options: ReadingOptions
) -> Draft | RefusedError:
    told = {key: _words(row.get(name)) for key, name in columns.items()}
    try:
        item = Item(**{**told, "text": told["text"] or ""})  # type: ignore[arg-type]
        return draft_of(item, msgspec.json.encode(told), options)
    except RefusedError as refused:
        return refused


def _words(cell: Any) -> str | None:
    if cell is None or cell == "":
        return None
    return cell.isoformat() if isinstance(cell, date) else str(cell)
