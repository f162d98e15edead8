"""Apache Spark: the corridor in `mapInArrow`, from reading to grounding, then incidents (`spark_linkage`).

What runs on the cluster are functions and classes of this package, which its Python finds by their names:
nothing of ours is pickled but the options. Tasks read inputs and write parts of tables by themselves, as the
workers of all engines do, so that a store is asked by Arrow here too and Spark needs no library for it.
"""

import os
import pickle
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from itertools import islice
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
from pyspark import TaskContext
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from warmonitor.engines.counts import Counts
from warmonitor.engines.folders import parts
from warmonitor.engines.portions import Large, Portion
from warmonitor.engines.spark_linkage import incidents_of
from warmonitor.engines.spark_types import spark_schema
from warmonitor.engines.tables import REPORTS, Row, batch_of, read_part, write_part
from warmonitor.engines.worker import work, work_carefully
from warmonitor.reading import ReadingOptions, stores
from warmonitor.reading.nouns import Limits, Share

_SHARE = tuple(field.name for field in fields(Share))
_PORTIONS = pa.schema(
    [("number", pa.int64()), ("paths", pa.list_(pa.string())), *((name, pa.int64()) for name in _SHARE)]
)
_LARGE = pa.schema([("place", pa.int64()), ("large", pa.binary())])
_CUT = pa.schema([("place", pa.int64()), *_PORTIONS])
_COUNTS = pa.schema([(field.name, pa.int64()) for field in fields(Counts)])
_PART = pa.schema([("part", pa.string())])
_WRITTEN = pa.schema([("incidents", pa.int64())])
_LINKED = ("id", "report", "claims", "published")
_ROWS = 64
_INCIDENTS_A_PART = 20_000
_MOST_PARTS = 1000
_FAILURES = 8


@dataclass(frozen=True, slots=True)
class Tell:
    """What a task does: portions in, their parts of the tables written, and what came of each out.

    A task that is tried again goes carefully, so that a report that kills its process is set aside.
    """

    options: ReadingOptions
    out: str

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Arrow batches of portions → Arrow batches of counts."""
        context = TaskContext.get()
        again = context is not None and context.attemptNumber() > 0
        for row in _rows(batches):
            portion = Portion(tuple(row["paths"]), Share(**{name: row[name] for name in _SHARE}))
            counts = (work_carefully if again else work)(row["number"], portion, self.options, self.out, None)
            yield batch_of([dict(zip(_COUNTS.names, astuple(counts), strict=True))], _COUNTS)


@dataclass(frozen=True, slots=True)
class CutUp:
    """Large lists in, with their places among the inputs; their portions out."""

    limits: Limits

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Arrow batches of large lists → Arrow batches of portions."""
        for row in _rows(batches):
            large: Large = pickle.loads(row["large"])
            yield batch_of(
                [{**_portion_row(one), "place": row["place"]} for one in large.portions(self.limits)], _CUT
            )


@dataclass(frozen=True, slots=True)
class ReadParts:
    """Names of parts in, the reports in them out, with what is asked of them to link their claims."""

    out: str

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Arrow batches of names → Arrow batches of reports."""
        schema = linked_schema()
        for name in _rows(batches):
            for rows in _in_batches(read_part(self.out, name["part"], _LINKED), _ROWS):
                yield batch_of(rows, schema)


@dataclass(frozen=True, slots=True)
class WriteIncidents:
    """Rows of incidents in, written; how many out. A task that is tried again writes the same parts."""

    out: str

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Arrow batches of incidents → Arrow batches of counts."""
        context = TaskContext.get()
        first = context.partitionId() * _MOST_PARTS if context is not None else 0
        for number, rows in enumerate(_in_batches(_rows(batches), _INCIDENTS_A_PART), first):
            write_part(self.out, "incidents", number, rows)
            yield batch_of([{"incidents": len(rows)}], _WRITTEN)


def linked_schema() -> pa.Schema:
    """The columns of reports that linking asks for."""
    return pa.schema([REPORTS.field(name) for name in _LINKED])


def _rows(batches: Iterable[pa.RecordBatch]) -> Iterator[Row]:
    return (row for batch in batches for row in batch.to_pylist())


def _in_batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def run_on_spark(
    given: Sequence[Portion | Large], options: ReadingOptions, out: str | Path, workers: int
) -> tuple[Counts, int]:
    """Reads the inputs on Spark and writes the tables; what came of it, and how many incidents there are.

    The session that `spark-submit` or the caller has made is used; else one of this machine with so many
    workers is started. `out` must be the same folder for all machines, or lie in a store.
    """
    expected = sum(one.parts if isinstance(one, Large) else 1 for one in given)
    session = _session(workers, expected)
    folder = str(out) if stores.is_stored(out) else str(Path(out).absolute())
    portions = _portions(session, given, options.limits)
    told = _spread(session, portions, _PORTIONS).mapInArrow(Tell(options, folder), spark_schema(_COUNTS))
    counts = sum((Counts(**row.asDict()) for row in told.collect()), Counts())
    names: list[Row] = [{"part": part} for part in parts(folder, "reports")]
    reports = _spread(session, names, _PART).mapInArrow(ReadParts(folder), spark_schema(linked_schema()))
    written = incidents_of(reports.persist()).mapInArrow(WriteIncidents(folder), spark_schema(_WRITTEN))
    incidents = written.agg(f.coalesce(f.sum("incidents"), f.lit(0))).first()
    return counts, int(incidents[0]) if incidents is not None else 0


def _portions(session: SparkSession, given: Sequence[Portion | Large], limits: Limits) -> list[Row]:
    """All portions, numbered in order; a task for each large list finds where it can be cut."""
    large: list[Row] = [
        {"place": place, "large": pickle.dumps(one)}
        for place, one in enumerate(given)
        if isinstance(one, Large)
    ]
    cut: dict[int, list[Row]] = {
        place: [_portion_row(one)] for place, one in enumerate(given) if isinstance(one, Portion)
    }
    if large:
        for row in _spread(session, large, _LARGE).mapInArrow(CutUp(limits), spark_schema(_CUT)).collect():
            cut.setdefault(row["place"], []).append(row.asDict())
    rows = (row for place in sorted(cut) for row in sorted(cut[place], key=itemgetter("start", "part")))
    return [{**row, "number": number} for number, row in enumerate(rows)]


def _portion_row(portion: Portion) -> Row:
    return {"paths": list(portion.paths), **asdict(portion.share)}


def _spread(session: SparkSession, rows: Sequence[Row], schema: pa.Schema) -> DataFrame:
    """Rows, each of which is work for a task."""
    table = pa.Table.from_pylist(list(rows), schema)
    return session.createDataFrame(table).repartition(len(rows) or 1, schema.names[0])


def _session(workers: int, portions: int) -> SparkSession:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    active = SparkSession.getActiveSession()
    if active is not None:
        return active
    builder = SparkSession.builder.appName("warmonitor")
    if "SPARK_ENV_LOADED" not in os.environ:
        builder = builder.master(f"local[{workers},{_FAILURES}]").config("spark.ui.enabled", "false")
        builder = builder.config("spark.sql.shuffle.partitions", str(max(workers, portions)))
        builder = builder.config("spark.sql.session.timeZone", "UTC")
    return builder.getOrCreate()
