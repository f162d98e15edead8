"""Nouns as they may be told: without the names of victims and withheld fields, with coarse coordinates."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, select

from warmonitor.ledger import schema
from warmonitor.ledger.cursor import Noun
from warmonitor.ledger.review import Review
from warmonitor.ledger.rows import KINDS
from warmonitor.ledger.safety import Withheld, kinds, may_be_null
from warmonitor.model import Claim, Incident, Place, Report

N = TypeVar("N", bound=Noun)

MASK = "█"
"""Stands for each withheld character, so that spans still hold."""

_SHORTEST = 3
"""Letters of the shortest part of a name that is masked by itself."""

_BATCH = 500

DECIMALS: Mapping[str, int | None] = {"settlement": 2, "district": 1, "division": 0, "country": None}
"""Decimals of a degree that coordinates keep: about 1 km, 10 km, 100 km; of a country there is no point."""

_FINENESS = ("point", "settlement", "district", "division", "region", "country")


class Names:
    """The names of victims in some reports, and the masking of them in words."""

    def __init__(self, connection: Connection, reports: Iterable[str]) -> None:
        self._patterns = {report: _pattern(names) for report, names in _victims(connection, reports).items()}

    def mask(self, words: str, reports: Iterable[str]) -> str:
        """Words with the names that occur in some reports masked."""
        for report in reports:
            if pattern := self._patterns.get(report):
                words = pattern.sub(lambda match: MASK * len(match[0]), words)
        return words


def _victims(connection: Connection, reports: Iterable[str]) -> Mapping[str, set[str]]:
    """The words for victims in any revision of any claim of the reports."""
    actors, claims = schema.claim_actors, schema.claims
    query = select(claims.c.report, actors.c.text, actors.c.name).join(claims, claims.c.seq == actors.c.owner)
    query = query.where(actors.c.role == "victim")
    found: dict[str, set[str]] = {}
    every = sorted(set(reports))
    for start in range(0, len(every), _BATCH):
        for row in connection.execute(query.where(claims.c.report.in_(every[start : start + _BATCH]))):
            found.setdefault(row.report, set()).update(filter(None, (row.text, row.name)))
    return found


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """The names whole, and each capitalised word of them by itself: a surname is a name too."""
    parts = {word for name in names for word in name.split() if word[:1].isupper() and len(word) >= _SHORTEST}
    longest_first = sorted({*names, *parts}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def withhold(connection: Connection, nouns: Iterable[N], withheld: Withheld) -> Iterator[N]:
    """Nouns as they may be told; read in runs, so that a stream stays one."""
    if withheld.nothing:
        yield from nouns
        return
    run: list[N] = []
    for noun in nouns:
        run.append(noun)
        if len(run) == _BATCH:
            yield from _run(connection, run, withheld)
            run = []
    yield from _run(connection, run, withheld)


def _run(connection: Connection, run: Sequence[N], withheld: Withheld) -> Iterator[N]:
    if not withheld.victims:
        yield from (told(noun, withheld) for noun in run)
        return
    of_noun = _reports_of(connection, run)
    names = Names(connection, (report for reports in of_noun.values() for report in reports))
    for noun in run:
        yield told(noun, withheld, names, of_noun[noun.id])


def told(noun: N, withheld: Withheld, names: Names | None = None, reports: Iterable[str] = ()) -> N:
    """A noun without what is withheld."""
    plain = msgspec.to_builtins(noun)
    if names is not None:
        plain = _masked(plain, names, tuple(reports))
        for actor in plain.get("actors", ()):
            if actor["role"] == "victim":
                actor["text"] = MASK * len(actor["text"])
                for field in ("id", "name", "age", "sex"):
                    actor.pop(field, None)
    for collection, kind in KINDS.items():
        if isinstance(noun, kind):
            for path in (withheld.fields or {}).get(collection, ()):
                _drop(plain, kind, path)
    if withheld.coarsen is not None:
        _coarsen(plain, withheld.coarsen)
    return msgspec.convert(plain, type(noun))


def _coarsen(plain: dict[str, Any], finest: str) -> None:
    """Make the coordinates of a claim's or incident's places no finer than a precision."""
    place = plain.get("place")
    for one in (*plain.get("places", ()), *([place] if place else ())):
        one["lat"], one["lon"], one["precision"] = coarse(one["lat"], one["lon"], one["precision"], finest)


def coarse(
    lat: float | None, lon: float | None, precision: str, finest: str | None
) -> tuple[float | None, float | None, str]:
    """Coordinates in degrees and their precision, no finer than `finest` (None: as they are)."""
    known = finest is not None and precision in _FINENESS
    if finest is None or not known or _FINENESS.index(precision) >= _FINENESS.index(finest):
        return lat, lon, precision
    decimals = DECIMALS[finest]
    if decimals is None or lat is None or lon is None:
        return None, None, finest
    return round(lat, decimals), round(lon, decimals), finest


def coarse_place(place: Place, finest: str | None) -> Place:
    """A place whose coordinates are no finer than a precision."""
    lat, lon, precision = coarse(place.lat, place.lon, place.precision, finest)
    return msgspec.structs.replace(place, lat=lat, lon=lon, precision=precision)


def told_review(connection: Connection, review: Review, withheld: Withheld) -> Review:
    """A review without the names in its reason and corrections; corrections of actors are masked whole."""
    if not withheld.victims:
        return review
    table = schema.claims
    of_claims = set(
        connection.scalars(select(table.c.report).where(table.c.id.in_([*review.claims, *review.taken])))
    )
    names = Names(connection, of_claims)
    edits = [
        {**msgspec.to_builtins(edit), "value": MASK}
        if edit.path.startswith("/actors") and not edit.drop
        else _masked(msgspec.to_builtins(edit), names, tuple(of_claims))
        for edit in review.edits
    ]
    plain = {**msgspec.to_builtins(review), "why": names.mask(review.why, of_claims), "edits": edits}
    return msgspec.convert(plain, Review)


def told_words(connection: Connection, words: str, claim: str, withheld: Withheld) -> str:
    """Words about a claim or incident without the names of the victims in its reports."""
    if not withheld.victims:
        return words
    table, links, incidents = schema.claims, schema.incident_claims, schema.incidents
    of_incident = select(links.c.claim).join(incidents, incidents.c.seq == links.c.owner)
    query = select(table.c.report).where(
        (table.c.id == claim) | table.c.id.in_(of_incident.where(incidents.c.id == claim))
    )
    reports = set(connection.scalars(query))
    return Names(connection, reports).mask(words, reports)


def _masked(value: Any, names: Names, reports: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return names.mask(value, reports)
    if isinstance(value, dict):
        return {
            key: one if key in {"id", "report"} else _masked(one, names, reports)
            for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [_masked(one, names, reports) for one in value]
    return value


def _drop(plain: Any, noun: type[msgspec.Struct], path: Sequence[str]) -> None:
    field = next(one for one in msgspec.structs.fields(noun) if one.name == path[0])
    if path[0] not in plain:
        return
    if len(path) == 1:
        if may_be_null(field.type):
            plain[path[0]] = None
        elif field.required:
            plain[path[0]] = MASK * len(plain[path[0]])
        else:
            del plain[path[0]]
        return
    inner = next(kind for kind in kinds(field.type) if issubclass(kind, msgspec.Struct))
    inside = plain[path[0]]
    for one in inside if isinstance(inside, list | tuple) else [inside]:
        if one is not None:
            _drop(one, inner, path[1:])


def _reports_of(connection: Connection, run: Sequence[Noun]) -> Mapping[str, tuple[str, ...]]:
    """The reports that each noun stands on."""
    incidents = [noun for noun in run if isinstance(noun, Incident)]
    claims = sorted({claim for incident in incidents for claim in incident.claims})
    table = schema.claims
    report_of: dict[str, str] = {}
    for start in range(0, len(claims), _BATCH):
        part = claims[start : start + _BATCH]
        rows = connection.execute(select(table.c.id, table.c.report).where(table.c.id.in_(part)))
        report_of |= {row.id: row.report for row in rows}
    return {noun.id: _of(noun, report_of) for noun in run}


def _of(noun: Noun, report_of: Mapping[str, str]) -> tuple[str, ...]:
    if isinstance(noun, Report):
        return (noun.id,)
    if isinstance(noun, Claim):
        return (noun.report,)
    return tuple(sorted({report_of[claim] for claim in noun.claims if claim in report_of}))
