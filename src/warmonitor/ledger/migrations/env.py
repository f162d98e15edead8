"""Runs the migrations on the connection that the ledger hands over, inside its transaction."""

from alembic import context

from warmonitor.ledger.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
