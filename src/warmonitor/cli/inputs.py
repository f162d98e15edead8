"""Options that commands share which read inputs."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from warmonitor.cli import options
from warmonitor.reading import COLUMN_KEYS, ReadingOptions

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH", help="Files, folders, patterns, or - for standard input; ingest takes addresses too."
    ),
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day all of them were published, when you know it.")
]
Outlet = Annotated[str | None, typer.Option(help="The outlet that published all of them.")]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="KEY=NAME",
        help="Of tables: which column holds the text, published, outlet, title, url …; may be repeated.",
    ),
]


def reading_options(
    published: str | None, outlet: str | None, columns: list[str] | None = None
) -> ReadingOptions:
    """What the person states about the inputs; retrieved now."""
    day = options.day(published, "--published")
    return ReadingOptions(
        outlet=outlet, published=day, columns=_columns(columns or []), retrieved_at=datetime.now(UTC)
    )


def _columns(words: list[str]) -> dict[str, str]:
    """The columns of tables, as KEY=NAME.

    Raises:
        typer.BadParameter: when one is not written so, or names no key.
    """
    pairs = {key: name for key, _, name in (word.partition("=") for word in words)}
    if wrong := [key for key, name in pairs.items() if key not in COLUMN_KEYS or not name]:
        keys = ", ".join(COLUMN_KEYS)
        raise typer.BadParameter(f"{wrong[0]!r}: write KEY=NAME, KEY one of {keys}", param_hint="--column")
    return pairs
