"""A web page: its main text with headline, standfirst and captions, and what it states of itself.

Method: trafilatura tells which runs of text are the report; the page's own elements tell what each of them
is. Runs that are neither (menus, teasers, comments) are left out of the text; the raw page keeps them.
"""

import copy
from collections.abc import Sequence

from lxml import etree, html

from warmonitor.model import Block
from warmonitor.model.report import BlockKind
from warmonitor.reading.blocks import cues, fold
from warmonitor.reading.draft import Draft
from warmonitor.reading.encoding import decode
from warmonitor.reading.metadata import PageFacts, declared_encoding, page_facts
from warmonitor.reading.nouns import ReadingOptions, RefusedError
from warmonitor.reading.runs import Run, runs
from warmonitor.reading.text import normalise

_SEPARATOR = "\n\n"
_CONTAINED = 40
# Above so many elements trafilatura compares no second method with its own: the time would grow out of hand.
_LARGE = 10_000
_MEND = "save the page's text and give that"


def read_page(raw: bytes, options: ReadingOptions) -> Draft:
    """The draft of an HTML page.

    Raises:
        RefusedError: when it is too deep or too large to be a page, or no report can be found on it.
    """
    tree = _tree(normalise(decode(raw, declared_encoding(raw))), options.limits.elements)
    facts = page_facts(tree, options.retrieved_at)
    text, blocks = _laid_out(_chosen(tree, facts))
    return Draft(
        raw=raw,
        text=text,
        blocks=blocks,
        title=facts.title,
        outlet=facts.outlet,
        url=facts.url,
        language=facts.language,
        published=facts.published,
    )


def _tree(text: str, most: int) -> html.HtmlElement:
    """The parsed page: no entity is resolved from elsewhere and nothing is fetched."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise RefusedError(f"it cannot be parsed as a page: {error}", _MEND) from error
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise RefusedError("its elements are nested too deep, or too long, for a page", _MEND)
    if sum(1 for _ in tree.iter()) > most:
        raise RefusedError(f"it has more than {most} elements", _MEND)
    return tree


def _main_text(tree: html.HtmlElement) -> list[str]:
    """The paragraphs that trafilatura holds for the report's, folded for comparing."""
    # Importing it takes most of a second, which those who read no page need not wait.
    import trafilatura  # noqa: PLC0415

    try:
        found = trafilatura.bare_extraction(
            copy.deepcopy(tree), include_comments=False, fast=sum(1 for _ in tree.iter()) > _LARGE
        )
    except Exception:  # A page may break any of its steps; what can be had without it is still had.
        found = None
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    told = found.body.iter("p", "head", "quote", "item", "cell", "list")
    texts = (fold("".join(element.itertext())) for element in told)
    return [text for text in texts if text]


def _chosen(tree: html.HtmlElement, facts: PageFacts) -> list[tuple[BlockKind, str]]:
    """The runs of the report in the order of the page, each with its kind."""
    on_page = runs(tree)
    main = _main_text(tree)
    whole, joined = set(main), "\n".join(main)
    told = [_told(run, facts, whole, joined) for run in on_page]
    if "paragraph" not in told:
        told = [_told_without(run, facts) for run in on_page]
    return [(kind, run.text) for kind, run in zip(_within(told), on_page, strict=True) if kind]


def _told(run: Run, facts: PageFacts, whole: set[str], joined: str) -> BlockKind | None:
    """What a run is to the report; None for what is not of it."""
    folded = fold(run.text)
    if run.aside and folded not in whole:
        return None
    if run.role in {"caption", "headline"} or folded == facts.folded_title:
        return "caption" if run.role == "caption" else "headline"
    if run.role == "standfirst" or folded == facts.folded_description:
        return "standfirst"
    if folded not in whole and (len(folded) < _CONTAINED or folded not in joined):
        return None
    if cues().is_boilerplate(run.text):
        return None
    return "caption" if cues().is_caption(run.text) else "paragraph"


def _told_without(run: Run, facts: PageFacts) -> BlockKind | None:
    """What a run is, where trafilatura finds no report: too short a page, for one."""
    if run.aside:
        return None
    return _told(run, facts, {fold(run.text)}, "")


def _within(told: Sequence[BlockKind | None]) -> list[BlockKind | None]:
    """The kinds with all dropped that lies above the report's headline or below its last paragraph.

    Captions and standfirsts that belong to teasers of other reports stand there. Of several equal headlines,
    the last above the text counts.
    """
    paragraphs = [index for index, kind in enumerate(told) if kind == "paragraph"]
    if not paragraphs:
        return list(told)
    first, last = paragraphs[0], paragraphs[-1]
    headlines = [index for index, kind in enumerate(told[:first]) if kind == "headline"]
    head = headlines[-1] if headlines else first
    return [_placed(kind, index, (head, first, last)) for index, kind in enumerate(told)]


def _placed(kind: BlockKind | None, index: int, bounds: tuple[int, int, int]) -> BlockKind | None:
    """The kind that a run has by its place; `bounds` are the headline, the first and the last paragraph."""
    head, first, last = bounds
    if not head <= index <= last:
        return None
    if (kind == "headline" and index != head) or (kind == "standfirst" and index > first):
        return "paragraph" if index > first else None
    return kind


def _laid_out(chosen: Sequence[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """The text, and where its blocks stand in it."""
    blocks = []
    at = 0
    for kind, text in chosen:
        blocks.append(Block(kind=kind, start=at, end=at + len(text)))
        at += len(text) + len(_SEPARATOR)
    return _SEPARATOR.join(text for _, text in chosen), tuple(blocks)
