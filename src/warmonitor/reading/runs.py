"""The words of a page in their order, one run for each stretch that the layout sets apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec
from lxml import etree, html

from warmonitor.reading import data

Role = Literal["headline", "standfirst", "caption", "plain"]

_BREAKS = re.compile(r"\n\s*\n")


class PageWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of elements, classes and metadata that pages use."""

    article_types: tuple[str, ...]
    title_metas: tuple[str, ...]
    outlet_metas: tuple[str, ...]
    published_metas: tuple[str, ...]
    url_metas: tuple[str, ...]
    language_metas: tuple[str, ...]
    description_metas: tuple[str, ...]
    title_separators: tuple[str, ...]
    block_tags: frozenset[str]
    heading_tags: frozenset[str]
    silent_tags: frozenset[str]
    caption_tags: frozenset[str]
    caption_classes: frozenset[str]
    standfirst_classes: frozenset[str]
    published_classes: frozenset[str]
    byline_metas: tuple[str, ...]
    byline_classes: frozenset[str]
    live_classes: frozenset[str]
    live_title: str


@cache
def page_words() -> PageWords:
    """The room's knowledge of pages."""
    return data.load("page.yaml", PageWords)


@dataclass(frozen=True)
class Run:
    """A stretch of words: its role by the elements around it; `aside` when it stands in a side column."""

    text: str
    role: Role
    aside: bool


def names_of(element: html.HtmlElement) -> set[str]:
    """The words of an element's class, id and itemprop."""
    values = (element.get(key, "") for key in ("class", "id", "itemprop", "data-testid", "data-component"))
    return {word for value in values for word in re.split(r"[^a-z0-9]+", value.lower())}


def runs(tree: html.HtmlElement) -> list[Run]:
    """All runs of a page that a reader sees; the parts that only serve the page are left out."""
    return list(_Walk().over(tree))


class _Walk:
    """Goes through the page once, gathering words until the layout ends a run."""

    def __init__(self) -> None:
        self._words = page_words()
        self._pieces: list[str] = []
        self._roles: list[Role] = ["plain"]
        self._asides = 0

    def over(self, tree: html.HtmlElement) -> Iterator[Run]:
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            silent = element.tag in self._words.silent_tags
            if event == "start" and silent:
                walk.skip_subtree()
            elif event == "start":
                yield from self._enter(element)
            else:
                yield from () if silent else self._leave(element)
                self._pieces.append(element.tail or "")
        yield from self._flush()

    def _enter(self, element: html.HtmlElement) -> Iterator[Run]:
        if element.tag in self._words.block_tags or self._role(element) != self._roles[-1]:
            yield from self._flush()
        self._roles.append(self._role(element))
        self._asides += element.tag == "aside"
        self._pieces.append("\n" if element.tag == "br" else element.text or "")

    def _leave(self, element: html.HtmlElement) -> Iterator[Run]:
        role = self._roles[-1]
        if element.tag in self._words.block_tags or role != self._roles[-2]:
            yield from self._flush()
        self._roles.pop()
        self._asides -= element.tag == "aside"

    def _role(self, element: html.HtmlElement) -> Role:
        """The role that an element gives to what is in it: a caption stays one all the way down."""
        around = self._roles[-1]
        if around != "plain":
            return around
        if element.tag == "h1":
            return "headline"
        names = names_of(element)
        if element.tag in self._words.caption_tags or names & self._words.caption_classes:
            return "caption"
        # A class that names the article's opening may also wrap the whole of it: only small elements count.
        if names & self._words.standfirst_classes and element.tag in {"p", "h2", "h3", "h4", "div", "span"}:
            small = element.find(".//p") is None or len(element.findall(".//p")) == 1
            return "standfirst" if small else "plain"
        return "plain"

    def _flush(self) -> Iterator[Run]:
        joined = "".join(self._pieces)
        self._pieces.clear()
        for part in _BREAKS.split(joined):
            if text := " ".join(part.split()):
                yield Run(text, self._roles[-1], self._asides > 0)
