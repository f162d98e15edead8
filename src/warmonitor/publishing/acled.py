"""ACLED's shape: one row an incident, its columns in their order, empty where we do not know.

Only the shape is ACLED's; the rows are ours. Fatalities are the most conservative figure; rival figures and
rival accounts of who did it stand in the notes.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import IO, Any

from warmonitor.ledger import Dossier, Filter, Ledger
from warmonitor.model import Actor, Claim, Incident, Place, Time, Toll, VoiceFigure
from warmonitor.ontology import load_ontology
from warmonitor.publishing import accounts
from warmonitor.publishing.accounts import KindOf
from warmonitor.publishing.coordinates import coarse
from warmonitor.publishing.sheet import Cell, sheet
from warmonitor.publishing.summary import ExportSummary

Row = dict[str, Cell]


def shape() -> Mapping[str, Any]:
    """The packaged description of ACLED's shape."""
    return accounts.described("acled.yaml")


def write_acled(ledger: Ledger, wanted: Filter, out: IO[bytes]) -> ExportSummary:
    """The incidents asked for, those left out that ACLED would not code as events."""
    left_out: Counter[str] = Counter()
    with sheet(out, shape()["columns"]) as table:
        for incident in ledger.incidents(wanted):
            dossier = ledger.dossier(incident.id, as_of=wanted.as_of)
            row = event(dossier, accounts.kind_of) if dossier else None
            if row is None:
                left_out[reason(incident)] += 1
            else:
                table.write(row)
        return ExportSummary(table.rows, table.left_empty, dict(sorted(left_out.items())))


def event(dossier: Dossier, kind_of: KindOf) -> Row | None:
    """An incident as a row, None when ACLED would not code it; `kind_of` gives an actor id's kind."""
    incident = dossier.incident
    claims = accounts.telling(dossier.claims)
    doing = accounts.doing(incident, claims)
    agents, targets = accounts.sides(doing)
    kinds = [accounts.kinds_of(side, kind_of) for side in (agents, targets)]
    codes = load_ontology().crosswalk(incident.type, accounts.weapon(claims), *kinds)
    if codes.acled_event is None or incident.status in shape()["not_events"]:
        return None
    row: Row = {
        "event_id_cnty": incident.id,
        "disorder_type": codes.acled_disorder,
        "event_type": codes.acled_event,
        "sub_event_type": codes.acled_sub_event,
        "source": "; ".join(sorted({voice.name for claim in claims for voice in claim.voices if voice.name})),
    }
    if _targets_civilians(codes.acled_event, codes.acled_sub_event, targets, kind_of):
        row["civilian_targeting"] = "Civilian targeting"
    row |= _when(incident.time) | _where(incident.place)
    row |= _party(1, agents) | _party(2, targets)
    deaths, counted = _fatalities(incident, claims)
    row["fatalities"] = deaths
    row["notes"] = _notes(dossier, claims, counted)
    return row


def reason(incident: Incident) -> str:
    """Why ACLED would not code an incident."""
    if incident.status in shape()["not_events"]:
        return incident.status
    return f"no ACLED event type for {incident.type}"


def _targets_civilians(
    acled_event: str, sub_event: str | None, targets: Sequence[Actor], kind_of: KindOf
) -> bool:
    always = shape()["civilian_targeting"]
    if acled_event in always["events"] or sub_event in always["sub_events"]:
        return True
    kinds = [kind_of(actor.id) for actor in targets if actor.id]
    return bool(kinds) and all(map(accounts.is_civilian, kinds))


def _party(number: int, actors: Sequence[Actor]) -> Row:
    names = [accounts.name_of(actor) for actor in actors]
    if not names:
        return {}
    return {f"actor{number}": names[0], f"assoc_actor_{number}": "; ".join(names[1:])}


def _when(time: Time | None) -> Row:
    """The day, or the middle of the week or month; nothing where the time is open or longer."""
    if time is None or time.start is None or time.end is None:
        return {}
    days = (time.end - time.start).days + 1
    for longest, precision in shape()["time_precision"].items():
        if days <= longest:
            middle = time.start + timedelta(days=(days - 1) // 2)
            return {"event_date": middle, "year": middle.year, "time_precision": precision}
    return {"year": time.start.year} if time.start.year == time.end.year else {}


def _where(place: Place | None) -> Row:
    if place is None:
        return {}
    row: Row = {"location": place.name or place.text, "admin1": place.admin1}
    if country := accounts.countries().get(place.country or ""):
        row |= {"iso": int(country["isonumeric"]), "country": str(country["name"])}
    if point := coarse(place):
        row |= {"latitude": point[0], "longitude": point[1], "geo_precision": _geo_precision(place)}
    return row


def _geo_precision(place: Place) -> int:
    """1 the place itself, 2 near it or a small area, 3 a larger region."""
    if place.precision in ("division", "region"):
        return 3
    return 1 if place.precision in ("point", "settlement") and place.relation == "in" else 2


def _fatalities(incident: Incident, claims: Sequence[Claim]) -> tuple[int | None, tuple[str, ...]]:
    """The most conservative figure, and the words of quantity counted ACLED's way.

    That of people of no group told, else the highest among the groups, for it bounds the whole from below.
    """
    lows: list[int] = []
    words: set[str] = set()
    for toll in accounts.wholes(incident.tolls):
        counts = [_count(figure, toll, claims) for figure in toll.by_voice]
        known = [count for count, _ in counts if count is not None]
        words.update(word for _, word in counts if word is not None)
        lows += [min(known)] if known else []
    return max(lows, default=None), tuple(sorted(words))


def _count(figure: VoiceFigure, toll: Toll, claims: Sequence[Claim]) -> tuple[int | None, str | None]:
    """A voice's lowest count, a word such as "dozens" read as ACLED reads it; and that word."""
    told = (
        each.text
        for claim in claims
        if claim.id == figure.claim
        for each in claim.figures
        if (each.measure, each.group, each.low) == (toll.measure, toll.group, figure.low)
    )
    vague = load_ontology().numbers.vague
    for text in told:
        for word, count in shape()["vague"].items():
            if figure.low == vague[word].low and re.search(rf"\b{word}\b", text, re.IGNORECASE):
                return count, word
    return figure.low, None


def _notes(dossier: Dossier, claims: Sequence[Claim], counted: Sequence[str]) -> str:
    """Quotes with their sources, rival figures, and how words of quantity were counted."""
    notes = accounts.quotes(claims, dossier, shape()["quotes"])
    for toll in dossier.incident.tolls:
        if toll.measure == "killed" and len({(figure.low, figure.high) for figure in toll.by_voice}) > 1:
            said = (f"{figure.voice} {accounts.span_words(figure)}" for figure in toll.by_voice)
            notes.append(f"Killed ({toll.group}): {'; '.join(said)}.")
    if names := accounts.rivals(accounts.doing(dossier.incident, claims)):
        notes.append(f"Rival accounts of who did it: {'; '.join(names)}.")
    if counted:
        ours = ", ".join(f"{word} as {shape()['vague'][word]}" for word in counted)
        notes.append(f"Counted as ACLED does: {ours}.")
    notes.append(f"Status: {dossier.incident.status.replace('_', ' ')}.")
    return " ".join(notes)
