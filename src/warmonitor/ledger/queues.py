"""What waits for a reviewer, by what matters."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, func, or_, select

from warmonitor.ledger import schema
from warmonitor.ledger.concealing import concealed
from warmonitor.ledger.conditions import TABLES, conditions
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.withholding import Withheld, told_words

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


def waiting(connection: Connection, reason: Reason, wanted: Filter, withheld: Withheld) -> list[Waiting]:
    """The queue of a reason, within a filter; what was reviewed since its last revision is left out."""
    kind = "incidents" if reason == "contested" else "claims"
    table = TABLES[kind]
    asked = [*conditions(kind, wanted), *concealed(kind, wanted, withheld), ~_reviewed(table)]
    query = _QUEUES[reason]().where(*asked).limit(wanted.limit or _LIMIT)
    found = [_told(reason, dict(row)) for row in connection.execute(query).mappings()]
    return found if withheld.nothing else [_bared(connection, one, withheld) for one in found]


def _bared(connection: Connection, one: Waiting, withheld: Withheld) -> Waiting:
    """What waits, without the names in its words; without its words where fields of claims are withheld."""
    if withheld.touches("claims"):
        return msgspec.structs.replace(one, quote=None, why=one.reason)
    quote = None if one.quote is None else told_words(connection, one.quote, one.id, withheld)
    return msgspec.structs.replace(one, quote=quote, why=told_words(connection, one.why, one.id, withheld))


def _told(reason: Reason, row: Mapping[str, Any]) -> Waiting:
    quote = msgspec.json.decode(row["body"]).get("quote")
    return Waiting(
        reason=reason, id=row["id"], why=_WHY[reason](row), weight=float(row["weight"]), quote=quote
    )


def _reviewed(table: Table) -> ColumnElement[bool]:
    """Somebody decided about the revision that stands, and did not take it back."""
    reviews, subjects = schema.reviews, schema.review_subjects
    undone = select(reviews.c.undoes).where(reviews.c.undoes.is_not(None))
    found = select(subjects.c.owner).join(reviews, reviews.c.seq == subjects.c.owner)
    return found.where(
        subjects.c.subject == table.c.id,
        reviews.c.act.in_(_DECIDED),
        reviews.c.recorded_at >= table.c.recorded_at,
        reviews.c.id.not_in(undone),
    ).exists()


def _contested() -> Select[Any]:
    table = schema.incidents
    query = select(table.c.id, table.c.body, table.c.origins.label("weight"))
    return query.where(table.c.status == "contested").order_by(table.c.origins.desc(), table.c.id)


def _high_toll() -> Select[Any]:
    table, figures = schema.claims, schema.figures
    said = func.coalesce(figures.c.low, figures.c.high)
    most = select(figures.c.owner, func.max(said).label("weight")).where(
        figures.c.measure == "killed", said >= HIGH_TOLL
    )
    most_said = most.group_by(figures.c.owner).subquery()
    query = select(table.c.id, table.c.body, most_said.c.weight).join(
        most_said, most_said.c.owner == table.c.seq
    )
    return query.order_by(most_said.c.weight.desc(), table.c.id)


def _low_confidence() -> Select[Any]:
    table = schema.claims
    query = select(table.c.id, table.c.body, (1 - table.c.confidence).label("weight"))
    return query.where(table.c.confidence < DOUBTFUL).order_by(table.c.confidence, table.c.id)


def _unnamed(part: Table, condition: ColumnElement[bool]) -> Select[Any]:
    """Claims with words that were not resolved, the most frequent words first."""
    table = schema.claims
    times = (
        select(part.c.text_key, func.count().label("weight")).where(condition).group_by(part.c.text_key)
    ).subquery()
    words = (
        select(
            part.c.owner, func.min(part.c.text_key).label("words"), func.max(times.c.weight).label("weight")
        )
        .join(times, times.c.text_key == part.c.text_key)
        .where(condition)
        .group_by(part.c.owner)
    ).subquery()
    query = select(table.c.id, table.c.body, words.c.words, words.c.weight)
    return query.join(words, words.c.owner == table.c.seq).order_by(words.c.weight.desc(), table.c.id)


def _new_actor() -> Select[Any]:
    part = schema.claim_actors
    return _unnamed(part, part.c.actor.is_(None) & (part.c.role != "victim"))


def _unresolved_place() -> Select[Any]:
    part = schema.claim_places
    return _unnamed(
        part, part.c.place.is_(None) & or_(part.c.lat.is_(None), part.c.precision == "unresolved")
    )


_QUEUES: Mapping[Reason, Callable[[], Select[Any]]] = {
    "contested": _contested,
    "high-toll": _high_toll,
    "low-confidence": _low_confidence,
    "new-actor": _new_actor,
    "unresolved-place": _unresolved_place,
}

_WHY: Mapping[Reason, Callable[[Mapping[str, Any]], str]] = {
    "contested": lambda row: f"sources contradict; {row['weight']} origins",
    "high-toll": lambda row: f"{row['weight']} killed",
    "low-confidence": lambda row: f"confidence {1 - row['weight']:.2f}",
    "new-actor": lambda row: f"“{row['words']}” is no actor of the registry; {row['weight']} times",
    "unresolved-place": lambda row: f"“{row['words']}” was not found; {row['weight']} times",
}
