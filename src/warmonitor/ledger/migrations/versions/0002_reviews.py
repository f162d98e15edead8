"""What reviewers decide, append-only."""

import sqlalchemy as sa
from alembic import op

from warmonitor.ledger.schema import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables of reviews."""
    op.create_table(
        "reviews",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("change", NUMBER, nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("act", WORDS, nullable=False),
        sa.Column("undoes", WORDS, nullable=True),
        sa.Column("body", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["change"], ["changes.seq"], name=op.f("fk_reviews_change")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_reviews")),
        sa.UniqueConstraint("id", name=op.f("uq_reviews_id")),
    )
    op.create_index(op.f("ix_reviews_change"), "reviews", ["change"], unique=False)
    op.create_index(op.f("ix_reviews_undoes"), "reviews", ["undoes"], unique=False)
    op.create_table(
        "review_subjects",
        sa.Column("owner", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["reviews.seq"], name=op.f("fk_review_subjects_owner")),
        sa.PrimaryKeyConstraint("owner", "position", name=op.f("pk_review_subjects")),
    )
    op.create_index(op.f("ix_review_subjects_subject"), "review_subjects", ["subject"], unique=False)
