"""Exit codes of the contract, and how a failed input is named."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from warmonitor.reading import Unread

if TYPE_CHECKING:
    from warmonitor.pipeline import Told

FAILED = 1
MISUSED = 2


def name_failures(failed: Sequence[Unread], unread: "Sequence[Told]" = ()) -> None:
    """Names, on stderr, each input that failed with its reason and mend, and each report kept but not read.

    Raises:
        typer.Exit: with code 1, when there was any.
    """
    for one in failed:
        typer.echo(f"{one.path}: {one.reason}. {one.mend[:1].upper()}{one.mend[1:]}.", err=True)
    for told in unread:
        typer.echo(f"{told.report.path}: kept, but not read: {told.unread}.", err=True)
    if failed or unread:
        raise typer.Exit(FAILED)
