"""The door: the commands of the contract."""

import sys

import typer

from warmonitor import __version__
from warmonitor.cli import (
    ask,
    bulk,
    explain,
    export,
    keep,
    knowledge,
    measure,
    read,
    report,
    review,
    serve,
    watch,
)
from warmonitor.cli.failing import FAILED, MISUSED
from warmonitor.knowledge.registry import RegistryError
from warmonitor.ledger import LedgerError, NoLedgerError
from warmonitor.ontology import OntologyError

app = typer.Typer(
    name="warmonitor",
    help="Reads reports of a war and keeps what is said to have happened, and on whose word.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
for part in (read, bulk, ask, explain, review, keep, report, export, serve, watch, knowledge, measure):
    part.add_to(app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"warmonitor {__version__}")
        raise typer.Exit


@app.callback()
def _warmonitor(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Reads reports of a war and keeps what is said to have happened, and on whose word."""


def main() -> None:
    """Runs the command line; errors that have a mend are said in one line, with exit code 1 or 2."""
    try:
        app()
    except NoLedgerError as error:
        typer.echo(f"warmonitor: {error}", err=True)
        sys.exit(MISUSED)
    except (LedgerError, OntologyError, RegistryError, OSError) as error:
        typer.echo(f"warmonitor: {error}", err=True)
        sys.exit(FAILED)
    except ValueError as error:
        typer.echo(f"warmonitor: {error}", err=True)
        sys.exit(MISUSED)
