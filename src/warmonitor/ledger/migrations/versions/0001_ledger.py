"""The first ledger: reports, claims and incidents as revisions, raw bytes, the chained changelog."""

import sqlalchemy as sa
from alembic import op

from warmonitor.ledger.schema import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    _changes_and_reports()
    _claims()
    _incidents()


def _changes_and_reports() -> None:
    op.create_table(
        "changes",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("who", WORDS, nullable=False),
        sa.Column("what", WORDS, nullable=False),
        sa.Column("subject", WORDS, nullable=True),
        sa.Column("why", WORDS, nullable=True),
        sa.Column("digest", WORDS, nullable=False),
        sa.Column("previous", WORDS, nullable=False),
        sa.Column("hash", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_changes")),
        sa.UniqueConstraint("previous", name=op.f("uq_changes_previous")),
    )
    op.create_table(
        "raws",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("change", NUMBER, nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("sha256", WORDS, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("path", WORDS, nullable=False),
        sa.Column("url", WORDS, nullable=True),
        sa.Column("retrieved_at", Instant(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["change"], ["changes.seq"], name=op.f("fk_raws_change")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_raws")),
        sa.UniqueConstraint("sha256", name=op.f("uq_raws_sha256")),
    )
    op.create_index(op.f("ix_raws_change"), "raws", ["change"], unique=False)
    op.create_table(
        "reports",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("change", NUMBER, nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("replaced_at", Instant(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("sha256", WORDS, nullable=False),
        sa.Column("outlet", WORDS, nullable=False),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("title", WORDS, nullable=True),
        sa.Column("url", WORDS, nullable=True),
        sa.Column("search", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["change"], ["changes.seq"], name=op.f("fk_reports_change")),
        sa.ForeignKeyConstraint(["sha256"], ["raws.sha256"], name=op.f("fk_reports_sha256")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_reports")),
        sa.UniqueConstraint("id", "revision", name=op.f("uq_reports_id_revision")),
    )
    op.create_index(op.f("ix_reports_change"), "reports", ["change"], unique=False)
    op.create_index(op.f("ix_reports_day_id"), "reports", ["day", "id"], unique=False)
    op.create_index(op.f("ix_reports_outlet"), "reports", ["outlet"], unique=False)
    op.create_index(op.f("ix_reports_sha256"), "reports", ["sha256"], unique=False)


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("change", NUMBER, nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("replaced_at", Instant(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("report", WORDS, nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("modality", WORDS, nullable=False),
        sa.Column("newness", WORDS, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("admin1", WORDS, nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("search", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["change"], ["changes.seq"], name=op.f("fk_claims_change")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_claims")),
        sa.UniqueConstraint("id", "revision", name=op.f("uq_claims_id_revision")),
    )
    op.create_index(op.f("ix_claims_change"), "claims", ["change"], unique=False)
    op.create_index(op.f("ix_claims_day_id"), "claims", ["day", "id"], unique=False)
    op.create_index(op.f("ix_claims_report"), "claims", ["report"], unique=False)
    op.create_index(op.f("ix_claims_type"), "claims", ["type"], unique=False)
    op.create_table(
        "claim_places",
        sa.Column("owner", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", WORDS, nullable=True),
        sa.Column("place_name", WORDS, nullable=True),
        sa.Column("place_text", WORDS, nullable=True),
        sa.Column("name_key", WORDS, nullable=True),
        sa.Column("text_key", WORDS, nullable=True),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("admin1", WORDS, nullable=True),
        sa.Column("admin1_key", WORDS, nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("precision", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["owner"], ["claims.seq"], name=op.f("fk_claim_places_owner")),
        sa.PrimaryKeyConstraint("owner", "position", name=op.f("pk_claim_places")),
    )
    op.create_index(op.f("ix_claim_places_admin1_key"), "claim_places", ["admin1_key"], unique=False)
    op.create_index(op.f("ix_claim_places_country"), "claim_places", ["country"], unique=False)
    op.create_index(op.f("ix_claim_places_name_key"), "claim_places", ["name_key"], unique=False)
    op.create_index(op.f("ix_claim_places_place"), "claim_places", ["place"], unique=False)
    op.create_index(op.f("ix_claim_places_text_key"), "claim_places", ["text_key"], unique=False)
    op.create_table(
        "claim_actors",
        sa.Column("owner", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", WORDS, nullable=False),
        sa.Column("actor", WORDS, nullable=True),
        sa.Column("name", WORDS, nullable=True),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("name_key", WORDS, nullable=True),
        sa.Column("text_key", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["claims.seq"], name=op.f("fk_claim_actors_owner")),
        sa.PrimaryKeyConstraint("owner", "position", name=op.f("pk_claim_actors")),
    )
    op.create_index(op.f("ix_claim_actors_actor"), "claim_actors", ["actor"], unique=False)
    op.create_index(op.f("ix_claim_actors_name_key"), "claim_actors", ["name_key"], unique=False)
    op.create_index(op.f("ix_claim_actors_text_key"), "claim_actors", ["text_key"], unique=False)
    op.create_table(
        "claim_voices",
        sa.Column("owner", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("voice", WORDS, nullable=True),
        sa.Column("name", WORDS, nullable=True),
        sa.Column("text", WORDS, nullable=True),
        sa.Column("speaker", WORDS, nullable=True),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("name_key", WORDS, nullable=True),
        sa.Column("text_key", WORDS, nullable=True),
        sa.Column("speaker_key", WORDS, nullable=True),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["owner"], ["claims.seq"], name=op.f("fk_claim_voices_owner")),
        sa.PrimaryKeyConstraint("owner", "position", name=op.f("pk_claim_voices")),
    )
    op.create_index(op.f("ix_claim_voices_name_key"), "claim_voices", ["name_key"], unique=False)
    op.create_index(op.f("ix_claim_voices_speaker_key"), "claim_voices", ["speaker_key"], unique=False)
    op.create_index(op.f("ix_claim_voices_text_key"), "claim_voices", ["text_key"], unique=False)
    op.create_index(op.f("ix_claim_voices_voice"), "claim_voices", ["voice"], unique=False)
    op.create_table(
        "figures",
        sa.Column("owner", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("measure", WORDS, nullable=False),
        sa.Column("counted", WORDS, nullable=False),
        sa.Column("low", NUMBER, nullable=True),
        sa.Column("high", NUMBER, nullable=True),
        sa.Column("part_of", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["owner"], ["claims.seq"], name=op.f("fk_figures_owner")),
        sa.PrimaryKeyConstraint("owner", "position", name=op.f("pk_figures")),
    )
    op.create_index(op.f("ix_figures_measure"), "figures", ["measure"], unique=False)


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("change", NUMBER, nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("replaced_at", Instant(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("status", WORDS, nullable=False),
        sa.Column("grade", WORDS, nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("place", WORDS, nullable=True),
        sa.Column("place_name", WORDS, nullable=True),
        sa.Column("place_text", WORDS, nullable=True),
        sa.Column("name_key", WORDS, nullable=True),
        sa.Column("text_key", WORDS, nullable=True),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("admin1", WORDS, nullable=True),
        sa.Column("admin1_key", WORDS, nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("precision", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["change"], ["changes.seq"], name=op.f("fk_incidents_change")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_incidents")),
        sa.UniqueConstraint("id", "revision", name=op.f("uq_incidents_id_revision")),
    )
    op.create_index(op.f("ix_incidents_admin1_key"), "incidents", ["admin1_key"], unique=False)
    op.create_index(op.f("ix_incidents_change"), "incidents", ["change"], unique=False)
    op.create_index(op.f("ix_incidents_country"), "incidents", ["country"], unique=False)
    op.create_index(op.f("ix_incidents_day_id"), "incidents", ["day", "id"], unique=False)
    op.create_index(op.f("ix_incidents_name_key"), "incidents", ["name_key"], unique=False)
    op.create_index(op.f("ix_incidents_place"), "incidents", ["place"], unique=False)
    op.create_index(op.f("ix_incidents_status"), "incidents", ["status"], unique=False)
    op.create_index(op.f("ix_incidents_text_key"), "incidents", ["text_key"], unique=False)
    op.create_index(op.f("ix_incidents_type"), "incidents", ["type"], unique=False)
    op.create_table(
        "incident_claims",
        sa.Column("owner", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["incidents.seq"], name=op.f("fk_incident_claims_owner")),
        sa.PrimaryKeyConstraint("owner", "position", name=op.f("pk_incident_claims")),
    )
    op.create_index(op.f("ix_incident_claims_claim"), "incident_claims", ["claim"], unique=False)
    op.create_table(
        "redirects",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("change", NUMBER, nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("old", WORDS, nullable=False),
        sa.Column("new", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["change"], ["changes.seq"], name=op.f("fk_redirects_change")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_redirects")),
    )
    op.create_index(op.f("ix_redirects_change"), "redirects", ["change"], unique=False)
    op.create_index(op.f("ix_redirects_new"), "redirects", ["new"], unique=False)
    op.create_index(op.f("ix_redirects_old"), "redirects", ["old"], unique=False)
    op.create_table(
        "families",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("change", NUMBER, nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("report", WORDS, nullable=False),
        sa.Column("family", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["change"], ["changes.seq"], name=op.f("fk_families_change")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_families")),
    )
    op.create_index(op.f("ix_families_change"), "families", ["change"], unique=False)
    op.create_index(op.f("ix_families_family"), "families", ["family"], unique=False)
    op.create_index(op.f("ix_families_report"), "families", ["report"], unique=False)
