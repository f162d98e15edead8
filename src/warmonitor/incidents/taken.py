"""Which of a claim's places changed hands, and which only tell where that was."""

import re
from collections.abc import Iterable
from functools import cache

from warmonitor.incidents import settings
from warmonitor.incidents.setting import FINE
from warmonitor.model import Claim, Place

_ELSEWHERE = frozenset({"withdrawal", "repelled"})
"""One withdraws from a place, and repels an attack on it: there such words name what it is about."""


def is_taken(claim: Claim, place: Place) -> bool:
    """Whether a place is itself what a claim of territory speaks of.

    "The town of X in Y province" speaks of X, "a base in X" of neither a town nor a province. Decided by the
    words before the name; where the quote does not hold the name, it is taken for what was meant. A division
    told beside a place inside it, and a place in the name of somebody, are never what was taken.
    """
    if _names_a_doer(claim, place) or _holds_another(place, claim.places):
        return False
    if claim.type in _ELSEWHERE:
        return True
    start = place.span[0] - claim.span[0]
    if not claim.quote[max(start, 0) :].startswith(place.text) or start < 0:
        return True
    before = claim.quote[:start]
    if place.precision == "division" and _part_of().search(before) and not _all_of().search(before):
        return False
    return _setting().search(before) is None


def _names_a_doer(claim: Claim, place: Place) -> bool:
    return any(actor.span[0] <= place.span[0] and place.span[1] <= actor.span[1] for actor in claim.actors)


def _holds_another(place: Place, places: Iterable[Place]) -> bool:
    return place.precision == "division" and any(
        other.precision in FINE and (other.country, other.admin1) == (place.country, place.admin1)
        for other in places
    )


@cache
def _setting() -> re.Pattern[str]:
    """The end of a text after which a place is only the setting."""
    rules = settings.control_rules()
    directions, leading = (
        "|".join(map(re.escape, sorted(words))) for words in (rules.directions, rules.leading)
    )
    within = "|".join(map(re.escape, sorted(rules.within)))
    before = rf"(?:(?i:{leading}|{directions})\s+|[A-Z][\w.'’-]*\s+){{0,5}}['‘’]?(?:[Aa]l-)?"
    return re.compile(
        rf"(?:\b(?i:{within})\s+{before}"  # in the southern province of …
        rf"|\b(?i:{directions})\s+of\s+{before}"  # south of the city of …
        r"|\b(?i:between)\s+[^,;.]*)$"  # between one place and …
    )


@cache
def _part_of() -> re.Pattern[str]:
    """The end of a text after which a division only holds what was named before it: "the town of X, …"."""
    return re.compile(r"(?:,|\bof(?:\s+the)?)\s*$")


@cache
def _all_of() -> re.Pattern[str]:
    """The end of a text after which a division is meant itself: "control of …"."""
    words = "|".join(map(re.escape, sorted(settings.control_rules().itself)))
    return re.compile(rf"\b(?i:{words})\s+of(?:\s+the)?\s*$")
