"""Whether a place lies where the war that a claim tells of is."""

import re
from functools import cache

from rapidfuzz.fuzz import partial_ratio

from warmonitor.incidents import settings
from warmonitor.incidents.setting import FINE
from warmonitor.incidents.taken import ALIKE
from warmonitor.knowledge.gazetteer.folding import fold
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Place

_WORD = re.compile(r"[A-Z][\w’'-]+")
_ABROAD = frozenset({"state", "government", "military"})
"""These fight in other countries too."""


def may_be_in(claim: Claim, place: Place, holder: str, registry: Registry) -> bool:
    """Whether a place lies in a country or a division that its claim names.

    A state's forces fight abroad: where nothing but their own country is told, it may be anywhere.
    """
    if _is_a_state(place, registry) or _in_another_division(claim, place):
        return False
    told = _countries(claim, registry)
    told |= {other.country for other in claim.places if other.country and other.span != place.span}
    if place.country is None or place.country in told or _names_division(claim, place):
        return True
    if place.text.islower():  # "the town": the one that the report spoke of
        return True
    entry = registry.get(holder)
    if entry is None or entry.country is None:
        return not told
    return told <= {entry.country} and entry.kind in _ABROAD


def _is_a_state(place: Place, registry: Registry) -> bool:
    """A state's name taken for a town of that name."""
    return place.precision in FINE and registry.state_of(place.text) is not None


def _in_another_division(claim: Claim, place: Place) -> bool:
    """Whether the division behind a place, "A and B in Odra Province", is another: it is a namesake."""
    behind = claim.quote[max(place.span[1] - claim.span[0], 0) :]
    named = _division().match(behind)
    if named is None or place.admin1 is None or place.precision not in FINE:
        return False
    own = (fold(name) for name in (place.admin1, place.name) if name)
    return all(partial_ratio(fold(named[1]), one) < ALIKE for one in own)


@cache
def _division() -> re.Pattern[str]:
    """A division named with its kind right behind a place, or behind the places listed with it."""
    kinds = "|".join(sorted(settings.control_rules().holding_kinds))
    listed = r"(?:,? (?:and )?(?:[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*|\([^)]*\)))*"
    return re.compile(
        rf"{listed}(?:,| in)(?: \w+['’]s)?(?: (?:the|[a-z-]+ern|disputed|strategic))*"
        rf" ((?:[A-Z][\w’'-]+ )*[A-Z][\w’'-]+) (?i:{kinds})\b"
    )


def _countries(claim: Claim, registry: Registry) -> set[str]:
    actors = (registry.get(actor.id) for actor in claim.actors if actor.id)
    states = (registry.state_of(word) for word in _WORD.findall(claim.quote))
    told = {entry.country for entry in actors if entry is not None and entry.country}
    return told | {state.country for state in states if state is not None}


def _names_division(claim: Claim, place: Place) -> bool:
    words = (place.admin1 or "").split()
    return bool(words) and words[0] in claim.quote.replace(place.text, " ")
