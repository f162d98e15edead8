"""Bytes in, Reports out."""
