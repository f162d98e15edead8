"""serve and demo: the page and the API."""

from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from warmonitor.cli import options as o
from warmonitor.cli.failing import name_failures
from warmonitor.cli.inputs import reading_options
from warmonitor.cli.read import run_ingest
from warmonitor.ledger import Ledger, default_path
from warmonitor.server import TokenError, read_tokens
from warmonitor.server import serve as run_server

Host = Annotated[str, typer.Option(help="Address to listen at; leave it unless others may see the page.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen at.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("serve")(serve)
    app.command("demo")(demo)


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    token_file: Annotated[
        Path | None,
        typer.Option(
            help="Who may review: NAME TOKEN, one a line. WARMONITOR_TOKEN names a token by itself.",
            show_default="nobody",
        ),
    ] = None,
    tiles: Annotated[
        str | None,
        typer.Option(
            envvar="WARMONITOR_TILES",
            help="Address of map tiles, as https://HOST/{z}/{x}/{y}.png.",
            show_default="none: the map is drawn from the package",
        ),
    ] = None,
    db: o.Db = None,
) -> None:
    """Serve the page and the API over the ledger."""
    try:
        tokens = read_tokens(token_file)
    except (TokenError, OSError) as error:
        raise typer.BadParameter(str(error), param_hint="--token-file") from None
    with Ledger.open(db, new=False) as ledger:
        try:
            run_server(ledger, host, port, tokens, tiles)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--tiles") from None


def demo(
    reports: Annotated[
        list[str] | None, typer.Option(help="Your own files or folders, into your own ledger, instead.")
    ] = None,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    db: o.Db = None,
) -> None:
    """Ingest the sample reports (or your own) and serve the page: the whole of it in one command."""
    own = db or (None if reports else str(_demo_ledger()))
    with Ledger.open(own) as ledger:
        with as_file(files("warmonitor").joinpath("samples")) as samples:
            done = run_ingest(reports or [str(samples)], reading_options(None, None), ledger)
        try:
            name_failures(done.failed, done.unread)
        except typer.Exit:
            typer.echo("The rest was read; the page shows it.", err=True)
        run_server(ledger, host, port)


def _demo_ledger() -> Path:
    """The samples' own ledger, so that they never mix with what a person reads."""
    return default_path().with_name("demo.db")
