"""The ledger asked: reports, claims, incidents, tolls, control, timeline, actors, voices, places."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Annotated, Any

import msgspec
import typer

from warmonitor.cli import options as o
from warmonitor.cli.printing import Format, show
from warmonitor.knowledge.registry import users_registry
from warmonitor.ledger import Filter, Ledger
from warmonitor.ledger.derived import control_of, timeline_of, tolls_of

_COLUMNS = {
    "reports": ("id", "published.start", "outlet", "title"),
    "claims": ("id", "type", "modality", "time.start", "places.name", "actors.text", "figures.text", "quote"),
    "incidents": (
        *("id", "type", "time.start", "place.name", "status", "origins"),
        *("tolls.measure", "tolls.low", "tolls.high"),
    ),
    "actors": ("id", "name", "claims"),
    "voices": ("id", "name", "kind", "claims"),
    "places": ("id", "name", "country", "claims"),
}  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    for collection, help_text in (
        ("reports", "What was read: the reports of the ledger."),
        ("claims", "What they say: claims, each with its quote and its voices."),
        ("incidents", "What is said to have happened: claims of one happening put together."),
        ("actors", "Who is spoken of, with how many claims."),
        ("voices", "Who speaks, with how many claims."),
        ("places", "Where, with how many claims."),
    ):
        app.command(collection, help=help_text)(_collection(collection))
    app.command("tolls")(tolls)
    app.command("control")(control)
    app.command("timeline")(timeline)


def _collection(name: str):  # type: ignore[no-untyped-def]  # typer reads the inner function's signature
    @o.filtered()
    def ask(
        asked: Filter,
        db: o.Db = None,
        form: o.FormatOption = None,
        output: o.Output = None,
    ) -> None:
        with Ledger.open(db, new=False) as ledger:
            _answer(getattr(ledger, name)(asked), _COLUMNS[name], form, output)
            _say_undated(ledger, name, asked)

    return ask


def _answer(rows: Iterable[Any], columns: Sequence[str], form: Format | None, output: str | None) -> None:
    """Prints what was found, and says where it is nothing: no answer is an answer too."""
    found = iter(rows)
    first = list(islice(found, 1))
    show(chain(first, found), columns, form, output)
    if not first:
        typer.echo("nothing in the ledger fits what was asked for.", err=True)


def _say_undated(ledger: Ledger, name: str, asked: Filter) -> None:
    """Says how many were left out only because no time is known of them: nothing is dropped silently."""
    if name in {"claims", "incidents", "reports"}:
        undated = ledger.count_undated(name, asked)  # type: ignore[arg-type]
        if undated:
            typer.echo(f"{undated} {name} have no known time and are left out by --since/--until.", err=True)


@o.filtered("text", "limit")
def tolls(
    asked: Filter,
    db: o.Db = None,
    form: o.FormatOption = None,
    output: o.Output = None,
) -> None:
    """How many, low to high, over the incidents asked for; what could not be added is said."""
    with Ledger.open(db, new=False) as ledger:
        found = tolls_of(ledger, asked, users_registry())
    columns = ("measure", "group", "side", "low", "high", "incidents")
    _answer(map(msgspec.to_builtins, found.sums), columns, form, output)
    for toll in found.running:
        counted = ", ".join((toll.measure, toll.group, *toll.side))
        for told in toll.by_voice:
            bounds = f"low {_bound(told.low)}, high {_bound(told.high)}"
            said = f", said on {told.said_on}" if told.said_on else ""
            why = f"total of more than one event: {counted}: {bounds} ({told.voice}{said})"
            typer.echo(f"not added: {told.claim}: {why}", err=True)
    for left in found.not_added:
        typer.echo(f"not added: {left.incident}: {left.reason}", err=True)


def _bound(number: int | None) -> str:
    return "not told" if number is None else str(number)


def control(
    place: o.Place = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="At the end of this day; the last told without it."),
    ] = None,
    known_at: Annotated[
        str | None,
        typer.Option("--known-at", metavar="DATE|INSTANT", help="Answer with what was known then."),
    ] = None,
    db: o.Db = None,
    form: o.FormatOption = None,
    output: o.Output = None,
) -> None:
    """Who is said to hold which place at the end of a day, assessed and claimed kept apart."""
    asked = o.wanted(place=place, as_of=known_at)
    with Ledger.open(db, new=False) as ledger:
        found = control_of(ledger, asked, users_registry(), o.day(as_of, "--as-of"))
    _answer(
        found,
        ("place.name", "place.admin1", "holder", "state", "layer", "since", "accounts.voice"),
        form,
        output,
    )


@o.filtered("text", "limit")
def timeline(
    asked: Filter,
    days: int = typer.Option(20, min=1, help="How many days to pick."),
    db: o.Db = None,
    form: o.FormatOption = None,
    output: o.Output = None,
) -> None:
    """The days that matter most, with their incidents."""
    with Ledger.open(db, new=False) as ledger:
        found = timeline_of(ledger, asked, days)
    columns = ("day", "weight", "moments.incident.type", "moments.incident.place.name")
    _answer(map(msgspec.to_builtins, found), columns, form, output)
