"""Spans of a text that the gazetteer knows, before they are judged."""

from collections.abc import Sequence
from dataclasses import dataclass

from warmonitor.grounding.places.words import Token, cues
from warmonitor.knowledge.gazetteer import Gazetteer, NameMatch
from warmonitor.knowledge.gazetteer.folding import folding_rules

_LONGEST = 6
_LARGE = 100_000


@dataclass(frozen=True, slots=True)
class Hit:
    """A span of tokens that the gazetteer knows, before it is judged."""

    first: int
    last: int
    start: int
    end: int
    matches: tuple[NameMatch, ...]


def find_hits(text: str, tokens: Sequence[Token], gazetteer: Gazetteer) -> list[Hit]:
    """Find the longest spans of capitals that the gazetteer knows, in order, not overlapping."""
    hits: list[Hit] = []
    index = 0
    while index < len(tokens):
        hit = _longest_hit(text, tokens, index, gazetteer) if _may_begin(tokens, index) else None
        if hit:
            hits.append(hit)
            index = hit.last
        index += 1
    return hits


def _may_begin(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.capital:
        return not cues().has("months_and_days", token.text)
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    article = token.text in folding_rules().articles
    return bool(
        article and following and following.capital and following.joined and following.start == token.end + 1
    )


def _longest_hit(text: str, tokens: Sequence[Token], first: int, gazetteer: Gazetteer) -> Hit | None:
    last = first
    while (
        last + 1 < len(tokens)
        and last - first + 1 < _LONGEST
        and tokens[last + 1].joined
        and (tokens[last + 1].capital or _may_follow(tokens[last + 1].text))
    ):
        last += 1
    while last >= first:
        token = tokens[last]
        if token.capital or token.text.lower() in folding_rules().kinds:
            hit = _hit(text, tokens, first, last, gazetteer)
            if hit:
                return hit
        last -= 1
    return None


def _may_follow(word: str) -> bool:
    return word in cues().words["connectors"] or word in folding_rules().kinds


def _hit(text: str, tokens: Sequence[Token], first: int, last: int, gazetteer: Gazetteer) -> Hit | None:
    start, end = tokens[first].start, tokens[last].end
    name = text[start:end]
    if last > first and cues().has("openers", tokens[first].text) and tokens[first].text != "New":
        return None
    if first == last and len(name) <= 5 and text[end : end + 1] == ".":
        matches = gazetteer.exactly(name + ".")
        if matches:
            return Hit(first, last, start, end + 1, matches)
    matches = _fitting(gazetteer, name, tokens[first : last + 1])
    return Hit(first, last, start, end, matches) if matches else None


def _fitting(gazetteer: Gazetteer, name: str, span: Sequence[Token]) -> tuple[NameMatch, ...]:
    """Give the matches that running text may mean: no sound-alikes, short names only as written."""
    short = len(span) == 1 and (len(name) <= 2 or "." in name or (name.isupper() and len(name) <= 4))
    matches = gazetteer.exactly(name) if short else gazetteer.matches(name)
    if short and not matches and len(name) == 4 and span[0].opens:
        matches = tuple(match for match in gazetteer.matches(name) if match.entry.population >= _LARGE)
    matches = tuple(match for match in matches if match.quality > 0.7)
    if len(span) > 1 and not span[-1].capital:
        return tuple(match for match in matches if match.entry.kind != "settlement")
    if len(span) > 1 and span[-1].text == "City":
        return tuple(match for match in matches if match.quality == 1.0)
    return matches
