"""Plain text to blocks: where each begins and ends, and what it is to the page it stood on.

Method: cues that hold in any outlet's layout. A report's sentences end with a full stop; headlines and
captions do not. A caption copied from a page comes twice, or describes a picture, or names who took it.
Furniture speaks to the reader. What no cue tells is a paragraph.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import msgspec

from warmonitor.model import Block
from warmonitor.model.report import BlockKind
from warmonitor.reading import data
from warmonitor.reading.text import CLOSING, ends_sentence

_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_HEADLINE_WORDS = 60
_STANDFIRST_WORDS = 60
_REPEATED_AT_LEAST = 4
# Longer blocks are neither furniture nor captions, however few blanks they have.
_LONGEST_CUE = 1000


class _Boilerplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    start_words: int
    whole: tuple[str, ...]
    start: tuple[str, ...]


class _Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    start: tuple[str, ...]
    words: int


class _Caption(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    credit: tuple[str, ...]
    credit_words: int
    describing: tuple[str, ...]
    describing_words: int
    repeated_words: int


class _Furniture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    boilerplate: _Boilerplate
    correction: _Correction
    wall: tuple[str, ...]
    paywall: tuple[str, ...]
    byline: str
    byline_words: int
    site_name: str
    caption: _Caption


class Cues:
    """The word lists, ready to ask."""

    def __init__(self, furniture: _Furniture) -> None:
        self._furniture = furniture
        self._whole = _any_of(furniture.boilerplate.whole)
        self._start = _any_of(furniture.boilerplate.start)
        self._correction = _any_of(furniture.correction.start)
        self._wall = _any_of(furniture.wall)
        self._paywall = _any_of(furniture.paywall)
        self._byline = re.compile(furniture.byline)
        self._site = re.compile(furniture.site_name)
        self._credit = _any_of(furniture.caption.credit)
        self._describing = _any_of(furniture.caption.describing)

    def is_boilerplate(self, text: str) -> bool:
        """Whether a block speaks to the reader instead of telling news."""
        if len(text) > _LONGEST_CUE:
            return False
        words = _words(text)
        if words <= self._furniture.byline_words and self._byline.fullmatch(text):
            return True
        return words <= self._furniture.boilerplate.start_words and bool(
            self._whole.fullmatch(text) or self._start.match(text)
        )

    def is_correction(self, text: str) -> bool:
        """Whether a block says what an earlier state of the report had wrong."""
        few = _words(text) <= self._furniture.correction.words
        return few and self._correction.match(text) is not None

    def is_wall(self, text: str) -> bool:
        """Whether a block stands in place of a report: asks for consent, or for proof of a person."""
        return len(text) <= _LONGEST_CUE and self._wall.search(text) is not None

    def is_paywall(self, text: str) -> bool:
        """Whether a block stands where a report ends before its end: asks for money or a name."""
        return len(text) <= _LONGEST_CUE and self._paywall.search(text) is not None

    def names_writer(self, text: str) -> str | None:
        """Who a byline says wrote the report."""
        if len(text) > _LONGEST_CUE or _words(text) > self._furniture.byline_words:
            return None
        return text.split(maxsplit=1)[1] if self._byline.fullmatch(text) else None

    def is_caption(self, text: str) -> bool:
        """Whether a block credits a picture, or describes one without a full stop."""
        if len(text) > _LONGEST_CUE:
            return False
        caption = self._furniture.caption
        words = _words(text)
        if words <= caption.credit_words and self._credit.search(text):
            return True
        described = words <= caption.describing_words and not ends_sentence(text)
        return described and self._describing.search(text) is not None

    def is_repeated_caption(self, text: str, beside: bool) -> bool:
        """Whether a block that comes more than once is a caption; `beside`: one follows the other at once."""
        fits = _REPEATED_AT_LEAST <= _words(text) <= self._furniture.caption.repeated_words
        return fits and (beside or not ends_sentence(text))

    def is_site_name(self, text: str) -> bool:
        """Whether a block could be the name of an outlet at the head of its page."""
        return len(text) <= 40 and not ends_sentence(text) and self._site.fullmatch(text) is not None


@cache
def cues() -> Cues:
    """The room's word lists."""
    return Cues(data.load("furniture.yaml", _Furniture))


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _words(text: str) -> int:
    return len(text.split())


def fold(text: str) -> str:
    """The text for comparing: case, blanks and the shapes of quotes and dashes do not count."""
    return " ".join(text.casefold().translate(_SIGNS).split())


