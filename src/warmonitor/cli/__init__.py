"""The door: the commands of the contract."""

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import typer

from warmonitor import __version__
from warmonitor.cli.contents import CONTENTS
from warmonitor.rarely import collect_rarely


def app_of(files: Iterable[str]) -> typer.Typer:
    """The command line with the commands of these files: only the file of the command called is imported."""
    made = _bare()
    for file in files:
        import_module(f"{__name__}.{file}").add_to(made)
    return made


def table_of_contents() -> typer.Typer:
    """The command line to look at: the names of the commands and what each does, and nothing imported."""
    made = _bare()
    for commands in CONTENTS.values():
        for name, summary in commands.items():
            made.command(name, help=summary)(lambda: None)
    return made


def _bare() -> typer.Typer:
    made = typer.Typer(
        name="warmonitor",
        help="Reads reports of a war and keeps what is said to have happened, and on whose word.",
        no_args_is_help=True,
        rich_markup_mode="markdown",
        pretty_exceptions_enable=False,
    )
    made.callback()(_warmonitor)
    return made


def __getattr__(name: str) -> Any:
    """`app`, with all commands, is put together when it is asked for."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()["app"] = app_of(CONTENTS)
    return globals()["app"]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"warmonitor {__version__}")
        raise typer.Exit


def _warmonitor(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Reads reports of a war and keeps what is said to have happened, and on whose word."""


def main() -> None:
    """Runs the command line; errors that have a mend are said in one line, with exit code 1 or 2."""
    collect_rarely()
    try:
        _app_for(next(iter(sys.argv[1:]), ""))()
    except Exception as error:
        code = _code(error)
        if code is None:
            raise
        typer.echo(f"warmonitor: {error}", err=True)
        sys.exit(code)


def _app_for(command: str) -> typer.Typer:
    """As much of the command line as a first word asks for; a shell that completes a word asks for all."""
    completing = any(name.endswith("_COMPLETE") for name in os.environ)
    if command in {"", "--help", "--version"} and not completing:
        return table_of_contents()
    return app_of([file for file, commands in CONTENTS.items() if command in commands] or CONTENTS)


def _code(error: Exception) -> int | None:
    """The exit code of an error that has a mend; None for a fault of ours."""
    from warmonitor.cli.failing import FAILED, MISUSED  # noqa: PLC0415
    from warmonitor.knowledge.registry import RegistryError  # noqa: PLC0415
    from warmonitor.ledger import LedgerError, NoLedgerError  # noqa: PLC0415
    from warmonitor.ontology import OntologyError  # noqa: PLC0415

    if isinstance(error, NoLedgerError):
        return MISUSED
    if isinstance(error, (LedgerError, OntologyError, RegistryError, OSError)):
        return FAILED
    return MISUSED if isinstance(error, ValueError) else None
