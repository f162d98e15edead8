"""Who belongs to whom: parents and sides of actors and voices, as the registry knows them."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from warmonitor.model import Actor, Claim, Voice

PARTY_KINDS = frozenset({"government", "military", "police", "state_media", "armed_group"})
"""Kinds of voices that speak for a party, unless the registry knows better."""


class Entry(Protocol):
    """What this room asks of an entry of the registry."""

    @property
    def kind(self) -> str:
        """What it is."""

    @property
    def sides(self) -> Sequence[object]:
        """Sides it belongs to."""

    @property
    def parent(self) -> str | None:
        """The id of the organisation it is part of."""


class Registry(Protocol):
    """What this room asks of the registry of actors and voices."""

    def get(self, id: str) -> Entry | None:  # noqa: A002
        """The entry of that id, None when unknown."""


def root(registry: Registry, actor: str) -> str:
    """The outermost parent of an actor's id (itself when it has none or is unknown); circles are cut."""
    seen = [actor]
    while (entry := registry.get(seen[-1])) is not None and entry.parent and entry.parent not in seen:
        seen.append(entry.parent)
    return seen[-1]


def lineage(registry: Registry, actor: str) -> frozenset[str]:
    """An actor with all its parents and all the sides that any of them belongs to."""
    chain = [actor]
    sides: set[str] = set()
    while (entry := registry.get(chain[-1])) is not None:
        sides.update(str(getattr(side, "id", side)) for side in entry.sides)
        if not entry.parent or entry.parent in chain:
            break
        chain.append(entry.parent)
    return frozenset(chain) | sides


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
