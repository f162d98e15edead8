"""A `Filter` as conditions of SQL, the same on every database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, literal_column, or_, select, tuple_
from sqlalchemy import table as table_named

from warmonitor.ledger import schema
from warmonitor.ledger.cursor import read_cursor
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.keys import country_code, search_key

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Means:
    """How to look for what a filter asks for.

    `wide` are the words of the filter that so many rows fit that a list is had sooner by going through it in
    its order; `worded` says that there is an index of words on SQLite.
    """

    wide: frozenset[str] = frozenset()
    worded: bool = False


PLAIN = Means()

TABLES: Mapping[str, Table] = {
    "reports": schema.reports,
    "claims": schema.claims,
    "incidents": schema.incidents,
}


def page_of(kind: str, wanted: Filter, means: Means = PLAIN) -> Select[Any]:
    """The bodies of a kind that a filter asks for: latest day first, then by id; cursor and limit heeded."""
    table = TABLES[kind]
    query = select(table.c.body).where(*conditions(kind, wanted, means=means))
    if wanted.after:
        day, identity = read_cursor(wanted.after)
        query = query.where(or_(table.c.day < day, and_(table.c.day == day, table.c.id > identity)))
    return query.order_by(table.c.day.desc(), table.c.id).limit(wanted.limit)


def conditions(
    kind: str, wanted: Filter, *, dated: bool | None = True, means: Means = PLAIN
) -> list[Condition]:
    """What a row of a kind must meet.

    `dated` None leaves the days out; False asks for what has no day at all although the filter asks for some.
    """
    table = TABLES[kind]
    found = [known_at(table, wanted.moment), *_KINDS[kind](wanted, means)]
    if dated:
        found += _within(table, wanted)
    elif dated is False:
        found += [table.c.starts.is_(None), table.c.ends.is_(None)]
    return found


def known_at(table: Table, moment: datetime | None) -> Condition:
    """The revision that stood at an instant (None: now) and was no tombstone."""
    return and_(stood_at(table, moment), table.c.withdrawn.is_(False))


def stood_at(table: Table, moment: datetime | None) -> Condition:
    """The revision that stood at an instant (None: now), tombstones too."""
    if moment is None:
        return table.c.replaced_at.is_(None)
    later = or_(table.c.replaced_at.is_(None), table.c.replaced_at > moment)
    return and_(table.c.recorded_at <= moment, later)


def claim_conditions(wanted: Filter, means: Means = PLAIN) -> list[Condition]:
    """What the filter asks of a claim itself, days left out."""
    table = schema.claims
    found = [
        table.c[field] == value
        for field in ("type", "modality", "newness", "report")
        if (value := getattr(wanted, field)) is not None
    ]
    if wanted.confidence is not None:
        found.append(table.c.confidence >= wanted.confidence)
    if wanted.text is not None:
        found.append(_contains(table, wanted.text, means))
    for word, (part, condition) in PARTS.items():
        if (value := getattr(wanted, word)) is not None:
            found.append(_has(part, condition(value), wide=word in means.wide))
    return found


def _claims(wanted: Filter, means: Means) -> list[Condition]:
    found = claim_conditions(wanted, means)
    if any(value is not None for value in (wanted.status, wanted.grade, wanted.incident)):
        found.append(schema.claims.c.id.in_(_claims_of_incidents(wanted)))
    return found


def _claims_of_incidents(wanted: Filter) -> Select[Any]:
    """The claims in incidents of the status, grade and id asked for."""
    links, incidents = schema.incident_claims, schema.incidents
    query = select(links.c.claim).join(incidents, incidents.c.seq == links.c.owner)
    query = query.where(known_at(incidents, wanted.moment))
    asked = {"status": wanted.status, "grade": wanted.grade, "id": wanted.incident}
    return query.where(
        *(incidents.c[column] == value for column, value in asked.items() if value is not None)
    )


def _incidents(wanted: Filter, means: Means) -> list[Condition]:
    table = schema.incidents
    asked = {"id": wanted.incident, "type": wanted.type, "status": wanted.status, "grade": wanted.grade}
    found = [table.c[column] == value for column, value in asked.items() if value is not None]
    if wanted.place is not None:
        found.append(at_place(table, wanted.place))
    asked_of_claims = _only(wanted, *_SAID_OF_CLAIMS, "text", "report")
    of_claims = claim_conditions(asked_of_claims, means)
    if of_claims:
        links, claims = schema.incident_claims, schema.claims
        with_claim = select(links.c.owner).join(claims, claims.c.id == links.c.claim)
        with_claim = with_claim.where(known_at(claims, wanted.moment), *of_claims)
        if _all_wide(asked_of_claims, means):
            found.append(with_claim.where(links.c.owner == table.c.seq).exists())
        else:
            found.append(table.c.seq.in_(with_claim))
    return found


def words_of(wanted: Filter) -> list[str]:
    """The names of the fields that a filter sets."""
    return [field for field in wanted.__slots__ if getattr(wanted, field) is not None]


def _reports(wanted: Filter, means: Means) -> list[Condition]:
    table = schema.reports
    found: list[Condition] = []
    if wanted.report is not None:
        found.append(table.c.id == wanted.report)
    if wanted.text is not None:
        found.append(_contains(table, wanted.text, means))
    asked_of_claims = _only(wanted, *_OF_CLAIMS)
    of_claims = _claims(replace(asked_of_claims, as_of=wanted.as_of), means)
    if of_claims:
        claims = schema.claims
        with_claim = select(claims.c.report).where(known_at(claims, wanted.moment), *of_claims)
        if _all_wide(asked_of_claims, means):
            found.append(with_claim.where(claims.c.report == table.c.id).exists())
        else:
            found.append(table.c.id.in_(with_claim))
    return found


_SAID_OF_CLAIMS = ("actor", "among", "voice", "kind", "measure", "modality", "newness", "confidence")
_OF_CLAIMS = (*_SAID_OF_CLAIMS, "place", "type", "status", "grade", "incident")


def _all_wide(wanted: Filter, means: Means) -> bool:
    """Whether each word of a filter fits so many rows that a list is had sooner in its order."""
    return bool(means.wide) and all(word in means.wide for word in words_of(wanted))


PARTS: Mapping[str, tuple[Table, Callable[[Any], Condition]]] = {
    "place": (schema.claim_places, lambda place: at_place(schema.claim_places, place)),
    "actor": (schema.claim_actors, lambda name: named_in(schema.claim_actors, "actor", name)),
    "among": (schema.claim_actors, schema.claim_actors.c.actor.in_),
    "kind": (schema.claim_voices, lambda kind: schema.claim_voices.c.kind == kind),
    "voice": (schema.claim_voices, lambda name: named_in(schema.claim_voices, "voice", name)),
    "measure": (schema.figures, lambda measure: schema.figures.c.measure == measure),
}
"""What of a filter is looked for in the rows that hang on claims."""

_KINDS: Mapping[str, Callable[[Filter, Means], list[Condition]]] = {
    "reports": _reports,
    "claims": _claims,
    "incidents": _incidents,
}


def _only(wanted: Filter, *fields: str) -> Filter:
    return Filter(**{field: getattr(wanted, field) for field in fields})


def _has(part: Table, condition: Condition, *, wide: bool) -> Condition:
    """Some row that hangs on a claim meets a condition."""
    if wide:
        return select(part.c.owner).where(part.c.owner == schema.claims.c.seq, condition).exists()
    return schema.claims.c.seq.in_(select(part.c.owner).where(condition))


def at_place(table: Table, place: str) -> Condition:
    """A row's place is the one asked for, or lies in the division or country asked for."""
    key = search_key(place)
    found = [
        table.c.place == place,
        table.c.name_key == key,
        table.c.text_key == key,
        table.c.admin1_key == key,
    ]
    if code := country_code(place.removeprefix("iso:")):
        found.append(table.c.country == code)
    if ":" in place:
        known = schema.claim_places.c
        division = select(known.country, known.admin1_key)
        division = division.where(known.place == place, known.precision == "division")
        found.append(tuple_(table.c.country, table.c.admin1_key).in_(division))
    return or_(*found)


