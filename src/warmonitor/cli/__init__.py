"""The door: the commands of the contract."""

import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import typer

from warmonitor import __version__

FILES: dict[str, tuple[str, ...]] = {
    "extract": ("extract",),
    "read": ("ingest", "reread"),
    "bulk": ("run",),
    "ask": (
        "reports",
        "claims",
        "incidents",
        "tolls",
        "control",
        "timeline",
        "actors",
        "voices",
        "places",
    ),
    "explain": ("explain", "history", "verify"),
    "review": ("review",),
    "keep": ("backup", "restore"),
    "report": ("sitrep", "publish"),
    "export": ("export",),
    "serve": ("serve", "demo"),
    "watch": ("watch", "fetch"),
    "knowledge": ("gazetteer", "registry"),
    "measure": ("evaluate", "schema"),
}
"""The commands by the file that has them: only the file of the command that is called is imported."""


def app_of(files: Iterable[str]) -> typer.Typer:
    """The command line with the commands of these files."""
    made = typer.Typer(
        name="warmonitor",
        help="Reads reports of a war and keeps what is said to have happened, and on whose word.",
        no_args_is_help=True,
        rich_markup_mode="markdown",
        pretty_exceptions_enable=False,
    )
    made.callback()(_warmonitor)
    for file in files:
        import_module(f"{__name__}.{file}").add_to(made)
    return made


def __getattr__(name: str) -> Any:
    """`app`, with all commands, is put together when it is asked for."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()["app"] = app_of(FILES)
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
    command = next(iter(sys.argv[1:]), "")
    try:
        app_of([file for file, commands in FILES.items() if command in commands] or FILES)()
    except Exception as error:
        code = _code(error)
        if code is None:
            raise
        typer.echo(f"warmonitor: {error}", err=True)
        sys.exit(code)


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
