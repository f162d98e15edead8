"""Ledgers to test on: SQLite always, and a PostgreSQL that the tests start themselves."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from postgres_server import Server, postgres_binaries

from warmonitor.ledger import Ledger


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
