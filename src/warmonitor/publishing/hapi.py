"""HDX HAPI's conflict events: a row for each division, month and type, zeros included.

Counts are of incidents, coded as in ACLED's shape. Only what lies within one month and has a country is
counted; the rest is left out with the reason.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any

from warmonitor.ledger import Dossier, Filter, Ledger
from warmonitor.model import Incident
from warmonitor.publishing import accounts, acled
from warmonitor.publishing.sheet import Cell, sheet
from warmonitor.publishing.summary import ExportSummary

Area = tuple[str, str | None]
"""ISO 3166 three-letter code of a country, and the first-level division where it is known."""

Month = tuple[int, int]


@dataclass(slots=True)
class _Tally:
    """Events of one area, month and type; `untold` are those without a number of deaths."""

    events: int = 0
    fatalities: int = 0
    untold: int = 0


@dataclass(slots=True)
class _Counts:
    """All tallies, and what could not be counted."""

    tallies: dict[tuple[Area, Month, str], _Tally] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, incident: Incident, row: acled.Row) -> None:
        """Count one incident, or the reason why not."""
        area, month, kinds = _area(incident), _month(incident), _event_types(row)
        if area is None or month is None or not kinds:
            reason = "its country" if area is None else "its month" if month is None else None
            self.left_out[f"{reason} is not told" if reason else f"no HAPI type for {incident.type}"] += 1
            return
        for kind in kinds:
            tally = self.tallies.setdefault((area, month, kind), _Tally())
            tally.events += 1
            deaths = row["fatalities"]
            tally.fatalities += deaths if isinstance(deaths, int) else 0
            tally.untold += deaths is None

    def rows(self, wanted: Filter) -> Iterator[dict[str, Cell]]:
        """A row for every area, month and type, zeros included."""
        areas = sorted({area for area, _, _ in self.tallies}, key=lambda area: (area[0], area[1] or ""))
        for area in areas:
            for month in _months({month for one, month, _ in self.tallies if one == area}, wanted):
                for kind in shape()["event_types"]:
                    yield _row(area, month, kind, self.tallies.get((area, month, kind), _Tally()))


def shape() -> Mapping[str, Any]:
    """The packaged description of HAPI's shape."""
    return accounts.described("hapi.yaml")


def write_hapi(ledger: Ledger, wanted: Filter, out: IO[bytes]) -> ExportSummary:
    """The incidents asked for, counted by division, month and type."""
    return _write(ledger, wanted, out, hxl=False)


def write_hapi_hxl(ledger: Ledger, wanted: Filter, out: IO[bytes]) -> ExportSummary:
    """The same with the row of HXL tags below the header."""
    return _write(ledger, wanted, out, hxl=True)


def _write(ledger: Ledger, wanted: Filter, out: IO[bytes], *, hxl: bool) -> ExportSummary:
    counts = _counted(ledger, wanted)
    with sheet(out, shape()["columns"]) as table:
        if hxl:
            table.tag(shape()["columns"])
        for row in counts.rows(wanted):
            table.write(row)
        return ExportSummary(table.rows, table.left_empty, dict(sorted(counts.left_out.items())))


def _counted(ledger: Ledger, wanted: Filter) -> _Counts:
    counts = _Counts()
    for incident in ledger.incidents(wanted):
        dossier: Dossier | None = ledger.dossier(incident.id, as_of=wanted.as_of)
        row = acled.event(dossier, accounts.kind_of) if dossier else None
        if row is None:
            counts.left_out[acled.reason(incident)] += 1
        else:
            counts.add(incident, row)
    return counts


def _area(incident: Incident) -> Area | None:
    place = incident.place
    country = accounts.countries().get(place.country or "") if place else None
    return (str(country["iso3"]), place.admin1) if country and place else None


def _month(incident: Incident) -> Month | None:
    """The month that the incident lies in wholly."""
    time = incident.time
    if time is None or time.start is None or time.end is None:
        return None
    month = (time.start.year, time.start.month)
    return month if month == (time.end.year, time.end.month) else None


def _event_types(row: acled.Row) -> list[str]:
    sub_events, events = shape()["of_sub_event"], shape()["of_event"]
    kind = sub_events.get(row["sub_event_type"]) or events.get(row["event_type"])
    targeted = ["civilian_targeting"] if row.get("civilian_targeting") else []
    return [kind, *targeted] if kind else []


def _months(told: set[Month], wanted: Filter) -> Iterator[Month]:
    """Every month from the first to the last that is told of an area or asked for."""
    asked = {(day.year, day.month) for day in (wanted.since, wanted.until) if day}
    every = told | asked
    year, month = min(every)
    while (year, month) <= max(every):
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _row(area: Area, month: Month, kind: str, tally: _Tally) -> dict[str, Cell]:
    warnings = shape()["warnings"]
    said = [
        warnings["no_division"] if area[1] is None else "",
        warnings["zero"] if not tally.events else "",
        warnings["no_number"].format(count=tally.untold) if tally.untold else "",
    ]
    return {
        "location_code": area[0],
        "provider_admin1_name": area[1],
        "admin_level": 0 if area[1] is None else 1,
        "event_type": kind,
        "events": tally.events,
        "fatalities": None if tally.events and tally.untold == tally.events else tally.fatalities,
        "reference_period_start": date(*month, 1),
        "reference_period_end": date(*month, monthrange(*month)[1]),
        "warning": "; ".join(filter(None, said)),
    }
