"""What one voice says happened, another says did not."""

from collections.abc import Iterator, Sequence

from warmonitor.incidents import settings
from warmonitor.incidents.denial_scope import (
    counts_them,
    doers_denied,
    is_beside,
    is_of_count,
    is_of_part,
    is_of_the_past,
    is_relative,
    is_unnamed,
    may_be_one_deed,
    says_no_more,
    turns,
)
from warmonitor.incidents.one_matter import (
    agents,
    contradiction,
    day,
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

_DAYS = 3
"""So many days after an event it is spoken of without its day."""


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
        and (not is_of_count(denial) or other.figures)
        and (tells(other) or other.type == "accusation")
        and (not in_one_sentence(denial, other) or voiced(other) or _comes_after(denial))
        and is_against(denial, other, origins)
        and not (is_unnamed(denial) and in_one_sentence(denial, other))
    ]
    if against or is_relative(denial):
        return against
    charges = _charges(denial, claims, origins, registry)
    spoken_of = any(in_one_sentence(denial, other) and other.modality == "denied" for other in claims)
    if says_no_more(denial) and not spoken_of:
        return [charge for charge in charges if charge.span[0] <= denial.span[0]][-1:]
    accused = (one for one in charges if one.type == "accusation" and is_beside(one, denial))
    return list(accused)[-1:] if is_of_part(denial) else []


def _comes_after(denial: Claim) -> bool:
    """Whether one denies what his sentence told before: "the town fell, which the army denies"."""
    speakers = [actor.span[0] for actor in denial.actors if actor.role == "agent"]
    if not speakers or denial.about is None or denial.about.span[1] > min(speakers):
        return False
    return turns(denial.quote[denial.about.span[1] - denial.span[0] : min(speakers) - denial.span[0]])


def gainsays(denial: Claim, told: Claim) -> bool:
    """Whether a denied event is the one told: the same type, or one of those it speaks of in general.

    "No casualties" gainsays only those who count some.
    """
    if denial.type == "casualties":
        return any(figure.measure in {"killed", "injured"} for figure in told.figures)
    return told.type == denial.type or told.type in settings.types().general.get(denial.type, ())


def _is_of_it(denial: Claim, told: Claim, origins: Origins, registry: Registry) -> bool:
    """Whether a voice that says no to an event of some type speaks of this one."""
    if is_unnamed(told) or not of_others(denial, told, origins) or places_differ(denial, told):
        return False
    plain = denial.modality == "negated"
    if plain and (not is_of_the_past(denial) or (told.type == "killing") > (denial.type == "killing")):
        return False
    if denial.type == "casualties" and not counts_them(denial, told):
        return False
    if not may_be_one_deed(denial, told, origins.of(denial), registry):
        return False
    by_doer = kin(doers_denied(denial, origins.of(denial)), agents(told), registry)
    if denial.report == told.report:
        return voiced(denial) and _is_answer(denial, told, by_doer)
    return _is_answered_elsewhere(denial, told, origins, by_doer)


def _is_answer(denial: Claim, told: Claim, by_doer: bool) -> bool:
    """Whether a "no" is said to what its report tells: beside it, or of its place or doer."""
    if denial.modality == "denied":
        return share_place(denial, told) or is_beside(denial, told) or (by_doer and near(denial, told))
    if denial.type == "casualties":
        return is_beside(denial, told)
    answered = is_beside(denial, told) if denial.type == told.type else in_one_sentence(denial, told)
    return share_place(denial, told) or (voiced(told) and answered)


def _is_answered_elsewhere(denial: Claim, told: Claim, origins: Origins, by_doer: bool) -> bool:
    """Whether a "no" is said to what another report tells: of its doer or place, and its day."""
    placed = share_place(denial, told)
    if not (placed or by_doer) or told.type not in settings.types().disputed:
        return False
    if denial.modality == "negated" and denial.type in settings.types().ordered:
        return False
    soon = denial.modality == "denied" and (not placed or _is_recent(denial, told, origins))
    return soon or on_one_day(denial, told, origins)


def _is_recent(denial: Claim, told: Claim, origins: Origins) -> bool:
    """Whether a denial that tells no day of its own was made within days of what is told."""
    said, then = origins.of(denial).said_on, day(told, origins)
    dated = denial.time is not None and denial.time.basis != "publication"
    return not dated and said is not None and then is not None and 0 <= (said - then).days <= _DAYS


def _charges(denial: Claim, claims: Sequence[Claim], origins: Origins, registry: Registry) -> list[Claim]:
    """What the same report lays at the door of one who denies, in the order of its telling."""
    charges = [
        claim
        for claim in claims
        if claim.report == denial.report
        and (claim.type == "accusation" or (tells(claim) and claim.type in settings.types().one_sided))
        and of_others(claim, denial, origins)
        and kin(agents(denial), _charged(claim), registry)
    ]
    return sorted(charges, key=lambda claim: (claim.span, claim.id))


def _charged(claim: Claim) -> frozenset[str]:
    role = "target" if claim.type == "accusation" else "agent"
    return frozenset(actor.id for actor in claim.actors if actor.role == role and actor.id)
