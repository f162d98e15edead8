"""The schema that the migrations make is the one that the code knows."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text

from warmonitor.ledger import Ledger
from warmonitor.ledger.location import address
from warmonitor.ledger.schema import METADATA


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return [found for found in compare_metadata(context, METADATA) if "alembic_version" not in str(found)]


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
        connection.execute(text("DROP INDEX ix_claims_type"))
        assert len(differences(connection)) == 1
    engine.dispose()


def test_opening_again_changes_nothing(url: str) -> None:
    with Ledger.open(url) as first, Ledger.open(url) as second:
        assert first.stats() == second.stats()
