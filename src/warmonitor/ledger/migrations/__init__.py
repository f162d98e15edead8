"""Versions of the schema, oldest first; applied when a ledger is opened."""
