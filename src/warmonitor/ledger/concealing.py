"""What a question may not find out about what is withheld: rows taken from those that a filter asks for."""

from collections.abc import Callable, Mapping

from warmonitor.ledger.columns import Mask, View
from warmonitor.ledger.embargo import Held
from warmonitor.ledger.facets import ActorTerm, Term
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.keys import search_key
from warmonitor.ledger.masks import claims_of, having, incidents_of, is_actor, mask_of, reports_of
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
    tests: list[Callable[[Term], bool]] = []
    if wanted.text is not None:
        tests.append(_names(wanted.text))
    if wanted.actor is not None:
        tests.append(is_actor(view, wanted.actor))

    def fits(term: Term) -> bool:
        return isinstance(term, ActorTerm) and term.role == "victim" and any(test(term) for test in tests)

    reports = reports_of(view, having(view, "claims.actors", fits))
    if kind == "reports":
        return reports
    claims = claims_of(view, reports)
    return claims if kind == "claims" else incidents_of(view, claims)


def _names(words: str) -> Callable[[Term], bool]:
    """A victim's name is in the words, or one of the words in the name."""
    asked = search_key(words)

    def fits(term: Term) -> bool:
        assert isinstance(term, ActorTerm)
        keys = [key for key in (term.text_key, term.name_key) if key is not None]
        return any(key in asked or any(word in key for word in asked.split()) for key in keys)

    return fits
