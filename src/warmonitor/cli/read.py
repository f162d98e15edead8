"""extract and ingest: reports in."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
import typer

from warmonitor.cli import options
from warmonitor.cli.failing import FAILED, name_failures
from warmonitor.cli.printing import opened
from warmonitor.cli.progress import bar, waiting
from warmonitor.engines import Ingested, ingest, reread, tell
from warmonitor.ledger import Ledger
from warmonitor.model import Report
from warmonitor.pipeline import Corridor, Told
from warmonitor.reading import COLUMN_KEYS, ReadingOptions, Unread, size_of

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="Files, folders, patterns, or - for standard input.")
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


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("extract")(extract)
    app.command("ingest")(ingest_command)
    app.command("reread")(reread_command)


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


def extract(
    paths: Paths,
    published: Published = None,
    outlet: Outlet = None,
    column: Columns = None,
    output: options.Output = None,
) -> None:
    """Read reports and print their claims, one JSON object a line; store nothing."""
    failed: list[Unread] = []
    unread: list[Told] = []
    with waiting("loading"):
        corridor = Corridor.load()
    with opened(output) as out:
        for told in tell(paths, reading_options(published, outlet, column), corridor):
            if isinstance(told, Unread):
                failed.append(told)
                continue
            if told.unread is not None:
                unread.append(told)
            for claim in told.claims:
                line = {**msgspec.to_builtins(claim), "path": told.report.path}
                out.write(msgspec.json.encode(line).decode() + "\n")
            out.flush()
    name_failures(failed, unread)


def ingest_command(
    paths: Paths,
    published: Published = None,
    outlet: Outlet = None,
    column: Columns = None,
    db: options.Db = None,
) -> None:
    """Read reports into the ledger, with a progress bar; what it has already is passed over."""
    with Ledger.open(db) as ledger:
        done = run_ingest(paths, reading_options(published, outlet, column), ledger)
    name_failures(done.failed, done.unread)


def run_ingest(paths: list[str], reading: ReadingOptions, ledger: Ledger) -> Ingested:
    """Ingests with a progress bar and says what came of it."""
    with bar("reading", size_of(paths)) as advance:
        done = ingest(paths, reading, ledger, Corridor.load, advance)
    said = f"{done.added} new reports, {done.claims} claims, {done.known} reports known already"
    if done.added:
        said += f"; the ledger has {done.incidents} incidents"
    typer.echo(f"{said}. Ledger: {ledger.address}", err=True)
    return done


def reread_command(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID…]", help="Ids of reports that the ledger keeps.")
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
            corridor = Corridor.load()
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
