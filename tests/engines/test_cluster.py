"""The recipe of docs/use/spark.md on a cluster: a master and two workers, each a process of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

import msgspec
import pytest

import warmonitor
from warmonitor.engines.tables import read_table

pyspark = pytest.importorskip("pyspark")
pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java runtime: see scripts/need-java"),
]

SPARK = Path(pyspark.__file__).parent
PACKAGE = Path(warmonitor.__file__).parent
RUN = "import sys\n\nfrom warmonitor.cli import main\n\nsys.argv.insert(1, 'run')\nmain()\n"
TOWNS = ("Saraqeb", "Idlib", "Hama", "Homs", "Raqqa", "Palmyra")
HERE = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def awaited(page: str, words: str) -> None:
    """Waits until a page says so."""
    for _ in range(120):
        try:
            with urlopen(page) as answer:
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.5)
    raise AssertionError(f"{page} never said {words}")


@pytest.fixture
def master(tmp_path: Path) -> Iterator[str]:
    """The address of a master that two workers have reported to."""
    port, page = free_port(), free_port()
    environment = os.environ | {"SPARK_LOCAL_IP": HERE, "SPARK_NO_DAEMONIZE": "1"}
    environment |= {"SPARK_WORKER_DIR": str(tmp_path / "work"), "SPARK_DAEMON_MEMORY": "256m"}

    def started(name: str, *words: str) -> None:
        log = stack.enter_context((tmp_path / f"{name}.log").open("wb"))
        command = [str(SPARK / "bin" / "spark-class"), f"org.apache.spark.deploy.{words[0]}", *words[1:]]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        stack.callback(process.wait, 30)
        stack.callback(process.terminate)

    with ExitStack() as stack:
        address = f"spark://{HERE}:{port}"
        started("master", "master.Master", "--host", HERE, "--port", str(port), "--webui-port", str(page))
        for name in ("one", "other"):
            here = ("--host", HERE, "--webui-port", str(free_port()), "--cores", "1", "--memory", "1g")
            started(name, "worker.Worker", *here, address)
        awaited(f"http://{HERE}:{page}/json/", '"aliveworkers" : 2')
        yield address


def packed(folder: Path) -> Path:
    """The package as a zip, as `make wheel` writes it; nothing compiled in it."""
    shutil.copytree(
        PACKAGE, folder / "package" / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__", "static")
    )
    with (folder / "package" / PACKAGE.name / "__init__.py").open("a") as door:
        door.write("\nimport sys\n\nprint('told by the archive', file=sys.stderr)\n")
    return Path(shutil.make_archive(str(folder / "warmonitor"), "zip", folder / "package"))


def written(folder: Path) -> Path:
    items = [
        {
            "text": f"Rebels shelled {town} on Friday, killing at least {n + 2} people, the army said.",
            "outlet": f"Wire {n % 9}",
            "published": f"2021-05-{n % 28 + 1:02}",
        }
        for n, town in enumerate(TOWNS * 20)
    ]
    path = folder / "items.jsonl"
    path.write_bytes(b"\n".join(msgspec.json.encode(item) for item in items))
    return path


def command(folder: Path, path: Path, *words: str) -> Sequence[str]:
    return ["run.py", str(path), "--out", str(folder), *words]


def told(out: Path) -> tuple[list[str], list[str]]:
    """The ids of claims and the ids of incidents with their claims, sorted."""
    claims = sorted(row["id"] for row in read_table(out, "claims"))
    return claims, sorted(f"{row['id']} {row['claims']}" for row in read_table(out, "incidents"))


def test_the_recipe_tells_on_a_cluster_what_one_process_tells(master: str, tmp_path: Path) -> None:
    archive, path = packed(tmp_path), written(tmp_path)
    (tmp_path / "run.py").write_text(RUN)
    settings = {
        "spark.executorEnv.PYTHONPATH": "warmonitor-package",
        "spark.executorEnv.OMP_NUM_THREADS": "1",
        "spark.executor.memory": "512m",
        "spark.sql.session.timeZone": "UTC",
        "spark.task.maxFailures": "8",
        "spark.driver.host": HERE,
        "spark.sql.shuffle.partitions": "2",
    }
    submit = [str(SPARK / "bin" / "spark-submit"), "--master", master]
    submit += ["--archives", f"{archive}#warmonitor-package"]
    submit += [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent), "SPARK_LOCAL_IP": HERE}
    environment |= {"PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
    for engine in ("spark", "local"):
        start = submit if engine == "spark" else [sys.executable]
        words = command(tmp_path / engine, path, "--engine", engine, "--workers", "2")
        subprocess.run([*start, *words], cwd=tmp_path, env=environment, check=True)
    assert told(tmp_path / "spark") == told(tmp_path / "local")
    logs = list(tmp_path.glob("work/*/*/stderr"))
    assert len(logs) == 2
    for log in logs:
        assert "told by the archive" in log.read_text(), "each executor imports the package that was sent"
    assert len(told(tmp_path / "spark")[1]) > 6
