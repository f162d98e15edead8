"""An invented war to publish from."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from warmonitor.ledger import Ledger
from warmonitor.model import (
    Actor,
    Block,
    Claim,
    Figure,
    Incident,
    Object,
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

TARSIL = Place(
    text="Tarsil",
    span=(0, 6),
    id="geonames:9000001",
    name="Tarsil",
    lat=34.12345,
    lon=36.98765,
    country="SY",
    admin1="Ordan",
    precision="settlement",
)


@dataclass
class War:
    """What is kept, linked claim by claim or as told."""

    ledger: Ledger
    incidents: list[Incident] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)

    def tell(self, text: str, outlet: str = "Example Wire", **claim: Any) -> Claim:
        """Keep a report of one sentence and its claim."""
        raw = text.encode()
        report = Report(
            id=report_id(outlet, None, None, raw),
            outlet=outlet,
            published=Publication(start=date(2031, 5, 1), end=date(2031, 5, 1), known_by="option"),
            retrieved_at=NOON,
            language="en",
            sha256=hashlib.sha256(raw).hexdigest(),
            path="front.txt",
            blocks=(Block(kind="paragraph", start=0, end=len(text)),),
            text=text,
        )
        fields = {
            "type": "shelling",
            "places": (TARSIL,),
            "time": Time(start=date(2031, 4, 29), end=date(2031, 4, 29), basis="stated"),
            "voices": (
                Voice(name="Ridge Watch", id="ridge-watch", kind="monitor"),
                Voice(name=outlet, kind="outlet"),
            ),
            "confidence": 0.8,
            **claim,
        }
        span = (0, len(text))
        kept = Claim(
            id=claim_id(report.id, fields["type"], span, span),
            report=report.id,
            quote=text,
            span=span,
            block="paragraph",
            rule="test",
            **fields,
        )
        self.ledger.add(report, raw, [kept])
        return kept

    def happen(self, *claims: Claim, **incident: Any) -> Incident:
        """Take claims for one happening."""
        first = claims[0]
        fields = {
            "type": first.type,
            "place": first.places[0] if first.places else None,
            "time": first.time,
            "parties": tuple(actor.id for actor in first.actors if actor.id),
            "status": "single_source",
            **incident,
        }
        happened = Incident(
            id=incident_id(claim.id for claim in claims),
            claims=tuple(claim.id for claim in claims),
            reports=len({claim.report for claim in claims}),
            origins=1,
            **fields,
        )
        self.incidents.append(happened)
        self.ledger.record_linkage(self)
        return happened


def killed(
    low: int | None, high: int | None = None, text: str | None = None, group: str = "people"
) -> Figure:
    return Figure(measure="killed", low=low, high=high, group=group, text=text or f"{low} {group}")


def toll(*figures: tuple[Claim, str, int | None, int | None], group: str = "people") -> Toll:
    lows = [low for _, _, low, _ in figures if low is not None]
    said = tuple(
        VoiceFigure(voice=voice, low=low, high=high, said_on=date(2031, 4, 30), claim=claim.id)
        for claim, voice, low, high in figures
    )
    return Toll(measure="killed", group=group, low=min(lows, default=None), high=None, by_voice=said)


def actor(role: str, identity: str | None, text: str = "they") -> Actor:
    name = identity.replace("-", " ").title() if identity else None
    return Actor(role=role, text=text, span=(0, len(text)), id=identity, name=name)  # type: ignore[arg-type]


def weapon(kind: str) -> Object:
    return Object(role="weapon", kind=kind, text=kind, span=(0, len(kind)))
