"""No cell of an exported table runs in a spreadsheet, and every cell can be read back."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmonitor.publishing.sheet import Cell, defuse, sheet

CELLS: list[tuple[Cell, str]] = [
    (None, ""),
    ("", ""),
    ("Tarsil", "Tarsil"),
    ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
    ("+1", "'+1"),
    ("-cmd", "'-cmd"),
    ("@sum", "'@sum"),
    ("\tx", "'\tx"),
    ("\rx", "'\rx"),
    ("＝1", "'＝1"),
    ("a=b", "a=b"),
    (-5, "-5"),
    (-0.25, "-0.25"),
    (0, "0"),
    (True, "true"),
    (False, "false"),
    (date(2031, 4, 29), "2031-04-29"),
    ('say "no", now\nthen', 'say "no", now\nthen'),
]


def written(*cells: Cell) -> list[str]:
    out = io.BytesIO()
    columns = [f"column{number}" for number in range(len(cells))]
    with sheet(out, columns) as table:
        table.write(dict(zip(columns, cells, strict=True)))
    header, row = csv.reader(io.StringIO(out.getvalue().decode(), newline=""))
    assert header == columns
    return row


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_a_cell_is_written(cell: Cell, expected: str) -> None:
    assert written(cell, "next") == [expected, "next"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1))
def test_any_text_can_be_read_back_and_is_no_formula(texts: list[str]) -> None:
    read = written(*texts, "end")
    assert read == [*map(defuse, texts), "end"]
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for text in read)


def test_columns_that_no_row_fills_are_named() -> None:
    out = io.BytesIO()
    with sheet(out, ["a", "b", "c"]) as table:
        table.write({"a": 1, "b": None})
        table.write({"c": "x"})
    assert table.left_empty == ("b",)
    assert table.rows == 2
    assert not out.closed


def test_a_column_that_the_table_has_not_is_refused() -> None:
    with sheet(io.BytesIO(), ["a"]) as table, pytest.raises(KeyError, match="b"):
        table.write({"b": 1})
