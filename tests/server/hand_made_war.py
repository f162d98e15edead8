"""A small war made by hand: reports, claims and incidents, a hostile report among them, in a ledger."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from warmonitor.ledger import Ledger
from warmonitor.model import (
    Actor,
    Block,
    Claim,
    Contradiction,
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

HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


def place(name: str, lat: float | None, lon: float | None, precision: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"test:{name.lower()}" if lat is not None else None,
        "name": name if lat is not None else None,
        "lat": lat,
        "lon": lon,
        "country": "SY" if lat is not None else None,
        "precision": precision,
        **more,
    }


PLACES = {
    "Marovka": place("Marovka", 35.9, 36.8, "settlement", admin1="Tell Division"),
    "Dovrin": place("Dovrin", 35.2, 37.0, "settlement", admin1="Tell Division"),
    "Tell Division": place("Tell Division", 35.5, 37.4, "division", admin1="Tell Division"),
    "Syria": place("Syria", 35.0, 38.5, "country"),
    "Qasimiya": place("Qasimiya", None, None, "unresolved"),
}

ACTORS = {"rebels": "northern-front", "the army": "republic-army", "police": "republic-police"}
NAMES = {
    "northern-front": "Northern Front",
    "republic-army": "Army of the Republic",
    "republic-police": "Police",
}


@dataclass
class War:
    """What is told so far; `ledger_at` writes it down."""

    reports: dict[str, tuple[Report, bytes]] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    incidents: list[Incident] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)

    def report(self, outlet: str, day: date, title: str, *paragraphs: str, url: str | None = None) -> Report:
        text = "\n\n".join((title, *paragraphs))
        blocks, at = [], 0
        for number, words in enumerate((title, *paragraphs)):
            kind = "paragraph" if number else "headline"
            blocks.append(Block(kind=kind, start=at, end=at + len(words)))
            at += len(words) + 2
        raw = text.encode()
        told = Report(
            id=report_id(outlet, url, day.isoformat(), raw),
            outlet=outlet,
            title=title,
            url=url,
            published=Publication(start=day, end=day, known_by="header"),
            retrieved_at=datetime(2031, 5, 9, tzinfo=UTC),
            language="en",
            sha256=hashlib.sha256(raw).hexdigest(),
            path=f"{outlet}.txt",
            blocks=tuple(blocks),
            text=text,
        )
        self.reports[told.id] = (told, raw)
        return told

    def claim(
        self,
        report: Report,
        kind: str,
        quote: str,
        *,
        voices: Sequence[Voice] = (),
        where: str | None = None,
        when: Time | None = None,
        agents: Sequence[str] = (),
        figures: Sequence[Figure] = (),
        modality: Any = "asserted",
        newness: Any = "new",
    ) -> Claim:
        start = report.text.index(quote)
        span = (start, start + len(quote))
        block = next(block.kind for block in report.blocks if block.start <= start < block.end)

        def within(words: str) -> tuple[int, int]:
            at = start + quote.index(words)
            return at, at + len(words)

        outlet = Voice(
            name=report.outlet, kind="outlet", said_on=report.published.end if report.published else None
        )
        told = Claim(
            id=claim_id(report.id, kind, span, span),
            report=report.id,
            type=kind,
            quote=quote,
            span=span,
            block=block,
            actors=tuple(
                Actor(
                    role="agent", text=words, span=within(words), id=ACTORS[words], name=NAMES[ACTORS[words]]
                )
                for words in agents
            ),
            places=(Place(text=where, span=within(where), **PLACES[where]),) if where else (),
            time=when,
            figures=tuple(figures),
            voices=(*voices, outlet),
            modality=modality,
            newness=newness,
            confidence=0.8,
            rule=f"{kind}.verb",
        )
        self.claims[told.id] = told
        return told

    def incident(self, claims: Sequence[Claim], status: Any, origins: int, **more: Any) -> Incident:
        first = claims[0]
        told = Incident(
            id=incident_id(claim.id for claim in claims),
            type=first.type,
            place=first.places[0] if first.places else None,
            time=first.time,
            parties=tuple(dict.fromkeys(a.id for claim in claims for a in claim.actors if a.id)),
            claims=tuple(claim.id for claim in claims),
            reports=len({claim.report for claim in claims}),
            origins=origins,
            status=status,
            **more,
        )
        self.incidents.append(told)
        return told

    def ledger_at(self, path: Path) -> Ledger:
        ledger = Ledger.open(str(path))
        for told, raw in self.reports.values():
            ledger.add(told, raw, [claim for claim in self.claims.values() if claim.report == told.id])
        ledger.record_linkage(self)
        return ledger


def day(number: int, basis: Any = "stated") -> Time:
    return Time(text=f"{number} May", start=date(2031, 5, number), end=date(2031, 5, number), basis=basis)


def killed(low: int | None, high: int | None, group: str, text: str) -> Figure:
    return Figure(measure="killed", low=low, high=high, group=group, text=text)


MONITOR = Voice(text="the Lantern Monitor", id="lantern", name="Lantern Monitor", kind="monitor")
MINISTRY = Voice(
    text="the ministry", speaker="Ada Ferro", id="ministry", name="Ministry of Defence", kind="government"
)


def hand_made_war() -> War:
    war = War()
    wire = war.report(
        "Harbour Wire",
        date(2031, 5, 3),
        "Shelling kills twelve in Marovka",
        "On 2 May rebels shelled Marovka, killing at least 12 people, the Lantern Monitor said. Shops stayed "
        "shut 🕯️ as smoke rose, and rebels captured Dovrin the same day.",
        "Fighting was reported across Tell Division.",
        url="https://harbour.example/marovka",
    )
    gazette = war.report(
        "State Gazette",
        date(2031, 5, 4),
        "Ministry denies loss of Dovrin",
        "Ada Ferro of the ministry said that 5 people were killed in Marovka on 2 May, "
        "and that Dovrin had not fallen.",
        "Protesters met in Qasimiya.",
    )
    hostile = war.report(
        f"Outlet {HOSTILE}",
        date(2031, 5, 5),
        f"Title {HOSTILE}",
        f"A drone hit a depot somewhere in Syria, {HOSTILE} wrote.",
        url="javascript:document.title='owned'",
    )
    shelled = war.claim(
        wire,
        "shelling",
        "On 2 May rebels shelled Marovka, killing at least 12 people, the Lantern Monitor said.",
        voices=[MONITOR],
        where="Marovka",
        when=day(2),
        agents=["rebels"],
        figures=[killed(12, None, "people", "at least 12 people")],
    )
    rival = war.claim(
        gazette,
        "shelling",
        "5 people were killed in Marovka on 2 May",
        voices=[MINISTRY],
        where="Marovka",
        when=day(2),
        figures=[killed(5, 5, "people", "5 people")],
    )
    taken = war.claim(
        wire, "capture", "rebels captured Dovrin the same day", where="Dovrin", when=day(2), agents=["rebels"]
    )
    kept = war.claim(
        gazette, "capture", "Dovrin had not fallen", voices=[MINISTRY], where="Dovrin", modality="negated"
    )
    rough = war.claim(
        wire, "clash", "Fighting was reported across Tell Division.", where="Tell Division", when=day(3)
    )
    lost = war.claim(gazette, "protest", "Protesters met in Qasimiya.", where="Qasimiya")
    owned = war.claim(
        hostile,
        "drone_strike",
        f"A drone hit a depot somewhere in Syria, {HOSTILE} wrote.",
        voices=[Voice(name=HOSTILE, kind="social_media")],
        where="Syria",
        when=day(5),
    )
    by_voice = (
        VoiceFigure(voice="Lantern Monitor", low=12, high=None, said_on=date(2031, 5, 3), claim=shelled.id),
        VoiceFigure(voice="Ministry of Defence", low=5, high=5, said_on=date(2031, 5, 4), claim=rival.id),
    )
    early = VoiceFigure(voice="Lantern Monitor", low=9, high=9, said_on=date(2031, 5, 2), claim=shelled.id)
    war.incident(
        [shelled, rival],
        "contested",
        2,
        grade="contested",
        tolls=(Toll(measure="killed", group="people", low=5, high=None, by_voice=by_voice),),
        contested=(Contradiction(about="people killed: 5; at least 12", claims=(rival.id, shelled.id)),),
        superseded=(early,),
    )
    dovrin = war.incident(
        [taken, kept],
        "denied",
        1,
        contested=(Contradiction(about="capture: told and denied", claims=(taken.id, kept.id)),),
    )
    war.incident([rough], "single_source", 1)
    war.incident([lost], "single_source", 1)
    war.incident([owned], "single_source", 1)
    war.redirects["i-merged"] = dovrin.id
    return war
