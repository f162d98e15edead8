"""What all nouns share."""

import msgspec

Span = tuple[int, int]
"""Character offsets [start, end) into a report's text."""


class Noun(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen value whose JSON keys stand in the order of its fields."""
