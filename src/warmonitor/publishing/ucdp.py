"""The shape of UCDP's georeferenced events: one row a deadly incident of its kinds, empty where unknown.

Only the shape is UCDP's; the rows are ours, and so is the rule for low, best and high
(docs/method/tolls.md).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import floor
from typing import IO, Any, NamedTuple

import yaml

from warmonitor.incidents import ucdp
from warmonitor.knowledge.registry import users_registry
from warmonitor.ledger import Dossier, Filter, Ledger
from warmonitor.model import Actor, Claim, Incident, Place, Report, Time, Toll
from warmonitor.ontology import load_ontology
from warmonitor.publishing import accounts
from warmonitor.publishing.accounts import KindOf
from warmonitor.publishing.coordinates import coarse
from warmonitor.publishing.sheet import Cell, sheet
from warmonitor.publishing.summary import ExportSummary

Row = dict[str, Cell]


class Deaths(NamedTuple):
    """Deaths by UCDP's columns; the parts are None where they do not add up to the best estimate."""

    a: int | None
    b: int | None
    civilians: int | None
    unknown: int | None
    best: int
    high: int
    low: int


def shape() -> Mapping[str, Any]:
    """The packaged description of UCDP's shape."""
    return accounts.described("ucdp.yaml")


def write_ucdp(ledger: Ledger, wanted: Filter, out: IO[bytes]) -> ExportSummary:
    """The incidents asked for that UCDP would count as events, the others counted by the reason."""
    left_out: Counter[str] = Counter()
    with sheet(out, shape()["columns"]) as table:
        for incident in ledger.incidents(wanted):
            reason = why_not(incident)
            dossier = None if reason else ledger.dossier(incident.id, as_of=wanted.as_of)
            if dossier is None:
                left_out[reason or "withdrawn meanwhile"] += 1
            else:
                table.write(event(dossier, accounts.kind_of))
        return ExportSummary(table.rows, table.left_empty, dict(sorted(left_out.items())))


def why_not(incident: Incident) -> str | None:
    """Why an incident is no event of UCDP's: of another type, denied, or without a death; None when it is."""
    if incident.status in shape()["not_events"]:
        return incident.status
    if incident.type not in load_ontology().crosswalks.source.ucdp.types:
        return f"no UCDP type of violence for {incident.type}"
    estimates = [ucdp(toll) for toll in accounts.wholes(incident.tolls)]
    if not any(estimate and estimate[2] > 0 for estimate in estimates):
        return "no death told"
    return None


def event(dossier: Dossier, kind_of: KindOf) -> Row:
    """An incident as a row; `kind_of` gives an actor id's kind."""
    incident = dossier.incident
    claims = accounts.telling(dossier.claims)
    a, b = accounts.sides(accounts.doing(incident, claims))
    kinds = [accounts.kinds_of(side, kind_of) for side in (a, b)]
    codes = load_ontology().crosswalk(incident.type, accounts.weapon(claims), *kinds)
    deaths = count(incident.tolls, _ids(a), _ids(b))
    return {
        "id": incident.id,
        "type_of_violence": codes.ucdp_violence,
        **_sides(a, b, codes.ucdp_violence),
        **_states(a, b, kinds),
        **_sources(claims, dossier),
        **_where(incident.place),
        **_when(incident.time),
        "deaths_a": deaths.a,
        "deaths_b": deaths.b,
        "deaths_civilians": deaths.civilians,
        "deaths_unknown": deaths.unknown,
        "best": deaths.best,
        "high": deaths.high,
        "low": deaths.low,
    }


def count(tolls: Sequence[Toll], a: frozenset[str], b: frozenset[str]) -> Deaths:
    """Deaths of side a, side b, civilians and all.

    Where no whole is told, it is the largest of the groups, or the parts together where that is more: these
    three are never parts of one another. Parts that exceed the whole told are left empty.
    """
    killed = [toll for toll in tolls if toll.measure == "killed"]
    estimates = [estimate for toll in accounts.wholes(tolls) if (estimate := ucdp(toll))]
    low, best, high = (max((one[index] for one in estimates), default=0) for index in range(3))
    parts = [_part(toll for toll in killed if toll.side and side.issuperset(toll.side)) for side in (a, b)]
    parts.append(_part(toll for toll in killed if not toll.side and _civilian(toll.group)))
    together = sum(part for part in parts if part is not None)
    if not any(toll.group == "people" and not toll.side for toll in killed):
        best, high = max(best, together), max(high, together)
    if together > best:
        return Deaths(None, None, None, None, best, high, low)
    return Deaths(parts[0], parts[1], parts[2], best - together, best, high, low)


