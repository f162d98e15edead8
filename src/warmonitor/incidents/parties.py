"""Who belongs to whom: parents and sides of actors and voices, as the registry knows them."""

from collections.abc import Iterable
from datetime import date

from warmonitor.incidents import settings
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Actor, Claim, Voice


def root(registry: Registry, actor: str) -> str:
    """The outermost parent of an actor's id (itself when it has none or is unknown)."""
    return _chain(registry, actor)[-1]


def lineage(registry: Registry, actor: str, on: date | None = None) -> frozenset[str]:
    """An actor with all its parents and all sides that any of them belongs to on a day (ever, when None)."""
    chain = _chain(registry, actor)
    entries = [entry for each in chain if (entry := registry.get(each)) is not None]
    return frozenset(chain).union(*(entry.sides_on(on) for entry in entries))


def _chain(registry: Registry, actor: str) -> list[str]:
    """An actor's id and its parents' outwards; circles are cut."""
    chain = [actor]
    while (entry := registry.get(chain[-1])) is not None and entry.parent and entry.parent not in chain:
        chain.append(entry.parent)
    return chain


def is_party(kind: str) -> bool:
    """Whether voices of a kind speak for a party to a war."""
    return kind in settings.voices().party


def kindred(registry: Registry, one: str, other: str) -> bool:
    """Whether two actors are one, parent and child, or of one side."""
    return one == other or not lineage(registry, one).isdisjoint(lineage(registry, other))


def actor_key(actor: Actor) -> str | None:
    """What an actor is known by: its id, else its name; None when neither is decided."""
    return actor.id or actor.name


def doers(claim: Claim) -> tuple[Actor, ...]:
    """Who did it: the agents, or the parties of a clash or deal when none is named."""
    agents = tuple(actor for actor in claim.actors if actor.role == "agent")
    return agents or tuple(actor for actor in claim.actors if actor.role == "party")


def keys(actors: Iterable[Actor]) -> frozenset[str]:
    """What the actors among these are known by; the undecided ones left out."""
    return frozenset(key for actor in actors if (key := actor_key(actor)))


def voice_key(voice: Voice) -> str | None:
    """What a voice is known by: the organisation, else the speaker; None for an unnamed one."""
    return voice.id or voice.name or voice.speaker
