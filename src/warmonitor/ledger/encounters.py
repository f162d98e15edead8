"""Who acts on whom, and how far each voice's word is borne out: counted in incidents, never in reports."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, select

from warmonitor.ledger import schema
from warmonitor.ledger.concealing import concealed, touched
from warmonitor.ledger.conditions import conditions, known_at
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.withholding import Withheld
from warmonitor.model import Incident, from_json

_BATCH = 500
_VOICES = schema.claim_voices.c
_KEY = func.coalesce(_VOICES.voice, _VOICES.name_key, _VOICES.speaker_key, _VOICES.text_key, _VOICES.kind)
"""What a voice is told apart by."""


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """One actor acts on another in so many incidents that began on a day (None: not told).

    The two of a clash or deal, of whom neither is said to act on the other, stand in the order of their ids.
    """

    agent: str
    target: str
    day: date | None
    incidents: int


class VoiceStanding(msgspec.Struct, frozen=True, kw_only=True):
    """An innermost voice, and in how many incidents its word has which standing.

    `contradicted` are those in which another claim cannot be true together with its own; `superseded` counts
    figures that the voice itself replaced by later ones.
    """

    id: str | None
    name: str
    kind: str
    claims: int
    incidents: int
    corroborated: int
    single_source: int
    denied: int
    contradicted: int
    superseded: int


def count_pairs(connection: Connection, wanted: Filter, withheld: Withheld) -> list[Pair]:
    """The pairs of resolved actors in the claims of the incidents asked for, most incidents first."""
    if touched(withheld, "actor"):
        return []
    claims, incidents = schema.claims, schema.incidents
    one, other = schema.claim_actors.alias("one"), schema.claim_actors.alias("other")
    acting = (one.c.role == "agent") & (other.c.role == "target")
    meeting = (one.c.role == "party") & (other.c.role == "party") & (one.c.actor < other.c.actor)
    query = (
        _of_incidents(
            wanted,
            withheld,
            one.c.actor.label("agent"),
            other.c.actor.label("target"),
            incidents.c.starts.label("day"),
            func.count(func.distinct(incidents.c.id)).label("incidents"),
        )
        .join(one, one.c.owner == claims.c.seq)
        .join(other, other.c.owner == claims.c.seq)
        .where(one.c.actor != other.c.actor, acting | meeting)
        .group_by(one.c.actor, other.c.actor, incidents.c.starts)
    )
    found = [Pair(**row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda pair: (-pair.incidents, pair.agent, pair.target, str(pair.day)))


def count_standings(connection: Connection, wanted: Filter, withheld: Withheld) -> list[VoiceStanding]:
    """The innermost voices of the incidents asked for, with how these stand."""
    if touched(withheld, "voice"):
        return []
    voices, claims, incidents = schema.claim_voices, schema.claims, schema.incidents
    name = func.coalesce(voices.c.name, voices.c.speaker, voices.c.text, voices.c.kind)
    query = (
        _of_incidents(
            wanted,
            withheld,
            _KEY.label("key"),
            func.min(voices.c.voice).label("id"),
            func.min(name).label("name"),
            func.min(voices.c.kind).label("kind"),
            incidents.c.status,
            func.count(func.distinct(incidents.c.id)).label("incidents"),
            func.count(func.distinct(claims.c.id)).label("claims"),
        )
        .join(voices, (voices.c.owner == claims.c.seq) & (voices.c.position == 0))
        .group_by(_KEY, incidents.c.status)
    )
    rows: dict[str, list[Any]] = {}
    for row in connection.execute(query):
        rows.setdefault(row.key, []).append(row)
    contradicted, superseded = _disputes(connection, wanted, withheld)
    found = [_standing(key, of_voice, contradicted, superseded) for key, of_voice in rows.items()]
    return sorted(found, key=lambda one: (-one.incidents, one.name))


def _of_incidents(wanted: Filter, withheld: Withheld, *columns: Any) -> Select[Any]:
    """The standing claims of the incidents asked for."""
    incidents, links, claims = schema.incidents, schema.incident_claims, schema.claims
    asked = (*conditions("incidents", wanted), *concealed("incidents", wanted, withheld))
    query = select(*columns).select_from(incidents).join(links, links.c.owner == incidents.c.seq)
    query = query.join(claims, (claims.c.id == links.c.claim) & known_at(claims, wanted.moment))
    return query.where(*asked)


def _standing(
    key: str, rows: Iterable[Any], contradicted: Counter[str], superseded: Counter[str]
) -> VoiceStanding:
    every = list(rows)
    by_status = {row.status: row.incidents for row in every}
    first = every[0]
    named = {first.id, first.name} - {None}
    return VoiceStanding(
        id=first.id,
        name=first.name,
        kind=first.kind,
        claims=sum(row.claims for row in every),
        incidents=sum(by_status.values()),
        corroborated=by_status.get("corroborated", 0),
        single_source=by_status.get("single_source", 0),
        denied=by_status.get("denied", 0) + by_status.get("retracted", 0),
        contradicted=contradicted[key],
        superseded=sum(superseded[name] for name in named),
    )


def _disputes(
    connection: Connection, wanted: Filter, withheld: Withheld
) -> tuple[Counter[str], Counter[str]]:
    """In how many incidents each voice is contradicted, and how many figures of its own it superseded."""
    table = schema.incidents
    asked = (*conditions("incidents", wanted), *concealed("incidents", wanted, withheld))
    disputed = (table.c.body.not_like('%"contested":[]%')) | (table.c.body.not_like('%"superseded":[]%'))
    incidents = [
        from_json(body, Incident) for body in connection.scalars(select(table.c.body).where(*asked, disputed))
    ]
    superseded = Counter(figure.voice for incident in incidents for figure in incident.superseded)
    of_incident = {
        incident.id: {claim for one in incident.contested for claim in one.claims} for incident in incidents
    }
    speakers = _speakers(connection, set().union(*of_incident.values()) if of_incident else set())
    contradicted: Counter[str] = Counter()
    for claims in of_incident.values():
        contradicted.update({speakers[claim] for claim in claims if claim in speakers})
    return contradicted, superseded


def _speakers(connection: Connection, ids: set[str]) -> dict[str, str]:
    """The key of each claim's innermost voice."""
    voices, claims = schema.claim_voices, schema.claims
    query = select(claims.c.id, _KEY.label("key")).join(
        voices, (voices.c.owner == claims.c.seq) & (voices.c.position == 0)
    )
    every = sorted(ids)
    found: dict[str, str] = {}
    for start in range(0, len(every), _BATCH):
        part = query.where(claims.c.id.in_(every[start : start + _BATCH]), known_at(claims, None))
        found |= {row.id: row.key for row in connection.execute(part)}
    return found
