"""Linked tables in one zip file, as CSV or Parquet, with a frictionless data package that describes them."""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import IO, Any, Protocol

import yaml

from warmonitor import __version__
from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Claim, Incident, Report
from warmonitor.publishing import linked
from warmonitor.publishing.linked import Row
from warmonitor.publishing.parquet import parquet_table
from warmonitor.publishing.sheet import Cell, sheet
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
    return _packed(ledger, wanted, out, CSV)


def write_parquet(ledger: Ledger, wanted: Filter, out: IO[bytes]) -> ExportSummary:
    """The same tables as Parquet files, with typed columns."""
    return _packed(ledger, wanted, out, PARQUET)


def _packed(ledger: Ledger, wanted: Filter, out: IO[bytes], form: "Form") -> ExportSummary:
    wanted = settled(ledger, wanted)
    rows = 0
    left_empty: list[str] = []
    with zipfile.ZipFile(out, "w") as archive:
        for name, source in _sources(ledger, wanted).items():
            with (
                _member(archive, f"{name}.{form.suffix}", form.compression) as member,
                form.table(member, tables()[name]["fields"]) as table,
            ):
                for row in source():
                    table.write(row)
            rows += table.rows
            left_empty += [f"{name}.{column}" for column in table.left_empty]
        with _member(archive, "datapackage.json", zipfile.ZIP_DEFLATED) as member:
            member.write(json.dumps(data_package(wanted, form), ensure_ascii=False, indent=1).encode())
    return ExportSummary(rows, tuple(left_empty))


def settled(ledger: Ledger, wanted: Filter) -> Filter:
    """The filter with an as-of: the last change where it has none, so that all is of one state."""
    return wanted if wanted.as_of is not None else replace(wanted, as_of=ledger.stats().last_change)


class Table(Protocol):
    """A table that is written row by row."""

    rows: int

    def write(self, row: Mapping[str, Cell]) -> None:
        """Write one row."""

    @property
    def left_empty(self) -> tuple[str, ...]:
        """The columns that no row filled."""


@dataclass(frozen=True, slots=True)
class Form:
    """How the files of a data package are written: ending, media type, packing in the zip, the table."""

    suffix: str
    media_type: str
    compression: int
    table: Callable[[IO[bytes], Mapping[str, str]], AbstractContextManager[Table]]


CSV = Form("csv", "text/csv", zipfile.ZIP_DEFLATED, lambda out, fields: sheet(out, tuple(fields)))
PARQUET = Form("parquet", "application/vnd.apache.parquet", zipfile.ZIP_STORED, parquet_table)


def data_package(wanted: Filter, form: Form = CSV) -> dict[str, Any]:
    """The frictionless description of the tables of a filter."""
    return {
        "profile": "tabular-data-package" if form is CSV else "data-package",
        "name": "warmonitor-tables",
        "title": "What reports of a war say, linked tables",
        "version": __version__,
        "as_of": wanted.moment.isoformat() if wanted.moment else None,
        "resources": [_resource(name, table, form) for name, table in tables().items()],
    }


def _resource(name: str, table: Mapping[str, Any], form: Form) -> dict[str, Any]:
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
        "profile": "tabular-data-resource" if form is CSV else "data-resource",
        "name": name,
        "path": f"{name}.{form.suffix}",
        "title": table["title"],
        "mediatype": form.media_type,
        **({"encoding": "utf-8"} if form is CSV else {}),
        "schema": schema,
    }


@contextmanager
def _member(archive: zipfile.ZipFile, name: str, compression: int) -> Iterator[IO[bytes]]:
    described = zipfile.ZipInfo(name, _LONG_AGO)
    described.compress_type = compression
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
