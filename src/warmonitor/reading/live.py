"""Live blogs: pages to which entries are added, each with its own time. Every entry is a report of its own.

An entry that stood on the page yesterday and still stands there today is then one report, and "on Friday" in
it is told from the day that it was posted.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from lxml import html

from warmonitor.model.report import BlockKind
from warmonitor.reading.blocks import cues, fold
from warmonitor.reading.dates import Stated
from warmonitor.reading.draft import Draft, address, stated
from warmonitor.reading.layout import laid_out
from warmonitor.reading.metadata import PageFacts
from warmonitor.reading.nouns import RefusedError
from warmonitor.reading.runs import page_words, runs
from warmonitor.reading.text import normalise

_FEWEST = 2
_ENTRY_TAGS = ("article", "section", "div", "li")


def live_entries(tree: html.HtmlElement, facts: PageFacts, retrieved_at: datetime) -> list[Draft]:
    """The entries of a live blog in the order of the page; none where the page is no live blog."""
    described = [draft for one in facts.updates if (draft := _described(one, facts, retrieved_at))]
    if len(described) >= _FEWEST:
        return described
    if not _says_live(tree, facts):
        return []
    found = [_marked(element, facts, retrieved_at) for element in _entries(tree)]
    drafts = [draft for draft in found if draft is not None]
    return drafts if len(drafts) >= _FEWEST else []


def _described(update: dict[str, Any], facts: PageFacts, retrieved_at: datetime) -> Draft | None:
    """An entry as the page describes it in JSON-LD."""
    body, headline = update.get("articleBody"), update.get("headline")
    if not isinstance(body, str) or not body.strip():
        return None
    told: list[tuple[BlockKind, str]] = [("paragraph", line) for line in _lines(body)]
    title = headline if isinstance(headline, str) and headline.strip() else None
    if title and told and fold(title) != fold(told[0][1]):
        told.insert(0, ("headline", " ".join(title.split())))
    raw = msgspec.json.encode({key: update[key] for key in sorted(update) if isinstance(update[key], str)})
    url = update.get("url") or update.get("@id")
    return _draft(raw, told, facts, url, _day(update, retrieved_at)) if told else None


def _lines(body: str) -> list[str]:
    if "<" in body:
        return [run.text for run in runs(html.fragment_fromstring(body, create_parent="div"))]
    return [" ".join(line.split()) for line in normalise(body).split("\n") if line.strip()]


def _day(update: dict[str, Any], retrieved_at: datetime) -> Stated | None:
    return _stated(update.get("datePublished") or update.get("dateModified"), retrieved_at)


def _stated(words: object, retrieved_at: datetime) -> Stated | None:
    try:
        return stated(words, "metadata", retrieved_at) if isinstance(words, str) else None
    except RefusedError:
        return None


def _says_live(tree: html.HtmlElement, facts: PageFacts) -> bool:
    """Whether the page calls itself a live blog: by its type, a class of a part of it, or its title."""
    words = page_words()
    if facts.live or (facts.title and re.search(words.live_title, facts.title)):
        return True
    return any(
        _classes(element) & words.live_classes
        for element in tree.iter("main", "article", "section", "div", "ul", "ol")
    )


def _classes(element: html.HtmlElement) -> set[str]:
    """The classes of an element as one word each: "live-blog" is "liveblog"."""
    return {re.sub(r"[^a-z0-9]", "", name) for name in element.get("class", "").lower().split()}


def _entries(tree: html.HtmlElement) -> Sequence[html.HtmlElement]:
    """The elements that hold one time each and look alike: the largest such set on the page."""
    alike: dict[tuple[str, str], list[html.HtmlElement]] = defaultdict(list)
    for element in tree.iter(*_ENTRY_TAGS):
        if element.get("class") and len(_times(element)) == 1 and element.find(".//p") is not None:
            alike[str(element.tag), element.get("class", "")].append(element)
    sizes = {key: sum(len(one.text_content()) for one in found) for key, found in alike.items()}
    best = max((key for key in alike if len(alike[key]) >= _FEWEST), key=sizes.__getitem__, default=None)
    return alike[best] if best else []


def _times(element: html.HtmlElement) -> list[html.HtmlElement]:
    return [time for time in element.iter("time") if time.get("datetime")]


def _marked(element: html.HtmlElement, facts: PageFacts, retrieved_at: datetime) -> Draft | None:
    """An entry as its element shows it."""
    clock = {fold(time.text_content()) for time in element.iter("time")}
    told = [(_kind(run.role, run.text), run.text) for run in runs(element) if fold(run.text) not in clock]
    headings = {" ".join(head.text_content().split()) for head in element.iter(*page_words().heading_tags)}
    kept: list[tuple[BlockKind, str]] = [
        ("headline" if text in headings else kind, text) for kind, text in told if kind != "boilerplate"
    ]
    if not any(kind == "paragraph" for kind, _ in kept):
        return None
    raw = html.tostring(element, encoding="utf-8", with_tail=False)
    anchor = element.get("id")
    url = f"{facts.url}#{anchor}" if facts.url and anchor else None
    return _draft(raw, kept, facts, url, _stated(_times(element)[0].get("datetime"), retrieved_at))


def _kind(role: str, text: str) -> BlockKind:
    if cues().is_boilerplate(text):
        return "boilerplate"
    if cues().is_correction(text):
        return "correction"
    return "caption" if role == "caption" or cues().is_caption(text) else "paragraph"


def _draft(
    raw: bytes,
    told: Sequence[tuple[BlockKind, str]],
    facts: PageFacts,
    url: object,
    published: Stated | None,
) -> Draft:
    text, blocks = laid_out(told)
    headline = next((words for kind, words in told if kind == "headline"), None)
    return Draft(
        raw=raw,
        text=text,
        blocks=blocks,
        title=headline or facts.title,
        byline=facts.byline,
        outlet=facts.outlet,
        url=_address(url) or facts.url,
        language=facts.language,
        published=published,
    )


def _address(url: object) -> str | None:
    try:
        return address(url) if isinstance(url, str) else None
    except RefusedError:
        return None
