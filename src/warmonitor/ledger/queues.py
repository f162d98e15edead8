"""What waits for a reviewer, by what matters."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

import msgspec
import numpy as np
from sqlalchemy import Connection, select, true

from warmonitor.ledger import schema
from warmonitor.ledger.bits import Mask
from warmonitor.ledger.columns import View
from warmonitor.ledger.concealing import told_of
from warmonitor.ledger.embargo import Held
from warmonitor.ledger.facets import PPM, ActorTerm, Array, FigureTerm, PlaceTerm
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.paging import bodies, foremost
from warmonitor.ledger.safety import Withheld
from warmonitor.ledger.standing import TABLES
from warmonitor.ledger.withholding import told_words

Reason = Literal["contested", "high-toll", "low-confidence", "new-actor", "unresolved-place"]
"""Why something waits: sources contradict; many are said dead; the machine doubts; words for a party that the
registry does not know; a place that the gazetteer did not give."""

REASONS: tuple[Reason, ...] = get_args(Reason)

HIGH_TOLL = 20
DOUBTFUL = 0.5
_LIMIT = 50
_DECIDED = ("accept", "correct", "reject")


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A claim or incident that waits, why, and its words; `weight` orders the queue, the greatest first."""

    reason: Reason
    id: str
    why: str
    weight: float
    quote: str | None


def waiting(view: View, reason: Reason, wanted: Filter, held: Held) -> list[Waiting]:
    """The queue of a reason, within a filter; what was reviewed since its last revision is left out."""
    kind = "incidents" if reason == "contested" else "claims"
    asked = told_of(view, kind, wanted, held) & ~_reviewed(view, kind)
    weights, why = _WAYS[reason](view)
    found = np.flatnonzero(asked & (weights > 0))
    numbers = foremost(view, kind, found, weights[found], wanted.limit or _LIMIT)
    queue = [
        _told(reason, body, float(weights[number - 1]), why(int(number), float(weights[number - 1])))
        for number, body in zip(numbers, bodies(view, kind, numbers), strict=True)
    ]
    withheld = held.withheld
    return queue if withheld.nothing else [_bared(view.connection, one, withheld) for one in queue]


def _bared(connection: Connection, one: Waiting, withheld: Withheld) -> Waiting:
    """What waits, without the names in its words; without its words where fields of claims are withheld."""
    if withheld.touches("claims"):
        return msgspec.structs.replace(one, quote=None, why=one.reason)
    quote = None if one.quote is None else told_words(connection, one.quote, one.id, withheld)
    return msgspec.structs.replace(one, quote=quote, why=told_words(connection, one.why, one.id, withheld))


def _told(reason: Reason, body: str, weight: float, why: str) -> Waiting:
    told = msgspec.json.decode(body)
    return Waiting(reason=reason, id=told["id"], why=why, weight=weight, quote=told.get("quote"))


def _reviewed(view: View, kind: str) -> Mask:
    """Somebody decided about the revision that stands, and did not take it back."""
    table, reviews, subjects = TABLES[kind], schema.reviews, schema.review_subjects
    known = true() if view.moment is None else reviews.c.recorded_at <= view.moment
    undone = select(reviews.c.undoes).where(reviews.c.undoes.is_not(None), known)
    query = (
        select(table.c.seq)
        .join(subjects, subjects.c.subject == table.c.id)
        .join(reviews, reviews.c.seq == subjects.c.owner)
        .where(
            reviews.c.act.in_(_DECIDED),
            reviews.c.recorded_at >= table.c.recorded_at,
            reviews.c.id.not_in(undone),
            known,
        )
    )
    found = np.fromiter(view.connection.scalars(query), dtype=np.int64)
    return view.at(kind, found[found <= view.last(kind)])


def _contested(view: View) -> Array:
    return _most(view, "incidents.kinds", lambda term: term.origins if term.status == "contested" else 0)


def _high_toll(view: View) -> Array:
    def killed(term: FigureTerm) -> float:
        said = term.high if term.low is None else term.low
        return said if term.measure == "killed" and said is not None and said >= HIGH_TOLL else 0

    return _most(view, "claims.figures", killed)


def _most(view: View, facet: str, weight: Callable[[Any], float]) -> Array:
    """Of each row the greatest weight of its terms; 0 where it has none."""
    found = view.facet(facet)
    table = np.fromiter(map(weight, found.terms), dtype=np.float64, count=len(found.terms))
    weights = np.zeros(view.last(facet.partition(".")[0]))
    weighing = np.flatnonzero(table[found.arrays["code"]])
    owners, codes = found.arrays["owner"][weighing], found.arrays["code"][weighing]
    np.maximum.at(weights, owners - 1, table[codes])
    return weights


def _low_confidence(view: View) -> Array:
    confidence = view.rows("claims")["confidence"] / PPM
    return np.where(confidence < DOUBTFUL, 1 - confidence, 0.0)


def _new_actor(term: Any) -> bool:
    return isinstance(term, ActorTerm) and term.actor is None and term.role != "victim"


def _unresolved_place(term: Any) -> bool:
    return (
        isinstance(term, PlaceTerm)
        and term.place is None
        and (term.lat is None or term.precision == "unresolved")
    )


Why = Callable[[int, float], str]
"""Says why a row of a number and a weight waits."""

Way = Callable[[View], tuple[Array, Why]]
"""Gives what each row weighs, and says why it waits."""


def _plain(weigh: Callable[[View], Array], words: Callable[[float], str]) -> Way:
    return lambda view: (weigh(view), lambda _number, weight: words(weight))


def _unnamed(facet: str, fits: Callable[[Any], bool], said: str) -> Way:
    """Claims with words that were not resolved weigh as often as claims that stand say the words.

    Of several such words of a claim, the most frequent are told.
    """

    def way(view: View) -> tuple[Array, Why]:
        found, times = view.facet(facet), _times(view, facet, fits)

        def why(number: int, weight: float) -> str:
            start, end = np.searchsorted(found.arrays["owner"], (number, number + 1))
            told: list[Any] = [found.terms[code] for code in found.arrays["code"][start:end]]
            keys = (str(term.text_key) for term in told if fits(term) and times[term.text_key] == weight)
            return said.format(min(keys), int(weight))

        return _most(view, facet, lambda term: times[term.text_key] if fits(term) else 0), why

    return way


def _times(view: View, facet: str, fits: Callable[[Any], bool]) -> Counter[str | None]:
    found = view.facet(facet)
    standing = view.standing("claims")[found.arrays["owner"] - 1]
    told = np.bincount(found.arrays["code"][standing], minlength=len(found.terms))
    times: Counter[str | None] = Counter()
    for code in np.flatnonzero(told):
        term: Any = found.terms[code]
        if fits(term):
            times[term.text_key] += int(told[code])
    return times


_WAYS: Mapping[Reason, Way] = {
    "contested": _plain(_contested, lambda weight: f"sources contradict; {weight:.0f} origins"),
    "high-toll": _plain(_high_toll, lambda weight: f"{weight:,.0f} killed"),
    "low-confidence": _plain(_low_confidence, lambda weight: f"confidence {1 - weight:.2f}"),
    "new-actor": _unnamed("claims.actors", _new_actor, "“{}” is no actor of the registry; {}×"),
    "unresolved-place": _unnamed("claims.places", _unresolved_place, "“{}” was not found; {}×"),
}
