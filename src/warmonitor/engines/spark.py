"""Apache Spark: the corridor in `mapInArrow`, from reading to grounding, then incidents (`spark_linkage`).

What runs on the cluster are functions and classes of this package, which its Python finds by their names:
nothing of ours is pickled but the options.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyspark import TaskContext
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from warmonitor.engines.counts import Counts, note_of
from warmonitor.engines.portions import Portion
from warmonitor.engines.spark_linkage import incidents_of
from warmonitor.engines.spark_types import spark_schema
from warmonitor.engines.tables import (
    CLAIMS,
    INCIDENTS,
    REPORTS,
    SET_ASIDE,
    Row,
    batch_of,
    claim_row,
    report_row,
    set_aside_row,
    told_of,
)
from warmonitor.engines.worker import told_carefully, told_portion
from warmonitor.reading import ReadingOptions, Unread
from warmonitor.reading.nouns import Share

_PORTIONS = pa.schema(
    [("number", pa.int64()), ("paths", pa.list_(pa.string())), ("part", pa.int64()), ("parts", pa.int64())]
)
_TOLD = pa.schema([*REPORTS, *(field.with_name(f"aside_{field.name}") for field in SET_ASIDE)])
_ROWS = 64
_FAILURES = 8


@dataclass(frozen=True, slots=True)
class Tell:
    """What a task does: portions in, told reports and what was set aside out.

    A task that is tried again goes carefully, so that a report that kills its process is set aside.
    """

    options: ReadingOptions
    out: Path

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Arrow batches of portions → Arrow batches of `_TOLD`."""
        context = TaskContext.get()
        again = context is not None and context.attemptNumber() > 0
        for batch in batches:
            for row in batch.to_pylist():
                portion = Portion(tuple(row["paths"]), Share(row["part"], row["parts"]))
                note = note_of(self.out, row["number"])
                told = (
                    told_carefully(portion, self.options, note)
                    if again
                    else told_portion(portion, self.options)
                )
                yield from _batches(
                    _aside(one) if isinstance(one, Unread) else report_row(*one) for one in told
                )


def _batches(rows: Iterable[Row]) -> Iterator[pa.RecordBatch]:
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if len(held) == _ROWS:
            yield batch_of(held, _TOLD)
            held = []
    if held:
        yield batch_of(held, _TOLD)


def _aside(unread: Unread) -> Row:
    return {f"aside_{name}": cell for name, cell in set_aside_row(unread).items()}


def claim_rows(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Told reports → rows of `CLAIMS`."""
    for batch in batches:
        rows = [claim_row(claim) for row in batch.to_pylist() for claim in told_of(row)[2]]
        yield batch_of(rows, CLAIMS)


def run_on_spark(
    cut: Sequence[Portion], options: ReadingOptions, out: Path, workers: int
) -> tuple[Counts, int]:
    """Reads the portions on Spark and writes the tables; what came of it, and how many incidents there are.

    The session that `spark-submit` or the caller has made is used; else one of this machine with so many
    workers is started. `out` must be the same folder for all machines.
    """
    session = _session(workers, len(cut))
    kept = str(out.absolute() / "told")
    rows = [
        {"number": n, "paths": list(one.paths), "part": one.share.part, "parts": one.share.parts}
        for n, one in enumerate(cut)
    ]
    work = session.createDataFrame(pa.Table.from_pylist(rows, _PORTIONS)).repartition(
        len(rows) or 1, "number"
    )
    work.mapInArrow(Tell(options, out.absolute()), spark_schema(_TOLD)).write.parquet(kept)
    told = session.read.schema(spark_schema(_TOLD)).parquet(kept)
    reports = told.where(f.col("id").isNotNull()).select(*REPORTS.names)
    _write(reports, out, "reports")
    claims = reports.select("report", "raw", "claims").mapInArrow(claim_rows, spark_schema(CLAIMS))
    _write(claims, out, "claims")
    aside = told.where(f.col("id").isNull())
    _write(aside.select(*(f.col(f"aside_{name}").alias(name) for name in SET_ASIDE.names)), out, "set_aside")
    _write(incidents_of(reports), out, "incidents")
    shutil.rmtree(kept, ignore_errors=True)
    return _counts(session, out)


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


def _write(table: DataFrame, out: Path, name: str) -> None:
    table.write.option("compression", "zstd").parquet(str(out.absolute() / name))


def _counts(session: SparkSession, out: Path) -> tuple[Counts, int]:
    read = {
        name: session.read.schema(spark_schema(schema)).parquet(str(out.absolute() / name))
        for name, schema in (
            ("reports", REPORTS),
            ("claims", CLAIMS),
            ("set_aside", SET_ASIDE),
            ("incidents", INCIDENTS),
        )
    }
    sums = read["reports"].agg(f.count("unread"), f.coalesce(f.sum(f.length("raw")), f.lit(0))).first()
    unread, size = (int(sums[0]), int(sums[1])) if sums is not None else (0, 0)
    counts = Counts(read["reports"].count(), read["claims"].count(), read["set_aside"].count(), unread, size)
    return counts, read["incidents"].count()
