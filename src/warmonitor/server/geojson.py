"""Incidents as GeoJSON (RFC 7946)."""

from collections.abc import Iterable, Iterator
from sys import intern

import msgspec

from warmonitor.model import Incident, Toll
from warmonitor.publishing.coordinates import coarse, uncertainty_km

MEDIA_TYPE = "application/geo+json"

_ENCODER = msgspec.json.Encoder()
_PIECE = 256 * 1024


class Point(msgspec.Struct, frozen=True, tag_field="type", tag="Point"):
    """Longitude and latitude, WGS 84 degrees."""

    coordinates: tuple[float, float]


class Summary(msgspec.Struct, frozen=True):
    """What the map needs of an incident.

    `uncertainty_km` is the radius, around `centre`, within which it happened; 0 for a settlement or a point.
    `killed` is the largest of the incident's current figures of people killed, [low, high]; null where none
    is told.
    """

    type: str
    place: str | None
    relation: str | None
    admin1: str | None
    country: str | None
    precision: str
    uncertainty_km: float
    centre: tuple[float, float] | None
    start: str | None
    end: str | None
    granularity: str | None
    basis: str | None
    parties: tuple[str, ...]
    reports: int
    origins: int
    status: str
    grade: str | None
    killed: tuple[int | None, int | None] | None


class Feature(msgspec.Struct, frozen=True, tag_field="type", tag="Feature"):
    """One incident; its geometry is no finer than what is known of the place, null where that is no point."""

    id: str
    geometry: Point | None
    properties: Summary


class FeatureCollection(msgspec.Struct, frozen=True, tag_field="type", tag="FeatureCollection"):
    """Incidents, as many as there are."""

    features: list[Feature]


def feature(incident: Incident) -> Feature:
    """The incident as a feature."""
    place, time = incident.place, incident.time
    point = coarse(place)
    radius = uncertainty_km(place) if place else 0
    summary = Summary(
        type=incident.type,
        place=intern(place.name or place.text) if place else None,
        relation=place.relation if place else None,
        admin1=intern(place.admin1) if place and place.admin1 else None,
        country=place.country if place else None,
        precision=place.precision if place else "unresolved",
        uncertainty_km=radius,
        centre=(place.lon, place.lat)
        if place and radius and place.lon is not None and place.lat is not None
        else None,
        start=time.start.isoformat() if time and time.start else None,
        end=time.end.isoformat() if time and time.end else None,
        granularity=time.granularity if time else None,
        basis=time.basis if time else None,
        parties=incident.parties,
        reports=incident.reports,
        origins=incident.origins,
        status=incident.status,
        grade=incident.grade,
        killed=_largest(incident.tolls),
    )
    geometry = Point((point[1], point[0])) if point else None
    return Feature(id=incident.id, geometry=geometry, properties=summary)


def _largest(tolls: Iterable[Toll]) -> tuple[int | None, int | None] | None:
    """The largest figure of people killed: figures of groups are parts of one another and are never added."""
    killed = [(toll.low, toll.high) for toll in tolls if toll.measure == "killed"]
    return max(killed, key=lambda figure: figure[0] or figure[1] or 0, default=None)


def feature_collection(incidents: Iterable[Incident]) -> Iterator[bytes]:
    """The incidents as one FeatureCollection, in pieces, so that a long one starts at once."""
    piece = bytearray(b'{"type":"FeatureCollection","features":[')
    separator = b""
    for incident in incidents:
        piece += separator + _ENCODER.encode(feature(incident))
        separator = b",\n"
        if len(piece) >= _PIECE:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece + b"]}")