def _part(tolls: Iterable[Toll]) -> int | None:
    """The largest best estimate among groups that may contain one another; None where none is told."""
    return max((estimate[1] for toll in tolls if (estimate := ucdp(toll))), default=None)


def _civilian(group: str) -> bool:
    ontology = load_ontology()
    return group in ontology.groups and ontology.contains("civilian", group)


def _ids(side: Sequence[Actor]) -> frozenset[str]:
    return frozenset(actor.id for actor in side if actor.id)


def _sides(a: Sequence[Actor], b: Sequence[Actor], violence: int | None) -> Row:
    names = [_ucdp_name(side[0]) if side else None for side in (a, b)]
    if violence == 3:
        names[1] = shape()["civilians"]
    row: Row = {"side_a": names[0], "side_b": names[1]}
    return row | {"dyad_name": f"{names[0]} - {names[1]}"} if all(names) else row


def _ucdp_name(actor: Actor) -> str:
    """The name in UCDP's data: the actor's own, or that of the body it belongs to."""
    entry = users_registry().get(actor.id or "")
    while entry and not entry.ucdp_name and entry.parent:
        entry = users_registry().get(entry.parent)
    return (entry.ucdp_name if entry else None) or accounts.name_of(actor)


def _states(a: Sequence[Actor], b: Sequence[Actor], kinds: Sequence[str | None]) -> Row:
    """Gleditsch and Ward's numbers of the sides that are states."""
    actor_kinds = load_ontology().actor_kinds
    row: Row = {}
    for column, side, kind in zip(("gwnoa", "gwnob"), (a, b), kinds, strict=True):
        entry = users_registry().get(side[0].id or "") if side else None
        if entry and entry.country and kind and kind in actor_kinds and actor_kinds[kind].side == "state":
            row[column] = gw_numbers().get(entry.country)
    return row


@cache
def gw_numbers() -> Mapping[str, int]:
    """Gleditsch and Ward's country numbers by ISO 3166 two-letter code."""
    table = files("warmonitor.knowledge.gazetteer").joinpath("countries.yaml")
    countries = yaml.safe_load(table.read_text(encoding="utf-8"))["countries"]
    return {country["iso2"]: country["gw"] for country in countries if "gw" in country}


def _sources(claims: Sequence[Claim], dossier: Dossier) -> Row:
    """The reports in the order of publication; the innermost voices are the original sources."""
    reports = sorted({claim.report: dossier.reports[claim.report] for claim in claims}.values(), key=_order)
    original = {claim.voices[0].name for claim in claims if len(claim.voices) > 1 and claim.voices[0].name}
    return {
        "number_of_sources": len(reports),
        "source_article": "; ".join(map(_article, reports)),
        "source_office": "; ".join(report.outlet for report in reports),
        "source_date": "; ".join(map(_published, reports)),
        "source_headline": "; ".join(report.title or "" for report in reports).strip("; "),
        "source_original": "; ".join(sorted(original)),
    }


def _order(report: Report) -> tuple[str, str]:
    return _published(report), report.id


def _published(report: Report) -> str:
    return report.published.start.isoformat() if report.published else ""


def _article(report: Report) -> str:
    return ",".join(f'"{part}"' for part in (report.outlet, _published(report), report.title or ""))


def _where(place: Place | None) -> Row:
    if place is None:
        return {}
    precision = shape()["where_prec"].get(place.precision)
    if precision == 1 and place.relation != "in":
        precision = 2
    relation = "" if place.relation == "in" else f"{place.relation.replace('_', ' ')} "
    row: Row = {
        "where_prec": precision,
        "where_coordinates": place.name,
        "where_description": f"{relation}{place.text}",
        "adm_1": place.admin1,
    }
    if country := accounts.countries().get(place.country or ""):
        row |= {"country": str(country["name"]), "country_id": gw_numbers().get(place.country or "")}
    if point := coarse(place):
        latitude, longitude = point
        row |= {"latitude": latitude, "longitude": longitude, "geom_wkt": f"POINT ({longitude} {latitude})"}
        if precision in (1, 2):
            row["priogrid_gid"] = priogrid(latitude, longitude)
    return row


def priogrid(latitude: float, longitude: float) -> int:
    """The half-degree cell of PRIO-GRID: counted eastwards from 180° W, row by row from the South Pole."""
    row = min(floor((latitude + 90) * 2), 359)
    column = min(floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def _when(time: Time | None) -> Row:
    """First and last day with their precision; nothing where an end is open."""
    if time is None or time.start is None or time.end is None:
        return {}
    days = (time.end - time.start).days + 1
    precision = next((code for longest, code in shape()["date_prec"].items() if days <= longest), None)
    row: Row = {"date_prec": precision, "date_start": time.start, "date_end": time.end}
    return row | {"year": time.start.year} if time.start.year == time.end.year else row
