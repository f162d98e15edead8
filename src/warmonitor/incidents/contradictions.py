"""Claims of one incident that cannot all be true, each named in words with the claims on both sides."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from warmonitor.incidents import settings
from warmonitor.incidents.comparison import meet
from warmonitor.incidents.facts import Quantity
from warmonitor.incidents.origins import Origins
from warmonitor.incidents.parties import doers, keys, kindred
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Contradiction, Figure, Toll, VoiceFigure

_COUNTED = frozenset({"killed", "injured", "missing"})
_RIVAL_FACTOR = 3
"""Figures further apart count two happenings, or two parts of one, more often than they contradict."""
_TELLING = 3


def contradictions(
    claims: Sequence[Claim], tolls: Iterable[Toll], origins: Origins, registry: Registry
) -> tuple[Contradiction, ...]:
    """All contradictions within one incident, in a fixed order.

    Args:
        claims: the incident's claims.
        tolls: its tolls (current figures only; a superseded figure contradicts nothing).
    """
    by_id = {claim.id: claim for claim in claims}
    ordered = [by_id[claim] for claim in sorted(by_id)]
    found = [
        *_rival_figures(tolls, by_id),
        *_denied(ordered, origins, registry),
        *_holding(ordered, registry),
        *_rival_doers(ordered, origins, registry),
    ]
    return tuple(sorted(found, key=lambda contradiction: (contradiction.about, contradiction.claims)))


def _rival_figures(tolls: Iterable[Toll], claims: dict[str, Claim]) -> Iterator[Contradiction]:
    """Current figures of different voices whose ranges do not meet, unless the toll simply rose."""
    for toll in tolls:
        if toll.measure not in _COUNTED:
            continue
        rivals = [
            (one, other)
            for one, other in combinations(toll.by_voice, 2)
            if one.voice != other.voice and not _agree(one, other, toll, claims) and _are_rivals(one, other)
        ]
        if rivals:
            told = sorted(
                {figure for pair in rivals for figure in pair},
                key=lambda figure: (_reach(figure), figure.claim),
            )
            words = "; ".join(f"{_range(figure)} ({figure.voice})" for figure in told)
            about = " ".join([f"{toll.group} {toll.measure}", *(f"of {side}" for side in toll.side)])
            yield _contradiction(f"{about}: {words}", (figure.claim for figure in told))


def _agree(one: VoiceFigure, other: VoiceFigure, toll: Toll, claims: dict[str, Claim]) -> bool:
    return meet(_quantity(one, toll, claims), _quantity(other, toll, claims))


def _quantity(figure: VoiceFigure, toll: Toll, claims: dict[str, Claim]) -> Quantity:
    def is_it(told: Figure) -> bool:
        return (told.measure, told.group, told.low, told.high) == (
            toll.measure,
            toll.group,
            figure.low,
            figure.high,
        )

    approx = any(is_it(told) and told.approx is True for told in claims[figure.claim].figures)
    return Quantity(figure.low, figure.high, approx)


def _are_rivals(one: VoiceFigure, other: VoiceFigure) -> bool:
    """Whether two figures that do not meet are of one count and time.

    A larger one said on a later day only rose; a smaller one said days later counts something else.
    """
    small, large = sorted((one, other), key=_reach)
    if _reach(large) <= _TELLING or _reach(large) > _RIVAL_FACTOR * _reach(small):
        return False
    if one.said_on is None or other.said_on is None or small.said_on is None or large.said_on is None:
        return True
    return 0 <= (small.said_on - large.said_on).days <= 1


def _reach(figure: VoiceFigure) -> int:
    return max(figure.low or 0, figure.high or 0)


def _range(figure: VoiceFigure) -> str:
    if figure.high is None:
        return f"at least {figure.low}"
    if figure.low is None:
        return f"up to {figure.high}"
    return str(figure.low) if figure.low == figure.high else f"{figure.low} to {figure.high}"


def _denied(claims: Sequence[Claim], origins: Origins, registry: Registry) -> Iterator[Contradiction]:
    """What one voice says happened, another says did not: by type, or by a denial of that very claim."""
    told = [claim for claim in claims if _tells(claim)]
    for claim in claims:
        against: list[Claim] = []
        if claim.type == "denial" and claim.modality == "asserted":
            about = claim.about.claim if claim.about is not None else None
            against = [other for other in told if other.id == about and not _in_one_sentence(claim, other)]
            spoken_of = any(_in_one_sentence(claim, other) and other.modality == "denied" for other in claims)
            against = against or ([] if spoken_of else _charges(claim, claims, origins, registry))
        elif claim.type not in settings.types().words and claim.modality in {"denied", "negated"}:
            against = [
                other
                for other in told
                if gainsays(claim, other)
                and not _in_one_sentence(claim, other)
                and (other.report != claim.report or _is_spoken(claim, other, origins))
            ]
        if against:
            yield _contradiction(
                f"{claim.type if claim.type != 'denial' else against[0].type}: told and denied",
                (claim.id, *(other.id for other in against)),
            )


def _is_spoken(denial: Claim, told: Claim, origins: Origins) -> bool:
    """Whether within one report somebody else denies it; its own "no" contradicts nobody."""
    outlet_says_no = denial.modality == "negated" and denial.voices[0].kind == "outlet"
    return not outlet_says_no and origins.of(told).key != origins.of(denial).key


def _charges(denial: Claim, claims: Sequence[Claim], origins: Origins, registry: Registry) -> list[Claim]:
    """What the same report lays at the door of one who then denies, saying no more of what: the nearest."""
    own = _agents(denial)
    charges = [
        claim
        for claim in claims
        if claim.report == denial.report
        and claim.span[1] <= denial.span[0]
        and (claim.type == "accusation" or (_tells(claim) and claim.type in settings.types().one_sided))
        and origins.of(claim).key != origins.of(denial).key
        and any(kindred(registry, one, other) for one in own for other in _charged(claim))
    ]
    return [max(charges, key=lambda claim: (claim.span, claim.id))] if charges else []


def _charged(claim: Claim) -> frozenset[str]:
    role = "target" if claim.type == "accusation" else "agent"
    return frozenset(actor.id for actor in claim.actors if actor.role == role and actor.id)


def _in_one_sentence(one: Claim, other: Claim) -> bool:
    """What a sentence denies, it does not tell as well: there the two are one voice's words."""
    return one.report == other.report and one.span == other.span


