"""What became different in the ledger between two instants, of what a filter asks for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Incident, Toll
from warmonitor.publishing import words
from warmonitor.publishing.accounts import span_words
from warmonitor.publishing.notes import Notes, Sentence

Key = tuple[str, str, tuple[str, ...]]


def changes(ledger: Ledger, wanted: Filter, since: datetime, notes: Notes) -> Iterator[Sentence]:
    """New incidents, then those told otherwise, then those that are gone, each in one sentence."""
    before = {incident.id: incident for incident in ledger.incidents(replace(wanted, as_of=since))}
    now = {incident.id: incident for incident in ledger.incidents(wanted)}
    for new in (incident for identity, incident in now.items() if identity not in before):
        yield notes.say(f"New: {words.incident_words(new)} ({words.standing_words(new)}).", new.claims)
    for identity, incident in now.items():
        if identity in before and (said := "; ".join(_differences(before[identity], incident))):
            text = f"Told otherwise: {words.incident_words(incident)}: {said}."
            yield notes.say(text, (*incident.claims, *before[identity].claims))
    for identity, gone in before.items():
        if identity not in now:
            text = f"No longer listed: {words.incident_words(gone)}: {_fate(ledger, wanted, gone)}."
            yield notes.say(text, gone.claims)


def _differences(before: Incident, now: Incident) -> Iterator[str]:
    """What differs between two states of an incident, in words."""
    parts = {
        "formerly": (words.incident_words(before), words.incident_words(now)),
        "standing formerly": (words.standing_words(before), words.standing_words(now)),
    }
    yield from (f"{label} “{old}”" for label, (old, new) in parts.items() if old != new)
    old, new = _tolls(before), _tolls(now)
    for key in sorted(old.keys() | new.keys()):
        if _range(old.get(key)) != _range(new.get(key)):
            measure, group, side = key
            whom = f"{words.listed('measures', measure)}, {words.whom_words(group, side)}"
            yield f"{whom}: {_range(new.get(key))}, formerly {_range(old.get(key))}"


def _fate(ledger: Ledger, wanted: Filter, gone: Incident) -> str:
    standing = ledger.incident(gone.id, as_of=wanted.as_of)
    if standing is None:
        return "withdrawn"
    if standing.id == gone.id:
        return "no longer among what is asked for"
    return f"now part of “{words.incident_words(standing)}”"


def _tolls(incident: Incident) -> dict[Key, Toll]:
    return {(toll.measure, toll.group, toll.side): toll for toll in incident.tolls}


def _range(toll: Toll | None) -> str:
    return span_words(toll) if toll else "nothing told"
