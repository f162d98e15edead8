"""GeoJSON (RFC 7946): one feature an incident, at a point no finer than what is known, or at none."""

from typing import IO, Any

import msgspec

from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Incident
from warmonitor.publishing.coordinates import coarse
from warmonitor.publishing.summary import ExportSummary

_ENCODER = msgspec.json.Encoder()


def write_geojson(ledger: Ledger, wanted: Filter, out: IO[bytes]) -> ExportSummary:
    """The incidents asked for as a FeatureCollection; those without a point have a null geometry."""
    out.write(b'{"type":"FeatureCollection","features":[')
    rows = 0
    for incident in ledger.incidents(wanted):
        out.write(b",\n" if rows else b"\n")
        out.write(_ENCODER.encode(feature(incident)))
        rows += 1
    out.write(b"\n]}\n")
    return ExportSummary(rows)


def feature(incident: Incident) -> dict[str, Any]:
    """An incident as a feature: GeoJSON's order is longitude, latitude."""
    point = coarse(incident.place)
    place, time = incident.place, incident.time
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": {"type": "Point", "coordinates": [point[1], point[0]]} if point else None,
        "properties": {
            "type": incident.type,
            "status": incident.status,
            "grade": incident.grade,
            "place": (place.name or place.text) if place else None,
            "place_id": place.id if place else None,
            "relation": place.relation if place else None,
            "precision": place.precision if place else "unresolved",
            "admin1": place.admin1 if place else None,
            "country": place.country if place else None,
            "start": time.start if time else None,
            "end": time.end if time else None,
            "parties": incident.parties,
            "reports": incident.reports,
            "origins": incident.origins,
            "claims": incident.claims,
            "tolls": incident.tolls,
            "contested": incident.contested,
        },
    }
