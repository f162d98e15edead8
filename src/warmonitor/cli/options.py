"""Options that commands share."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from warmonitor.cli.printing import Format, TextFormat
from warmonitor.model.incident import Status as StatusName
from warmonitor.ontology import load_ontology

if TYPE_CHECKING:
    from warmonitor.ledger import Filter

Db = Annotated[
    str | None,
    typer.Option(
        "--db",
        envvar="WARMONITOR_DB",
        help="The ledger: a file, or the address of a database (sqlite:///path, postgresql+psycopg://…).",
        show_default="a file in the user's data folder",
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How to print.", show_default="table on a terminal, jsonl into a pipe"),
]
TextFormatOption = Annotated[TextFormat, typer.Option("--format", help="How to print.")]
Output = Annotated[
    str | None, typer.Option("--output", "-o", help="Write to this file.", show_default="standard output")
]
Place = Annotated[
    str | None, typer.Option(help="Name or id of a place, division or country, or ISO code of a country.")
]
ActorName = Annotated[
    str | None,
    typer.Option("--actor", help="Name or id of a party to the war, or the words of a report for it."),
]
Type = Annotated[str | None, typer.Option("--type", help="Claim type, such as airstrike or capture.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="First day, inclusive (YYYY-MM-DD).")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Last day, inclusive (YYYY-MM-DD).")]
Status = Annotated[
    str | None,
    typer.Option(help="Of the incident: single_source, corroborated, contested, denied or retracted."),
]
Text = Annotated[str | None, typer.Option(help="Words in the quote, or in a report's title or text.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE|INSTANT", help="Answer with what was known then (2024-12-01)."),
]
Limit = Annotated[int | None, typer.Option(min=1, help="How many at most.")]


_FILTER: Mapping[str, Any] = {
    "place": Place,
    "actor": ActorName,
    "kind": Type,
    "since": Since,
    "until": Until,
    "status": Status,
    "text": Text,
    "as_of": AsOf,
    "limit": Limit,
}
"""The options of the filter, in the order of the help."""


def filtered(*without: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a command whose first parameter is a filter the filter's options in its place, but for some."""

    def give(command: Callable[..., None]) -> Callable[..., None]:
        names = [name for name in _FILTER if name not in without]
        own = list(signature(command).parameters.values())[1:]
        options = [
            Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=_FILTER[name]) for name in names
        ]

        @wraps(command)
        def run(**given: Any) -> None:
            asked = wanted(**{name: given.pop(name) for name in names})
            command(asked, **given)

        parameters = [*options, *(one.replace(kind=Parameter.KEYWORD_ONLY) for one in own)]
        run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return give


def day(text: str | None, option: str) -> date | None:
    """A day given on the command line.

    Raises:
        typer.BadParameter: naming the option, when it is no day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write YYYY-MM-DD", param_hint=option) from None


def moment(text: str | None) -> datetime | date | None:
    """A day or an instant given as --as-of.

    Raises:
        typer.BadParameter: when it is neither.
    """
    if text is None or len(text) <= len("YYYY-MM-DD"):
        return day(text, "--as-of")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day and no instant", param_hint="--as-of") from None


def known(word: str | None, words: Iterable[str], option: str) -> str | None:
    """A word of a closed list: a misspelt one would otherwise look like a war in which nothing happened.

    Raises:
        typer.BadParameter: naming the option and the nearest words, when it is none of them.
    """
    words = sorted(words)
    if word is None or word in words:
        return word
    near = get_close_matches(word, words) or words
    raise typer.BadParameter(f"{word!r} is not known; did you mean {', '.join(near)}?", param_hint=option)


def wanted(
    *,
    place: str | None = None,
    actor: str | None = None,
    kind: str | None = None,
    since: str | None = None,
    until: str | None = None,
    status: str | None = None,
    text: str | None = None,
    as_of: str | None = None,
    limit: int | None = None,
) -> "Filter":
    """The filter that the options ask for.

    Raises:
        typer.BadParameter: a day is no day, or a type or status is not known.
    """
    from warmonitor.ledger import Filter  # noqa: PLC0415  (who reads only needs no database)

    return Filter(
        place=place,
        actor=actor,
        type=known(kind, load_ontology().claim_types, "--type"),
        since=day(since, "--since"),
        until=day(until, "--until"),
        status=known(status, get_args(StatusName), "--status"),
        text=text,
        as_of=moment(as_of),
        limit=limit,
    )
