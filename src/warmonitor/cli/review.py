"""review: the queue, decisions about claims and incidents, and corrections to take away."""

import getpass
from typing import Annotated, get_args

import msgspec
import typer

from warmonitor.cli import options as o
from warmonitor.cli.printing import opened, show
from warmonitor.cli.progress import waiting
from warmonitor.engines import relink
from warmonitor.evaluation.reviewed import reviewed_documents
from warmonitor.knowledge.registry import users_registry
from warmonitor.ledger import GRADES, Draft, Ledger, Reason, Review, drop_of, edit_of

REASONS: tuple[str, ...] = get_args(Reason)

Ids = Annotated[list[str], typer.Argument(metavar="ID", help="Ids of claims or incidents.")]
Why = Annotated[str, typer.Option("--why", "-m", help="The reason; it is kept.")]
Who = Annotated[
    str | None,
    typer.Option(
        "--who",
        envvar="WARMONITOR_REVIEWER",
        help="Who decides.",
        show_default="the name you are logged in by",
    ),
]
NoLink = Annotated[
    bool, typer.Option("--no-link", help="Leave the incidents as they are until the next review or ingest.")
]

review = typer.Typer(help="What waits for a reviewer, and what reviewers decide.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(review, name="review")


@review.command()
def queue(
    reason: Annotated[
        str | None, typer.Option("--reason", help=f"Only one of: {', '.join(REASONS)}.")
    ] = None,
    place: o.Place = None,
    actor: o.ActorName = None,
    kind: o.Type = None,
    since: o.Since = None,
    until: o.Until = None,
    as_of: o.AsOf = None,
    limit: o.Limit = None,
    db: o.Db = None,
    form: o.FormatOption = None,
) -> None:
    """What waits for a reviewer, what matters most first."""
    if reason is not None and reason not in REASONS:
        raise typer.BadParameter(f"{reason!r} is none of {', '.join(REASONS)}", param_hint="--reason")
    asked = o.wanted(place=place, actor=actor, kind=kind, since=since, until=until, as_of=as_of, limit=limit)
    with Ledger.open(db, new=False).whole() as ledger:
        rows = [
            one for name in get_args(Reason) if reason in {None, name} for one in ledger.queue(name, asked)
        ]
    show(rows, ("reason", "id", "why", "quote"), form)


@review.command()
def accept(ids: Ids, why: Why = "", who: Who = None, db: o.Db = None) -> None:
    """Say that claims or incidents are right as they are."""
    _decide(Draft(act="accept", subjects=tuple(ids), why=why), who, db, link=False)


@review.command()
def correct(
    ids: Ids,
    why: Why,
    edits: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="A field, as /figures/0/low=12; /figures/- adds."),
    ] = None,
    drops: Annotated[
        list[str] | None, typer.Option("--drop", metavar="PATH", help="A field or item, as /actors/1.")
    ] = None,
    who: Who = None,
    no_link: NoLink = False,
    db: o.Db = None,
) -> None:
    """Correct fields of claims; what the machine read stays in their history."""
    made = (*(edit_of(words) for words in edits or ()), *(drop_of(path) for path in drops or ()))
    _decide(Draft(act="correct", subjects=tuple(ids), why=why, edits=made), who, db, link=not no_link)


@review.command()
def reject(ids: Ids, why: Why, who: Who = None, no_link: NoLink = False, db: o.Db = None) -> None:
    """Withdraw claims that the report does not make; of an incident, all its claims."""
    _decide(Draft(act="reject", subjects=tuple(ids), why=why), who, db, link=not no_link)


@review.command()
def merge(ids: Ids, why: Why, who: Who = None, no_link: NoLink = False, db: o.Db = None) -> None:
    """Say that incidents are one; later linking keeps to it."""
    _decide(Draft(act="merge", subjects=tuple(ids), why=why), who, db, link=not no_link)


@review.command()
def split(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Id of the incident.")],
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM", help="Its claims that speak of another.")],
    why: Why,
    who: Who = None,
    no_link: NoLink = False,
    db: o.Db = None,
) -> None:
    """Take claims out of an incident, to which they will not be linked again."""
    draft = Draft(act="split", subjects=(incident,), taken=tuple(claims), why=why)
    _decide(draft, who, db, link=not no_link)


@review.command()
def comment(
    ids: Ids,
    words: Annotated[str, typer.Option("--why", "-m", help="The comment.")],
    who: Who = None,
    db: o.Db = None,
) -> None:
    """Say something about claims or incidents that changes nothing."""
    _decide(Draft(act="comment", subjects=tuple(ids), why=words), who, db, link=False)


@review.command()
def grade(
    ids: Ids,
    to: Annotated[str, typer.Option("--to", help=f"One of: {', '.join(GRADES)}.")],
    why: Why,
    who: Who = None,
    no_link: NoLink = False,
    db: o.Db = None,
) -> None:
    """Give incidents a grade in place of the one worked out."""
    _decide(Draft(act="grade", subjects=tuple(ids), grade=to, why=why), who, db, link=not no_link)


@review.command()
def undo(
    identity: Annotated[str, typer.Argument(metavar="REVIEW", help="Id of a review.")],
    why: Why = "",
    who: Who = None,
    no_link: NoLink = False,
    db: o.Db = None,
) -> None:
    """Take a review back, with all that it changed; both stay in the history."""
    _decide(Draft(act="undo", subjects=(), undoes=identity, why=why), who, db, link=not no_link)


@review.command("list")
def list_(
    subject: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Only of this claim or incident.")
    ] = None,
    db: o.Db = None,
    form: o.FormatOption = None,
) -> None:
    """What reviewers decided, oldest first."""
    with Ledger.open(db, new=False).whole() as ledger:
        show(ledger.reviews(subject), ("id", "at", "who", "act", "subjects", "why", "undone"), form)


@review.command()
def export(db: o.Db = None, output: o.Output = None) -> None:
    """Write reviewed reports in the layout of `benchmarks/claims`, one JSON object a line."""
    with Ledger.open(db, new=False).whole() as ledger, opened(output) as out:
        for document in reviewed_documents(ledger):
            out.write(msgspec.json.encode(document).decode() + "\n")


def _decide(draft: Draft, who: str | None, db: str | None, *, link: bool) -> None:
    with Ledger.open(db, new=False).whole() as ledger:
        written = ledger.review(draft, who or getpass.getuser())
        if link:
            with waiting("linking"):
                relink(ledger, users_registry())
    _say(written)


def _say(written: Review) -> None:
    told = written.undoes or ", ".join(written.subjects)
    typer.echo(f"{written.id}: {written.act} {told}, by {written.who}", err=True)
