"""Ledgers to test on: SQLite always, and a PostgreSQL that the tests start themselves."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from warmonitor.ledger import Ledger


def postgres_binaries() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine."""
    if found := shutil.which("postgres"):
        return Path(found).parent
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3])
    )
    return versions[-1].parent if versions else None


class Server:
    """A PostgreSQL server in a folder of its own, reached by a socket in it."""

    def __init__(self, binaries: Path, folder: str) -> None:
        self._binaries = binaries
        self._folder = folder
        self._user = "postgres" if os.geteuid() == 0 else None
        if self._user:
            entry = pwd.getpwnam(self._user)
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        self._data = str(Path(folder) / "data")
        self._call("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@/postgres?host={self._folder}"

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self._folder} -c fsync=off"
        self._call("pg_ctl", "-w", "-o", options, "-l", f"{self._folder}/log", "start")

    def stop(self) -> None:
        self._call("pg_ctl", "-w", "-m", "immediate", "stop")

    def _call(self, program: str, *words: str) -> None:
        subprocess.run(
            [str(self._binaries / program), "-D", self._data, *words],
            check=True,
            user=self._user,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def running_server() -> Iterator[Server]:
    binaries = postgres_binaries()
    if binaries is None:
        reason = "no PostgreSQL server on this machine (Debian: apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="warmonitor-pg-", ignore_cleanup_errors=True) as folder:
        server = Server(binaries, folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address, with %s for the database, of a PostgreSQL server that lives as long as the tests."""
    with running_server() as server:
        yield server.url.replace("/postgres?", "/%s?")


@pytest.fixture
def stoppable_server() -> Iterator[Server]:
    """A PostgreSQL server that a test may stop and start; running again when the test ends."""
    with running_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.db"
    address: str = request.getfixturevalue("postgres_server")
    name = "postgres"
    with psycopg.connect((address % name).replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return address % name


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger.open(url) as opened:
        yield opened
