"""The outcome of grounding one mention, and the choice among namesakes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warmonitor.knowledge.registry import RegistryEntry

_CLEAR_LEAD = 2.0
"""How many times the weight of the next country the first must have to decide between namesakes."""


@dataclass(frozen=True, slots=True)
class GroundedActor:
    """Who a mention means.

    `id` and `name` are the registry's, None when nobody known is meant or several could be. `person` is a
    named speaker in the registry's spelling. `score` is from 0 to 1, `rivals` the entries that lost (all of
    them, after an abstention) with their scores, `reason` what decided.
    """

    id: str | None
    name: str | None
    kind: str | None
    score: float
    rivals: tuple[tuple[str, float], ...]
    reason: str
    person: str | None = None


def found(
    entry: RegistryEntry,
    score: float,
    reason: str,
    rivals: Sequence[RegistryEntry] = (),
    person: str | None = None,
) -> GroundedActor:
    """A decision for an entry."""
    lost = tuple((rival.id, round(score / 3, 2)) for rival in rivals if rival.id != entry.id)
    return GroundedActor(entry.id, entry.name, entry.kind, score, lost, reason, person)


def abstained(reason: str, rivals: Sequence[RegistryEntry] = (), person: str | None = None) -> GroundedActor:
    """No decision, with the entries that it could have been."""
    share = round(1 / len(rivals), 2) if rivals else 0.0
    return GroundedActor(None, None, None, 0.0, tuple((rival.id, share) for rival in rivals), reason, person)


def choose(
    entries: Sequence[RegistryEntry],
    countries: Mapping[str, float],
    score: float,
    reason: str,
    person: str | None = None,
) -> GroundedActor:
    """The one entry, or among namesakes the one whose country the report speaks of far above the others'."""
    unique = list({entry.id: entry for entry in entries}.values())
    if len(unique) == 1:
        return found(unique[0], score, reason, person=person)
    weights = sorted(
        ((countries.get(entry.country or "", 0.0), entry) for entry in unique), key=lambda pair: -pair[0]
    )
    best, second = weights[0], weights[1]
    if best[0] > 0 and best[0] >= _CLEAR_LEAD * second[0]:
        told = f"{reason}; the report speaks of {best[1].country}"
        return found(best[1], round(score * 0.9, 2), told, unique, person)
    return abstained(f"{reason}, but several bear the name", unique, person)
