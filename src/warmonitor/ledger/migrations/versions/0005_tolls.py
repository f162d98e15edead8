"""The tolls and frames of incidents are packed too: opening the ledger packs what is there."""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No table changes."""
