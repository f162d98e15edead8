"""Paragraphs that speak of a happening as known from before, whether or not they claim anything of it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from warmonitor.incidents import rarity, settings, wording
from warmonitor.incidents.looking_back import deeds, raises_a_toll, speaks_of_the_day_before
from warmonitor.incidents.setting import Setting, fine, resolved
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Block, Claim, Place, Report

_WORD = re.compile(r"[A-Z][\w’'-]+")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that looks back, as the comparison with claims sees it.

    Attributes:
        id: of the report and where the quote begins in it.
        span: of the sentence that looks back; `block` that of the paragraph.
        issued: the day of the paper, as an ordinal; `days` those that it names before its own.
        cue: how it looks back.
        claims: ids of the claims made in the sentence; `types` those of the events that the paragraph tells.
        towns: the places of its claims that are no larger than a district.
    """

    id: str
    report: str
    span: tuple[int, int]
    block: tuple[int, int]
    quote: str
    issued: int
    days: frozenset[int]
    cue: str
    names: frozenset[str]
    place_names: frozenset[str]
    words: frozenset[str]
    deeds: frozenset[str]
    numbers: frozenset[str]
    claims: tuple[str, ...]
    types: frozenset[str]
    towns: tuple[Place, ...]
    countries: frozenset[str]


def passages(reports: Iterable[Report], claims: Iterable[Claim], registry: Registry) -> dict[str, Passage]:
    """The paragraphs of some reports that look back, by id; claims are those of these reports."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    return {
        passage.id: passage for report in reports for passage in _of(report, by_report[report.id], registry)
    }


def looks_back(report: Report) -> bool:
    """Whether a report without claims speaks of anything as known from before."""
    return any(_cue_in(report, block, ()) for block in report.blocks)


def _of(report: Report, claims: Sequence[Claim], registry: Registry) -> Iterator[Passage]:
    if report.published is None:
        return
    issued = report.published.end.toordinal()
    for block in report.blocks:
        told = [one for one in claims if block.start <= one.span[0] and one.span[1] <= block.end]
        claimed = [one.span[0] - block.start for one in told]
        found = _cue_in(report, block, claimed)
        if found is None:
            continue
        text = report.text[block.start : block.end]
        cue, start, end = found
        span = (block.start + start, block.start + end)
        places = [place for one in told for place in one.places]
        yield Passage(
            id=f"{report.id}@{span[0]}",
            report=report.id,
            span=span,
            block=(block.start, block.end),
            quote=text[start:end],
            issued=issued,
            days=days_named(text, issued),
            cue=cue,
            names=rarity.names(text),
            place_names=frozenset().union(*(rarity.place_keys(place) for place in places)),
            words=wording.content(text),
            deeds=deeds(text),
            numbers=telling_numbers(text),
            claims=tuple(sorted(one.id for one in told if _meet(one.span, span))),
            types=frozenset(one.type for one in told) & settings.types().event,
            towns=tuple(place for one in told for place in fine(resolved(one))),
            countries=_countries(text, registry) | Setting(told, registry).countries,
        )


def _cue_in(report: Report, block: Block, claimed: Sequence[int]) -> tuple[str, int, int] | None:
    text = report.text[block.start : block.end]
    return None if block.kind == "boilerplate" else _looking_back(text, claimed)


def _looking_back(text: str, claimed: Sequence[int]) -> tuple[str, int, int] | None:
    """How a paragraph looks back, and the first of its sentences that does.

    What it claims it takes up again ("the attack"): no sentence behind a claim looks back, but to a toll that
    rises.

    Args:
        text: the paragraph.
        claimed: where its claims begin.
    """
    begin = 0
    for sentence in wording.sentences(text):
        start = text.index(sentence, begin)
        begin = start + len(sentence)
        cue = cue_of(sentence)
        if cue == "toll" or (cue is not None and not any(at < start for at in claimed)):
            return cue, start, begin
    return None


def cue_of(sentence: str) -> str | None:
    """How a sentence looks back, the plainest way first; None where it does not."""
    if raises_a_toll(sentence):
        return "toll"
    low = sentence.lower()
    return next((cue for cue, words in _cues().items() if words.search(low)), None)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    """Patterns over words in lower case."""
    known, pronouns = settings.mentions().words, settings.words().definite
    happening = rf"(?:[\w’'-]+ ){{0,3}}(?:{'|'.join(known.happenings)})"
    dated = "|".join(known.dated).format(day="|".join(known.weekdays))
    definite = "|".join(sorted({*pronouns, *known.known}))
    spelled = {
        "dated": rf"(?:{dated})['’]s {happening}",
        "definite": rf"(?:{definite}) {happening}",
        "answer": "|".join(known.answer),
        "after": rf"(?:{'|'.join(known.before_happenings)}) {happening}",
        "continued": "|".join(known.continued),
    }
    return {cue: re.compile(rf"\b(?:{words})\b") for cue, words in spelled.items()}


def days_named(text: str, issued: int) -> frozenset[int]:
    """The days that a text names by "yesterday" or a weekday, as ordinals before that of its paper."""
    low = text.lower()
    known = settings.mentions().words
    today = (issued + 6) % 7
    found = {issued - ((today - number) % 7 or 7) for number, day in enumerate(known.weekdays) if day in low}
    if speaks_of_the_day_before(text) or any(word in low for word in known.yesterday):
        found.add(issued - 1)
    return frozenset(found)


def telling_numbers(text: str) -> frozenset[str]:
    """The numbers of a text that may tell one happening from another; years and small ones do not."""
    few = settings.weights().telling
    return frozenset(
        one for one in wording.numbers(text) if len(one) < 8 and int(one) > few and int(one) not in _YEARS
    )


def _countries(text: str, registry: Registry) -> frozenset[str]:
    words = (word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text))
    states = (registry.state_of(word) for word in words)
    return frozenset(state.country for state in states if state is not None)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
