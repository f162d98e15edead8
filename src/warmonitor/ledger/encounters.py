"""Who acts on whom, and how far each voice's word is borne out: counted in incidents, never in reports."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
import numpy as np
from sqlalchemy import select

from warmonitor.ledger import schema
from warmonitor.ledger.bits import Mask
from warmonitor.ledger.columns import View
from warmonitor.ledger.concealing import told_of, touched
from warmonitor.ledger.embargo import Held
from warmonitor.ledger.facets import ABSENT, Array, Run, VoiceTerm
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.paging import bodies
from warmonitor.ledger.standing import known_at
from warmonitor.model import Incident, from_json

_BATCH = 500
_STEP = 1 << 31
"""Above every number of a row, a day or a group."""


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


def count_pairs(view: View, wanted: Filter, held: Held) -> list[Pair]:
    """The pairs of resolved actors in the claims of the incidents asked for, most incidents first."""
    if touched(held.withheld, "actor"):
        return []
    incidents, claims = _linked(view, told_of(view, "incidents", wanted, held))
    asked = view.none("claims")
    asked[claims] = True
    owners, ones, others = _together(view.facet("claims.actors"), asked)
    names: dict[tuple[str, str], int] = {}
    pairs = _paired(view.facet("claims.actors").terms, ones, others, names)
    owners, pairs = owners[pairs >= 0], pairs[pairs >= 0]
    at, which = _ranges(owners, claims)
    pair, incident = _different(pairs[which], incidents[at])
    both, times = np.unique(_joined(pair, view.rows("incidents")["starts"][incident]), return_counts=True)
    every = list(names)
    found = [
        Pair(
            agent=every[one // _STEP][0],
            target=every[one // _STEP][1],
            day=date.fromordinal(one % _STEP) if one % _STEP != ABSENT else None,
            incidents=number,
        )
        for one, number in zip(both.tolist(), times.tolist(), strict=True)
    ]
    return sorted(found, key=lambda pair: (-pair.incidents, pair.agent, pair.target, str(pair.day)))


def _joined(first: Array, second: Array) -> Array:
    """Two numbers as one that orders as they do."""
    both: Array = first.astype(np.int64) * _STEP + second
    return both


def _different(first: Array, second: Array) -> tuple[Array, Array]:
    """Every pair of numbers once."""
    both = np.sort(_joined(first, second))
    keep = np.ones(len(both), dtype=np.bool_)
    keep[1:] = both[1:] != both[:-1]
    return both[keep] // _STEP, both[keep] % _STEP


def _linked(view: View, incidents: Mask) -> tuple[Array, Array]:
    """The links of some incidents with claims that stand: the places of both in their arrays."""
    links = view.facet("incidents.links").arrays
    asked = incidents[links["owner"] - 1] & (links["claim"] != ABSENT)
    standing = np.flatnonzero(view.standing("claims"))
    row_of = np.full(view.last("claims") + 1, -1, dtype=np.int64)
    row_of[view.rows("claims")["number"][standing]] = standing
    claims = row_of[links["claim"][asked]]
    return links["owner"][asked][claims >= 0] - 1, claims[claims >= 0]


def _together(actors: Run, claims: Mask) -> tuple[Array, Array, Array]:
    """Every two actors of one claim, in both orders: the claim's place, and the codes; ascending by claim."""
    kept = claims[actors.arrays["owner"] - 1]
    owner, code = actors.arrays["owner"][kept], actors.arrays["code"][kept]
    found = [(owner[:0], code[:0], code[:0])]
    lag = 1
    while lag < len(owner) and (same := np.flatnonzero(owner[lag:] == owner[:-lag])).size:
        found += [(owner[same], code[same], code[same + lag]), (owner[same], code[same + lag], code[same])]
        lag += 1
    owners, ones, others = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.argsort(owners, kind="stable")
    return owners[order] - 1, ones[order], others[order]


