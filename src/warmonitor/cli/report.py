"""sitrep and publish: what is known, written for people."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from warmonitor.cli import options as o
from warmonitor.cli.failing import FAILED
from warmonitor.cli.progress import waiting
from warmonitor.cli.writing import written
from warmonitor.ledger import Filter, Ledger
from warmonitor.ledger.filter import instant
from warmonitor.publishing import SITREP_FORMS, PdfUnavailableError, sitrep
from warmonitor.server import PageNotBuiltError, publish

ChangesSince = Annotated[
    str | None,
    typer.Option(
        "--changes-since", metavar="DATE|INSTANT", help="Tell first what became different since then."
    ),
]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("sitrep")(sitrep_command)
    app.command("publish")(publish_command)


@o.filtered("limit")
def sitrep_command(
    asked: Filter,
    changes_since: ChangesSince = None,
    db: o.Db = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Its ending chooses: .md, .html or .pdf.", show_default="Markdown"
        ),
    ] = None,
) -> None:
    """Write a situation report in which every statement leads to quotes."""
    form = output.suffix.removeprefix(".").lower() if output else "md"
    if form not in SITREP_FORMS:
        ends = ", ".join(f".{name}" for name in SITREP_FORMS)
        raise typer.BadParameter(f"{output} ends with none of {ends}", param_hint="--output")
    last = _instant(changes_since)
    with Ledger.open(db, new=False) as ledger, waiting("writing"):
        try:
            body = sitrep(ledger, asked, form, last)
        except PdfUnavailableError as error:
            typer.echo(f"{output}: {error}.", err=True)
            raise typer.Exit(FAILED) from None
    if output is None:
        typer.echo(body.decode(), nl=False)
        return
    with written(output) as out:
        out.write(body)


@o.filtered("limit")
def publish_command(
    asked: Filter,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    db: o.Db = None,
) -> None:
    """Write a read-only site of what a filter asks for: plain files, with the hash of each."""
    with Ledger.open(db, new=False) as ledger, waiting("publishing"):
        try:
            manifest = publish(ledger, asked, folder)
        except PageNotBuiltError as error:
            typer.echo(f"{folder}: {error}.", err=True)
            raise typer.Exit(FAILED) from None
    typer.echo(f"{folder}: {manifest.incidents} incidents in {len(manifest.files)} files", err=True)


def _instant(text: str | None) -> datetime | None:
    """The instant that --changes-since gives; of a day its end.

    Raises:
        typer.BadParameter: it is neither a day nor an instant.
    """
    try:
        return instant(o.moment(text))
    except typer.BadParameter as wrong:
        raise typer.BadParameter(wrong.message, param_hint="--changes-since") from None
