"""What a question may not find out about what is withheld: rows taken from those that a filter asks for."""

from collections.abc import Mapping

from warmonitor.ledger.bits import Mask
from warmonitor.ledger.columns import View
from warmonitor.ledger.embargo import Held
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.fitting import IsVictim, is_actor
from warmonitor.ledger.keys import search_key
from warmonitor.ledger.masks import claims_of, having, incidents_of, mask_of, reports_of
from warmonitor.ledger.safety import Withheld

_ASKED_BY: Mapping[str, tuple[tuple[str, str], ...]] = {
    "text": (("claims", "quote"), ("reports", "text"), ("reports", "title")),
    "actor": (("claims", "actors"),),
    "among": (("claims", "actors"),),
    "voice": (("claims", "voices"),),
    "kind": (("claims", "voices"),),
    "place": (("claims", "places"), ("incidents", "place")),
}
"""The fields that a word of a filter would find out about."""


def told_of(view: View, kind: str, wanted: Filter, held: Held, *, dated: bool | None = True) -> Mask:
    """The rows that a filter asks for, that may be found by it and that are not held back.

    A filter by a withheld field finds nothing. Words and actors find nothing by a victim's name, and nothing
    in a report that names a victim so.
    """
    withheld = held.withheld
    if any(touched(withheld, word) for word in _ASKED_BY if getattr(wanted, word) is not None):
        return view.none(kind)
    mask = mask_of(view, kind, wanted, dated=dated)
    if withheld.victims and (wanted.text is not None or wanted.actor is not None):
        mask &= ~_naming(view, kind, wanted)
    return mask & ~held.mask(kind) if held else mask


def touched(withheld: Withheld, word: str) -> bool:
    """Whether a word of a filter asks for a field of which something is withheld."""
    return any(
        path[0] == field
        for collection, field in _ASKED_BY[word]
        for path in (withheld.fields or {}).get(collection, ())
    )


def _naming(view: View, kind: str, wanted: Filter) -> Mask:
    """The rows that belong to a report that names a victim by what is asked for."""
    words = None if wanted.text is None else search_key(wanted.text)
    actor = None if wanted.actor is None else is_actor(wanted.actor)
    reports = reports_of(view, having(view, "claims.actors", IsVictim(words, actor)))
    if kind == "reports":
        return reports
    claims = claims_of(view, reports)
    return claims if kind == "claims" else incidents_of(view, claims)
