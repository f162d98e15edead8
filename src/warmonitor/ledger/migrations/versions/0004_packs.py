"""What questions look at, packed; the indexes that the packs stand in place of go."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

GONE = {
    "reports": ("day_id", "outlet", "standing", "standing_days"),
    "claims": (
        "day_id",
        "type",
        "standing",
        "standing_days",
        "standing_type",
        "standing_modality",
        "standing_newness",
    ),
    "claim_places": ("admin1_key", "country", "name_key", "place", "text_key"),
    "claim_actors": ("actor", "name_key", "text_key"),
    "claim_voices": ("name_key", "speaker_key", "text_key", "voice"),
    "figures": ("measure",),
    "incidents": (
        "admin1_key",
        "country",
        "day_id",
        "name_key",
        "place",
        "status",
        "text_key",
        "type",
        "standing",
        "standing_days",
        "standing_type",
        "standing_status",
        "standing_country",
    ),
}


def upgrade() -> None:
    """Make the table of packs, which opening the ledger fills; drop the indexes."""
    op.create_table(
        "packs",
        sa.Column("facet", WORDS, nullable=False),
        sa.Column("run", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("arrays", sa.LargeBinary(), nullable=False),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("facet", "run", name=op.f("pk_packs")),
    )
    op.create_index(op.f("ix_changes_recorded_at"), "changes", ["recorded_at"], unique=False)
    for table, names in GONE.items():
        for name in names:
            op.drop_index(f"ix_{table}_{name}", table)
