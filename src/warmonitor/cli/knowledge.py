"""gazetteer and registry: what a name could be, and adding what is not known yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from warmonitor.cli import options as o
from warmonitor.cli.failing import FAILED
from warmonitor.cli.printing import show
from warmonitor.knowledge.gazetteer import AdditionError, load_gazetteer
from warmonitor.knowledge.registry import (
    Registry,
    RegistryEntry,
    RegistryError,
    add_entries,
    merge_entries,
    own_path,
    users_registry,
)

gazetteer = typer.Typer(help="Places: what a name could be; adding your own.", no_args_is_help=True)
registry = typer.Typer(help="Actors and voices: who a name could be; adding your own.", no_args_is_help=True)

_ACTOR_COLUMNS = ("id", "name", "kind", "country", "aliases")


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(gazetteer, name="gazetteer")
    app.add_typer(registry, name="registry")


@contextmanager
def _refusing(mend: str) -> Iterator[None]:
    """Says what is wrong with an input, with its line, and what to do; exit code 1."""
    try:
        yield
    except (AdditionError, RegistryError, OSError, UnicodeDecodeError) as error:
        typer.echo(f"{error}. {mend}", err=True)
        raise typer.Exit(FAILED) from None


@gazetteer.command("find")
def find_place(
    name: Annotated[str, typer.Argument(help="A name as a report writes it.")], form: o.FormatOption = None
) -> None:
    """Every place that a name could mean: those named best first, then the most people."""
    columns = ("id", "name", "kind", "admin1", "country", "population", "lat", "lon")
    show((msgspec.to_builtins(entry) for entry in load_gazetteer().candidates(name)), columns, form)


@gazetteer.command("add")
def add_place(
    source: Annotated[
        Path,
        typer.Argument(
            help="A GeoNames dump (.zip, .txt), an OCHA P-code table or a table of your own (.csv with name, "
            "lat, lon, country), or .geojson."
        ),
    ],
) -> None:
    """Add places of your own, and build the gazetteer anew (tens of seconds).

    A source with one wrong row is refused whole, with the line; the gazetteer in use stays.
    """
    # Building is slow to import, and no other command needs it.
    from warmonitor.knowledge.gazetteer.add import add_places  # noqa: PLC0415

    with _refusing("Nothing was added; mend it and add it again."):
        added = add_places(source)
    known = f"; {added.known} were known and took on its names" if added.known else ""
    typer.echo(f"{added.places} places of {source.name} added{known}.", err=True)


@registry.command("find")
def find_actor(
    name: Annotated[str, typer.Argument(help="A name, abbreviation or person as a report writes it.")],
    form: o.FormatOption = None,
) -> None:
    """Every actor or voice that a name could be, persons by whom they speak for."""
    known = _registry()
    speaking = [holder.entry for holder in known.holders(name)]
    found = {entry.id: entry for entry in (*known.candidates(name), *speaking)}
    show((msgspec.to_builtins(entry) for entry in found.values()), _ACTOR_COLUMNS, form)


@registry.command("show")
def show_actor(
    actor: Annotated[str, typer.Argument(metavar="ID", help="The id of an actor or voice, such as sohr.")],
    form: o.FormatOption = None,
) -> None:
    """All that is known of one actor or voice."""
    entry = _registry().get(actor)
    if entry is None:
        typer.echo(
            f"{actor}: the registry has no such id. `warmonitor registry find NAME` finds them by name.",
            err=True,
        )
        raise typer.Exit(FAILED)
    columns = (*_ACTOR_COLUMNS, "parent", "predecessor", "successor", "ucdp_name", "sides", "offices")
    show([_told(entry)], columns, form)


@registry.command("add")
def add_actor(
    source: Annotated[Path, typer.Argument(help="A YAML list of entries, each with id, name and kind.")],
) -> None:
    """Add actors and voices of your own; an entry of a known id replaces it.

    A file with one wrong entry is refused whole, with the line; the registry in use stays.
    """
    with _refusing("Nothing was added; mend it and add it again."):
        count = add_entries(source)
    typer.echo(f"{count} entries added to {own_path()}.", err=True)


@registry.command("merge")
def merge_actor(
    old: Annotated[str, typer.Argument(metavar="ID", help="The entry to give up.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The entry that takes its names.")],
) -> None:
    """Make one actor of two: the names of the first go to the second, and its id leads there."""
    with _refusing("`warmonitor registry find NAME` finds ids by name."):
        merge_entries(old, into)
    typer.echo(f"{old} is now {into}; undo it in {own_path()}.", err=True)


def _registry() -> Registry:
    with _refusing("Mend the file, or move it away."):
        return users_registry()


def _told(entry: RegistryEntry) -> dict[str, Any]:
    """An entry with its sides and persons in words."""
    told: dict[str, Any] = msgspec.to_builtins(entry)
    told["sides"] = [_in_days(each.side, each.since, each.until) for each in entry.sides]
    told["offices"] = [
        _in_days(f"{each.person}, {each.title}", each.since, each.until) for each in entry.offices
    ]
    return told


def _in_days(words: str, since: object, until: object) -> str:
    return f"{words} ({since or '…'} to {until or '…'})" if since or until else words
