"""Lists of addresses: feeds, sitemaps and lists of feeds, for those who fetch what they name."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin

from lxml import etree
from msgspec.structs import replace

from warmonitor.reading.feeds import parse_feed, parse_json_feed
from warmonitor.reading.kinds import kind_of
from warmonitor.reading.nouns import Document, Entry, Limits, RefusedError
from warmonitor.reading.stream import Stream

Names = Literal["items", "pages", "lists"]
"""What the entries lead to: items of a feed, pages of a sitemap, or further feeds and sitemaps."""

_MEND = "check it where it is made"


@dataclass(frozen=True)
class Listing:
    """What a feed, a sitemap or an OPML list names; `refused` says what of it was left out."""

    names: Names
    entries: tuple[Entry, ...]
    refused: RefusedError | None = None


def read_listing(document: Document, limits: Limits) -> Listing:
    """The entries of a feed, a sitemap or a list of feeds, their addresses made whole.

    Raises:
        RefusedError: when it is none of these, or cannot be read.
    """
    stream = Stream(io.BytesIO(document.raw), limits)
    root = _root(stream.head)
    raw = stream.rest(limits.list_bytes)
    if root in _LISTS:
        names, entries = _LISTS[root](raw, limits)
        return _whole(Listing(names, tuple(entries)), document.url)
    kind = kind_of(stream.head, "", {})
    if kind not in _FEEDS:
        raise RefusedError("it is no feed, sitemap or list of feeds", "give the address of one")
    found, refused = _FEEDS[kind](raw, limits)
    return _whole(Listing("items", tuple(found), refused), document.url)


def _whole(listing: Listing, base: str) -> Listing:
    entries = tuple(replace(entry, url=_join(base, entry.url)) for entry in listing.entries)
    return Listing(listing.names, entries, listing.refused)


def _join(base: str, url: str | None) -> str | None:
    try:
        return urljoin(base, url) if url else None
    except ValueError:
        return None


def _elements(raw: bytes, limits: Limits) -> Iterator[etree._Element]:
    """The elements as they end, entities neither resolved nor fetched.

    Raises:
        RefusedError: when it is not well-formed or has more elements than a page may have.
    """
    events = etree.iterparse(
        io.BytesIO(raw),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    try:
        for count, (_, element) in enumerate(events):
            if count > 10 * limits.elements:
                raise RefusedError(f"it has more than {10 * limits.elements} elements", "split it")
            yield element
    except etree.LxmlError as error:
        raise RefusedError(f"it is not well-formed XML: {error}", _MEND) from error


def _root(head: bytes) -> str:
    """The name of the outermost element, where it is one of XML."""
    parser = etree.XMLPullParser(events=("start",), resolve_entities=False, no_network=True, recover=True)
    try:
        parser.feed(head)
        event = next(iter(parser.read_events()), None)
    except etree.LxmlError:
        return ""
    return _name(event[1]) if event else ""


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _opml(raw: bytes, limits: Limits) -> tuple[Names, Iterator[Entry]]:
    outlines = (element for element in _elements(raw, limits) if _name(element) == "outline")
    found = ((one.get("xmlUrl"), one.get("title") or one.get("text")) for one in outlines)
    return "lists", (Entry(key=url, url=url, outlet=title) for url, title in found if url)


def _sitemap_index(raw: bytes, limits: Limits) -> tuple[Names, Iterator[Entry]]:
    return "lists", _located(raw, limits, "sitemap")


def _sitemap(raw: bytes, limits: Limits) -> tuple[Names, Iterator[Entry]]:
    return "pages", _located(raw, limits, "url")


def _located(raw: bytes, limits: Limits, name: str) -> Iterator[Entry]:
    """What each element of that name says: its address, and of news its title, outlet and day."""
    for element in _elements(raw, limits):
        if _name(element) != name:
            continue
        told: dict[str, str] = {}
        for inner in element.iter():
            told.setdefault(_name(inner), (inner.text or "").strip())
        if url := told.get("loc"):
            yield Entry(
                key=url,
                url=url,
                title=told.get("title"),
                outlet=told.get("name"),
                language=told.get("language"),
                published=told.get("publication_date") or told.get("lastmod"),
            )
        element.clear()


_LISTS: Mapping[str, Callable[[bytes, Limits], tuple[Names, Iterator[Entry]]]] = {
    "opml": _opml,
    "sitemapindex": _sitemap_index,
    "urlset": _sitemap,
}
_FEEDS: Mapping[str, Callable[[bytes, Limits], tuple[list[Entry], RefusedError | None]]] = {
    "feed": parse_feed,
    "json_feed": parse_json_feed,
}
