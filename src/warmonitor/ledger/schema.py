"""The tables, the same on SQLite and PostgreSQL.

Reports, claims and incidents are kept as revisions: rows with the noun's JSON as `body`, never altered. The
one column that is written later is `replaced_at`, the instant of the next revision; it only repeats what
that next row says, so that a question about any moment needs no search for the latest row (`verify` checks
it). A revision with `withdrawn` set is a tombstone and repeats the last body. The other columns and the
tables that hang on `claims` and `incidents` only index what the body says.

Reviews are written once and never revised: what a later one undoes stays.

Rows are numbered by `seq`; `change` names the entry of the changelog that wrote them.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Number = BigInteger().with_variant(Integer, "sqlite")


Words = Text().with_variant(Text(collation="C"), "postgresql")
"""Text in the order of its code points on every database."""


class Instant(TypeDecorator[datetime]):
    """An instant in UTC: `timestamptz` on PostgreSQL, a text that sorts by time on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC, there without its zone where the database keeps none."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """From the database: always with its zone, UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _appended(name: str, *columns: Any) -> Table:
    """A table whose rows are written once, each by a change."""
    return Table(
        name,
        METADATA,
        Column("seq", Number, primary_key=True, autoincrement=False),
        Column("change", Number, ForeignKey("changes.seq"), nullable=False, index=True),
        Column("recorded_at", Instant, nullable=False),
        *columns,
    )


def _revisions(name: str, *columns: Any) -> Table:
    """A table of revisions of one kind of noun; `day` orders them (see `cursor.day_order`)."""
    return _appended(
        name,
        Column("id", Words, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("replaced_at", Instant),
        Column("withdrawn", Boolean, nullable=False),
        Column("body", Words, nullable=False),
        Column("day", Integer, nullable=False),
        Column("starts", Date),
        Column("ends", Date),
        *columns,
        UniqueConstraint("id", "revision"),
    )


def _part(name: str, owner: str, *columns: Any) -> Table:
    """A table that indexes one list within a revision, in the order of that list."""
    return Table(
        name,
        METADATA,
        Column("owner", Number, ForeignKey(f"{owner}.seq"), primary_key=True),
        Column("position", Integer, primary_key=True),
        *columns,
    )


def _place_columns() -> list[Column[Any]]:
    return [
        Column("place", Words),
        Column("place_name", Words),
        Column("place_text", Words),
        Column("name_key", Words),
        Column("text_key", Words),
        Column("country", Words),
        Column("admin1", Words),
        Column("admin1_key", Words),
        Column("lat", Float),
        Column("lon", Float),
        Column("precision", Words),
    ]


changes = Table(
    "changes",
    METADATA,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("recorded_at", Instant, nullable=False, index=True),
    Column("who", Words, nullable=False),
    Column("what", Words, nullable=False),
    Column("subject", Words),
    Column("why", Words),
    Column("digest", Words, nullable=False),
    Column("previous", Words, nullable=False, unique=True),
    Column("hash", Words, nullable=False),
)

raws = _appended(
    "raws",
    Column("sha256", Words, nullable=False, unique=True),
    Column("size", Number, nullable=False),
    Column("path", Words, nullable=False),
    Column("url", Words),
    Column("retrieved_at", Instant, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

reports = _revisions(
    "reports",
    Column("sha256", Words, ForeignKey("raws.sha256"), nullable=False, index=True),
    Column("outlet", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("title", Words),
    Column("url", Words),
    Column("search", Words, nullable=False),
)

claims = _revisions(
    "claims",
    Column("report", Words, nullable=False, index=True),
    Column("type", Words, nullable=False),
    Column("modality", Words, nullable=False),
    Column("newness", Words, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("country", Words),
    Column("admin1", Words),
    Column("lat", Float),
    Column("lon", Float),
    Column("search", Words, nullable=False),
)

claim_places = _part("claim_places", "claims", *_place_columns())

claim_actors = _part(
    "claim_actors",
    "claims",
    Column("role", Words, nullable=False),
    Column("actor", Words),
    Column("name", Words),
    Column("text", Words, nullable=False),
    Column("name_key", Words),
    Column("text_key", Words, nullable=False),
)

claim_voices = _part(
    "claim_voices",
    "claims",
    Column("voice", Words),
    Column("name", Words),
    Column("text", Words),
    Column("speaker", Words),
    Column("kind", Words, nullable=False),
    Column("name_key", Words),
    Column("text_key", Words),
    Column("speaker_key", Words),
    Column("said_on", Date),
)

figures = _part(
    "figures",
    "claims",
    Column("measure", Words, nullable=False),
    Column("counted", Words, nullable=False),
    Column("low", Number),
    Column("high", Number),
    Column("part_of", Integer),
)

incidents = _revisions(
    "incidents",
    Column("type", Words, nullable=False),
    Column("status", Words, nullable=False),
    Column("grade", Words),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    *_place_columns(),
)

incident_claims = _part("incident_claims", "incidents", Column("claim", Words, nullable=False, index=True))

WORDS_OF = {"reports": "reports_words", "claims": "claims_words"}
"""On SQLite, the index of runs of three letters in `search`, filled by triggers; made by a migration, and not
there where SQLite has no FTS5. PostgreSQL has an index by `pg_trgm` in its place, where that is allowed."""

redirects = _appended(
    "redirects",
    Column("old", Words, nullable=False, index=True),
    Column("new", Words, nullable=False, index=True),
)

families = _appended(
    "families",
    Column("report", Words, nullable=False, index=True),
    Column("family", Words, nullable=False, index=True),
)

reviews = _appended(
    "reviews",
    Column("id", Words, nullable=False, unique=True),
    Column("act", Words, nullable=False),
    Column("undoes", Words, index=True),
    Column("body", Words, nullable=False),
)

review_subjects = _part("review_subjects", "reviews", Column("subject", Words, nullable=False, index=True))

packs = Table(
    "packs",
    METADATA,
    Column("facet", Words, primary_key=True),
    Column("run", Integer, primary_key=True, autoincrement=False),
    Column("arrays", LargeBinary, nullable=False),
    Column("terms", LargeBinary, nullable=False),
)
"""What questions look at of each full run of rows, in one blob (see `packing`)."""
