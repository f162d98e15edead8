"""What a question may not find out about what is withheld: conditions added to those of a filter."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Select, and_, false, literal, or_, select

from warmonitor.ledger import schema
from warmonitor.ledger.conditions import Condition, named_in
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.keys import search_key
from warmonitor.ledger.withholding import Withheld

_ASKED_BY: Mapping[str, tuple[tuple[str, str], ...]] = {
    "text": (("claims", "quote"), ("reports", "text"), ("reports", "title")),
    "actor": (("claims", "actors"),),
    "among": (("claims", "actors"),),
    "voice": (("claims", "voices"),),
    "kind": (("claims", "voices"),),
    "place": (("claims", "places"), ("incidents", "place")),
}
"""The fields that a word of a filter would find out about."""


def concealed(kind: str, wanted: Filter, withheld: Withheld) -> list[Condition]:
    """What a row of a kind must meet besides the filter, so that the answer tells nothing withheld.

    A filter by a withheld field finds nothing. Words and actors find nothing by a victim's name, and nothing
    in a report that names a victim so.
    """
    if any(touched(withheld, word) for word in _ASKED_BY if getattr(wanted, word) is not None):
        return [false()]
    if not withheld.victims:
        return []
    known: list[Condition] = []
    actors = schema.claim_actors
    if wanted.text is not None:
        known.append(_names(actors.c.text_key, wanted.text) | _names(actors.c.name_key, wanted.text))
    if wanted.actor is not None:
        known.append(named_in(actors, "actor", wanted.actor))
    if not known:
        return []
    return [_outside(kind, and_(actors.c.role == "victim", or_(*known)))]


def touched(withheld: Withheld, word: str) -> bool:
    """Whether a word of a filter asks for a field of which something is withheld."""
    return any(
        path[0] == field
        for collection, field in _ASKED_BY[word]
        for path in (withheld.fields or {}).get(collection, ())
    )


def _names(key: ColumnElement[str | None], words: str) -> Condition:
    """A victim's name is in the words, or one of the words in the name."""
    asked = search_key(words)
    inside = [key.contains(word, autoescape=True) for word in asked.split()]
    return or_(literal(asked).contains(key), *inside)


def _outside(kind: str, victim: Condition) -> Condition:
    """The row belongs to no report that names such a victim."""
    actors, claims, links = schema.claim_actors, schema.claims, schema.incident_claims
    reports: Select[tuple[str]] = (
        select(claims.c.report).join(actors, actors.c.owner == claims.c.seq).where(victim)
    )
    if kind == "reports":
        return schema.reports.c.id.not_in(reports)
    if kind == "claims":
        return claims.c.report.not_in(reports)
    owners = select(links.c.owner).join(claims, claims.c.id == links.c.claim)
    return schema.incidents.c.seq.not_in(owners.where(claims.c.report.in_(reports)))
