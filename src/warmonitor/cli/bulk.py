"""run: many inputs to claims and incidents as Parquet."""

import os
from typing import Annotated

import typer

from warmonitor.cli import options
from warmonitor.cli.failing import FAILED
from warmonitor.cli.inputs import Outlet, Paths, Published, reading_options
from warmonitor.cli.progress import bar
from warmonitor.reading import size_of


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("run")(run_command)


def run_command(
    paths: Paths,
    out: Annotated[str, typer.Option(help="A new folder for the tables, or an address of a store (s3://…).")],
    engine: Annotated[
        str, typer.Option(help="local: this process; cores: all cores; spark: Apache Spark.")
    ] = "cores",
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes of cores.", show_default="one a core"),
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
) -> None:
    """Read many inputs into Parquet tables of reports, claims and incidents; ingest and DuckDB read them."""
    from warmonitor.engines.bulk import ENGINES, run  # noqa: PLC0415  (Arrow is slow to import)
    from warmonitor.engines.tables import read_table  # noqa: PLC0415

    name = next((one for one in ENGINES if one == options.known(engine, ENGINES, "--engine")), ENGINES[0])
    with bar("reading", size_of(path for path in paths if not path.startswith("s3://"))) as advance:
        done = run(
            paths,
            reading_options(published, outlet),
            out,
            engine=name,
            workers=workers or os.cpu_count() or 1,
            progress=lambda counts: advance(counts.size),
        )
    counts = done.counts
    typer.echo(
        f"{counts.reports} reports, {counts.claims} claims, {done.incidents} incidents in {out}", err=True
    )
    for row in read_table(out, "set_aside"):
        typer.echo(f"{row['path']}: {row['reason']}. {row['mend'][:1].upper()}{row['mend'][1:]}.", err=True)
    if counts.unread:
        typer.echo(f"{counts.unread} reports kept, but not read: see unread in its reports", err=True)
    if counts.set_aside or counts.unread:
        raise typer.Exit(FAILED)
