"""A `Filter` as conditions of SQL, the same on every database."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, or_, select, tuple_

from warmonitor.ledger import schema
from warmonitor.ledger.cursor import read_cursor
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.keys import country_code, search_key

Condition = ColumnElement[bool]

TABLES: Mapping[str, Table] = {
    "reports": schema.reports,
    "claims": schema.claims,
    "incidents": schema.incidents,
}


def page_of(kind: str, wanted: Filter) -> Select[Any]:
    """The bodies of a kind that a filter asks for: latest day first, then by id; cursor and limit heeded."""
    table = TABLES[kind]
    query = select(table.c.body).where(*conditions(kind, wanted))
    if wanted.after:
        day, identity = read_cursor(wanted.after)
        query = query.where(or_(table.c.day < day, and_(table.c.day == day, table.c.id > identity)))
    return query.order_by(table.c.day.desc(), table.c.id).limit(wanted.limit)


def conditions(kind: str, wanted: Filter, *, dated: bool | None = True) -> list[Condition]:
    """What a row of a kind must meet.

    `dated` None leaves the days out; False asks for what has no day at all although the filter asks for some.
    """
    table = TABLES[kind]
    found = [known_at(table, wanted.moment), *_KINDS[kind](wanted)]
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


def claim_conditions(wanted: Filter) -> list[Condition]:
    """What the filter asks of a claim itself, days left out."""
    table = schema.claims
    found = [
        table.c[field] == value
        for field in ("type", "modality", "newness", "report")
        if (value := getattr(wanted, field)) is not None
    ]
    if wanted.text is not None:
        found.append(_contains(table, wanted.text))
    if wanted.place is not None:
        found.append(_has(schema.claim_places, at_place(schema.claim_places, wanted.place)))
    if wanted.actor is not None:
        found.append(_has(schema.claim_actors, named_in(schema.claim_actors, "actor", wanted.actor)))
    if wanted.voice is not None:
        found.append(_has(schema.claim_voices, named_in(schema.claim_voices, "voice", wanted.voice)))
    if wanted.measure is not None:
        found.append(_has(schema.figures, schema.figures.c.measure == wanted.measure))
    return found


def _claims(wanted: Filter) -> list[Condition]:
    found = claim_conditions(wanted)
    if wanted.status is not None or wanted.incident is not None:
        found.append(schema.claims.c.id.in_(_claims_of_incidents(wanted)))
    return found


def _claims_of_incidents(wanted: Filter) -> Select[Any]:
    """The claims in incidents of the status and id asked for."""
    links, incidents = schema.incident_claims, schema.incidents
    query = select(links.c.claim).join(incidents, incidents.c.seq == links.c.owner)
    query = query.where(known_at(incidents, wanted.moment))
    if wanted.status is not None:
        query = query.where(incidents.c.status == wanted.status)
    if wanted.incident is not None:
        query = query.where(incidents.c.id == wanted.incident)
    return query


def _incidents(wanted: Filter) -> list[Condition]:
    table = schema.incidents
    asked = {"id": wanted.incident, "type": wanted.type, "status": wanted.status}
    found = [table.c[column] == value for column, value in asked.items() if value is not None]
    if wanted.place is not None:
        found.append(at_place(table, wanted.place))
    of_claims = claim_conditions(
        _only(wanted, "actor", "voice", "measure", "modality", "newness", "text", "report")
    )
    if of_claims:
        links, claims = schema.incident_claims, schema.claims
        with_claim = select(links.c.owner).join(claims, claims.c.id == links.c.claim)
        found.append(table.c.seq.in_(with_claim.where(known_at(claims, wanted.moment), *of_claims)))
    return found


def _reports(wanted: Filter) -> list[Condition]:
    table = schema.reports
    found: list[Condition] = []
    if wanted.report is not None:
        found.append(table.c.id == wanted.report)
    if wanted.text is not None:
        found.append(_contains(table, wanted.text))
    of_claims = _claims(
        _only(
            wanted,
            "place",
            "actor",
            "type",
            "voice",
            "measure",
            "modality",
            "newness",
            "status",
            "incident",
            "as_of",
        )
    )
    if of_claims:
        with_claim = select(schema.claims.c.report).where(known_at(schema.claims, wanted.moment), *of_claims)
        found.append(table.c.id.in_(with_claim))
    return found


_KINDS: Mapping[str, Callable[[Filter], list[Condition]]] = {
    "reports": _reports,
    "claims": _claims,
    "incidents": _incidents,
}


def _only(wanted: Filter, *fields: str) -> Filter:
    return Filter(**{field: getattr(wanted, field) for field in fields})


def _has(part: Table, condition: Condition) -> Condition:
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


def _contains(table: Table, words: str) -> Condition:
    return table.c.search.contains(search_key(words), autoescape=True)


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
