"""When a report was published: what it states, or what the calendar leaves possible.

Stated dates come as hints from reading; the address and a dateline are read here. Without any, weekdays,
dates without a year and years told as past bound the day. A year is only fixed on strong evidence; otherwise
the interval stays wide and leaves the dates that hang on it open.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from warmonitor.grounding.stated_dates import from_lines, from_url, page_words, read_stated
from warmonitor.grounding.times import Atom, DateInterval, find_atoms
from warmonitor.grounding.times.moment import from_absolute
from warmonitor.model.report import KnownBy

HINT_ORDER: tuple[KnownBy, ...] = ("option", "metadata", "item", "header")
"""Stated hints from the surest to the weakest; the address and the dateline come after them."""
_ZONE_SLACK = timedelta(days=1)
_NEWS_WINDOW = timedelta(days=6)
_TERMINAL = re.compile(r"[.!?:;,\"”’')\]]$")


class PublicationEstimate(NamedTuple):
    """The days on which a report can have been published (None when nothing bounds them), and why."""

    interval: DateInterval | None
    known_by: KnownBy
    reasoning: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Evidence:
    since: date | None
    until: date
    weekdays: frozenset[int]
    numbered: frozenset[tuple[int, int]]
    captions: frozenset[tuple[int, int]]
    pairs: frozenset[tuple[int, int, int]]
    this_week: bool


def infer_publication(
    text: str, url: str | None, hints: Mapping[KnownBy, str] | None, retrieved_at: datetime
) -> PublicationEstimate:
    """The publication date of a report as an interval of days, how it is known, and the reasoning.

    `hints` maps how a date is known to the date as stated. A stated date after the day of retrieval is
    refused, with a day's grace for time zones.
    """
    limit = retrieved_at.date() + _ZONE_SLACK
    reasons: list[str] = []
    for known_by in HINT_ORDER:
        stated = (hints or {}).get(known_by)
        day = read_stated(stated) if stated else None
        if stated and day is None:
            reasons.append(f"{known_by} {stated!r} is no date")
        elif day is not None and day > limit:
            reasons.append(f"{known_by} {day} lies after the retrieval")
        elif day is not None:
            return PublicationEstimate(
                DateInterval(day, day), known_by, (*reasons, f"{known_by} states {day}")
            )
    interval = from_url(url, limit) if url else None
    if interval is not None:
        return PublicationEstimate(interval, "url", (*reasons, f"the address gives {_told(interval)}"))
    day = from_lines(text, limit)
    if day is not None:
        return PublicationEstimate(DateInterval(day, day), "dateline", (*reasons, f"a date line gives {day}"))
    interval, calendar = _from_calendar(text, retrieved_at.date())
    return PublicationEstimate(interval, "inferred", (*reasons, *calendar))


@cache
def _future() -> frozenset[str]:
    return frozenset(page_words()["future"])


def _told(interval: DateInterval) -> str:
    return str(interval.start) if interval.start == interval.end else f"{interval.start} to {interval.end}"


def _from_calendar(text: str, retrieved: date) -> tuple[DateInterval | None, tuple[str, ...]]:
    evidence = _gather(text, retrieved)
    reasons = [f"retrieved on {retrieved}: published by then"]
    if evidence.since is None:
        return None, (*reasons, "no year is told: nothing bounds the day from before")
    reasons.append(f"tells of {evidence.since} as past: published since then")
    constraints = list(_constraints(evidence))
    span = (retrieved - evidence.since).days
    days = [evidence.since + timedelta(days=n) for n in (range(span + 1) if constraints else (0, span))]
    for holds, reason in constraints:
        kept = [day for day in days if holds(day)]
        if kept:
            days = kept
            reasons.append(reason)
        else:
            reasons.append(f"set aside, as no day fits: {reason}")
    if not days:
        return None, (*reasons, "no day is left")
    interval = DateInterval(days[0], days[-1], inferred=True)
    return interval, (*reasons, f"published between {interval.start} and {interval.end}")


def _gather(text: str, retrieved: date) -> _Evidence:
    since: date | None = None
    weekdays: set[int] = set()
    numbered: set[tuple[int, int]] = set()
    captions: set[tuple[int, int]] = set()
    pairs: set[tuple[int, int, int]] = set()
    for paragraph, sentence in _sentences(text):
        ahead = _speaks_of_future(sentence)
        for atom in find_atoms(sentence):
            meaning = atom.meaning
            told = None if ahead or _lies_ahead(sentence, atom) else _told_as_past(atom, retrieved)
            since = max(filter(None, (since, told)), default=None)
            if ahead or meaning.anchor is not None or meaning.kind != "date":
                continue
            if meaning.month is not None and meaning.day is not None and meaning.year is None:
                numbered.add((meaning.month, meaning.day))
                if not _TERMINAL.search(paragraph):
                    captions.add((meaning.month, meaning.day))
                if meaning.weekday is not None:
                    pairs.add((meaning.month, meaning.day, meaning.weekday))
            elif meaning.weekday is not None and meaning.month is None:
                weekdays.add(meaning.weekday)
    lower = text.lower().replace("’", "'")
    return _Evidence(
        since, retrieved, frozenset(weekdays), frozenset(numbered), frozenset(captions), frozenset(pairs),
        any(words in lower for words in page_words()["this_week"]),
    )  # fmt: skip


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    for paragraph in re.split(r"\n\s*\n|\n", text):
        stripped = paragraph.strip()
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z\"“‘])", stripped):
            if sentence:
                yield stripped, sentence


def _speaks_of_future(sentence: str) -> bool:
    return not _future().isdisjoint(re.findall(r"[a-z]+", sentence))


def _lies_ahead(sentence: str, atom: Atom) -> bool:
    before = sentence[: atom.start].lower().split()
    return bool(before) and (
        before[-1] in page_words()["ahead"] or " ".join(before[-2:]) in page_words()["ahead"]
    )


def _told_as_past(atom: Atom, retrieved: date) -> date | None:
    moment = from_absolute(atom.meaning) if atom.meaning.absolute else None
    days = moment.days() if moment is not None else None
    return days[0] if days is not None and days[0] <= retrieved else None


def _constraints(evidence: _Evidence) -> Iterator[tuple[Any, str]]:
    """Tests of a publication day with their reasons, the surest first."""
    if evidence.pairs:
        yield (lambda day: _pairs_hold(day, evidence.pairs)), "the weekdays written beside dates fit the year"
    if evidence.captions and len(evidence.weekdays) > 1:
        yield (
            lambda day: _captions_hold(day, evidence),
            "the latest date of the captions is the latest day named in the text, days before publication",
        )
    elif evidence.pairs and evidence.numbered:
        yield (lambda day: _recent(day, evidence.numbered)), "the latest date lies days before publication"
    if evidence.this_week and evidence.weekdays:
        yield (
            lambda day: all(
                _last(day, each) >= day - timedelta(days=day.weekday()) for each in evidence.weekdays
            ),
            "the days named belong to the week of publication",
        )


def _last(day: date, weekday: int) -> date:
    """The latest such weekday up to a day, that day included."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _latest(day: date, month: int, number: int) -> date | None:
    for year in (day.year, day.year - 1):
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if found <= day:
            return found
    return None


def _latest_of(day: date, dates: Iterable[tuple[int, int]]) -> date | None:
    found = [each for each in (_latest(day, month, number) for month, number in dates) if each is not None]
    return max(found, default=None)


def _pairs_hold(day: date, pairs: Iterable[tuple[int, int, int]]) -> bool:
    return all(
        (found := _latest(day, month, number)) is not None and found.weekday() == weekday
        for month, number, weekday in pairs
    )


def _captions_hold(day: date, evidence: _Evidence) -> bool:
    latest = _latest_of(day, evidence.captions)
    named = max(_last(day, weekday) for weekday in evidence.weekdays)
    return latest is not None and latest == named and day - latest <= _NEWS_WINDOW


def _recent(day: date, numbered: Iterable[tuple[int, int]]) -> bool:
    latest = _latest_of(day, numbered)
    return latest is not None and day - latest <= _NEWS_WINDOW