def _paired(terms: list[Any], ones: Array, others: Array, names: dict[tuple[str, str], int]) -> Array:
    """For every two codes the number of the pair that they make, which is added to the names; -1 for none."""
    both = ones.astype(np.int64) * max(len(terms), 1) + others
    kinds, which = np.unique(both, return_inverse=True)
    made = []
    for one, other in ((terms[kind // len(terms)], terms[kind % len(terms)]) for kind in kinds.tolist()):
        acting = (one.role, other.role) == ("agent", "target")
        meeting = one.role == other.role == "party" and (one.actor or "") < (other.actor or "")
        named = one.actor is not None and other.actor is not None and one.actor != other.actor
        pair = (one.actor, other.actor)
        made.append(names.setdefault(pair, len(names)) if named and (acting or meeting) else -1)
    found: Array = np.array(made, dtype=np.int64)[which]
    return found


def _ranges(ascending: Array, wanted: Array) -> tuple[Array, Array]:
    """Where each wanted value is in an ascending array: indexes of the wanted, and of the array, in pairs."""
    most = max(ascending.max(initial=0), wanted.max(initial=0)) + 1
    every = np.bincount(ascending, minlength=most)
    times = every[wanted]
    first = (np.cumsum(every) - every)[wanted] - (np.cumsum(times) - times)
    at = np.repeat(np.arange(len(wanted)), times)
    return at, first[at] + np.arange(len(at))


def count_standings(view: View, wanted: Filter, held: Held) -> list[VoiceStanding]:
    """The innermost voices of the incidents asked for, with how these stand."""
    if touched(held.withheld, "voice"):
        return []
    asked = told_of(view, "incidents", wanted, held)
    incidents, claims = _linked(view, asked)
    voices, kinds = view.facet("claims.voices"), view.facet("incidents.kinds")
    owners = voices.arrays["owner"]
    first = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1]))) if len(owners) else owners
    at, which = _ranges(owners[first] - 1, claims)
    codes = voices.arrays["code"][first[which]]
    told: dict[str, list[Any]] = {}
    group_of = np.full(len(voices.terms), -1, dtype=np.int64)
    groups: dict[str, int] = {}
    for code in np.flatnonzero(np.bincount(codes, minlength=len(voices.terms))):
        term: Any = voices.terms[code]
        told.setdefault(_key(term), []).append(term)
        group_of[code] = groups.setdefault(_key(term), len(groups))
    of_claims = np.bincount(_different(group_of[codes], claims[at])[0], minlength=len(groups)).tolist()
    group, incident = _different(group_of[codes], incidents[at])
    by_status: dict[int, Counter[str]] = {number: Counter() for number in groups.values()}
    both, times = np.unique(_joined(group, kinds.arrays["code"][incident]), return_counts=True)
    for one, number in zip(both.tolist(), times.tolist(), strict=True):
        kind: Any = kinds.terms[one % _STEP]
        by_status[one // _STEP][kind.status] += number
    contradicted, superseded = _disputes(view, asked, wanted)
    found = [
        _standing(told[key], of_claims[number], by_status[number], contradicted[key], superseded)
        for key, number in groups.items()
    ]
    return sorted(found, key=lambda one: (-one.incidents, one.name))


def _key(term: Any) -> str:
    """What a voice is told apart by."""
    words = (term.voice, term.name_key, term.speaker_key, term.text_key, term.kind)
    return str(next(word for word in words if word is not None))


def _standing(
    terms: list[Any], claims: int, by_status: Mapping[str, int], contradicted: int, superseded: Counter[str]
) -> VoiceStanding:
    identity = min((term.voice for term in terms if term.voice is not None), default=None)
    name = min(term.name or term.speaker or term.text or term.kind for term in terms)
    return VoiceStanding(
        id=identity,
        name=name,
        kind=min(term.kind for term in terms),
        claims=claims,
        incidents=sum(by_status.values()),
        corroborated=by_status.get("corroborated", 0),
        single_source=by_status.get("single_source", 0),
        denied=by_status.get("denied", 0) + by_status.get("retracted", 0),
        contradicted=contradicted,
        superseded=sum(superseded[one] for one in {identity, name} - {None}),
    )


def _disputes(view: View, asked: Mask, wanted: Filter) -> tuple[Counter[str], Counter[str]]:
    """In how many incidents each voice is contradicted, and how many figures of its own it superseded."""
    disputed = asked & (view.rows("incidents")["disputed"] != 0)
    told = bodies(view, "incidents", np.flatnonzero(disputed) + 1)
    incidents = [from_json(body, Incident) for body in told]
    superseded = Counter(figure.voice for incident in incidents for figure in incident.superseded)
    of_incident = {
        incident.id: {claim for one in incident.contested for claim in one.claims} for incident in incidents
    }
    speakers = _speakers(view, wanted, set().union(*of_incident.values()) if of_incident else set())
    contradicted: Counter[str] = Counter()
    for claims in of_incident.values():
        contradicted.update({speakers[claim] for claim in claims if claim in speakers})
    return contradicted, superseded


def _speakers(view: View, wanted: Filter, ids: set[str]) -> dict[str, str]:
    """The key of each claim's innermost voice."""
    voices, claims = schema.claim_voices, schema.claims
    query = select(claims.c.id, *(voices.c[field] for field in VoiceTerm._fields))
    query = query.join(voices, (voices.c.owner == claims.c.seq) & (voices.c.position == 0))
    every = sorted(ids)
    found: dict[str, str] = {}
    for start in range(0, len(every), _BATCH):
        part = query.where(claims.c.id.in_(every[start : start + _BATCH]), known_at(claims, wanted.moment))
        found |= {row[0]: _key(VoiceTerm(*row[1:])) for row in view.connection.execute(part)}
    return found
