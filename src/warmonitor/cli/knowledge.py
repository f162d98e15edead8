"""gazetteer and registry: what a name could be."""

import msgspec
import typer

from warmonitor.cli import options as o
from warmonitor.cli.printing import show
from warmonitor.knowledge.gazetteer import load_gazetteer
from warmonitor.knowledge.registry import load_registry

gazetteer = typer.Typer(help="Places: what a name could be.", no_args_is_help=True)
registry = typer.Typer(help="Actors and voices: what a name could be.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(gazetteer, name="gazetteer")
    app.add_typer(registry, name="registry")


@gazetteer.command("find")
def find_place(name: str, form: o.FormatOption = None) -> None:
    """Every place that a name could mean."""
    columns = ("id", "name", "kind", "admin1", "country", "population", "lat", "lon")
    show((msgspec.to_builtins(entry) for entry in load_gazetteer().candidates(name)), columns, form)


@registry.command("find")
def find_actor(name: str, form: o.FormatOption = None) -> None:
    """Every actor or voice that a name could mean."""
    columns = ("id", "name", "kind", "country", "aliases")
    show((msgspec.to_builtins(entry) for entry in load_registry().candidates(name)), columns, form)
