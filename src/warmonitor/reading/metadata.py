"""What a page states of itself: title, outlet, address, language, publication day."""

import json
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from lxml import html

from warmonitor.reading.blocks import fold
from warmonitor.reading.dates import Stated
from warmonitor.reading.draft import address, language_code, stated
from warmonitor.reading.nouns import RefusedError
from warmonitor.reading.runs import names_of, page_words
from warmonitor.reading.text import ends_sentence

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,200}encoding=["']([\w-]+)""", re.I
)
_CHARSET_WITHIN = 4096
_DEEPEST = 12
_LONGEST_NAME = 120
_NAME_WORDS = 6


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """What a page states; None where it does not, or states what cannot be."""

    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    published: Stated | None
    description: str | None
    byline: str | None = None
    free: bool = True
    """False where the page says that it is not free to read."""
    live: bool = False
    """Whether it describes itself as a live blog, and ..."""
    updates: tuple[dict[str, Any], ...] = ()
    """... its entries, as described."""

    @property
    def folded_title(self) -> str | None:
        """The title for comparing."""
        return fold(self.title) if self.title else None

    @property
    def folded_description(self) -> str | None:
        """The description for comparing."""
        return fold(self.description) if self.description else None


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that a page names in its head."""
    found = _CHARSET.search(raw[:_CHARSET_WITHIN])
    return (found[1] or found[2]).decode("ascii") if found else None


def page_facts(tree: html.HtmlElement, retrieved_at: datetime) -> PageFacts:
    """What the page states, the first source of each that holds."""
    words = page_words()
    linked = _linked_data(tree)
    metas = _metas(tree)

    def in_metas(names: Sequence[str]) -> list[str]:
        return [metas[name] for name in names if metas.get(name)]

    outlet = _first([*in_metas(words.outlet_metas), *_publishers(linked)])
    return PageFacts(
        title=_title(tree, [*_texts(linked, "headline"), *in_metas(words.title_metas)], outlet),
        outlet=outlet,
        url=_address(tree, [*in_metas(words.url_metas), *_texts(linked, "url")]),
        language=_language(
            [tree.get("lang", ""), *_texts(linked, "inLanguage"), *in_metas(words.language_metas)]
        ),
        published=_published(
            [
                *_texts(linked, "datePublished"),
                *in_metas(words.published_metas),
                *_marked_days(tree),
                *_times(tree),
            ],
            retrieved_at,
        ),
        description=_first(in_metas(words.description_metas)),
        byline=_byline([*_authors(linked), *in_metas(words.byline_metas), *_signed(tree)]),
        free=not any(str(one.get("isAccessibleForFree")).lower() == "false" for one in linked),
        live=any("LiveBlogPosting" in _types(one) for one in linked),
        updates=tuple(_updates(linked)),
    )


def _first(texts: Sequence[str]) -> str | None:
    return next((" ".join(text.split()) for text in texts if text.strip()), None)


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    """The contents of the page's meta elements by name in lower case; the first of a name counts."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("name") or meta.get("property") or meta.get("itemprop") or meta.get("http-equiv") or ""
        )
        metas.setdefault(name.strip().lower(), meta.get("content", "").strip())
    return metas


