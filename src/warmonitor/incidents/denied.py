"""What one voice says happened, another says did not."""

from collections.abc import Iterator, Sequence

from warmonitor.incidents import settings
from warmonitor.incidents.one_matter import (
    agents,
    contradiction,
    in_one_sentence,
    is_against,
    kin,
    near,
    of_others,
    on_one_day,
    places_differ,
    share_place,
    tells,
    voiced,
)
from warmonitor.incidents.origins import Origins
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Contradiction


def denied(claims: Sequence[Claim], origins: Origins, registry: Registry) -> Iterator[Contradiction]:
    """What is told and denied: by a denial of that very claim, or by an event of its type said not to be."""
    for claim in claims:
        against = _against(claim, claims, origins, registry)
        if against:
            what = claim.type if claim.type != "denial" else against[0].type
            yield contradiction(f"{what}: told and denied", (claim.id, *(other.id for other in against)))


def _against(claim: Claim, claims: Sequence[Claim], origins: Origins, registry: Registry) -> list[Claim]:
    """What a claim says did not happen."""
    if claim.type == "denial":
        return _spoken_against(claim, claims, origins, registry) if claim.modality == "asserted" else []
    known = settings.types()
    if claim.type in known.words | known.willed or claim.modality not in {"denied", "negated"}:
        return []
    told = (other for other in claims if tells(other) and gainsays(claim, other))
    return [other for other in told if _is_of_it(claim, other, origins, registry)]


def _spoken_against(
    denial: Claim, claims: Sequence[Claim], origins: Origins, registry: Registry
) -> list[Claim]:
    about = denial.about.claim if denial.about is not None else None
    against = [
        other
        for other in claims
        if other.id == about
        and (tells(other) or other.type == "accusation")
        and (not in_one_sentence(denial, other) or voiced(other) or _comes_after(denial))
        and is_against(denial, other, origins)
    ]
    spoken_of = any(in_one_sentence(denial, other) and other.modality == "denied" for other in claims)
    return against or ([] if spoken_of else _charges(denial, claims, origins, registry))


def _comes_after(denial: Claim) -> bool:
    """Whether one denies what his sentence told before: "the town fell, which the army denies"."""
    speakers = [actor.span[0] for actor in denial.actors if actor.role == "agent"]
    return bool(speakers) and denial.about is not None and denial.about.span[1] <= min(speakers)


def gainsays(denial: Claim, told: Claim) -> bool:
    """Whether a denied event is the one told: the same type, or one of those it speaks of in general.

    "No casualties" gainsays only those who count some.
    """
    if denial.type == "casualties":
        return any(figure.measure in {"killed", "injured"} for figure in told.figures)
    return told.type == denial.type or told.type in settings.types().general.get(denial.type, ())


def _is_of_it(denial: Claim, told: Claim, origins: Origins, registry: Registry) -> bool:
    """Whether a voice that says no to an event of some type speaks of this one."""
    if not of_others(denial, told, origins) or places_differ(denial, told):
        return False
    related = share_place(denial, told) or kin(agents(denial), agents(told), registry)
    if denial.report == told.report:
        return voiced(denial) and (related or _is_answer(denial, told))
    if not related or told.type not in settings.types().disputed:
        return False
    if denial.modality == "negated" and denial.type in settings.types().ordered:
        return False
    return on_one_day(denial, told, origins) or (
        denial.modality == "denied" and not share_place(denial, told)
    )


def _is_answer(denial: Claim, told: Claim) -> bool:
    """Whether a "no" is said to what was told: in its sentence or soon after, or of its dead."""
    if denial.modality == "denied":
        return near(denial, told)
    return in_one_sentence(denial, told) or denial.type == "casualties"


def _charges(denial: Claim, claims: Sequence[Claim], origins: Origins, registry: Registry) -> list[Claim]:
    """What the same report lays at the door of one who then denies, saying no more of what: the nearest."""
    charges = [
        claim
        for claim in claims
        if claim.report == denial.report
        and claim.span[0] <= denial.span[0]
        and (claim.type == "accusation" or (tells(claim) and claim.type in settings.types().one_sided))
        and of_others(claim, denial, origins)
        and kin(agents(denial), _charged(claim), registry)
    ]
    return [max(charges, key=lambda claim: (claim.span, claim.id))] if charges else []


def _charged(claim: Claim) -> frozenset[str]:
    role = "target" if claim.type == "accusation" else "agent"
    return frozenset(actor.id for actor in claim.actors if actor.role == role and actor.id)
