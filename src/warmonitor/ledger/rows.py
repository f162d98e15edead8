"""Nouns as rows: the JSON they are kept as, and the columns that index it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Table

from warmonitor.ledger import schema
from warmonitor.ledger.cursor import Noun, day_order
from warmonitor.ledger.keys import search_key
from warmonitor.model import Claim, Incident, Place, Report, from_json, to_json

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One revision of a noun as written: its columns and the rows of the tables that index its lists."""

    table: Table
    columns: Row
    parts: Mapping[Table, Sequence[Row]] = field(default_factory=dict)


KINDS: Mapping[str, type[Noun]] = {"reports": Report, "claims": Claim, "incidents": Incident}
"""What is kept in revisions: the name of the collection, which is its table's, and the noun."""


def read_body(table: Table, body: str) -> Noun:
    """The noun that a row of one of the tables of revisions keeps."""
    return from_json(body, KINDS[table.name])


def record(noun: Noun) -> Record:
    """The row and its parts for a noun."""
    return _RECORDS[type(noun)](noun)


def _shared(noun: Noun, starts: date | None, ends: date | None) -> Row:
    body = to_json(noun).decode()
    return {"id": noun.id, "body": body, "day": day_order(noun), "starts": starts, "ends": ends}


def _clean(text: str | None) -> str | None:
    """Without NUL, which PostgreSQL's text cannot hold; the body keeps it, escaped."""
    return text.replace("\0", " ") if text else text


def _key(text: str | None) -> str | None:
    return search_key(text) if text else None


def _positions(rows: Sequence[Row]) -> list[Row]:
    return [{"position": position, **row} for position, row in enumerate(rows)]


def _report(report: Report) -> Record:
    published = report.published
    columns = _shared(report, published.start if published else None, published.end if published else None)
    columns |= {
        "sha256": report.sha256,
        "outlet": _clean(report.outlet),
        "language": report.language,
        "title": _clean(report.title),
        "url": _clean(report.url),
        "search": search_key(f"{report.title or ''} {report.text}"),
    }
    return Record(schema.reports, columns)


def _claim(claim: Claim) -> Record:
    time = claim.time
    first = claim.places[0] if claim.places else None
    columns = _shared(claim, time.start if time else None, time.end if time else None)
    columns |= {
        "report": claim.report,
        "type": claim.type,
        "modality": claim.modality,
        "newness": claim.newness,
        "confidence": claim.confidence,
        "country": first.country if first else None,
        "admin1": first.admin1 if first else None,
        "lat": first.lat if first else None,
        "lon": first.lon if first else None,
        "search": search_key(claim.quote),
    }
    parts = {
        schema.claim_places: _positions([_place(place) for place in claim.places]),
        schema.claim_actors: _positions(_actors(claim)),
        schema.claim_voices: _positions(_voices(claim)),
        schema.figures: _positions(_figures(claim)),
    }
    return Record(schema.claims, columns, parts)


def _incident(incident: Incident) -> Record:
    time = incident.time
    columns = _shared(incident, time.start if time else None, time.end if time else None)
    columns |= {
        "type": incident.type,
        "status": incident.status,
        "grade": incident.grade,
        "reports": incident.reports,
        "origins": incident.origins,
        **_place(incident.place),
    }
    parts = {schema.incident_claims: _positions([{"claim": claim} for claim in incident.claims])}
    return Record(schema.incidents, columns, parts)


def _place(place: Place | None) -> Row:
    if place is None:
        return dict.fromkeys(_PLACE_COLUMNS)
    return {
        "place": place.id,
        "place_name": _clean(place.name),
        "place_text": _clean(place.text),
        "name_key": _key(place.name),
        "text_key": _key(place.text),
        "country": place.country,
        "admin1": place.admin1,
        "admin1_key": _key(place.admin1),
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
    }


_PLACE_COLUMNS = tuple(
    column.name for column in schema.claim_places.columns if column.name not in ("owner", "position")
)


def _actors(claim: Claim) -> list[Row]:
    return [
        {
            "role": actor.role,
            "actor": actor.id,
            "name": _clean(actor.name),
            "text": _clean(actor.text),
            "name_key": _key(actor.name),
            "text_key": search_key(actor.text),
        }
        for actor in claim.actors
    ]


def _voices(claim: Claim) -> list[Row]:
    return [
        {
            "voice": voice.id,
            "name": _clean(voice.name),
            "text": _clean(voice.text),
            "speaker": _clean(voice.speaker),
            "kind": voice.kind,
            "name_key": _key(voice.name),
            "text_key": _key(voice.text),
            "speaker_key": _key(voice.speaker),
            "said_on": voice.said_on,
        }
        for voice in claim.voices
    ]


def _figures(claim: Claim) -> list[Row]:
    return [
        {
            "measure": figure.measure,
            "counted": figure.group,
            "low": figure.low,
            "high": figure.high,
            "part_of": figure.part_of,
        }
        for figure in claim.figures
    ]


_RECORDS: Mapping[type[Noun], Callable[[Any], Record]] = {Report: _report, Claim: _claim, Incident: _incident}
