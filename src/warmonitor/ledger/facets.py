"""What questions look at of every row, apart from the rows themselves: days, kinds, places, actors, voices.

A facet tells of each revision of a table a few numbers and terms: a term is what is told together, as an
actor's role, id, name and words, and is kept once however often it is told. The facets are derived: all of
it is read from the rows, by the queries here, in the order in which the rows were written.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, FromClause, Select, Table, case, func, or_, select

from warmonitor.ledger import schema, unfolding
from warmonitor.ledger.unfolding import FrameTerm, TollTerm

Array = NDArray[Any]

ABSENT = 0
"""The number for what is not there; rows and days are counted from 1."""

PPM = 1_000_000
"""A confidence is kept in millionths."""


class ClaimKind(NamedTuple):
    """The words that every claim has one of."""

    type: str
    modality: str
    newness: str


class IncidentKind(NamedTuple):
    """The words that every incident has one of, and how many origins it has."""

    type: str
    status: str
    grade: str | None
    origins: int


class PlaceTerm(NamedTuple):
    """A place as told; the keys are what `keys.search_key` makes of the words."""

    place: str | None
    place_name: str | None
    place_text: str | None
    name_key: str | None
    text_key: str | None
    country: str | None
    admin1: str | None
    admin1_key: str | None
    lat: float | None
    lon: float | None
    precision: str | None

    @property
    def division(self) -> tuple[str | None, str | None]:
        """The country, and the folded name of the division in it."""
        return self.country, self.admin1_key


class ActorTerm(NamedTuple):
    """An actor as told."""

    role: str
    actor: str | None
    name: str | None
    text: str
    name_key: str | None
    text_key: str


class VoiceTerm(NamedTuple):
    """A voice as told."""

    voice: str | None
    name: str | None
    text: str | None
    speaker: str | None
    kind: str
    name_key: str | None
    text_key: str | None
    speaker_key: str | None


class FigureTerm(NamedTuple):
    """A figure as told."""

    measure: str
    low: int | None
    high: int | None


Term = ClaimKind | IncidentKind | PlaceTerm | ActorTerm | VoiceTerm | FigureTerm | FrameTerm | TollTerm


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet of the rows of a table.

    `query` gives the row's `owner`, the numbers by their names, and the term's fields, or, where the facet
    has `unfold`, the row's JSON, from which this makes the terms; `owned` is the column that a run of rows is
    chosen by.
    """

    name: str
    of: Table
    query: Select[Any]
    owned: ColumnElement[int]
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    term: type[Term] | None = None
    unfold: Callable[[str], Iterable[Term]] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A facet of a run of rows: arrays by name, as long as each other, and the terms that `code` counts."""

    arrays: Mapping[str, Array]
    terms: list[Term] = field(default_factory=list)


def read(connection: Connection, facet: Facet, first: int, last: int) -> Run:
    """A facet of the rows from one number to another, both included, read from the tables."""
    query = facet.query.where(facet.owned.between(first, last))
    rows: Sequence[Sequence[Any]] = connection.execute(query).all()
    if facet.unfold is not None:
        rows = [(owner, *term) for owner, body in rows for term in facet.unfold(body)]
    names = ("owner", *facet.numbers, *facet.words)
    told = dict(zip(names, zip(*rows, strict=True), strict=False)) if rows else dict.fromkeys(names, ())
    arrays = {name: _numbers(map(_number, told[name])) for name in ("owner", *facet.numbers)}
    for name in facet.words:
        arrays[name] = np.array([word.encode() for word in told[name]], dtype="S" if rows else "S1")
    terms: list[Term] = []
    if facet.term is not None:
        made = facet.term
        arrays["code"] = coded((made(*row[len(names) :]) for row in rows), terms, {})
    return Run(arrays, terms)


def coded(told: Iterable[Term], terms: list[Term], known: dict[Term, int]) -> Array:
    """The number of each term in a list of all, to which those not known yet are added."""
    codes = []
    for term in told:
        code = known.setdefault(term, len(terms))
        if code == len(terms):
            terms.append(term)
        codes.append(code)
    return _numbers(codes)


def _number(value: date | float | int | None) -> int:
    if value is None:
        return ABSENT
    if isinstance(value, date):
        return value.toordinal()
    return round(value * PPM) if isinstance(value, float) else int(value)


def _numbers(values: Iterable[int]) -> Array:
    return np.fromiter(values, dtype=np.int32)


@cache
def facets() -> Mapping[str, Facet]:
    """All facets by name: the table's, and what of it."""
    claims, incidents = schema.claims, schema.incidents
    found = [
        _rows(schema.reports),
        _rows(
            claims,
            report=_number_of(schema.reports, claims.c.report),
            confidence=claims.c.confidence,
            running=claims.c.body.contains('"cumulative":true', autoescape=True),
        ),
        _rows(
            incidents,
            disputed=or_(
                incidents.c.body.not_like('%"contested":[]%'), incidents.c.body.not_like('%"superseded":[]%')
            ),
        ),
        *(_ids(table) for table in (schema.reports, claims, incidents)),
        _hanging("claims.kinds", claims, claims, ClaimKind),
        _hanging("claims.places", claims, schema.claim_places, PlaceTerm),
        _hanging("claims.actors", claims, schema.claim_actors, ActorTerm),
        _hanging("claims.voices", claims, schema.claim_voices, VoiceTerm),
        _hanging("claims.figures", claims, schema.figures, FigureTerm),
        _hanging("incidents.kinds", incidents, incidents, IncidentKind),
        _hanging("incidents.places", incidents, incidents, PlaceTerm),
        _unfolded("incidents.frames", incidents, FrameTerm, unfolding.frame),
        _unfolded("incidents.tolls", incidents, TollTerm, unfolding.tolls),
        _links(),
        _families(),
    ]
    return {facet.name: facet for facet in found}


