"""Where a page of an answer ends, as an opaque word to ask for what follows."""

import base64
import binascii
from datetime import date

from warmonitor.model import Claim, Incident, Report

Noun = Report | Claim | Incident

UNDATED = 0
"""The order of what has no day: after all that has one."""


def _order(first: date | None, last: date | None) -> int:
    day = first or last
    return day.toordinal() if day else UNDATED


def day_order(noun: Noun) -> int:
    """The day by which a noun is ordered, latest first, as a count of days; `UNDATED` when it has none."""
    if isinstance(noun, Report):
        return _order(noun.published.start, noun.published.end) if noun.published else UNDATED
    return _order(noun.time.start, noun.time.end) if noun.time else UNDATED


def cursor(noun: Noun) -> str:
    """The cursor after which the next page begins, made from the last noun of the page before."""
    return cursor_at(day_order(noun), noun.id)


def cursor_at(day: int, identity: str) -> str:
    """The cursor after what has a day order and an id."""
    return base64.urlsafe_b64encode(f"{day}:{identity}".encode()).decode().rstrip("=")


def read_cursor(word: str) -> tuple[int, str]:
    """The day order and id that a cursor stands for.

    Raises:
        ValueError: the word is not a cursor.
    """
    try:
        day, _, identity = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode().partition(":")
        if int(day) != UNDATED:
            date.fromordinal(int(day))
        return int(day), identity
    except (binascii.Error, UnicodeDecodeError, ValueError, OverflowError):
        raise ValueError(f"not a cursor: {word!r}") from None
