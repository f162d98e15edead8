"""How explain prints why words were taken for a place, a day, an actor."""

import typer

from warmonitor.grounding.why import Reason, reasons
from warmonitor.knowledge.gazetteer import load_gazetteer
from warmonitor.knowledge.registry import users_registry
from warmonitor.model import Claim, Report


def print_reasons(claim: Claim, report: Report) -> None:
    """Prints for each place, time, actor and voice of a claim what was chosen, what lost, what decided."""
    typer.echo("decided")
    for reason in reasons(claim, report, load_gazetteer(), users_registry()):
        _print(reason)


def _print(reason: Reason) -> None:
    words = f"“{reason.words}” " if reason.words else ""
    score = f" {reason.score:.2f}" if reason.score is not None else ""
    typer.echo(f"  {reason.about:9} {words}→ {reason.chosen}{score}")
    typer.echo(f"            because {reason.decided}")
    if reason.rivals:
        typer.echo(f"            not {' · '.join(reason.rivals)}")
