"""Ledgers to test on: SQLite always, and a PostgreSQL that the tests start themselves."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
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


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address, with %s for the database, of a PostgreSQL server that lives as long as the tests."""
    binaries = postgres_binaries()
    if binaries is None:
        reason = "no PostgreSQL server on this machine (Debian: apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="warmonitor-pg-", ignore_cleanup_errors=True) as folder:
        user = "postgres" if os.geteuid() == 0 else None
        if user:
            entry = pwd.getpwnam(user)
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        data = Path(folder) / "data"

        def server(*command: str) -> None:
            subprocess.run(
                [str(binaries / command[0]), *command[1:]],
                check=True,
                user=user,
                cwd=folder,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

        server(
            "initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        server("pg_ctl", "-D", str(data), "-w", "-o", options, "-l", f"{folder}/log", "start")
        try:
            yield f"postgresql+psycopg://postgres@/%s?host={folder}"
        finally:
            server("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")


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
