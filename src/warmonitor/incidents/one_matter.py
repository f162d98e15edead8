"""Whether two claims of one incident speak of one and the same matter, and so can contradict each other.

Linkage joins what is likely one happening. To say that two voices contradict each other takes more: most
counts that differ are counts of two things.
"""

from collections.abc import Iterable
from datetime import date

from warmonitor.incidents import settings, wording
from warmonitor.incidents.origins import Origin, Origins
from warmonitor.incidents.parties import doers, keys, kindred
from warmonitor.incidents.setting import fine, resolved
from warmonitor.knowledge.gazetteer.folding import fold
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Contradiction


def contradiction(about: str, claims: Iterable[str]) -> Contradiction:
    """The contradiction of these claims, in a fixed order."""
    return Contradiction(about=about, claims=tuple(sorted(set(claims))))


def tells(claim: Claim) -> bool:
    """Whether a claim tells of an event that took place or was tried."""
    return claim.modality in settings.types().modality.core and claim.type not in settings.types().words


def share_place(one: Claim, other: Claim) -> bool:
    """Whether both name one place no larger than a district."""
    return not _places(one).isdisjoint(_places(other))


def places_differ(one: Claim, other: Claim) -> bool:
    """Whether both name such places, and none in common."""
    return bool(_places(one) and _places(other)) and not share_place(one, other)


def _places(claim: Claim) -> frozenset[str]:
    """Its towns by their ids; those that nobody knows by their names."""
    unknown = (place for place in claim.places if not place.id and place.text[:1].isupper())
    named = (fold(place.text) for place in unknown if place.relation == "in")
    return frozenset((*(str(place.id) for place in fine(resolved(claim))), *named))


def day(claim: Claim, origins: Origins) -> date | None:
    """The day of what a claim tells: as stated, else the one on which it was said; None where words tell
    another that nobody can work out.
    """
    time = claim.time
    if time is not None and time.text and time.start is None and time.end is None:
        return None  # "three days after the rebels left"
    stated = time is not None and time.basis != "publication" and time.start == time.end is not None
    return time.start if stated and time is not None else origins.of(claim).said_on


def on_one_day(one: Claim, other: Claim, origins: Origins) -> bool:
    """Whether both tell of one day."""
    return day(one, origins) == day(other, origins) is not None


def is_apart(one: Claim, other: Claim) -> bool:
    """Whether the words of either set it apart from a happening told before: "a further six"."""
    further = settings.words().further
    return any(
        wording.tells_another(claim.quote) or not further.isdisjoint(claim.quote.lower().split())
        for claim in (one, other)
    )


def voiced(claim: Claim) -> bool:
    """Whether a claim is the word of somebody whom its report names."""
    return claim.voices[0].kind != "outlet"


def in_one_sentence(one: Claim, other: Claim) -> bool:
    """Whether one sentence of one report tells both."""
    return one.report == other.report and one.span == other.span


_SOON = 600
"""So many characters on, a report still speaks of the same, where no place or doer says so."""


def near(one: Claim, other: Claim) -> bool:
    """Whether one report tells one claim soon after the other."""
    return one.report == other.report and abs(one.span[0] - other.span[0]) <= _SOON


def of_others(one: Claim, other: Claim, origins: Origins) -> bool:
    """Whether two claims are different voices' words, neither passing on the other's."""
    first, second = origins.of(one), origins.of(other)
    return first.key != second.key and not _passes_on(one, second) and not _passes_on(other, first)


def is_against(denial: Claim, told: Claim, origins: Origins) -> bool:
    """Whether a denial is another's than who told it; the teller's word may be told around the denial."""
    return origins.of(denial).key != origins.of(told).key and not _passes_on(told, origins.of(denial))


def _passes_on(claim: Claim, origin: Origin) -> bool:
    if origin.kind == "outlet":
        return False
    return any(origin.label in {voice.name, voice.speaker, voice.id} for voice in claim.voices)


def agents(claim: Claim) -> frozenset[str]:
    """The ids of those named as doers."""
    return frozenset(actor.id for actor in claim.actors if actor.role == "agent" and actor.id)


def strangers(first: frozenset[str], second: frozenset[str], registry: Registry) -> bool:
    """Both named, and no one of the first is of the kin of one of the second."""
    return bool(first and second) and not any(
        kindred(registry, one, other) for one in first for other in second
    )


def kin(first: frozenset[str], second: frozenset[str], registry: Registry) -> bool:
    """Whether some of the first are of the kin of some of the second."""
    return any(kindred(registry, one, other) for one in first for other in second)


def holders(claim: Claim) -> frozenset[str]:
    """What those who do or hold something are known by."""
    return keys(doers(claim))
