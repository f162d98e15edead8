"""The tables that a bulk run writes: what was told, claims, incidents, and what was set aside."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from warmonitor.engines.folders import folder_of, parts
from warmonitor.model import Claim, Incident, Report
from warmonitor.model.json import from_json, to_json
from warmonitor.reading import Unread

if TYPE_CHECKING:
    from warmonitor.pipeline import Told

Row = Mapping[str, Any]

_TEXT, _WHOLE, _NUMBER, _DAY = pa.string(), pa.int64(), pa.float64(), pa.date32()

REPORTS = pa.schema(
    [
        ("id", _TEXT),
        ("outlet", _TEXT),
        ("title", _TEXT),
        ("url", _TEXT),
        ("published", _DAY),
        ("language", _TEXT),
        ("path", _TEXT),
        ("unread", _TEXT),
        ("report", _TEXT),
        ("raw", pa.binary()),
        ("claims", pa.list_(_TEXT)),
    ]
)
"""`report` and `claims` are JSON as the contract has it, `raw` the bytes that the report was read from."""

CLAIMS = pa.schema(
    [
        *((name, _TEXT) for name in ("id", "report", "type", "quote", "modality", "newness", "rule")),
        ("confidence", _NUMBER),
        ("start", _DAY),
        ("end", _DAY),
        *((name, _TEXT) for name in ("place_id", "place", "country", "admin1")),
        ("lat", _NUMBER),
        ("lon", _NUMBER),
        *((name, _TEXT) for name in ("actors", "places", "objects", "figures", "voices")),
    ]
)
"""A claim a row: its first place in columns, what it has several of as JSON."""

INCIDENTS = pa.schema(
    [
        *((name, _TEXT) for name in ("id", "type", "status", "grade")),
        ("reports", _WHOLE),
        ("origins", _WHOLE),
        ("start", _DAY),
        ("end", _DAY),
        *((name, _TEXT) for name in ("place_id", "place", "country", "admin1")),
        ("lat", _NUMBER),
        ("lon", _NUMBER),
        ("claims", pa.list_(_TEXT)),
        ("incident", _TEXT),
    ]
)
"""`claims` are ids, `incident` is the whole of it as JSON."""

SET_ASIDE = pa.schema([(name, _TEXT) for name in ("path", "reason", "mend")])
"""An input that could not be read, and why."""

TABLES: Mapping[str, pa.Schema] = {
    "reports": REPORTS,
    "claims": CLAIMS,
    "incidents": INCIDENTS,
    "set_aside": SET_ASIDE,
}
"""Every table by the name of its folder."""


def report_row(told: "Told", raw: bytes) -> Row:
    """A report with its claims as a row of `REPORTS`."""
    report = told.report
    published = report.published.start if report.published is not None else None
    return {
        **{name: getattr(report, name) for name in ("id", "outlet", "title", "url", "language", "path")},
        "published": published,
        "unread": told.unread,
        "report": to_json(report).decode(),
        "raw": raw,
        "claims": [to_json(claim).decode() for claim in told.claims],
    }


def told_of(row: Row) -> tuple[Report, bytes, list[Claim]]:
    """The report, its raw bytes and its claims, back from a row of `REPORTS`."""
    return from_json(row["report"], Report), row["raw"], [from_json(one, Claim) for one in row["claims"]]


def claim_row(claim: Claim) -> Row:
    """A claim as a row of `CLAIMS`."""
    names = ("id", "report", "type", "quote", "modality", "newness", "rule", "confidence")
    lists = ("actors", "places", "objects", "figures", "voices")
    return {
        **{name: getattr(claim, name) for name in names},
        **_where_and_when(claim.places[0] if claim.places else None, claim.time),
        **{name: msgspec.json.encode(getattr(claim, name)).decode() for name in lists},
    }


def incident_row(incident: Incident) -> Row:
    """An incident as a row of `INCIDENTS`."""
    names = ("id", "type", "status", "grade", "reports", "origins")
    return {
        **{name: getattr(incident, name) for name in names},
        **_where_and_when(incident.place, incident.time),
        "claims": list(incident.claims),
        "incident": to_json(incident).decode(),
    }


def set_aside_row(unread: Unread) -> Row:
    """An input that could not be read as a row of `SET_ASIDE`."""
    return {"path": unread.path, "reason": unread.reason, "mend": unread.mend}


def _where_and_when(place: Any, time: Any) -> Row:
    return {
        "start": time.start if time is not None else None,
        "end": time.end if time is not None else None,
        "place_id": place.id if place is not None else None,
        "place": (place.name or place.text) if place is not None else None,
        **{name: getattr(place, name, None) for name in ("country", "admin1", "lat", "lon")},
    }


def batch_of(rows: Sequence[Row], schema: pa.Schema) -> pa.RecordBatch:
    """Rows as one Arrow batch; a column that a row lacks is null."""
    return pa.RecordBatch.from_pylist([{**dict.fromkeys(schema.names), **row} for row in rows], schema)


def write_part(out: str | Path, table: str, number: int, rows: Sequence[Row]) -> None:
    """Write rows as one file of a table; nothing when there are none.

    The file comes to be whole or not at all, so that a part that is made again replaces itself.
    """
    if not rows:
        return
    raw = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_batches([batch_of(rows, TABLES[table])]), raw, compression="zstd")
    folder_of(out).write(f"{table}/part-{number:05}.parquet", memoryview(raw.getvalue()))


def read_table(out: str | Path, table: str, columns: Sequence[str] | None = None) -> Iterator[Row]:
    """The rows of a table, file after file, holding a few hundred at a time."""
    for part in parts(out, table):
        yield from read_part(out, part, columns)


def read_part(out: str | Path, part: str, columns: Sequence[str] | None = None) -> Iterator[Row]:
    """The rows of one file of a table, by the name that `parts` gives."""
    with folder_of(out).open(part) as file:
        for batch in pq.ParquetFile(file).iter_batches(batch_size=256, columns=columns):
            yield from batch.to_pylist()