def named_in(table: Table, identity: str, name: str) -> Condition:
    """A row's actor or voice has the id, the name or the words asked for."""
    keys = [column for column in table.c if column.name.endswith("_key")]
    return or_(table.c[identity] == name, *(column == search_key(name) for column in keys))


def _contains(table: Table, words: str, means: Means) -> Condition:
    key = search_key(words)
    if means.worded and "text" not in means.wide and len(key) >= SHORTEST_RUN:
        return table.c.seq.in_(worded(table, key))
    return table.c.search.contains(key, autoescape=True)


SHORTEST_RUN = 3
"""Letters of the shortest words that the index of words finds."""


def worded(table: Table, key: str) -> Select[Any]:
    """The rows of a table whose text has the words, by SQLite's index of them."""
    index = schema.WORDS_OF[table.name]
    quoted = key.replace('"', '""')
    row: ColumnElement[int] = literal_column(f"{index}.rowid")
    return select(row).select_from(table_named(index)).where(literal_column(index).op("MATCH")(f'"{quoted}"'))


def _within(table: Table, wanted: Filter) -> list[Condition]:
    """The row's interval, open ends reaching on for ever, meets the days asked for."""
    found: list[Condition] = []
    if wanted.since is not None:
        found.append(or_(table.c.ends >= wanted.since, table.c.ends.is_(None)))
    if wanted.until is not None:
        found.append(or_(table.c.starts <= wanted.until, table.c.starts.is_(None)))
    if found:
        found.append(or_(table.c.starts.is_not(None), table.c.ends.is_not(None)))
    return found
