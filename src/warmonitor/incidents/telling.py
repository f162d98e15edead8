"""Whether a place lies where the war that a claim tells of is."""

import re

from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Place

_WORD = re.compile(r"[A-Z][\w’'-]+")
_ABROAD = frozenset({"state", "government", "military"})
"""These fight in other countries too."""


def may_be_in(claim: Claim, place: Place, holder: str, registry: Registry) -> bool:
    """Whether a place lies in a country or a division that its claim names.

    A state's forces fight abroad: where nothing but their own country is told, it may be anywhere.
    """
    told = _countries(claim, registry)
    told |= {other.country for other in claim.places if other.country and other.span != place.span}
    if place.country is None or place.country in told or _names_division(claim, place):
        return True
    entry = registry.get(holder)
    if entry is None or entry.country is None:
        return not told
    return told <= {entry.country} and entry.kind in _ABROAD


def _countries(claim: Claim, registry: Registry) -> set[str]:
    actors = (registry.get(actor.id) for actor in claim.actors if actor.id)
    states = (registry.state_of(word) for word in _WORD.findall(claim.quote))
    told = {entry.country for entry in actors if entry is not None and entry.country}
    return told | {state.country for state in states if state is not None}


def _names_division(claim: Claim, place: Place) -> bool:
    words = (place.admin1 or "").split()
    return bool(words) and words[0] in claim.quote.replace(place.text, " ")
