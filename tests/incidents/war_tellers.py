"""Claims and reports made by hand for the tests of incidents: an invented war in an invented province."""

from datetime import UTC, date, datetime

from warmonitor.knowledge.registry import Membership, Registry, RegistryEntry
from warmonitor.model import (
    About,
    Actor,
    Block,
    Claim,
    Figure,
    Place,
    Publication,
    Report,
    Time,
    Voice,
    claim_id,
)

PLACES = {
    "Velin": ("g:1", 35.00, 36.00, "XA", "Orsk", "settlement"),
    "Tarmo": ("g:2", 35.60, 36.40, "XA", "Orsk", "settlement"),
    "Upper Velin": ("g:3", 35.05, 36.02, "XA", "Orsk", "settlement"),
    "Bera": ("g:4", 33.50, 36.30, "XA", "Dumar", "settlement"),
    "Velin airport": ("g:5", 35.03, 36.03, "XA", "Orsk", "point"),
    "Orsk": ("g:10", 35.30, 36.20, "XA", "Orsk", "division"),
    "Dumar": ("g:11", 33.40, 36.20, "XA", "Dumar", "division"),
    "Aland": ("g:20", 34.50, 37.00, "XA", None, "country"),
    "Borland": ("g:21", 44.50, 47.00, "XB", None, "country"),
    "Krum": ("g:22", 44.60, 47.10, "XB", "Krum", "settlement"),
}


REGISTRY = Registry(
    [
        RegistryEntry("gov", "gov", "government", sides=(Membership("gov"),)),
        RegistryEntry("army", "army", "military", parent="gov"),
        RegistryEntry("stana", "stana", "state_media", parent="gov"),
        RegistryEntry("militia", "militia", "armed_group", sides=(Membership("gov"),)),
        RegistryEntry("front", "front", "armed_group"),
        RegistryEntry("brigade", "brigade", "armed_group", parent="front"),
        RegistryEntry("raiders", "raiders", "armed_group"),
        RegistryEntry("watch", "watch", "monitor"),
        RegistryEntry("agency", "agency", "media"),
        RegistryEntry("desk", "desk", "media", parent="agency"),
        RegistryEntry("relief", "relief", "ngo"),
        RegistryEntry("un", "un", "un"),
    ]
)

KINDS = {entry.id: entry.kind for entry in REGISTRY}


def place(name: str, relation: str = "in", **more: object) -> Place:
    ident, lat, lon, country, admin1, precision = PLACES[name]
    return Place(
        text=name,
        span=(0, len(name)),
        relation=relation,  # type: ignore[arg-type]
        id=ident,
        name=name,
        lat=lat,
        lon=lon,
        country=country,
        admin1=admin1,
        precision=precision,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def day(text: str | None, basis: str = "stated") -> Time | None:
    """A time: "2031-05-02", "2031-05-02/2031-05-04", or None."""
    if text is None:
        return None
    start, _, end = text.partition("/")
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else first
    return Time(text=text, start=first, end=last, granularity="day", basis=basis)  # type: ignore[arg-type]


def killed(low: int | None, high: int | None = -1, **more: object) -> Figure:
    """So many killed; exactly `low` when no `high` is given."""
    kwargs: dict[str, object] = {"measure": "killed", "group": "people", "text": f"{low}"}
    return Figure(**{**kwargs, "low": low, "high": low if high == -1 else high, **more})  # type: ignore[arg-type]


def actor(ident: str, role: str = "agent") -> Actor:
    return Actor(role=role, text=ident, span=(0, 1), id=ident, name=ident)  # type: ignore[arg-type]


def voice(ident: str, said: str | None = None, kind: str | None = None) -> Voice:
    return Voice(
        text=ident,
        id=ident if ident in KINDS else None,
        name=ident,
        kind=kind or KINDS.get(ident, "outlet"),
        said_on=date.fromisoformat(said) if said else None,
    )


def claim(
    report: str,
    kind: str,
    where: str | Place | list[str] | None = "Velin",
    when: str | Time | None = "2031-05-02",
    by: str | None = None,
    says: str | None = None,
    figures: tuple[Figure, ...] = (),
    said: str | None = "2031-05-03",
    quote: str | None = None,
    at: int = 0,
    to: str | None = None,
    about: str | None = None,
    victim: str | None = None,
    **more: object,
) -> Claim:
    """One claim: what, where, when, by whom, on whose word (the report's outlet where none is named)."""
    words = quote or f"{kind} told at {at} in {report}"
    span = (at, at + len(words))
    places = [where] if isinstance(where, str | Place) else where or []
    actors = [actor(by)] if by else []
    if to:
        actors.append(actor(to, "target"))
    outlet = Voice(kind="outlet", name=f"outlet {report}", said_on=date.fromisoformat(said) if said else None)
    if victim:
        actors.append(Actor(role="victim", text=victim, span=(0, len(victim))))
    return Claim(
        id=claim_id(report, kind, span, span),
        report=report,
        type=kind,
        quote=words,
        span=span,
        block="paragraph",
        actors=tuple(actors),
        places=tuple(place(one) if isinstance(one, str) else one for one in places),
        time=day(when) if isinstance(when, str) else when,
        figures=figures,
        voices=((voice(says, said), outlet) if says else (outlet,)),
        about=About(claim=about, text="it", span=(0, 2)) if about else None,
        confidence=0.9,
        rule="by hand",
        **more,  # type: ignore[arg-type]
    )


def report(ident: str, text: str = "", published: str | None = "2031-05-03", **more: object) -> Report:
    words = text or f"A text of its own, number {ident}."
    on = date.fromisoformat(published) if published else None
    return Report(
        id=ident,
        outlet=f"outlet {ident}",
        published=Publication(start=on, end=on, known_by="header") if on else None,
        retrieved_at=datetime(2031, 6, 1, tzinfo=UTC),
        language="en",
        sha256="0" * 64,
        path=f"{ident}.txt",
        blocks=(Block(kind="paragraph", start=0, end=len(words)),),
        text=words,
        **more,  # type: ignore[arg-type]
    )


def reports(*idents: str) -> dict[str, Report]:
    return {ident: report(ident) for ident in idents}


def partition(incidents: object) -> set[frozenset[str]]:
    return {frozenset(incident.claims) for incident in incidents}  # type: ignore[attr-defined]
