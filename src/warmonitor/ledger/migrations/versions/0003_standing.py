"""Indexes of what stands, in the order of the lists, and of the words of reports and claims."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ORDERED_BY = {
    "reports": (),
    "claims": ("type", "modality", "newness"),
    "incidents": ("type", "status", "country"),
}


def upgrade() -> None:
    """Make the indexes."""
    for table, columns in ORDERED_BY.items():
        _make(f"ix_{table}_standing", table, sa.text("day DESC"), "id", "starts", "ends")
        _make(f"ix_{table}_standing_days", table, "ends", "starts")
        for column in columns:
            _make(f"ix_{table}_standing_{column}", table, column, sa.text("day DESC"), "id")

    for table in ("reports", "claims"):
        _index_words(table)


def _index_words(table: str) -> None:
    """Index runs of three letters where the database can; without it a search by words only takes longer."""
    connection = op.get_bind()
    statements = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
    try:
        with connection.begin_nested():
            for statement in statements:
                connection.execute(sa.text(statement.format(table=table)))
    except DBAPIError:
        return


_SQLITE = (
    "CREATE VIRTUAL TABLE {table}_words USING"
    " fts5(search, content='{table}', content_rowid='seq', tokenize='trigram')",
    "INSERT INTO {table}_words (rowid, search) SELECT seq, search FROM {table}",
    "CREATE TRIGGER {table}_words_kept AFTER INSERT ON {table} BEGIN"
    " INSERT INTO {table}_words (rowid, search) VALUES (new.seq, new.search); END",
)
_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX ix_{table}_words ON {table} USING gin (search gin_trgm_ops)",
)


def _make(name: str, table: str, *columns: str | sa.TextClause) -> None:
    standing = sa.column("replaced_at").is_(None) & sa.column("withdrawn", sa.Boolean).is_(False)
    columns += ("withdrawn", "replaced_at")
    op.create_index(name, table, list(columns), sqlite_where=standing, postgresql_where=standing)