def gainsays(denial: Claim, told: Claim) -> bool:
    """Whether a denied event is the one told: the same type, or one of those it speaks of in general.

    "No casualties" gainsays only those who count some.
    """
    if denial.type == "casualties":
        return any(figure.measure in {"killed", "injured"} for figure in told.figures)
    return told.type == denial.type or told.type in settings.types().general.get(denial.type, ())


def _tells(claim: Claim) -> bool:
    return claim.modality in settings.types().modality.core and claim.type not in settings.types().words


def _holding(claims: Sequence[Claim], registry: Registry) -> Iterator[Contradiction]:
    """A place said to be taken by one and kept by another."""
    took = [claim for claim in claims if claim.type in {"capture", "control"} and claim.modality in _TOLD]
    kept = [
        claim
        for claim in claims
        if (claim.modality in _TOLD and claim.type in {"repelled", "control"})
        or (claim.type == "capture" and claim.modality == "failed")
    ]
    pairs = {
        frozenset((one.id, other.id))
        for one in took
        for other in kept
        if one.id != other.id and _one_place(one, other) and _rival_holders(one, other, registry)
    }
    if pairs:
        yield _contradiction("who holds the place", frozenset().union(*pairs))


_TOLD = frozenset({"asserted", "alleged"})


def _one_place(one: Claim, other: Claim) -> bool:
    def places(claim: Claim) -> set[str]:
        return {place.id for place in claim.places if place.id and place.relation == "in"}

    return not places(one).isdisjoint(places(other))


def _rival_holders(taken: Claim, kept: Claim, registry: Registry) -> bool:
    if kept.type == "capture":
        return True
    first, second = keys(doers(taken)), keys(doers(kept))
    return _strangers(first, second, registry)


def _strangers(first: frozenset[str], second: frozenset[str], registry: Registry) -> bool:
    """Both named, and no one of the first is of the kin of one of the second."""
    return bool(first and second) and not any(
        kindred(registry, one, other) for one in first for other in second
    )


def _rival_doers(claims: Sequence[Claim], origins: Origins, registry: Registry) -> Iterator[Contradiction]:
    """One act laid to different doers by different voices."""
    one_sided = settings.types().one_sided
    told = [claim for claim in claims if claim.modality in _TOLD and claim.type in one_sided]
    rivals: set[str] = set()
    for one, other in combinations(told, 2):
        if settings.types().relation(one.type, other.type) not in {"same", "general"}:
            continue
        apart = _strangers(_agents(one), _agents(other), registry) and _on_one_day(one, other, origins)
        if apart and origins.of(one).key != origins.of(other).key:
            rivals.update((one.id, other.id))
    if rivals:
        yield _contradiction("who did it", rivals)


def _on_one_day(one: Claim, other: Claim, origins: Origins) -> bool:
    return origins.of(one).said_on == origins.of(other).said_on or (
        one.time is not None and other.time is not None and one.time.start == other.time.start is not None
    )


def _agents(claim: Claim) -> frozenset[str]:
    return frozenset(actor.id for actor in claim.actors if actor.role == "agent" and actor.id)


def _contradiction(about: str, claims: Iterable[str]) -> Contradiction:
    return Contradiction(about=about, claims=tuple(sorted(set(claims))))