def _rows(table: Table, **more: ColumnElement[Any]) -> Facet:
    """What each row is: `number` is that of the id's first revision, `replaces` that of the one before."""
    before = table.alias("before")
    first_of = _number_of(table, table.c.id)
    numbers: dict[str, ColumnElement[Any]] = {
        "number": case((table.c.revision == 1, table.c.seq), else_=first_of),
        "replaces": before.c.seq,
        "withdrawn": table.c.withdrawn,
        "day": table.c.day,
        "starts": table.c.starts,
        "ends": table.c.ends,
        **more,
    }
    joined = table.outerjoin(
        before,
        (table.c.revision > 1) & (before.c.id == table.c.id) & (before.c.revision == table.c.revision - 1),
    )
    columns = [value.label(name) for name, value in numbers.items()]
    query = select(table.c.seq.label("owner"), *columns).select_from(joined).order_by(table.c.seq)
    return Facet(f"{table.name}.rows", table, query, table.c.seq, numbers=tuple(numbers))


def _number_of(table: Table, identity: ColumnElement[Any]) -> ColumnElement[Any]:
    """The number of an id of a table."""
    first = table.alias(f"first_{table.name}")
    return select(first.c.seq).where(first.c.id == identity, first.c.revision == 1).scalar_subquery()


def _ids(table: Table) -> Facet:
    query = select(table.c.seq.label("owner"), table.c.id).order_by(table.c.seq)
    return Facet(f"{table.name}.ids", table, query, table.c.seq, words=("id",))


def _hanging(name: str, of: Table, part: Table, term: type[Term]) -> Facet:
    owned = part.c.seq if part is of else part.c.owner
    order: Sequence[ColumnElement[Any]] = (owned,) if part is of else (owned, part.c.position)
    query = select(owned.label("owner"), *(part.c[word] for word in term._fields)).order_by(*order)
    return Facet(name, of, query, owned, term=term)


def _unfolded(name: str, of: Table, term: type[Term], unfold: Callable[[str], Iterable[Term]]) -> Facet:
    query = select(of.c.seq.label("owner"), of.c.body).order_by(of.c.seq)
    return Facet(name, of, query, of.c.seq, term=term, unfold=unfold)


def _links() -> Facet:
    links: FromClause = schema.incident_claims
    claim = _number_of(schema.claims, links.c.claim)
    query = select(links.c.owner, func.coalesce(claim, ABSENT).label("claim"))
    query = query.order_by(links.c.owner, links.c.position)
    return Facet("incidents.links", schema.incidents, query, links.c.owner, numbers=("claim",))


def _families() -> Facet:
    table = schema.families
    numbers = {
        name: func.coalesce(_number_of(schema.reports, table.c[name]), ABSENT).label(name)
        for name in ("report", "family")
    }
    query = select(table.c.seq.label("owner"), *numbers.values()).order_by(table.c.seq)
    return Facet("families.links", table, query, table.c.seq, numbers=tuple(numbers))
