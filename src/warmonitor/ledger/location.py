"""Where the ledger is: the address given, else `WARMONITOR_DB`, else a file in the user's data folder."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from warmonitor.knowledge.folders import data_folder
from warmonitor.ledger.errors import LedgerError

_ADDRESSES = "Use a file name, sqlite:///file.db or postgresql+psycopg://user:password@host/database."


def default_path(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The ledger's file when none is named: `ledger.db` in the user's data folder."""
    return data_folder(environment, platform) / "ledger.db"


def address(url: str | None, environment: Mapping[str, str] = os.environ) -> URL:
    """The database's address; a word without "://" is the name of a SQLite file.

    Raises:
        LedgerError: not an address, or of a database that the ledger does not run on.
    """
    named = url or environment.get("WARMONITOR_DB") or str(default_path(environment))
    if "://" not in named:
        return URL.create("sqlite", database=str(Path(named).expanduser()))
    try:
        parsed = make_url(named)
    except ArgumentError:
        raise LedgerError("the ledger's address cannot be read", _ADDRESSES) from None
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise LedgerError(f"the ledger does not run on {backend}", _ADDRESSES)
    if parsed.database in (None, "", ":memory:"):
        raise LedgerError("a ledger in memory would be lost", _ADDRESSES)
    return parsed.set(drivername="sqlite")
