"""The schema that the migrations make is the one that the code knows, and old ledgers come along.

`schemas/` keeps a small ledger as each released version of the schema kept it.
"""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from invented_war import claimed, reported
from sqlalchemy import Connection, create_engine, text

from warmonitor.ledger import Draft, Ledger, database
from warmonitor.ledger.location import address
from warmonitor.ledger.schema import METADATA
from warmonitor.model import to_json

OLD = sorted((Path(__file__).parent / "schemas").glob("*.json"))


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return [found for found in compare_metadata(context, METADATA) if not passed_over(str(found))]


def passed_over(found: str) -> bool:
    """Tables that are no tables of ours: the version, and the index of words, which no model describes."""
    return "alembic_version" in found or "_words" in found


def test_migrations_make_what_the_code_knows(url: str) -> None:
    Ledger.open(url).close()
    engine = create_engine(address(url))
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


def test_a_missing_index_would_be_seen(url: str) -> None:
    Ledger.open(url).close()
    engine = create_engine(address(url))
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_claims_report"))
        assert len(differences(connection)) == 1
    engine.dispose()


def test_opening_again_changes_nothing(url: str) -> None:
    with Ledger.open(url) as first, Ledger.open(url) as second:
        assert first.stats() == second.stats()


def make_old(url: str, kept: dict[str, Any]) -> None:
    """A ledger as an earlier version of the schema kept it."""
    engine = create_engine(address(url))
    config = database._migrations()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, kept["version"])
        for name, rows in kept["tables"].items():
            for row in rows:
                columns = ", ".join(f'"{column}"' for column in row)
                values = ", ".join(f":{column}" for column in row)
                told = {column: as_kept(value) for column, value in row.items()}
                if engine.name == "postgresql" and "withdrawn" in told:
                    told["withdrawn"] = bool(told["withdrawn"])
                connection.execute(text(f"INSERT INTO {name} ({columns}) VALUES ({values})"), told)
    engine.dispose()


def as_kept(value: Any) -> Any:
    if isinstance(value, dict):
        return base64.b64decode(value["base64"])
    return value


@pytest.mark.parametrize("path", OLD, ids=[path.stem for path in OLD])
def test_a_ledger_of_every_earlier_version_comes_along_with_its_data(url: str, path: Path) -> None:
    kept = json.loads(path.read_text(encoding="utf-8"))
    make_old(url, kept)
    with Ledger.open(url) as ledger:
        found = ledger.verify()
        assert (found.faults, found.head) == ((), kept["head"])
        assert [to_text(claim) for claim in ledger.claims()] == kept_bodies(kept, "claims")
        assert [to_text(incident) for incident in ledger.incidents()] == kept_bodies(kept, "incidents")
        for report in ledger.reports():
            assert ledger.raw(report.id)
        report, raw = reported("Then it went on.")
        claim = claimed(report)
        assert ledger.add(report, raw, [claim])
        ledger.review(Draft(act="reject", subjects=(claim.id,), why="no"), "Amal")
        assert ledger.verify().sound
    engine = create_engine(address(url))
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


def to_text(noun: Any) -> str:
    return to_json(noun).decode()


def kept_bodies(kept: dict[str, Any], table: str) -> list[str]:
    standing = [row for row in kept["tables"][table] if row["replaced_at"] is None and not row["withdrawn"]]
    return [row["body"] for row in sorted(standing, key=lambda row: (-row["day"], row["id"]))]
