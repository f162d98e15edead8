"""Reports, incidents and claims as rows of the linked tables."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec import UnsetType

from warmonitor.model import Claim, Figure, Incident, Place, Report
from warmonitor.publishing.coordinates import coarse
from warmonitor.publishing.sheet import Cell

Row = dict[str, Cell]
Part = TypeVar("Part")


def incident_row(incident: Incident) -> Iterator[Row]:
    """The incident itself."""
    place, time = incident.place, incident.time
    row: Row = {
        "id": incident.id,
        "type": incident.type,
        "status": incident.status,
        "grade": incident.grade,
        "parties": "; ".join(incident.parties),
        "reports": incident.reports,
        "origins": incident.origins,
    }
    if place:
        row |= {
            "place": place.name or place.text,
            "place_id": place.id,
            "relation": place.relation,
            "precision": place.precision,
            "admin1": place.admin1,
            "country": place.country,
            **_point(place),
        }
    if time:
        row |= {"start": time.start, "end": time.end, "granularity": time.granularity}
    yield row


def incident_claims(incident: Incident) -> Iterator[Row]:
    """The claims it stands on."""
    for claim in incident.claims:
        yield {"incident": incident.id, "claim": claim}


def tolls(incident: Incident) -> Iterator[Row]:
    """Each voice's current figure."""
    for toll in incident.tolls:
        for figure in toll.by_voice:
            yield {
                "incident": incident.id,
                "measure": toll.measure,
                "group": toll.group,
                "side": "; ".join(toll.side),
                "voice": figure.voice,
                "low": figure.low,
                "high": figure.high,
                "said_on": figure.said_on,
                "claim": figure.claim,
            }


def report_row(report: Report) -> Row:
    """The report, without its text."""
    published = report.published
    return {
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published_start": published.start if published else None,
        "published_end": published.end if published else None,
        "published_known_by": published.known_by if published else None,
        "retrieved_at": report.retrieved_at.isoformat(),
        "language": report.language,
        "sha256": report.sha256,
    }


def claim_row(claim: Claim) -> Iterator[Row]:
    """The claim itself."""
    row: Row = {
        "id": claim.id,
        "report": claim.report,
        "type": claim.type,
        "quote": claim.quote,
        "span_start": claim.span[0],
        "span_end": claim.span[1],
        "block": claim.block,
        "modality": claim.modality,
        "newness": claim.newness,
        "confidence": claim.confidence,
        "rule": claim.rule,
    }
    if time := claim.time:
        row |= {"time_text": time.text, "start": time.start, "end": time.end}
        row |= {"granularity": time.granularity, "basis": time.basis}
    if about := claim.about:
        row |= {"about_claim": about.claim, "about_text": about.text}
    yield row


def figures(claim: Claim) -> Iterator[Row]:
    """Its figures."""
    return _parts(claim, claim.figures, _figure)


def voices(claim: Claim) -> Iterator[Row]:
    """Its chain of voices."""
    names = ("text", "speaker", "id", "name", "kind", "medium", "said_on")
    return _parts(claim, claim.voices, lambda voice: _fields(voice, names))


def places(claim: Claim) -> Iterator[Row]:
    """Its places."""
    return _parts(claim, claim.places, _place)


def actors(claim: Claim) -> Iterator[Row]:
    """Its actors."""
    names = ("role", "text", "id", "name", "age", "sex")
    return _parts(claim, claim.actors, lambda actor: _fields(actor, names))


def objects(claim: Claim) -> Iterator[Row]:
    """Its things."""
    return _parts(claim, claim.objects, lambda thing: _fields(thing, ("role", "kind", "text", "count")))


def _parts(claim: Claim, parts: Iterable[Part], row: Callable[[Part], Row]) -> Iterator[Row]:
    """A row for each part of a claim, by its position."""
    for position, part in enumerate(parts):
        yield {"claim": claim.id, "position": position, **row(part)}


def _fields(part: object, names: Iterable[str]) -> Row:
    """Fields by name; what is not told is None."""
    return {name: _told(getattr(part, name)) for name in names}


def _told(value: Cell | UnsetType) -> Cell:
    return None if isinstance(value, UnsetType) else value


def _figure(figure: Figure) -> Row:
    return {
        **_fields(figure, ("measure", "low", "high", "group", "text", "part_of", "since")),
        "side": "; ".join(figure.side),
        "approx": figure.approx is True,
        "cumulative": figure.cumulative is True,
    }


def _place(place: Place) -> Row:
    return {
        **_fields(place, ("text", "relation", "id", "name", "country", "admin1", "precision")),
        "extent": place.extent.text if place.extent else None,
        "extent_fraction": place.extent.fraction if place.extent else None,
        **_point(place),
    }


def _point(place: Place) -> Row:
    point = coarse(place)
    return {"latitude": point[0], "longitude": point[1]} if point else {}
