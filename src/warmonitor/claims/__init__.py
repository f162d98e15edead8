"""Parsed sentences in, claims out: what is said, in words, nothing resolved."""
