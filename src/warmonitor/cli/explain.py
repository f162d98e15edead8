"""explain, history and verify: why a thing is as it is, what it was, and that nothing was altered."""

import msgspec
import typer

from warmonitor.cli import options as o
from warmonitor.cli.failing import FAILED
from warmonitor.cli.printing import TextFormat, show
from warmonitor.cli.reasoning import print_claim, print_incident
from warmonitor.cli.reasons import WhyClaim, WhyIncident, why_claim, why_incident
from warmonitor.ledger import Ledger
from warmonitor.watching.changes import changes


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("explain")(explain)
    app.command("history")(history)
    app.command("verify")(verify)


def explain(
    identity: str = typer.Argument(metavar="ID", help="Id of a claim or incident."),
    as_of: o.AsOf = None,
    db: o.Db = None,
    form: o.TextFormatOption = TextFormat.TEXT,
) -> None:
    """Say why a claim or incident is as it is: the quote, the rule, the voices, what ties its claims.

    For a claim: its sentence with what was taken from it, the rule and its line, the grammar between the
    words, the rules that lost, and what decided its places, days, actors and voices. For an incident: what
    was compared between its claims, in bits, and what gave its grade.
    """
    moment = o.moment(as_of)
    told: WhyClaim | WhyIncident
    with Ledger.open(db, new=False) as ledger:
        claim = ledger.claim(identity, moment)
        report = None if claim is None else ledger.report(claim.report, moment)
        dossier = None if claim is not None else ledger.dossier(identity, moment)
        if claim is not None and report is not None:
            told = why_claim(claim, report)
        elif dossier is not None:
            told = why_incident(dossier, ledger, moment)
        else:
            typer.echo(f"{identity}: the ledger has no claim or incident of that id.", err=True)
            raise typer.Exit(FAILED)
    if form is TextFormat.JSON:
        typer.echo(msgspec.json.encode(told).decode())
    elif isinstance(told, WhyClaim):
        print_claim(told)
    else:
        print_incident(told)


def history(
    identity: str = typer.Argument(metavar="ID", help="Id of a report, claim or incident."),
    db: o.Db = None,
    form: o.FormatOption = None,
) -> None:
    """Every revision of a report, claim or incident, and every review of it: when, by whom, why."""
    with Ledger.open(db, new=False) as ledger:
        revisions = ledger.history(identity)
        reviews = ledger.reviews(identity)
    if not revisions:
        typer.echo(f"{identity}: the ledger has nothing of that id.", err=True)
        raise typer.Exit(FAILED)
    told = [{**msgspec.to_builtins(one), "recorded_at": one.recorded_at} for one in revisions]
    told += [{**msgspec.to_builtins(one), "recorded_at": one.at, "what": one.act} for one in reviews]
    told.sort(key=lambda one: one["recorded_at"])
    show(told, ("recorded_at", "revision", "what", "who", "why"), form)
    _show_changes(identity, db)


def _show_changes(identity: str, db: str | None) -> None:
    """Of a report whose page had another state before: what differs."""
    with Ledger.open(db, new=False) as ledger:
        report = ledger.report(identity)
        before = ledger.report(report.revises) if report and report.revises else None
    if report is None or before is None:
        return
    typer.echo(f"The page stood differently before, as {before.id}:", err=True)
    for change in changes(before, report):
        typer.echo(f"  - {change.was}\n  + {change.now}", err=True)


def verify(db: o.Db = None) -> None:
    """Prove that nothing in the past of the ledger was altered."""
    with Ledger.open(db, new=False) as ledger:
        found = ledger.verify()
    typer.echo(msgspec.json.encode(found).decode())
    if not found.sound:
        raise typer.Exit(FAILED)
