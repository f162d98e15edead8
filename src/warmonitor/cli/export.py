"""export: data in the shapes of the field."""

from pathlib import Path
from typing import Annotated

import typer

from warmonitor.cli import options as o
from warmonitor.cli.writing import written
from warmonitor.ledger import Filter, Ledger
from warmonitor.publishing import FORMATS, export


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("export")(export_command)


@o.filtered("limit")
def export_command(
    asked: Filter,
    form: Annotated[str, typer.Option("--format", help=f"One of: {', '.join(FORMATS)}.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")],
    db: o.Db = None,
) -> None:
    """Write what a filter keeps, no more and no less, in a format that others read."""
    if form not in FORMATS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(FORMATS)}", param_hint="--format")
    with Ledger.open(db, new=False) as ledger, written(output) as out:
        summary = export(form, ledger, asked, out)
    typer.echo(f"{output}: {summary.rows} rows", err=True)
    for reason, count in summary.left_out.items():
        typer.echo(f"left out: {count}: {reason}", err=True)
    if summary.left_empty:
        typer.echo(f"columns that could not be filled: {', '.join(summary.left_empty)}", err=True)
