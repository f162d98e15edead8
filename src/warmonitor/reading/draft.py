"""What a reader of one kind found, and how a report is made of it."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from warmonitor.model import Block, Publication, Report, report_id
from warmonitor.model.report import KnownBy
from warmonitor.reading.dates import Stated, dateline, day_in_url, instant_in, stated_day
from warmonitor.reading.nouns import Reading, ReadingOptions, RefusedError

_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9-_]+)?", re.IGNORECASE)
_UNKNOWN_LANGUAGE = "und"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A report as far as its input tells it; what is None was not stated."""

    raw: bytes
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: Stated | None = None
    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origin:
    """Where a draft comes from: the path to name it by, and what its outlet is called if nothing says.

    `url` and `encoding` are what the answer or the archive that it came in says of it.
    """

    path: str
    stem: str
    url: str | None = None
    encoding: str | None = None


def reading_of(draft: Draft, origin: Origin, options: ReadingOptions, consumed: int) -> Reading:
    """The report of a draft.

    Its outlet is the one asked for, else the one stated, else the host of its address, else the input's own
    name. Its publication is the one asked for, else the one stated, else the day in its address, else that of
    a dateline.

    Raises:
        RefusedError: when there is no text in it.
    """
    if not draft.blocks or not any(char.isalnum() for char in draft.text):
        raise RefusedError("there is no text in it", "give a report with words")
    url = draft.url or origin.url
    outlet = options.outlet or draft.outlet or _host(url) or origin.stem
    stated = _published(draft, url, options)
    published = (
        Publication(start=stated.day, end=stated.day, known_by=stated.known_by, at=stated.at)
        if stated
        else None
    )
    report = Report(
        id=report_id(outlet, url, stated.words if stated else None, draft.raw),
        outlet=outlet,
        title=draft.title,
        byline=draft.byline,
        url=url,
        published=published,
        retrieved_at=options.retrieved_at,
        language=draft.language or _UNKNOWN_LANGUAGE,
        sha256=hashlib.sha256(draft.raw).hexdigest(),
        path=origin.path,
        headings=draft.headings,
        notes=draft.notes,
        blocks=draft.blocks,
        text=draft.text,
    )
    return Reading(report=report, raw=draft.raw, consumed=consumed)


def _published(draft: Draft, url: str | None, options: ReadingOptions) -> Stated | None:
    if options.published:
        return Stated(options.published, options.published.isoformat(), "option")
    if draft.published:
        return draft.published
    in_url = day_in_url(url, options.retrieved_at) if url else None
    told = [draft.text[block.start : block.end] for block in draft.blocks]
    return in_url or dateline(told, options.retrieved_at)


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None


def stated(words: str | None, known_by: KnownBy, retrieved_at: datetime) -> Stated | None:
    """The publication that a header or an item states; None when it states none.

    Raises:
        RefusedError: when what it states is no day.
    """
    if not words:
        return None
    return Stated(stated_day(words, retrieved_at), words, known_by, instant_in(words))


def address(url: str | None) -> str | None:
    """An address as stated, when it is one.

    Raises:
        RefusedError: when it is not of the web.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        raise RefusedError(f'its address "{url[:80]}" is not one of the web', "write it from https:// on")
    return url


def language_code(language: str | None) -> str | None:
    """The two letters of a language as stated, such as "en" of "en-GB".

    Raises:
        RefusedError: when it is not written as a code.
    """
    if not language:
        return None
    code = _LANGUAGE.fullmatch(language)
    if code is None:
        raise RefusedError(
            f'its language "{language[:40]}" is no ISO 639-1 code', "write two letters, such as en"
        )
    return code[1].lower()
