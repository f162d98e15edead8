"""Linked CSV tables in one zip file, with a frictionless data package that describes them."""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import IO, Any

import yaml

from warmonitor import __version__
from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Claim, Incident, Report
from warmonitor.publishing import linked
from warmonitor.publishing.linked import Row
from warmonitor.publishing.sheet import sheet
from warmonitor.publishing.summary import ExportSummary

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip, so that the same content gives the same bytes."""


@cache
def tables() -> Mapping[str, Mapping[str, Any]]:
    """The packaged description of the tables."""
    raw: dict[str, Any] = yaml.safe_load(
        files(__package__).joinpath("tables.yaml").read_text(encoding="utf-8")
    )
    return raw


def write_tables(ledger: Ledger, wanted: Filter, out: IO[bytes]) -> ExportSummary:
    """The incidents and claims asked for, with the reports asked for or claimed from, as linked tables.

    All tables tell one state of the ledger: that of the filter's as-of, else that of the last change.
    """
    if wanted.as_of is None:
        wanted = replace(wanted, as_of=ledger.stats().last_change)
    rows = 0
    left_empty: list[str] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in _sources(ledger, wanted).items():
            with _member(archive, f"{name}.csv") as member, sheet(member, tables()[name]["fields"]) as table:
                for row in source():
                    table.write(row)
                rows += table.rows
                left_empty += [f"{name}.{column}" for column in table.left_empty]
        with _member(archive, "datapackage.json") as member:
            member.write(json.dumps(data_package(wanted), ensure_ascii=False, indent=1).encode())
    return ExportSummary(rows, tuple(left_empty))


def data_package(wanted: Filter) -> dict[str, Any]:
    """The frictionless description of the tables of a filter."""
    return {
        "profile": "tabular-data-package",
        "name": "warmonitor-tables",
        "title": "What reports of a war say, linked tables",
        "version": __version__,
        "as_of": wanted.moment.isoformat() if wanted.moment else None,
        "resources": [_resource(name, table) for name, table in tables().items()],
    }


def _resource(name: str, table: Mapping[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": field, "type": kind} for field, kind in table["fields"].items()],
        "missingValues": [""],
    }
    if "key" in table:
        schema["primaryKey"] = table["key"]
    schema["foreignKeys"] = [
        {"fields": field, "reference": {"resource": other, "fields": "id"}}
        for field, other in table.get("refers", {}).items()
    ]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": table["title"],
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


@contextmanager
def _member(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    described = zipfile.ZipInfo(name, _LONG_AGO)
    described.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(described, "w", force_zip64=True) as member:
        yield member


def _sources(ledger: Ledger, wanted: Filter) -> Mapping[str, Callable[[], Iterator[Row]]]:
    """The rows of each table, streamed when called for."""

    def of_incidents(rows: Callable[[Incident], Iterator[Row]]) -> Callable[[], Iterator[Row]]:
        return lambda: (row for incident in ledger.incidents(wanted) for row in rows(incident))

    def of_claims(rows: Callable[[Claim], Iterator[Row]]) -> Callable[[], Iterator[Row]]:
        return lambda: (row for claim in ledger.claims(wanted) for row in rows(claim))

    return {
        "incidents": of_incidents(linked.incident_row),
        "incident_claims": of_incidents(linked.incident_claims),
        "tolls": of_incidents(linked.tolls),
        "reports": lambda: map(linked.report_row, _reports(ledger, wanted)),
        "claims": of_claims(linked.claim_row),
        "figures": of_claims(linked.figures),
        "voices": of_claims(linked.voices),
        "places": of_claims(linked.places),
        "actors": of_claims(linked.actors),
        "objects": of_claims(linked.objects),
    }


def _reports(ledger: Ledger, wanted: Filter) -> Iterator[Report]:
    """The reports asked for, then those that only the claims asked for need."""
    told: set[str] = set()
    for report in ledger.reports(wanted):
        told.add(report.id)
        yield report
    for claim in ledger.claims(wanted):
        if claim.report not in told:
            told.add(claim.report)
            if report_of := ledger.report(claim.report, as_of=wanted.as_of):
                yield report_of
