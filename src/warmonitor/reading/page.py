"""A web page: its main text with headline, standfirst and captions, and what it states of itself.

Method: trafilatura tells which runs of text are the report; the page's own elements tell what each of them
is. Runs that are neither (menus, teasers, comments) are left out of the text; the raw page keeps them.
"""

import copy
from collections.abc import Iterator, Sequence

from lxml import etree, html

from warmonitor.model.report import BlockKind
from warmonitor.reading.blocks import cues, fold
from warmonitor.reading.dates import is_date_line
from warmonitor.reading.draft import Draft
from warmonitor.reading.encoding import decode
from warmonitor.reading.inputs import Found, Input, numbered, one
from warmonitor.reading.layout import laid_out
from warmonitor.reading.live import live_entries
from warmonitor.reading.metadata import PageFacts, declared_encoding, page_facts
from warmonitor.reading.nouns import Limits, RefusedError
from warmonitor.reading.runs import Run, runs
from warmonitor.reading.text import ends_sentence, normalise

_CONTAINED = 40
# Above so many elements trafilatura compares no second method with its own: the time would grow out of hand.
_LARGE = 10_000
_MEND = "save the page's text and give that"


def read_page(input_: Input) -> Iterator[Found]:
    """The report of an HTML page, or those of a live blog, one for each of its entries.

    Raises:
        RefusedError: when it is too deep or too large to be a page, or no report can be found on it.
    """
    raw = input_.stream.rest()
    options = input_.options
    decoded = decode(raw, input_.origin.encoding or declared_encoding(raw))
    tree = _tree(normalise(decoded.text), options.limits.elements)
    facts = page_facts(tree, options.retrieved_at)
    if entries := live_entries(tree, facts, options.retrieved_at):
        return numbered(iter(entries))
    return one(_whole_page(raw, tree, facts, decoded.notes))


def _whole_page(raw: bytes, tree: html.HtmlElement, facts: PageFacts, notes: tuple[str, ...]) -> Draft:
    """The draft of a page that is one report.

    Raises:
        RefusedError: when nothing but a wall is on it.
    """
    _keep_one(tree, facts)
    on_page = runs(tree)
    paid = any(cues().is_paywall(run.text) for run in on_page)
    chosen = [one for one in _chosen(tree, on_page, facts) if not _is_wall(one[1])]
    if all(kind == "headline" for kind, _ in chosen) and (paid or any(_is_wall(run.text) for run in on_page)):
        raise RefusedError(
            "it shows no report, but a wall that asks for consent, a subscription or proof of a person", _MEND
        )
    if paid or not facts.free:
        notes += ("the page is not free to read: its text may be only a part of the report",)
    text, blocks = laid_out(chosen)
    return Draft(
        raw=raw,
        text=text,
        blocks=blocks,
        title=facts.title,
        byline=facts.byline,
        outlet=facts.outlet,
        url=facts.url,
        language=facts.language,
        published=facts.published,
        notes=notes,
    )


def _is_wall(text: str) -> bool:
    return cues().is_wall(text) or cues().is_paywall(text)


def runs_of_fragment(words: str, limits: Limits) -> list[str]:
    """The runs of a piece of HTML, as feeds carry it.

    Raises:
        RefusedError: when it is too deep or too large.
    """
    if not words.strip():
        return []
    return [run.text for run in runs(_tree(f"<div>{words}</div>", limits.elements))]


def _keep_one(tree: html.HtmlElement, facts: PageFacts) -> None:
    """Takes out of a page that goes on with other reports below its own all but its own."""
    whole = [article for article in tree.iter("article") if _is_report(article)]
    if len(whole) < 2:
        return
    titled = [article for article in whole if facts.folded_title in _headings(article)]
    kept = (titled or whole)[0]
    for article in whole:
        if (
            article is not kept
            and article not in kept.iterancestors()
            and kept not in article.iterancestors()
        ):
            article.drop_tree()


def _is_report(article: html.HtmlElement) -> bool:
    paragraphs = [p for p in article.iter("p") if len(p.text_content()) >= _CONTAINED]
    return len(paragraphs) >= 2 and bool(_headings(article))


def _headings(article: html.HtmlElement) -> set[str]:
    return {fold(heading.text_content()) for heading in article.iter("h1", "h2")}


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


def _chosen(tree: html.HtmlElement, on_page: Sequence[Run], facts: PageFacts) -> list[tuple[BlockKind, str]]:
    """The runs of the report in the order of the page, each with its kind."""
    main = _main_text(tree)
    whole, joined = set(main), "\n".join(main)
    told = [_told(run, facts, whole, joined) for run in on_page]
    if "paragraph" not in told:
        told = [_told_without(run, facts) for run in on_page]
    _drop_kickers(told, on_page)
    return [(kind, run.text) for kind, run in zip(_within(told), on_page, strict=True) if kind]


def _drop_kickers(told: list[BlockKind | None], on_page: Sequence[Run]) -> None:
    """Takes out the words above a headline that are no sentences: the section's or the story's name."""
    head = told.index("headline") if "headline" in told else 0
    above = [index for index in range(head) if told[index] == "paragraph"]
    if not any(ends_sentence(on_page[index].text) for index in above):
        for index in above:
            told[index] = None


def _told(run: Run, facts: PageFacts, whole: set[str], joined: str) -> BlockKind | None:
    """What a run is to the report; None for what is not of it."""
    folded = fold(run.text)
    if run.aside and folded not in whole:
        return None
    if marked := _by_cue(run.text):
        return marked
    if run.role in {"caption", "headline"} or folded == facts.folded_title:
        return "caption" if run.role == "caption" else "headline"
    if run.role == "standfirst" or folded == facts.folded_description:
        return "standfirst"
    if folded not in whole and (len(folded) < _CONTAINED or folded not in joined):
        return None
    return _of_words(run.text)


def _by_cue(text: str) -> BlockKind | None:
    """What a run is wherever it stands: a note of what was corrected, or a line with the day alone."""
    if cues().is_correction(text):
        return "correction"
    return "boilerplate" if is_date_line(text) else None


def _of_words(text: str) -> BlockKind | None:
    """What a run of the main text is by its words alone."""
    if cues().is_boilerplate(text):
        return None
    return "caption" if cues().is_caption(text) else "paragraph"


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
    if kind == "correction":
        return kind
    if not head <= index <= last:
        return None
    if (kind == "headline" and index != head) or (kind == "standfirst" and index > first):
        return "paragraph" if index > first else None
    return kind
