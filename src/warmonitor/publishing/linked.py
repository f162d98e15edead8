"""Reports, incidents and claims as rows of the linked tables."""

from collections.abc import Iterator

from msgspec import UNSET

from warmonitor.model import Claim, Incident, Place, Report
from warmonitor.publishing.coordinates import coarse
from warmonitor.publishing.sheet import Cell

Row = dict[str, Cell]


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
    for position, figure in enumerate(claim.figures):
        yield {
            "claim": claim.id,
            "position": position,
            "measure": figure.measure,
            "low": figure.low,
            "high": figure.high,
            "group": figure.group,
            "side": "; ".join(figure.side),
            "text": figure.text,
            "part_of": figure.part_of,
            "approx": figure.approx is True,
            "cumulative": figure.cumulative is True,
            "since": None if figure.since is UNSET else figure.since,
        }


def voices(claim: Claim) -> Iterator[Row]:
    """Its chain of voices."""
    for position, voice in enumerate(claim.voices):
        yield {
            "claim": claim.id,
            "position": position,
            "text": voice.text,
            "speaker": voice.speaker,
            "id": voice.id,
            "name": voice.name,
            "kind": voice.kind,
            "medium": voice.medium,
            "said_on": voice.said_on,
        }


def places(claim: Claim) -> Iterator[Row]:
    """Its places."""
    for position, place in enumerate(claim.places):
        yield {
            "claim": claim.id,
            "position": position,
            "text": place.text,
            "relation": place.relation,
            "extent": place.extent.text if place.extent else None,
            "extent_fraction": place.extent.fraction if place.extent else None,
            "id": place.id,
            "name": place.name,
            "country": place.country,
            "admin1": place.admin1,
            "precision": place.precision,
            **_point(place),
        }


def _point(place: Place) -> Row:
    point = coarse(place)
    return {"latitude": point[0], "longitude": point[1]} if point else {}


def actors(claim: Claim) -> Iterator[Row]:
    """Its actors."""
    for position, actor in enumerate(claim.actors):
        yield {
            "claim": claim.id,
            "position": position,
            "role": actor.role,
            "text": actor.text,
            "id": actor.id,
            "name": actor.name,
            "age": None if actor.age is UNSET else actor.age,
            "sex": None if actor.sex is UNSET else actor.sex,
        }


def objects(claim: Claim) -> Iterator[Row]:
    """Its things."""
    for position, thing in enumerate(claim.objects):
        yield {
            "claim": claim.id,
            "position": position,
            "role": thing.role,
            "kind": thing.kind,
            "text": thing.text,
            "count": thing.count,
        }
