"""Bytes in, Reports out: whatever people have, each input told by its content.

The door is `read`, and `read_document` for what an address answered; `read_listing` says what a feed or a
sitemap names. `size_of` says beforehand how many bytes `read` will go through. See `docs/method/reading.md`.
"""

from warmonitor.reading.door import read, read_document, read_entry, size_of
from warmonitor.reading.listing import Listing, read_listing
from warmonitor.reading.nouns import Document, Entry, Limits, Reading, ReadingOptions, RefusedError, Unread
from warmonitor.reading.tables import KEYS as COLUMN_KEYS

__all__ = [
    "COLUMN_KEYS",
    "Document",
    "Entry",
    "Limits",
    "Listing",
    "Reading",
    "ReadingOptions",
    "RefusedError",
    "Unread",
    "read",
    "read_document",
    "read_entry",
    "read_listing",
    "size_of",
]
