"""The date that a page itself states: in its markup, its address or its first lines."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib import resources
from typing import Any

import yaml

from warmonitor.grounding.times import Atom, DateInterval, find_atoms
from warmonitor.grounding.times.moment import from_absolute, months_from

_TOP_LINES = 6
_DATELINE = re.compile(r"^(?:[A-Z][A-Z'’ .-]{2,}|[A-Z][\w'’ -]+),? (?:[A-Z][\w. ]+,? )?")


@cache
def page_words() -> Mapping[str, Any]:
    """The words of publication.yaml."""
    text = resources.files("warmonitor.grounding").joinpath("publication.yaml").read_text(encoding="utf-8")
    words: Mapping[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return words


@cache
def _labelled() -> re.Pattern[str]:
    """ "Published: ", "Updated on " and the like."""
    labels = "|".join(sorted(map(re.escape, page_words()["labels"]), key=len, reverse=True))
    return re.compile(rf"\s*(?:{labels})\b\s*:?\s*(?:on |at )?", re.IGNORECASE)


def read_stated(stated: str) -> date | None:
    """ISO 8601, RFC 2822 or a date in words with its year; anything less is no date."""
    try:
        return datetime.fromisoformat(stated.strip()).date()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(stated).date()
    except ValueError:
        pass
    days = {day for day in map(_full_day, find_atoms(stated)) if day is not None}
    return days.pop() if len(days) == 1 else None


def _full_day(atom: Atom) -> date | None:
    moment = from_absolute(atom.meaning) if atom.meaning.day is not None and not atom.meaning.day_to else None
    return moment.date if moment is not None else None


def from_url(url: str, limit: date) -> DateInterval | None:
    """The days that an address names, none later than `limit`."""
    for pattern in page_words()["url_patterns"]:
        match = re.search(pattern, url, re.IGNORECASE)
        interval = _interval_of(match.groupdict()) if match else None
        if interval is not None and interval.start <= limit:
            return DateInterval(interval.start, min(interval.end, limit))
    return None


def _interval_of(found: Mapping[str, str | None]) -> DateInterval | None:
    names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    year = int(found["y"] or 0)
    name = found.get("mon")
    month = names.index(name.lower()) + 1 if name else int(found.get("m") or 0)
    if found.get("d") is None:
        return DateInterval(*months_from(year, month, 1))
    try:
        day = date(year, month, int(found["d"] or 0))
    except ValueError:
        return None
    return DateInterval(day, day)


def from_lines(text: str, limit: date) -> date | None:
    """A full date alone on one of the first lines, or after "Published" and the like on any line."""
    labelled = _labelled()
    for index, line in enumerate(line for line in text.splitlines() if line.strip()):
        label = labelled.match(line)
        if label is None and index >= _TOP_LINES:
            continue
        rest = line[label.end() :] if label else line
        for atom in find_atoms(rest):
            day = _full_day(atom)
            alone = len(rest.strip()) - len(atom.text) <= (20 if label else 2)
            if day is not None and day <= limit and (alone or _opens_line(rest, atom)):
                return day
    return None


def _opens_line(line: str, atom: Atom) -> bool:
    """True for a dateline: "ALEPPO, 30 November 2024 (Agency) —"."""
    after = line[atom.end : atom.end + 40]
    place = _DATELINE.match(line)
    return bool(place and place.end() >= atom.start and re.match(r"\s*(?:\([^)]{2,30}\)\s*)?[-–—]", after))
