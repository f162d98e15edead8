"""The formats of export and the one function that writes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from warmonitor.ledger import Filter, Ledger
from warmonitor.publishing.acled import write_acled
from warmonitor.publishing.geojson import write_geojson
from warmonitor.publishing.hapi import write_hapi, write_hapi_hxl
from warmonitor.publishing.jsonl import write_claims, write_incidents
from warmonitor.publishing.summary import ExportSummary
from warmonitor.publishing.tables import write_parquet, write_tables
from warmonitor.publishing.ucdp import write_ucdp


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it holds in one line, its media type, the ending of its files, its writer."""

    name: str
    holds: str
    media_type: str
    suffix: str
    write: Callable[[Ledger, Filter, IO[bytes]], ExportSummary]


_ALL = (
    Format("jsonl", "claims, one JSON object a line", "application/x-ndjson", ".jsonl", write_claims),
    Format(
        "incidents-jsonl",
        "incidents, one JSON object a line",
        "application/x-ndjson",
        ".jsonl",
        write_incidents,
    ),
    Format(
        "tables", "linked CSV tables with a data package, zipped", "application/zip", ".zip", write_tables
    ),
    Format("geojson", "incidents as points", "application/geo+json", ".geojson", write_geojson),
    Format("acled", "incidents in the shape of ACLED's CSV", "text/csv; charset=utf-8", ".csv", write_acled),
    Format(
        "ucdp-ged",
        "deadly incidents in the shape of UCDP's GED",
        "text/csv; charset=utf-8",
        ".csv",
        write_ucdp,
    ),
    Format(
        "hapi",
        "incidents by division, month and type, as HDX HAPI",
        "text/csv; charset=utf-8",
        ".csv",
        write_hapi,
    ),
    Format("hapi-hxl", "the same with its HXL row", "text/csv; charset=utf-8", ".csv", write_hapi_hxl),
    Format("parquet", "the linked tables as Parquet, zipped", "application/zip", ".zip", write_parquet),
)

FORMATS: Mapping[str, Format] = {each.name: each for each in _ALL}
"""The formats by name."""


def export(format: str, ledger: Ledger, wanted: Filter, out: IO[bytes]) -> ExportSummary:  # noqa: A002
    """Write what a filter asks for into an open binary file, row by row; the file stays open.

    The same ledger and filter give the same bytes.

    Raises:
        ValueError: no such format; the message names those there are.
        LedgerError: the ledger cannot be read.
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    return FORMATS[format].write(ledger, wanted, out)
