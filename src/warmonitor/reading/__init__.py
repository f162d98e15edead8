"""Bytes in, Reports out: whatever people have, each input told by its content.

The door is `read`; `size_of` says beforehand how many bytes it will go through. See `docs/method/reading.md`.
"""

from warmonitor.reading.door import read, size_of
from warmonitor.reading.nouns import Limits, Reading, ReadingOptions, Unread

__all__ = ["Limits", "Reading", "ReadingOptions", "Unread", "read", "size_of"]
