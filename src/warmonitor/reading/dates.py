"""Days as they are written in headers, metadata, addresses and datelines. What is ambiguous is not read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

import msgspec

from warmonitor.model.report import KnownBy
from warmonitor.reading import data
from warmonitor.reading.nouns import RefusedError

_EARLIEST = date(1600, 1, 1)
# It may already be tomorrow where the report was published.
_AHEAD = timedelta(days=1)
_TOP_BLOCKS = 6
_LONGEST_DATE_LINE = 100
_NUMBERS = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")


@dataclass(frozen=True)
class Stated:
    """A publication day, the words that state it, where they stand, and the instant if they tell its zone."""

    day: date
    words: str
    known_by: KnownBy
    at: datetime | None = None


class _Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    months: tuple[tuple[str, ...], ...]
    written: tuple[str, ...]
    weekday: str
    tail: str
    url: tuple[str, ...]
    published_line: str
    dateline_place: str
    dateline_end: str


class _Patterns:
    """The patterns of the YAML, compiled."""

    def __init__(self, dates: _Dates) -> None:
        self.months = {name: number for number, names in enumerate(dates.months, 1) for name in names}
        names = "|".join(sorted(self.months, key=len, reverse=True))

        def compiled(pattern: str, before: str = "", after: str = "") -> re.Pattern[str]:
            filled = pattern.replace("{months}", names).replace("{weekday}", dates.weekday)
            return re.compile(f"{before}(?i:{filled}){after}")

        self.written = [compiled(pattern, after=dates.tail) for pattern in dates.written]
        self.url = [compiled(pattern) for pattern in dates.url]
        line = f"(?i:{dates.published_line})"
        self.lines = [compiled(pattern, line, dates.tail) for pattern in dates.written]
        self.datelines = [
            compiled(pattern, dates.dateline_place, dates.dateline_end) for pattern in dates.written
        ]


@cache
def _patterns() -> _Patterns:
    return _Patterns(data.load("dates.yaml", _Dates))


def stated_day(words: str, retrieved_at: datetime) -> date:
    """The day that a header or metadata state, as written: a clock after it and its zone are passed over.

    Raises:
        RefusedError: when it is no day, ambiguous, before there were newspapers, or after retrieval.
    """
    mend = "write it as YYYY-MM-DD"
    shown = words.strip()[:40]
    found = _first(_patterns().written, words.strip(), whole=True)
    if found is None:
        raise RefusedError(f'its date "{shown}" is not a day that can be told', mend)
    day = _day(found)
    if day is None:
        raise RefusedError(f'its date "{shown}" is not in the calendar', mend)
    if not _plausible(day, retrieved_at):
        raise RefusedError(f'its date "{shown}" cannot be: it lies in the future or too far back', mend)
    return day


def instant_in(words: str) -> datetime | None:
    """The instant that words state in the form of ISO 8601 or of e-mail, with its zone; None of others."""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(words.strip())
        except ValueError:
            continue
        return found if found.tzinfo else None
    return None


def day_in_url(url: str, retrieved_at: datetime) -> Stated | None:
    """The day that an address carries, when it carries one."""
    for pattern in _patterns().url:
        for found in pattern.finditer(url):
            day = _day(found)
            if day and _plausible(day, retrieved_at):
                return Stated(day, found[0].strip("/_-"), "url")
    return None


def is_date_line(text: str) -> bool:
    """Whether a line says when something was published, and nothing else, even if the day cannot be told."""
    if len(text) > _LONGEST_DATE_LINE:
        return False
    return _first(_patterns().lines, text, whole=True) is not None or _NUMBERS.fullmatch(text) is not None


def dateline(blocks: Sequence[str], retrieved_at: datetime) -> Stated | None:
    """The day, with its year, in a dateline or a line of its own near the top; None if there are several."""
    patterns = _patterns()
    lines = [
        found
        for block in blocks
        if len(block) < _LONGEST_DATE_LINE and (found := _first(patterns.lines, block, whole=True))
    ]
    found = lines[0] if len(lines) == 1 and lines[0].string in blocks[:_TOP_BLOCKS] else None
    if not lines:
        found = next(
            filter(None, (_first(patterns.datelines, block) for block in blocks[:_TOP_BLOCKS])), None
        )
    day = _day(found) if found else None
    if found is None or day is None or not _plausible(day, retrieved_at):
        return None
    return Stated(day, found[0].strip(), "dateline")


def _first(patterns: Sequence[re.Pattern[str]], text: str, *, whole: bool = False) -> re.Match[str] | None:
    tries = (pattern.fullmatch(text) if whole else pattern.match(text) for pattern in patterns)
    return next(filter(None, tries), None)


def _day(found: re.Match[str]) -> date | None:
    groups = found.groupdict()
    month = int(groups["number"]) if groups.get("number") else _patterns().months[groups["month"].lower()]
    try:
        return date(int(groups["year"]), month, int(groups["day"]))
    except ValueError:
        return None


def _plausible(day: date, retrieved_at: datetime) -> bool:
    return _EARLIEST <= day <= retrieved_at.date() + _AHEAD
