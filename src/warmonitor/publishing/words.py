"""How nouns are put into words for people: incidents, places, days, tolls."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from warmonitor.knowledge.registry import users_registry
from warmonitor.model import Control, Incident, Place, Time, Toll
from warmonitor.publishing.accounts import described, span_words


def listed(table: str, name: str) -> str:
    """The words for a name of the ontology."""
    words: Mapping[str, str] = described("words.yaml")[table]
    return words.get(name, name.replace("_", " "))


def group_words(group: str) -> str:
    """A group in the plural."""
    plurals: Mapping[str, str] = described("words.yaml")["groups"]
    return plurals.get(group, f"{group.replace('_', ' ')}s")


def day_words(day: date) -> str:
    """A day as "1 December 2024"."""
    return f"{day.day} {day:%B %Y}"


def instant_words(moment: datetime | None) -> str:
    """An instant to the second, in UTC; of an empty ledger there is none."""
    return f"{day_words(moment.date())}, {moment:%H:%M:%S} UTC" if moment else "nothing read yet"


def time_words(time: Time | None) -> str:
    """A time as "on 1 December 2024", "in November 2024", "since …", "by …"."""
    match time:
        case Time(start=date() as start, end=date() as end):
            return _days_words(start, end, time.granularity)
        case Time(start=date() as start):
            return f"since {day_words(start)}"
        case Time(end=date() as end):
            return f"by {day_words(end)}"
        case _:
            return "on a day not told"


def _days_words(start: date, end: date, granularity: str) -> str:
    if start == end:
        return f"on {day_words(start)}"
    whole = {"month": f"in {start:%B %Y}", "year": f"in {start:%Y}"}
    return whole.get(granularity, f"from {day_words(start)} to {day_words(end)}")


def place_words(place: Place | None) -> str:
    """A place as "near Saraqib, Idlib", and how roughly it is known where that is not plain."""
    if place is None:
        return "at a place not told"
    name = place.name or place.text
    within = f", {place.admin1}" if place.admin1 and place.admin1 != name else ""
    rough = "not found on the map" if place.precision == "unresolved" else ""
    rough = described("words.yaml")["precisions"].get(place.precision, rough)
    return f"{listed('relations', place.relation)} {name}{within}" + (f" ({rough})" if rough else "")


def actor_words(identity: str) -> str:
    """The registry's name of an actor, else its id."""
    entry = users_registry().get(identity)
    return entry.name if entry else identity


def incident_words(incident: Incident) -> str:
    """What, where and when: "Air strike in Tarsil, Ordan, on 1 December 2024"."""
    what = listed("types", incident.type)
    return f"{what[0].upper()}{what[1:]} {place_words(incident.place)}, {time_words(incident.time)}"


def standing_words(incident: Incident) -> str:
    """On how much it stands: "corroborated: 3 reports, 2 origins"; of one source "one source, 2 reports"."""
    told, reports = listed("statuses", incident.status), counted(incident.reports, "report")
    if incident.status == "single_source":
        return f"{told}, {reports}"
    return f"{told}: {reports}, {counted(incident.origins, 'origin')}"


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 report", "2 reports"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def whom_words(group: str, side: Sequence[str]) -> str:
    """Whom a figure counts: "civilians", "soldiers of Armed Forces of Syria"."""
    of = " and ".join(map(actor_words, side))
    return f"{group_words(group)} of {of}" if of else group_words(group)


def toll_words(toll: Toll) -> str:
    """A toll as "killed 12 to 15 civilians", of things and places as "50 towns captured"."""
    told = f"{span_words(toll)} {whom_words(toll.group, toll.side)}"
    done = described("words.yaml")["done"].get(toll.measure)
    return f"{told} {done}" if done else f"{listed('measures', toll.measure)} {told}"


def control_words(control: Control) -> str:
    """Who is said to hold a place, in which layer, since when."""
    since = f", since {day_words(control.since)}" if control.since else ""
    extent = f"“{control.extent.text}” it, " if control.extent else ""
    return (
        f"{listed('states', control.state)} {actor_words(control.holder)} "
        f"({extent}{listed('layers', control.layer)}{since})"
    )
