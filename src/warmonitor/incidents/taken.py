"""Which of a claim's places changed hands, and which only tell where that was."""

import re
from functools import cache

from warmonitor.incidents import settings
from warmonitor.model import Claim, Place

_ELSEWHERE = frozenset({"withdrawal", "repelled"})
"""One withdraws from a place, and repels an attack on it: there such words name what it is about."""


def is_taken(claim: Claim, place: Place) -> bool:
    """Whether a place is itself what a claim of territory speaks of.

    "The town of X in Y province" speaks of X, "a base in X" of neither a town nor a province. Decided by the
    words before the name; where the quote does not hold the name, it is taken for what was meant.
    """
    if claim.type in _ELSEWHERE:
        return True
    start = place.span[0] - claim.span[0]
    if not claim.quote[max(start, 0) :].startswith(place.text) or start < 0:
        return True
    return _setting().search(claim.quote[:start]) is None


@cache
def _setting() -> re.Pattern[str]:
    """The end of a text after which a place is only the setting."""
    rules = settings.control_rules()
    directions, leading = (
        "|".join(map(re.escape, sorted(words))) for words in (rules.directions, rules.leading)
    )
    within = "|".join(map(re.escape, sorted(rules.within)))
    before = rf"(?:(?i:{leading}|{directions})\s+|[A-Z][\w.'’-]*\s+){{0,5}}"
    return re.compile(
        rf"(?:\b(?i:{within})\s+{before}"  # in the southern province of …
        rf"|\b(?i:{directions})\s+of\s+{before}"  # south of the city of …
        r"|\b(?i:between)\s+[^,;.]*)$"  # between one place and …
    )