def segments(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs stand: lines with something on them, without the blanks around."""
    spans = []
    for line in re.finditer(r"[^\n]+", text):
        stripped = line[0].strip()
        if stripped:
            start = line.start() + line[0].index(stripped)
            spans.append((start, start + len(stripped)))
    return spans


@dataclass(frozen=True)
class _Page:
    """The paragraphs of a text and what is known of it beforehand."""

    texts: Sequence[str]
    folded: Sequence[str]
    title: str | None
    outlet: str | None


def plain_blocks(text: str, title: str | None = None, outlet: str | None = None) -> tuple[Block, ...]:
    """The blocks of a plain text, in order; `title` and `outlet` are what its header states.

    Every character that is not blank lies in exactly one block.
    """
    spans = segments(text)
    texts = [text[start:end] for start, end in spans]
    page = _Page(
        texts, [fold(one) for one in texts], fold(title) if title else None, fold(outlet) if outlet else None
    )
    kinds: list[BlockKind] = ["paragraph"] * len(spans)
    if len(spans) > 1:
        _mark_boilerplate(page, kinds)
        _mark_headline(page, kinds)
        _mark_captions(page, kinds)
        _mark_standfirst(page, kinds)
    return tuple(
        Block(kind=kind, start=start, end=end) for kind, (start, end) in zip(kinds, spans, strict=True)
    )


def byline_in(text: str, blocks: Sequence[Block]) -> str | None:
    """Who the first byline among the furniture of a text names."""
    furniture = (text[block.start : block.end] for block in blocks if block.kind == "boilerplate")
    return next(filter(None, map(cues().names_writer, furniture)), None)


def _open(kinds: Sequence[BlockKind]) -> list[int]:
    """The blocks that no cue has told yet."""
    return [index for index, kind in enumerate(kinds) if kind == "paragraph"]


def _mark_boilerplate(page: _Page, kinds: list[BlockKind]) -> None:
    for index, text in enumerate(page.texts):
        if cues().is_boilerplate(text):
            kinds[index] = "boilerplate"
        elif cues().is_correction(text):
            kinds[index] = "correction"


def _mark_headline(page: _Page, kinds: list[BlockKind]) -> None:
    """The headline, and the furniture above it: the outlet's name, or short lines over a known title."""
    if page.title in page.folded:
        at = page.folded.index(page.title)
        for index in _open(kinds[:at]):
            if not ends_sentence(page.texts[index]):
                kinds[index] = "boilerplate"
        kinds[at] = "headline"
        return
    candidates = _open(kinds)
    if len(candidates) > 1 and _is_name(page, candidates[0], candidates[1]):
        kinds[candidates.pop(0)] = "boilerplate"
    if len(candidates) > 1 and page.title is None and _is_heading(page.texts[candidates[0]], _HEADLINE_WORDS):
        kinds[candidates[0]] = "headline"


def _is_name(page: _Page, first: int, second: int) -> bool:
    """Whether a page begins with its outlet's name: stated as such, or looking like one above a headline."""
    if page.folded[first] == page.outlet:
        return True
    longer = _words(page.texts[second]) > _words(page.texts[first])
    looks = page.title is None and cues().is_site_name(page.texts[first])
    return looks and longer and _is_heading(page.texts[second], _HEADLINE_WORDS)


def _mark_captions(page: _Page, kinds: list[BlockKind]) -> None:
    """Blocks that describe or credit a picture, or come more than once, as captions do on a copied page."""
    counts = Counter(page.folded)
    beside = {one for one, after in pairwise(page.folded) if one == after}
    headlines = {page.folded[index] for index, kind in enumerate(kinds) if kind == "headline"}
    for index in _open(kinds):
        text, folded = page.texts[index], page.folded[index]
        if folded in headlines:
            kinds[index] = "boilerplate"
        elif cues().is_caption(text) or (
            counts[folded] > 1 and cues().is_repeated_caption(text, folded in beside)
        ):
            kinds[index] = "caption"


def _mark_standfirst(page: _Page, kinds: list[BlockKind]) -> None:
    """The first untold block below the headline, where it is a heading and text follows."""
    if "headline" not in kinds:
        return
    at = kinds.index("headline")
    below = [index for index in _open(kinds) if index > at]
    if len(below) > 1 and _is_heading(page.texts[below[0]], _STANDFIRST_WORDS):
        kinds[below[0]] = "standfirst"


def _is_heading(text: str, most: int) -> bool:
    """Few enough words, and no full stop at the end; a question or an exclamation may be a heading too."""
    ended = ends_sentence(text) and not text.rstrip(CLOSING).endswith(("?", "!", "؟", "？", "！"))
    return _words(text) <= most and not ended
