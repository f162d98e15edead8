"""A small invented war to keep in a ledger."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from warmonitor.model import (
    Actor,
    Block,
    Claim,
    Figure,
    Incident,
    Place,
    Publication,
    Report,
    Time,
    Toll,
    Voice,
    VoiceFigure,
    claim_id,
    incident_id,
    report_id,
)

NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> datetime:
        self.now += timedelta(**time)
        return self.now


@dataclass(frozen=True)
class Linked:
    """What linking gives."""

    incidents: tuple[Incident, ...] = ()
    redirects: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)


PLACES = {
    "Tarsil": {
        "id": "geonames:9000001",
        "name": "Tarsil",
        "lat": 34.125,
        "lon": 36.75,
        "country": "SY",
        "admin1": "Ôrdan",
        "precision": "settlement",
    },
    "Velmora": {
        "id": "geonames:9000002",
        "name": "Velmora",
        "lat": 10.5,
        "lon": 20.25,
        "country": "TD",
        "admin1": "Hask",
        "precision": "settlement",
    },
}


def place(text: str) -> Place:
    """A place of the invented gazetteer, or one that was not resolved."""
    return Place(text=text, span=(0, len(text)), **PLACES.get(text, {}))


def reported(
    text: str, *, outlet: str = "Example Wire", published: date | None = date(2031, 4, 30)
) -> tuple[Report, bytes]:
    """A report of one paragraph, and its raw bytes."""
    raw = text.encode()
    report = Report(
        id=report_id(outlet, None, str(published), raw),
        outlet=outlet,
        title="From the front",
        published=Publication(start=published, end=published, known_by="option") if published else None,
        retrieved_at=NOON - timedelta(hours=1),
        language="en",
        sha256=hashlib.sha256(raw).hexdigest(),
        path="front.txt",
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
        text=text,
    )
    return report, raw


def claimed(
    report: Report,
    *,
    kind: str = "shelling",
    at: str | None = "Tarsil",
    on: date | tuple[date | None, date | None] | None = date(2031, 4, 29),
    by: str = "rebels",
    killed: int | None = 3,
    voice: str = "Ridge Watch",
    trigger: int = 0,
    **more: object,
) -> Claim:
    """A claim on the whole of a report's text."""
    span = (0, len(report.text))
    first, last = on if isinstance(on, tuple) else (on, on)
    figures = (
        (Figure(measure="killed", low=killed, high=killed, group="people", text=str(killed)),)
        if killed
        else ()
    )
    return Claim(
        id=claim_id(report.id, kind, span, (trigger, trigger + 1)),
        report=report.id,
        type=kind,
        quote=report.text,
        span=span,
        block="paragraph",
        actors=(Actor(role="agent", text=by, span=(0, len(by)), id="red-front" if by == "rebels" else None),),
        places=(place(at),) if at else (),
        time=Time(start=first, end=last, basis="stated") if on else None,
        figures=figures,
        voices=(
            Voice(text="the watch", id="ridge-watch", name=voice, kind="monitor"),
            Voice(name=report.outlet, kind="outlet"),
        ),
        confidence=0.8,
        rule="test",
        **more,  # type: ignore[arg-type]
    )


def happened(claims: Sequence[Claim], *, status: str = "single_source") -> Incident:
    """The incident of some claims, told as the first of them tells it."""
    first = claims[0]
    killed = first.figures[0].low if first.figures else None
    said = tuple(
        VoiceFigure(voice=claim.voices[0].name or "", low=killed, high=killed, said_on=None, claim=claim.id)
        for claim in claims
    )
    return Incident(
        id=incident_id(claim.id for claim in claims),
        type=first.type,
        place=first.places[0] if first.places else None,
        time=first.time,
        parties=tuple(sorted({actor.id for claim in claims for actor in claim.actors if actor.id})),
        claims=tuple(sorted(claim.id for claim in claims)),
        reports=len({claim.report for claim in claims}),
        origins=1,
        status=status,  # type: ignore[arg-type]
        tolls=(Toll(measure="killed", group="people", low=killed, high=killed, by_voice=said),)
        if killed
        else (),
    )
