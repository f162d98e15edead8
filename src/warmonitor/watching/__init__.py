"""Feeds, over and over."""
