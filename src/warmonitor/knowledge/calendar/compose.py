"""Joins simple date expressions into ranges, open intervals and offsets."""

import re

from warmonitor.knowledge.calendar.atoms import find_atoms
from warmonitor.knowledge.calendar.meaning import Atom, Relation, TimeExpression

_LOOK_BACK = 12
# How long, and not when: "following a month-long siege".
_LASTING = re.compile(r"-(?:long|old)\b")
_OPENERS = re.compile(r"\b(between|from)\s+(?:the\s+)?\Z", re.IGNORECASE)
_JOINERS = re.compile(
    r"\s*(?:-|–|—|\band\b|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s*(?:the\s+)?", re.IGNORECASE
)
_PLAIN_JOINERS = re.compile(r"\s*(?:-|–|—|\bto\b|\bthrough\b|\buntil\b)\s*", re.IGNORECASE)
_LEADS: tuple[tuple[re.Pattern[str], Relation], ...] = (
    (re.compile(r"\b(?:ever )?since\s+(?:the\s+)?\Z", re.IGNORECASE), "since"),
    (re.compile(r"\b(?:starting|beginning)\s+(?:in\s+|on\s+|from\s+)?\Z", re.IGNORECASE), "since"),
    (re.compile(r"\b(?:until|till|by|up to)\s+(?:the\s+)?\Z", re.IGNORECASE), "until"),
    (re.compile(r"\bbefore\s+\Z", re.IGNORECASE), "before"),
    (re.compile(r"\bafter\s+\Z", re.IGNORECASE), "after"),
)
_ONWARDS = re.compile(r"\s+(?:on|onwards?|forward)\b(?=[\s.,;])(?! (?:the|a)\b)", re.IGNORECASE)
_PRESENT = re.compile(r"\s?[-–—]\s?present\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+\Z", re.IGNORECASE)
_CLOSED = re.compile(
    r"\s*(?:[.,;:)!?]|\Z|(?:and|but|when|while|as|the|he|she|it|they|there|that|have|has|had|were|was)\b)",
    re.IGNORECASE,
)
_OFFSET_GAP = re.compile(r"\s+(?:(?:the|its|their|his|a|an|of|on|in)\s+)*", re.IGNORECASE)


def find_times(text: str) -> list[TimeExpression]:
    """The expressions of a text that can date an event, in order, with parsed meaning, not yet anchored.

    Offsets are characters of `text`. Durations, frequencies and words such as "now" or "former" are left out,
    since they name no day; `find_atoms` has them too.
    """
    atoms = find_atoms(text)
    expressions: list[TimeExpression] = []
    index = 0
    while index < len(atoms):
        expression = _range(text, atoms, index) or _offset(text, atoms, index) or _single(text, atoms[index])
        index += len(expression.atoms)
        if expression.places_event and not _LASTING.match(text, expression.end):
            expressions.append(expression)
    return expressions


def _make(text: str, start: int, end: int, atoms: tuple[Atom, ...], relation: Relation) -> TimeExpression:
    return TimeExpression(start, end, text[start:end], atoms, relation)


def _dates(*atoms: Atom) -> bool:
    return all(atom.meaning.kind == "date" for atom in atoms)


def _range(text: str, atoms: list[Atom], index: int) -> TimeExpression | None:
    if index + 1 >= len(atoms) or not _dates(atoms[index], atoms[index + 1]):
        return None
    first, second = atoms[index], atoms[index + 1]
    gap = text[first.end : second.start]
    opener = _OPENERS.search(text[max(0, first.start - _LOOK_BACK) : first.start])
    if opener is not None and _JOINERS.fullmatch(gap):
        start = first.start - len(opener[0])
        return _make(text, start, second.end, (first, second), "range")
    if _PLAIN_JOINERS.fullmatch(gap) and _same_shape(first, second):
        return _make(text, first.start, second.end, (first, second), "range")
    return None


def _same_shape(first: Atom, second: Atom) -> bool:
    one, other = first.meaning, second.meaning
    return one.anchor is None and other.anchor is None and (one.day is None) == (other.day is None)


def _offset(text: str, atoms: list[Atom], index: int) -> TimeExpression | None:
    """ "Three days after the 27 November ceasefire": its anchor stands in the words themselves."""
    first = atoms[index]
    if first.meaning.anchor != "event" or index + 1 >= len(atoms):
        return None
    second = atoms[index + 1]
    if not _dates(second) or not _OFFSET_GAP.fullmatch(text[first.end : second.start]):
        return None
    return _make(text, first.start, second.end, (first, second), "at")


def _single(text: str, atom: Atom) -> TimeExpression:
    before = text[max(0, atom.start - _LOOK_BACK) : atom.start]
    present = _PRESENT.match(text, atom.end)
    if present is not None:
        return _make(text, atom.start, present.end(), (atom,), "since")
    onwards = _ONWARDS.match(text, atom.end)
    origin = _FROM.search(before)
    if onwards is not None and origin is not None:
        return _make(text, atom.start - len(origin[0]), onwards.end(), (atom,), "since")
    for pattern, relation in _LEADS:
        lead = pattern.search(before)
        if lead is None:
            continue
        if relation in ("before", "after") and not _CLOSED.match(text, atom.end):
            continue
        return _make(text, atom.start - len(lead[0]), atom.end, (atom,), relation)
    return _make(text, atom.start, atom.end, (atom,), "at")
