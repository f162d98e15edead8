"""How `explain` prints reasons for people to read."""

from collections import defaultdict
from collections.abc import Sequence

import typer

from warmonitor.claims import Reading
from warmonitor.cli.reasons import Spoken, WhyClaim, WhyIncident
from warmonitor.grounding.why import Reason
from warmonitor.incidents import Explanation, Link, Tie
from warmonitor.model import Claim, Toll
from warmonitor.model.noun import Span


def print_claim(told: WhyClaim) -> None:
    """A claim: what it says, how its sentence is read, what decided the rest."""
    _print_said(told.claim)
    if told.reading is None:
        typer.echo("read      otherwise by the rules of today; see `warmonitor reread`")
    else:
        _print_reading(told.reading, told.claim)
    typer.echo("decided")
    for reason in told.decided:
        _print_reason(reason)


def print_incident(told: WhyIncident) -> None:
    """An incident: its claims, what ties them, its grade, what its tolls leave out, who speaks of it."""
    incident = told.incident
    counts = (_counted(incident.reports, "report"), _counted(incident.origins, "origin"))
    typer.echo(f"{incident.type}, {incident.status}: {', '.join(counts)}")
    for claim in told.claims:
        typer.echo("")
        _print_said(claim)
    if told.why is not None:
        _print_ties(told.why, incident.grade)
    ties: dict[str, Tie] = {} if told.why is None else {one.report: one for one in told.why.mentions}
    for spoken in told.spoken:
        _print_spoken(spoken, ties.get(spoken.mention.report))
    typer.echo("\n`warmonitor explain` with a claim's id tells how its places, days and actors were decided.")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _print_said(claim: Claim) -> None:
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


def _print_reading(reading: Reading, claim: Claim) -> None:
    rule = reading.rule
    at = f"claims/rules/{rule.file}, line {rule.line}" if rule else "takes up a count told before"
    typer.echo(f"read      by {at}")
    typer.echo(f"  {_marked(claim, [(one.part, one.span) for one in reading.parts])}")
    for part in reading.parts:
        if part.edges:
            typer.echo(f"  {part.part:9} {', '.join(part.edges)}")
    for rival in reading.rivals:
        lines = ", ".join(map(str, rival.lines))
        typer.echo(f"  not {rival.type} “{rival.text}” (line {lines}): {rival.why}")


def _marked(claim: Claim, parts: Sequence[tuple[str, Span]]) -> str:
    """The quote with each part in brackets: "[agent: Rebels] [capture: took] [place: Kesra]"."""
    opening: dict[int, str] = defaultdict(str)
    closing: dict[int, str] = defaultdict(str)
    names: dict[Span, str] = {}
    for name, span in parts:
        names[span] = f"{names[span]}+{name}" if span in names else name
    # The longest first, so that what stands inside another is bracketed inside it.
    for (start, end), name in sorted(names.items(), key=lambda one: -one[0][1]):
        opening[start] += f"[{name}: "
        closing[end] += "]"
    told = (closing[at] + opening[at] + letter for at, letter in enumerate(claim.quote, claim.span[0]))
    return "".join(told) + closing[claim.span[1]]


def _print_reason(reason: Reason) -> None:
    words = f"“{reason.words}” " if reason.words else ""
    score = f" {reason.score:.2f}" if reason.score is not None else ""
    typer.echo(f"  {reason.about:9} {words}→ {reason.chosen}{score}")
    typer.echo(f"            because {reason.decided}")
    if reason.rivals:
        typer.echo(f"            not {' · '.join(reason.rivals)}")


def _print_ties(why: Explanation, grade: str | None) -> None:
    for link in why.links:
        _print_link(link)
    source, information = why.grade.source, why.grade.information
    typer.echo(f"\ngrade {grade or why.grade.word}, {source}{information}: {'; '.join(why.grade.reasons)}")
    for reason, tolls in (
        ("a total of more", why.apart.running),
        ("of its enemy's losses", why.apart.by_party),
    ):
        for toll in tolls:
            typer.echo(f"not in its tolls: {_toll(toll)}: {reason}")


def _toll(toll: Toll) -> str:
    voices = ", ".join(one.voice for one in toll.by_voice)
    return f"{toll.measure} {toll.low}–{toll.high} {toll.group} ({voices})"


def _print_link(link: Link) -> None:
    typer.echo(f"\n{link.first} with {link.second}: {link.total:+.1f} bits")
    _print_steps(link)


def _print_spoken(spoken: Spoken, tie: Tie | None) -> None:
    """The sentence of a report that only speaks of an incident, and line by line why it is taken to."""
    mention = spoken.mention
    answers = f", answered by {', '.join(mention.claims)}" if mention.claims else ""
    typer.echo(f"\nspoken of in {mention.report} ({spoken.outlet}), {mention.score} bits{answers}")
    typer.echo(f"  quote  {spoken.quote}")
    if tie is None:
        return
    typer.echo(f"  likest to {tie.claim}")
    _print_steps(tie)


def _print_steps(tie: Link | Tie) -> None:
    for step in tie.steps:
        typer.echo(f"  {step.weight:+5.1f}  {step.comparison} {step.level}")
