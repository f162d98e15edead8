"""Status and grade of an incident, by the rules of docs/method/incidents.md, with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from warmonitor.incidents import settings
from warmonitor.incidents.origins import Origins
from warmonitor.incidents.parties import doers, keys, lineage
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Contradiction
from warmonitor.model.incident import Status


@dataclass(frozen=True, slots=True)
class Grade:
    """How far an incident can be trusted.

    `word` follows Airwars: confirmed, fair, weak, contested, discounted. `source` (A to F) and `information`
    (1 to 6) are the Admiralty code's, judged apart. `reasons` says which rule gave each.
    """

    word: str
    source: str
    information: int
    reasons: tuple[str, ...]


def status(telling: Sequence[Claim], disputes: Sequence[Contradiction], origins: Origins) -> Status:
    """One of the contract's statuses; a retraction is never inferred.

    Args:
        telling: the claims that corroborate each other (`telling_it`).
    """
    independent = origins.independent(telling)
    if disputes:
        only_denied = all(dispute.about.endswith("told and denied") for dispute in disputes)
        return "denied" if only_denied and len(independent) <= 1 else "contested"
    return "corroborated" if len(independent) >= 2 else "single_source"


def tells(claim: Claim) -> bool:
    """Whether a claim says that something happened: an event, asserted, alleged or attempted."""
    known = settings.types()
    return claim.type in known.event and claim.modality in known.modality.core


def telling_it(claims: Sequence[Claim], type_: str) -> list[Claim]:
    """The claims that tell what an incident is, in its type or in looser words for it.

    What only belongs to it corroborates nothing: who tells of a curfew does not tell of the riot. That one
    side left a place does tell that the other took it.
    """
    known = settings.types()

    def is_it(told: str) -> bool:
        return known.relation(told, type_) in {"same", "general"} or {told, type_} <= known.territory

    return [claim for claim in claims if tells(claim) and is_it(claim.type)]


def grade(
    claims: Sequence[Claim],
    telling: Sequence[Claim],
    disputes: Sequence[Contradiction],
    origins: Origins,
    registry: Registry,
) -> Grade:
    """The grade of an incident's claims, given which of them corroborate each other (`telling_it`)."""
    known = settings.voices()
    kinds = {origins.of(claim).key: origins.of(claim).kind for claim in telling}
    independent = origins.independent(telling)
    word, reason = (
        _disputed(claims, telling, disputes, origins)
        or _accepted(claims, origins, registry)
        or _counted([key for key in sorted(independent) if kinds.get(key) in known.credible], bool(telling))
    )
    source = min((known.reliability.get(kind, "F") for kind in kinds.values()), default="F")
    information, why = _information(word, len(independent), telling)
    return Grade(word, source, information, (reason, f"most reliable kind of voice: {source}", why))


def _disputed(
    claims: Sequence[Claim], telling: Sequence[Claim], disputes: Sequence[Contradiction], origins: Origins
) -> tuple[str, str] | None:
    no_such = [claim for claim in claims if claim.modality in {"negated", "denied"} and _is_event(claim)]
    against = origins.independent(no_such)
    if len(origins.independent(telling)) < 2 <= len(against):
        return "discounted", f"one origin tells it, {len(against)} say it did not happen"
    if any(dispute.about == "who did it" for dispute in disputes):
        return "contested", "voices name different doers"
    if any("denied" in dispute.about or dispute.about == "who holds the place" for dispute in disputes):
        return "contested", "told by some voices and denied by others"
    return None


def _is_event(claim: Claim) -> bool:
    return claim.type in settings.types().event


def _accepted(claims: Sequence[Claim], origins: Origins, registry: Registry) -> tuple[str, str] | None:
    voice = _admitted(claims, origins, registry)
    return ("confirmed", f"accepted by the party that did or suffered it ({voice})") if voice else None


def _counted(credible: Sequence[str], told: bool) -> tuple[str, str]:
    if not told:
        return "discounted", "nobody asserts that it happened"
    if len(credible) >= 2:
        return "fair", f"{len(credible)} independent origins that are no party to it: {', '.join(credible)}"
    return "weak", "a single origin that is no party to it" if credible else "only parties to it tell it"


def _admitted(claims: Sequence[Claim], origins: Origins, registry: Registry) -> str | None:
    """The voice of a party that accepts an act as its own, or a loss of its own."""
    for claim in sorted(claims, key=lambda claim: claim.id):
        origin = origins.of(claim)
        if not origin.party or claim.modality != "asserted":
            continue
        own_deed = claim.type in {"responsibility", "withdrawal", "surrender"} or (
            claim.type in settings.types().one_sided and tells(claim)
        )
        own_loss = claim.type in {"capture", "casualties", "surrender"}
        if own_deed and _is_among(origin.sides, keys(doers(claim)), registry):
            return origin.label
        targets = keys(actor for actor in claim.actors if actor.role == "target")
        if own_loss and _is_among(origin.sides, targets, registry):
            return origin.label
    return None


def _is_among(sides: frozenset[str], actors: frozenset[str], registry: Registry) -> bool:
    return any(not sides.isdisjoint(lineage(registry, actor)) for actor in actors)


def _information(word: str, independent: int, telling: Sequence[Claim]) -> tuple[int, str]:
    if word == "confirmed":
        return 1, "information 1: accepted by the party concerned"
    if word == "discounted":
        return 5, "information 5: told by one, denied by several"
    if word == "contested":
        return 4, "information 4: voices contradict each other"
    if independent >= 2:
        return 2, "information 2: two independent origins agree"
    sure = any(claim.modality == "asserted" for claim in telling)
    return (
        (3, "information 3: one origin asserts it")
        if sure
        else (6, "information 6: nobody asserts it outright")
    )
