"""Feeds: RSS, Atom and JSON Feed, a report an item, made of the words that the feed itself carries.

The address of an item leads to its page, which is fetched by those who watch (see `warmonitor.watching`);
here nothing is.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec

from warmonitor.model.report import BlockKind
from warmonitor.reading.blocks import cues, fold
from warmonitor.reading.dates import Stated
from warmonitor.reading.draft import Draft, address, language_code, stated
from warmonitor.reading.inputs import Found, Input, numbered
from warmonitor.reading.layout import laid_out
from warmonitor.reading.nouns import Entry, Limits, ReadingOptions, RefusedError
from warmonitor.reading.page import runs_of_fragment
from warmonitor.reading.text import lost, normalise

_ITEM_END = re.compile(rb"</(?:[\w-]{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_MEND = "check the feed where it is made"

Parsed = tuple[list[Entry], RefusedError | None]
"""The items of a feed, and the refusal of those that are too many."""


class _Author(msgspec.Struct, frozen=True):
    name: str | None = None


class _JsonItem(msgspec.Struct, frozen=True, kw_only=True):
    id: str | int | None = None
    url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    language: str | None = None
    authors: list[_Author] = []


class _JsonFeed(msgspec.Struct, frozen=True, kw_only=True):
    title: str | None = None
    language: str | None = None
    items: list[msgspec.Raw]


def read_feed(input_: Input) -> Iterator[Found]:
    """The items of an RSS or Atom feed.

    Raises:
        RefusedError: when it cannot be read or has no items, or more than the limits allow.
    """
    return _found(input_, parse_feed)


def read_json_feed(input_: Input) -> Iterator[Found]:
    """The items of a JSON Feed.

    Raises:
        RefusedError: when it cannot be read or has no items, or more than the limits allow.
    """
    return _found(input_, parse_json_feed)


def _found(input_: Input, parse: Callable[[bytes, Limits], Parsed]) -> Iterator[Found]:
    entries, too_many = parse(input_.stream.rest(), input_.options.limits)
    yield from numbered(_read(entry, input_.options) for entry in entries)
    if too_many:
        raise too_many


def parse_feed(raw: bytes, limits: Limits) -> Parsed:
    """The items of an RSS or Atom feed, and the refusal of those that are too many.

    Raises:
        RefusedError: when it has no items.
    """
    cut, too_many = _first_items(raw, limits.feed_items)
    try:
        import feedparser  # noqa: PLC0415  (who reads no feed does not wait for it)

        feed = feedparser.parse(io.BytesIO(cut), sanitize_html=False)
    except (ValueError, RecursionError, AssertionError, LookupError) as error:
        raise RefusedError(f"the feed cannot be read: {error}", _MEND) from error
    if not feed.entries:
        fault = f" ({feed.bozo_exception})" if feed.get("bozo") else ""
        raise RefusedError(f"the feed has no items{fault}", _MEND)
    about = (_words(feed.feed.get("title")), _words(feed.feed.get("language")))
    return [_entry(item, *about) for item in feed.entries], too_many


def parse_json_feed(raw: bytes, limits: Limits) -> Parsed:
    """The items of a JSON Feed, and the refusal of those that are too many.

    Raises:
        RefusedError: when it is not well-formed or has no items.
    """
    try:
        feed = msgspec.json.decode(raw, type=_JsonFeed)
        items = [msgspec.json.decode(item, type=_JsonItem) for item in feed.items[: limits.feed_items]]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(f"the feed cannot be read: {error}", _MEND) from error
    if not items:
        raise RefusedError("the feed has no items", _MEND)
    too_many = _too_many(limits.feed_items) if len(feed.items) > len(items) else None
    return [_json_entry(item, feed) for item in items], too_many


def _first_items(raw: bytes, most: int) -> tuple[bytes, RefusedError | None]:
    """The feed as far as its last item that may be read: what follows is cut off before it is parsed."""
    ends = [end.end() for end in islice(_ITEM_END.finditer(raw), most + 1)]
    if len(ends) <= most:
        return raw, None
    return raw[: ends[most - 1]], _too_many(most)


def _too_many(most: int) -> RefusedError:
    return RefusedError(
        f"the feed has more than {most} items; the first {most} were read", "split it into several feeds"
    )


def _entry(item: Mapping[str, Any], outlet: str | None, language: str | None) -> Entry:
    contents = [one.get("value", "") for one in item.get("content", ())]
    body = max(contents, key=len, default="")
    return Entry(
        key=_words(item.get("id")) or _words(item.get("link")),
        url=_words(item.get("link")),
        title=_words(item.get("title")),
        byline=_words(item.get("author")),
        outlet=_words(item.get("source", {}).get("title")) or outlet,
        language=language,
        published=_words(item.get("published")) or _words(item.get("updated")),
        html=body or item.get("summary", ""),
        whole=bool(body),
    )


def _json_entry(item: _JsonItem, feed: _JsonFeed) -> Entry:
    names = [author.name for author in item.authors if author.name]
    body = item.content_html or _as_html(item.content_text)
    return Entry(
        key=str(item.id) if item.id is not None else item.url,
        url=item.url,
        title=_words(item.title),
        byline=", ".join(names) or None,
        outlet=_words(feed.title),
        language=item.language or feed.language,
        published=item.date_published,
        html=body or _as_html(item.summary),
        whole=bool(body),
    )


def _as_html(text: str | None) -> str:
    escaped = (text or "").replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<p>{line}</p>" for line in escaped.splitlines() if line.strip())


def _words(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _read(entry: Entry, options: ReadingOptions) -> Draft | RefusedError:
    try:
        return draft_of_entry(entry, options)
    except RefusedError as refused:
        return refused


def draft_of_entry(entry: Entry, options: ReadingOptions) -> Draft:
    """The report of what a feed itself tells of an item; what it states that cannot be is passed over.

    Raises:
        RefusedError: when it has no words.
    """
    html = normalise(entry.html)
    told = [text for text in runs_of_fragment(html, options.limits) if not cues().is_boilerplate(text)]
    if entry.title and (not told or fold(told[0]) != fold(entry.title)):
        told.insert(0, entry.title)
    text, blocks = laid_out([(_kind(words, entry), words) for words in told])
    return Draft(
        raw=msgspec.json.encode(entry),
        text=text,
        blocks=blocks,
        title=entry.title,
        byline=entry.byline,
        outlet=entry.outlet,
        url=_passed(address, entry.url),
        language=_passed(language_code, entry.language),
        published=_published(entry.published, options),
        notes=lost(entry.html),
    )


def _kind(words: str, entry: Entry) -> BlockKind:
    if entry.title and fold(words) == fold(entry.title):
        return "headline"
    if cues().is_correction(words):
        return "correction"
    return "caption" if cues().is_caption(words) else "paragraph"


def _passed(read: Callable[[str], str | None], words: str | None) -> str | None:
    """What is stated, where it can be."""
    try:
        return read(words) if words else None
    except RefusedError:
        return None


def _published(words: str | None, options: ReadingOptions) -> Stated | None:
    try:
        return stated(words, "item", options.retrieved_at)
    except RefusedError:
        return None
