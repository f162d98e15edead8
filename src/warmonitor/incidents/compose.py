"""From a cluster of claims to an incident: its type, place, time, parties, counts, tolls, status, grade."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from warmonitor.incidents import settings
from warmonitor.incidents.contradictions import contradictions
from warmonitor.incidents.figures import KeptApart, count
from warmonitor.incidents.grading import Grade, grade, status, telling_it, tells
from warmonitor.incidents.origins import Origins
from warmonitor.incidents.parties import actor_key
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Incident, Place, Time, incident_id

_CLOSENESS = ("point", "settlement", "district", "division", "region", "country")
_PARTY_ROLES = frozenset({"agent", "target", "party"})


def compose(
    core: Sequence[Claim], joined: Sequence[Claim], origins: Origins, registry: Registry
) -> tuple[Incident, Grade, KeptApart]:
    """One incident out of its claims.

    Args:
        core: the claims that tell of the happening; they alone decide type, place and time.
        joined: those that deny it, doubt it or speak of it.
    """
    claims = sorted((*core, *joined), key=lambda claim: claim.id)
    named = _type(core)
    telling = telling_it(claims, named)
    counted = count(claims, origins)
    disputes = contradictions(claims, counted.tolls, origins, registry, counted.apart.running)
    graded = grade(claims, telling, disputes, origins, registry)
    incident = Incident(
        id=incident_id(claim.id for claim in core),
        type=named,
        place=_place(core, origins),
        time=_time(core, origins),
        parties=_parties([claim for claim in claims if tells(claim)]),
        claims=tuple(claim.id for claim in claims),
        reports=len({claim.report for claim in claims}),
        origins=len(origins.independent(telling)),
        status=status(telling, disputes, origins),
        grade=graded.word,
        tolls=counted.tolls,
        contested=disputes,
        superseded=counted.superseded,
    )
    return incident, graded, counted.apart


def _type(core: Sequence[Claim]) -> str:
    """The first type in the order of naming that a third as many claims tell as the commonest."""
    told: dict[str, int] = defaultdict(int)
    for claim in core:
        told[claim.type] += 1
    naming = settings.types().naming
    enough = max(told.values()) / 3
    common = sorted(kind for kind, times in told.items() if times >= enough)
    return min(common, key=lambda kind: (naming.index(kind) if kind in naming else len(naming), kind))


def _place(core: Sequence[Claim], origins: Origins) -> Place | None:
    """The most closely told place; among equals the one that most origins tell, then the smaller id."""
    places = {
        place.id: place for claim in core for place in claim.places if place.id and place.relation == "in"
    }
    places |= {
        place.id: place
        for claim in core
        for place in claim.places
        if place.id and place.relation != "towards" and place.id not in places
    }
    if not places:
        return None
    support = _support(core, origins, lambda claim: {place.id for place in claim.places if place.id})

    def rank(place: Place) -> tuple[int, int, str]:
        return (_closeness(place), -support[str(place.id)], str(place.id))

    best = min(places.values(), key=rank)
    same = [place for claim in core for place in claim.places if place.id == best.id]
    return min(same, key=lambda place: (place.relation != "in", place.text, place.span))


def _closeness(place: Place) -> int:
    return _CLOSENESS.index(place.precision) if place.precision in _CLOSENESS else len(_CLOSENESS)


def _time(core: Sequence[Claim], origins: Origins) -> Time | None:
    """The time told by most origins; stated days win over silence, then the shorter and earlier interval."""
    told = {claim.id: claim.time for claim in core if claim.time and (claim.time.start or claim.time.end)}
    if not told:
        return None
    support = _support(
        core, origins, lambda claim: {_interval(claim.time)} if claim.id in told and claim.time else set()
    )

    def rank(time: Time) -> tuple[bool, bool, int, int, str]:
        length = (time.end - time.start).days if time.start and time.end else 10_000
        return (
            time.basis == "publication",
            length > 20,
            -support[_interval(time)],
            length,
            str(time.start or time.end),
        )

    return min(told.values(), key=lambda time: (rank(time), time.basis, time.text or ""))


def _interval(time: Time) -> str:
    return f"{time.start}/{time.end}"


def _support(claims: Iterable[Claim], origins: Origins, told: Callable[[Claim], set[str]]) -> dict[str, int]:
    """How many origins tell each key."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for key in told(claim):
            found[key].add(origins.of(claim).key)
    return defaultdict(int, {key: len(voices) for key, voices in found.items()})


def _parties(telling: Sequence[Claim]) -> tuple[str, ...]:
    actors = (actor for claim in telling for actor in claim.actors if actor.role in _PARTY_ROLES)
    return tuple(sorted({key for actor in actors if (key := actor_key(actor))}))
