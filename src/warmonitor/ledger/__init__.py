"""The database: what was read and what follows from it, kept for good."""
