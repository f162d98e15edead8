"""Spark tells what one process tells, and loses nothing to a dead worker."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest

from warmonitor.engines.bulk import ENGINES, Engine, run
from warmonitor.engines.tables import read_table
from warmonitor.reading import ReadingOptions, stores

pytest.importorskip("pyspark")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java runtime: see scripts/need-java"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

OPTIONS = ReadingOptions(retrieved_at=datetime(2031, 6, 1, tzinfo=UTC))
SAMPLES = files("warmonitor").joinpath("samples")
TOWNS = ("Saraqeb", "Idlib", "Hama", "Homs", "Raqqa", "Palmyra")


@pytest.fixture(scope="module", autouse=True)
def _session(credentials: None) -> Iterator[None]:
    """One session for the tests of this file, set for little data: one worker, nothing compiled."""
    from pyspark.sql import SparkSession  # noqa: PLC0415

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("tests").master("local[1]")
    for name, value in {
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "1",
        "spark.ui.enabled": "false",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield
    session.stop()


def written(folder: Path, count: int) -> Path:
    """A list of invented reports: each town shelled, denied and copied over and over."""
    path = folder / "items.jsonl"
    items = []
    for n in range(count):
        town, day = TOWNS[n % len(TOWNS)], date(2031, 1, 1) + timedelta(days=n // 7)
        told = f"Rebels shelled {town} on {day:%A}, killing at least {n % 5 + 2} people, the army said. "
        told += "The rebels denied that they had shelled the town." if n % 4 == 0 else ""
        items.append({"text": told, "outlet": f"Wire {n % 9}", "published": str(day)})
        if n % 3 == 0:
            spoken = f"Mourners in {town} bury the victims."
            items.append({"text": spoken, "outlet": "Echo", "published": str(day + timedelta(days=1))})
    path.write_bytes(b"\n".join(msgspec.json.encode(item) for item in items) + b"\n{\n")
    return path


def told(out: str | Path) -> tuple[list[str], list[str], list[str]]:
    """Claims, incidents and inputs set aside, sorted."""
    return (
        sorted(claim for row in read_table(out, "reports") for claim in row["claims"]),
        sorted(row["incident"] for row in read_table(out, "incidents")),
        sorted(row["path"] for row in read_table(out, "set_aside")),
    )


def same_by_all(inputs: list[Path | str], folder: Path, engines: tuple[Engine, ...] = ENGINES) -> None:
    done = {engine: run(inputs, OPTIONS, folder / engine, engine=engine, workers=2) for engine in engines}
    for engine in engines:
        assert done[engine] == done["local"]
        assert told(folder / engine) == told(folder / "local")
    assert done["local"].incidents > 0
    assert any('"mentions":[{' in incident for incident in told(folder / "local")[1])


def test_spark_tells_what_one_process_tells(tmp_path: Path) -> None:
    same_by_all([written(tmp_path, 8)], tmp_path, ("local", "spark"))


def test_spark_reads_and_writes_a_store(bucket: str, asked: str, tmp_path: Path) -> None:
    path = written(tmp_path, 4)
    stores.write(f"{bucket}/in/items.jsonl{asked}", path.read_bytes())
    there = run([f"{bucket}/in{asked}"], OPTIONS, f"{bucket}/told{asked}", engine="spark")
    here = run([f"{bucket}/in{asked}"], OPTIONS, tmp_path / "told")
    assert there == here
    assert told(f"{bucket}/told{asked}") == told(tmp_path / "told")


@pytest.mark.soak
def test_all_three_engines_tell_the_same_of_many(tmp_path: Path) -> None:
    same_by_all([str(SAMPLES), written(tmp_path, 2500)], tmp_path)
