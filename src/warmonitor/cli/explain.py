"""explain, history and verify: why a thing is as it is, what it was, and that nothing was altered."""

from datetime import date

import msgspec
import typer

from warmonitor.cli import options as o
from warmonitor.cli.failing import FAILED
from warmonitor.cli.printing import show
from warmonitor.cli.reasons import print_reasons
from warmonitor.incidents import why_mentioned
from warmonitor.knowledge.registry import users_registry
from warmonitor.ledger import Dossier, Filter, Ledger
from warmonitor.model import Claim, Mention
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
) -> None:
    """Say why a claim or incident is as it is: the quote, the rule, the voices, the claims it stands on.

    For a claim also what decided its places, days, actors and voices, with scores and what lost.
    """
    moment = o.moment(as_of)
    with Ledger.open(db, new=False) as ledger:
        claim = ledger.claim(identity, moment)
        if claim is not None:
            report = ledger.report(claim.report, moment)
            _explain_claim(claim)
            if report is not None:
                print_reasons(claim, report)
            return
        dossier = ledger.dossier(identity, moment)
        if dossier is None:
            typer.echo(f"{identity}: the ledger has no claim or incident of that id.", err=True)
            raise typer.Exit(FAILED)
        incident = dossier.incident
        counts = (_counted(incident.reports, "report"), _counted(incident.origins, "origin"))
        typer.echo(f"{incident.type}, {incident.status}: {', '.join(counts)}")
        for claim in dossier.claims:
            typer.echo("")
            _explain_claim(claim)
        for mention in incident.mentions or ():
            _explain_mention(mention, dossier, ledger, moment)
    typer.echo("\n`warmonitor explain` with a claim's id tells how its places, days and actors were decided.")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _explain_claim(claim: Claim) -> None:
    typer.echo(f"{claim.id}  {claim.type} ({claim.modality}, {claim.newness}), confidence {claim.confidence}")
    typer.echo(f"  quote  {claim.quote}")
    typer.echo(f"  rule   {claim.rule}")
    for actor in claim.actors:
        typer.echo(f"  {actor.role}  “{actor.text}” → {actor.name or 'not known'} ({actor.id or 'no id'})")
    for place in claim.places:
        typer.echo(
            f"  place  “{place.text}” {place.relation} → {place.name or 'not resolved'} ({place.precision})"
        )
    if claim.time is not None:
        said = f"“{claim.time.text}”" if claim.time.text else "no time told"
        typer.echo(
            f"  time   {said} → {claim.time.start or '…'} to {claim.time.end or '…'} ({claim.time.basis})"
        )
    for figure in claim.figures:
        typer.echo(f"  figure “{figure.text}” → {figure.measure} {figure.low}–{figure.high} {figure.group}")
    voices = " ← ".join(voice.name or voice.speaker or voice.text or voice.kind for voice in claim.voices)
    typer.echo(f"  voices {voices}")


def _explain_mention(mention: Mention, dossier: Dossier, ledger: Ledger, moment: date | None) -> None:
    """The sentence of a report that only speaks of an incident, and line by line why it is taken to."""
    report = ledger.report(mention.report, moment)
    if report is None:
        return
    answers = f", answered by {', '.join(mention.claims)}" if mention.claims else ""
    typer.echo(f"\nspoken of in {report.id} ({report.outlet}), {mention.score} bits{answers}")
    typer.echo(f"  quote  {report.text[slice(*mention.span)]}")
    reports = {**dossier.reports, report.id: report}
    claims = (claim for one in reports for claim in ledger.claims(Filter(report=one)))
    tie = why_mentioned(mention, dossier.incident, claims, reports, users_registry())
    if tie is None:
        return
    typer.echo(f"  likest to {tie.claim}")
    for step in tie.steps:
        typer.echo(f"  {step.weight:+5.1f}  {step.comparison} {step.level}")


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