def _linked_data(tree: html.HtmlElement) -> list[dict[str, Any]]:
    """The article that the page describes in JSON-LD, best type first."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            try:
                found += _articles(json.loads(script.text or "", strict=False), 0)
            except (ValueError, RecursionError):
                continue
    types = page_words().article_types
    return [one for kind in types for one in found if kind in _types(one)]


def _types(described: dict[str, Any]) -> list[Any]:
    types = described.get("@type")
    return types if isinstance(types, list) else [types]


def _articles(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    """All objects that JSON-LD describes at the top, in lists or in a graph."""
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        for one in node:
            yield from _articles(one, depth + 1)
    elif isinstance(node, dict):
        yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(node.get(key), depth + 1)


def _texts(linked: Sequence[dict[str, Any]], key: str) -> list[str]:
    return [one[key] for one in linked if isinstance(one.get(key), str)]


def _publishers(linked: Sequence[dict[str, Any]]) -> list[str]:
    publishers = (one.get("publisher") for one in linked)
    names = (one.get("name") if isinstance(one, dict) else one for one in publishers)
    return [name for name in names if isinstance(name, str)]


def _authors(linked: Sequence[dict[str, Any]]) -> Iterator[str]:
    for one in linked:
        authors = one.get("author")
        several = authors if isinstance(authors, list) else [authors]
        names = [author.get("name") if isinstance(author, dict) else author for author in several]
        yield ", ".join(name for name in names if isinstance(name, str))


def _signed(tree: html.HtmlElement) -> Iterator[str]:
    """What stands in small elements whose class says that they name the writer."""
    words = page_words().byline_classes
    for element in tree.iter("p", "span", "div", "a", "address"):
        if names_of(element) & words or element.get("rel") == "author":
            yield element.text_content()


def _byline(candidates: Sequence[str]) -> str | None:
    """The first that can be a name: short, no address, without the "by" before it."""
    for words in candidates:
        name = re.sub(r"(?i)^by:?\s+", "", " ".join(words.split()))
        sentence = ends_sentence(name) and len(name.split()) > _NAME_WORDS
        if name and len(name) <= _LONGEST_NAME and "://" not in name and not sentence:
            return name
    return None


def _updates(linked: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in linked:
        updates = one.get("liveBlogUpdate")
        for update in updates if isinstance(updates, list) else [updates]:
            if isinstance(update, dict):
                yield update


def _title(tree: html.HtmlElement, stated_titles: Sequence[str], outlet: str | None) -> str | None:
    """The headline: the only h1, else what the metadata state, else the window title without the site."""
    headings = [" ".join(h1.text_content().split()) for h1 in tree.iter("h1")]
    headings = [heading for heading in headings if heading and fold(heading) != fold(outlet or "")]
    if len(headings) == 1:
        return headings[0]
    window = [title.text_content() for title in tree.iter("title")][:1]
    lower = {fold(heading.text_content()) for heading in tree.iter("h1", "h2", "h3")}
    told = (_without_site(title, outlet, lower) for title in [*stated_titles, *window])
    return _first([*told, *headings])


def _without_site(title: str, outlet: str | None, headings: Set[str] = frozenset()) -> str:
    """A title without the site behind it: the outlet, or what a heading of the page leaves out."""
    for separator in page_words().title_separators:
        head, found, tail = title.rpartition(separator)
        if found and (fold(tail) == fold(outlet or "") or fold(head) in headings):
            return head
    return title


def _address(tree: html.HtmlElement, others: Sequence[str]) -> str | None:
    """The canonical address; relative ones count only where the page states its base."""
    canonical = [
        link.get("href", "") for link in tree.iter("link") if link.get("rel", "").lower() == "canonical"
    ]
    base = next((element.get("href", "") for element in tree.iter("base")), "")
    for candidate in [*canonical, *others]:
        try:
            return address(urljoin(base, candidate.strip())) or None
        except (RefusedError, ValueError):
            continue
    return None


def _language(codes: Sequence[str]) -> str | None:
    for code in codes:
        try:
            if found := language_code(code.strip()):
                return found
        except RefusedError:
            continue
    return None


def _published(candidates: Sequence[str], retrieved_at: datetime) -> Stated | None:
    """The first that is a day: pages carry broken dates beside good ones."""
    for words in candidates:
        try:
            if found := stated(words, "metadata", retrieved_at):
                return found
        except RefusedError:
            continue
    return None


def _marked_days(tree: html.HtmlElement) -> Iterator[str]:
    """The days of publication in microdata and RDFa, on whatever element."""
    for element in tree.iter("span", "div", "p", "time", "abbr"):
        marks = (element.get("itemprop", "") + " " + element.get("property", "")).lower()
        if "datepublished" in marks or "dc:date" in marks:
            yield element.get("content") or element.get("datetime") or element.text_content()


def _times(tree: html.HtmlElement) -> list[str]:
    """The time elements that say they are of publication, else the only one of the article or the page."""
    words = page_words().published_classes
    times = [time for time in tree.iter("time") if time.get("datetime")]
    marked = [time for time in times if time.get("pubdate") is not None or names_of(time) & words]
    if not marked:
        inside = [time for time in times if _stands_in(time, "article", "main")]
        inside = inside or [time for time in times if not _stands_in(time, "nav", "aside", "footer", "li")]
        marked = inside if len({time.get("datetime") for time in inside}) == 1 else []
    return [time.get("datetime", "") for time in marked]


def _stands_in(element: html.HtmlElement, *tags: str) -> bool:
    return any(up.tag in tags for up in element.iterancestors())
