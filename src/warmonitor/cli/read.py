"""ingest and reread: reports into the ledger."""

from typing import TYPE_CHECKING, Annotated

import typer

from warmonitor.cli import options
from warmonitor.cli.failing import FAILED, name_failures
from warmonitor.cli.fetched import Allow, fetched
from warmonitor.cli.inputs import Columns, Outlet, Paths, Published, reading_options
from warmonitor.cli.progress import bar, waiting
from warmonitor.engines import Ingested, ingest, reread
from warmonitor.ledger import Ledger
from warmonitor.model import Report
from warmonitor.reading import ReadingOptions, size_of

if TYPE_CHECKING:
    from warmonitor.pipeline import Corridor


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("ingest")(ingest_command)
    app.command("reread")(reread_command)


def ingest_command(
    paths: Paths,
    published: Published = None,
    outlet: Outlet = None,
    column: Columns = None,
    allow: Allow = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read.")] = 1,
    db: options.Db = None,
) -> None:
    """Read reports into the ledger, with a progress bar; what it has already is passed over.

    Addresses are fetched first, into a web archive in the user's data folder.
    """
    reading = reading_options(published, outlet, column)
    with Ledger.open(db) as ledger:
        local, unfetched = fetched(paths, allow, reading.retrieved_at)
        done = run_ingest(local, reading, ledger, workers)
    name_failures([*unfetched, *done.failed], done.unread)


def run_ingest(paths: list[str], reading: ReadingOptions, ledger: Ledger, workers: int = 1) -> Ingested:
    """Ingests with a progress bar and says what came of it."""
    with bar("reading", size_of(paths)) as advance:
        done = ingest(paths, reading, ledger, _corridor, advance, workers=workers)
    said = f"{done.added} new reports, {done.claims} claims, {done.known} reports known already"
    if done.added:
        said += f"; the ledger has {done.incidents} incidents"
    typer.echo(f"{said}. Ledger: {ledger.address}", err=True)
    return done


def _corridor() -> "Corridor":
    from warmonitor.pipeline import Corridor  # noqa: PLC0415  (where workers read, this process needs none)

    return Corridor.load()


def reread_command(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Ids of reports that the ledger keeps.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All reports of the ledger.")] = False,
    db: options.Db = None,
) -> None:
    """Read kept reports again with the rules of today; what was read before stays in the history."""
    if every == bool(ids):
        raise typer.BadParameter("name reports, or --all", param_hint="ID…")
    with Ledger.open(db, new=False) as ledger:
        reports = list(ledger.reports()) if every else [_kept(ledger, identity) for identity in ids or ()]
        with waiting("loading"):
            corridor = _corridor()
        with bar("reading", sum(len(report.text) for report in reports)) as advance:
            done = reread([report.id for report in reports], ledger, corridor, advance)
    said = (
        f"{done.reports} reports: {done.new} new claims, {done.changed} changed, {done.withdrawn} withdrawn"
    )
    typer.echo(said, err=True)
    for review in done.unfit:
        typer.echo(f"{review}: this correction does not fit the new reading and was left unmade.", err=True)
    name_failures(done.failed)


def _kept(ledger: Ledger, identity: str) -> Report:
    report = ledger.report(identity)
    if report is None:
        typer.echo(f"{identity}: the ledger has no report of that id.", err=True)
        raise typer.Exit(FAILED)
    return report
