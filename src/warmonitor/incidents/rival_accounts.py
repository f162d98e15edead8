"""Two accounts of who did one deed, and of who has one place."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from warmonitor.incidents import settings
from warmonitor.incidents.one_matter import (
    agents,
    contradiction,
    day,
    holders,
    in_one_sentence,
    kin,
    near,
    of_others,
    on_one_day,
    places_differ,
    share_place,
    strangers,
    voiced,
)
from warmonitor.incidents.origins import Origins
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Contradiction

_TOLD = frozenset({"asserted", "alleged"})
_DAYS = 7
_EACH_OTHER = ("each other", "one another")


def rival_holders(claims: Sequence[Claim], origins: Origins, registry: Registry) -> Iterator[Contradiction]:
    """A place said on one day to be taken or held by one, and kept by another."""
    took = [claim for claim in claims if claim.type in {"capture", "control"} and claim.modality in _TOLD]
    kept = [claim for claim in claims if _keeps(claim)]
    rivals = {
        claim.id
        for one in took
        for other in kept
        if one.id != other.id
        and share_place(one, other)
        and (on_one_day(one, other, origins) or _stays(one, other, origins))
        and of_others(one, other, origins)
        and _not_both(one, other, origins, registry)
        for claim in (one, other)
    }
    if rivals:
        yield contradiction("who holds the place", rivals)


def _stays(taken: Claim, kept: Claim, origins: Origins) -> bool:
    """Whether a report says soon after that another "remains in control", or that it beat off the attack."""
    when, then = day(taken, origins), day(kept, origins)
    words = {word.strip(',.;:"”“') for word in kept.quote.lower().split()}
    stays = kept.type == "control" and not words.isdisjoint(settings.control_rules().staying)
    beaten_off = kept.type == "repelled" and (kept.time is None or kept.time.basis == "publication")
    if (
        not ((stays or beaten_off) and near(taken, kept))
        or taken.newness == "background"
        or when is None
        or then is None
    ):
        return False
    return 0 <= (then - when).days <= _DAYS


def _keeps(claim: Claim) -> bool:
    if claim.type == "capture":
        return claim.modality == "failed"
    return claim.modality in _TOLD and claim.type in {"repelled", "control"}


def _not_both(taken: Claim, kept: Claim, origins: Origins, registry: Registry) -> bool:
    if kept.type == "capture":
        return kin(holders(taken), holders(kept), registry)
    said = origins.of(kept)
    keeper = holders(kept) or (said.sides if said.party and kept.type == "repelled" else frozenset())
    return strangers(holders(taken), keeper, registry)


def rival_doers(claims: Sequence[Claim], origins: Origins, registry: Registry) -> Iterator[Contradiction]:
    """One deed laid at different doors by different voices, one of which at least speaks of others."""
    told = [claim for claim in claims if _lays(claim)]
    rivals: set[str] = set()
    for one, other in combinations(told, 2):
        apart = strangers(_doers(one), _doers(other), registry) and of_others(one, other, origins)
        blamed = _blames(one, registry, origins) or _blames(other, registry, origins)
        if apart and blamed and _of_one_deed(one, other, origins):
            rivals.update((one.id, other.id))
    rivals |= {claim for one in claims for claim in _each_other(one, claims, registry)}
    if rivals:
        yield contradiction("who did it", rivals)


def _lays(claim: Claim) -> bool:
    """Whether a claim says on somebody's word who did a deed."""
    if claim.modality not in _TOLD or not voiced(claim):
        return False
    if claim.type in settings.types().one_sided or claim.type == "responsibility":
        return True
    return claim.type == "accusation" and _is_of_a_deed(claim)


def _is_of_a_deed(accusation: Claim) -> bool:
    """ "Blamed the rebels", "blamed them for the attack"; what else they are blamed for is no deed."""
    accused = [actor.span[1] - accusation.span[0] for actor in accusation.actors if actor.role == "target"]
    after = accusation.quote[max(accused) :] if accused else ""
    return bool(accused) and _deed().match(after) is not None


@cache
def _deed() -> re.Pattern[str]:
    """What may stand after the accused: the end of the clause, or the attack that is spoken of."""
    happening = "|".join(sorted(settings.words().happening))
    spoken_of = rf"(?: (?:for|over|of))? (?:while|but|and|though|it|this|the (?:{happening}))\b"
    return re.compile(rf"\s*(?:$|[,.;])|{spoken_of}")


def _doers(claim: Claim) -> frozenset[str]:
    if claim.type == "accusation":
        return frozenset(actor.id for actor in claim.actors if actor.role == "target" and actor.id)
    return agents(claim)


def _blames(claim: Claim, registry: Registry, origins: Origins) -> bool:
    """Whether its voice speaks of what others did, not of its own deed."""
    return claim.type != "responsibility" and not kin(origins.of(claim).sides, _doers(claim), registry)


def _of_one_deed(one: Claim, other: Claim, origins: Origins) -> bool:
    known = settings.types()
    events = {one.type, other.type} & known.one_sided
    if len(events) == 2 and known.relation(one.type, other.type) not in {"same", "general"}:
        return False
    if one.report != other.report:
        return share_place(one, other) and on_one_day(one, other, origins)
    near = (
        in_one_sentence(one, other)
        or abs(one.span[0] - other.span[1]) <= 4
        or abs(other.span[0] - one.span[1]) <= 4
    )
    return share_place(one, other) or (
        near and not places_differ(one, other) and not _harm_others(one, other)
    )


def _harm_others(one: Claim, other: Claim) -> bool:
    """Whether both count whom they harmed, and not the same."""
    first, second = (frozenset((f.measure, f.low) for f in claim.figures) for claim in (one, other))
    return bool(first and second) and first.isdisjoint(second)


def _each_other(accusation: Claim, claims: Sequence[Claim], registry: Registry) -> Iterator[str]:
    """ "The two accused each other of shelling the plant": the accusation, and the deed."""
    about = accusation.about
    if accusation.type != "accusation" or about is None or not about.text.lower().startswith(_EACH_OTHER):
        return
    sides = [actor.id for actor in accusation.actors if actor.role == "agent" and actor.id]
    if not any(strangers(frozenset({a}), frozenset({b}), registry) for a, b in combinations(sides, 2)):
        return
    deeds = [
        claim.id
        for claim in claims
        if in_one_sentence(claim, accusation) and claim.modality in _TOLD
        and claim.type in settings.types().one_sided | {"violation"}
    ]  # fmt: skip
    if deeds:
        yield accusation.id
        yield from deeds
