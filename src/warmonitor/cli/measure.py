"""evaluate and schema: how good it is, and what it says."""

import json
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from warmonitor.cli.failing import MISUSED
from warmonitor.evaluation import BENCHMARKS
from warmonitor.model import json_schema


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("evaluate")(evaluate)
    app.command("schema")(schema)


def evaluate(
    benchmark: Annotated[str, typer.Argument(help=f"One of: {', '.join(sorted(BENCHMARKS))}.")],
    data: Annotated[Path, typer.Option(help="A data set: its folder, or a file of wordings.", exists=True)],
    form: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
) -> None:
    """Score the extractor on a public data set."""
    if benchmark not in BENCHMARKS:
        typer.echo(f"{benchmark!r} is none of {', '.join(sorted(BENCHMARKS))}", err=True)
        raise typer.Exit(MISUSED)
    result = BENCHMARKS[benchmark](data)
    if form == "json":
        typer.echo(msgspec.json.encode(result).decode())
        return
    typer.echo(f"{result['benchmark']}: {result['documents']} documents of {result['data']}")
    for name, figure in result["figures"].items():
        typer.echo(f"  {name:24} {figure}")


def schema() -> None:
    """Print the JSON Schema of reports, claims, incidents and all else that is printed as JSON."""
    typer.echo(json.dumps(json_schema(), indent=2))
