"""Finds the simple date expressions of a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from warmonitor.knowledge.calendar.atom_words import DIGITS, ERAS, read_atom
from warmonitor.knowledge.calendar.meaning import Atom, Meaning
from warmonitor.knowledge.calendar.vocabulary import Rule, rules, signs

_LOOK_BACK = 40
_COORDINATED = re.compile(r"\s?(?:and|or|to|until|through|[-–/])\s?(?:the )?")
_LINE_BREAK = re.compile(r"(?<!\n)\n(?!\n)|\u00a0|\t")


_Stretch = tuple[int, int]
_Needs = tuple[str, ...] | str | None


@cache
def _by_needs() -> dict[_Needs, list[tuple[int, Rule]]]:
    """The rules with their order, by the words that they need."""
    found: dict[_Needs, list[tuple[int, Rule]]] = {}
    for order, rule in enumerate(rules()):
        found.setdefault(rule.near or rule.needs, []).append((order, rule))
    return found


@cache
def _sought() -> tuple[AhoCorasick, list[list[_Needs]]]:
    """All words that rules need, and who needs each."""
    whose: dict[str, list[_Needs]] = {}
    for needs in _by_needs():
        for word in signs().get(needs, ()) if isinstance(needs, str) else needs or ():
            whose.setdefault(word, []).append(needs)
    return AhoCorasick(list(whose)), list(whose.values())


def _spots(text: str, lower: str) -> dict[_Needs, list[_Stretch]]:
    """Where the words stand that rules need, in order."""
    spots: dict[_Needs, list[_Stretch]] = {"digit": [match.span() for match in DIGITS.finditer(text)]}
    spots["era"] = [match.span() for match in ERAS.finditer(text)]
    automaton, whose = _sought()
    for word, start, end in automaton.find_matches_as_indexes(lower, overlapping=True):
        begins = not (start and (lower[start - 1].isalnum() or lower[start - 1] == "_"))
        for needs in whose[word]:
            if begins or not isinstance(needs, str):
                spots.setdefault(needs, []).append((start, end))
    return {needs: sorted(found) for needs, found in spots.items()}


def _joined(text: str, spots: Iterable[_Stretch], reach: int) -> list[_Stretch]:
    """Spots widened to what is within reach, those that meet joined."""
    stretches: list[_Stretch] = []
    for spot in spots:
        start, end = _widened(text, *spot, reach)
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches


def _widened(text: str, start: int, end: int, reach: int) -> _Stretch:
    left = max(0, start - reach)
    right = text.find(" ", end + reach)
    return text.rfind(" ", 0, left) + 1, len(text) if right < 0 else right


def _found(text: str) -> Iterator[tuple[int, Rule, re.Match[str]]]:
    """What the patterns match in a text, with their rules."""
    lower = text.lower()
    # Few letters have a small form of another length; places in the one are then not places in the other.
    spots = _spots(text, lower) if len(lower) == len(text) else None
    everywhere = [(0, len(text))]
    by_needs = _by_needs()
    for needs in by_needs if spots is None else (None, *spots):
        near = everywhere if spots is None or needs is None else spots[needs]
        stretches: dict[int, list[_Stretch]] = {}
        for order, rule in by_needs.get(needs, ()) if near else ():
            if rule.reach not in stretches:
                stretches[rule.reach] = _joined(text, near, rule.reach)
            for start, end in stretches[rule.reach]:
                for match in rule.pattern.finditer(text, start, end):
                    if _is_after(text, match.start(), rule):
                        yield order, rule, match


def _is_after(text: str, at: int, rule: Rule) -> bool:
    """Whether what stands before a match is what the rule asks for."""
    if rule.after is None and rule.not_after is None:
        return True
    before = text[max(0, at - _LOOK_BACK) : at]
    if rule.after is not None and not rule.after.search(before):
        return False
    return rule.not_after is None or not rule.not_after.search(before)


def find_atoms(text: str) -> list[Atom]:
    """All simple date expressions of a text in order, without overlaps: the longest that starts first.

    Offsets are characters of `text`. Vague words ("now", "former") and durations are among them: see `kind`.
    """
    return list(_atoms(text))


@lru_cache(maxsize=1024)
def _atoms(text: str) -> tuple[Atom, ...]:
    """Remembered, since a sentence is asked after by its claims and for the day of its report."""
    found: list[tuple[int, int, int, Atom]] = []
    for order, rule, match in _found(_LINE_BREAK.sub(" ", text)):
        meaning = read_atom(match, rule)
        if meaning is not None:
            start, end = match.span()
            found.append((start, -end, order, Atom(start, end, text[start:end], meaning, rule.name)))
    chosen: list[Atom] = []
    position = 0
    for start, _, _, atom in sorted(found, key=lambda row: row[:3]):
        if start >= position:
            chosen.append(atom)
            position = atom.end
    return tuple(_share_years(text, chosen))


def _share_years(text: str, atoms: list[Atom]) -> list[Atom]:
    """ "In April and June 2015": the first month has the year that the second names, or the one before."""
    shared = list(atoms)
    for index in range(len(atoms) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        if _COORDINATED.fullmatch(text[first.end : second.start]):
            year = _year_shared(first.meaning, second.meaning)
            shared[index] = replace(first, meaning=replace(first.meaning, year=year))
    return shared


def _year_shared(meaning: Meaning, other: Meaning) -> int | None:
    month, later = meaning.month or meaning.season, other.month or other.season
    if meaning.absolute or meaning.anchor is not None or month is None or later is None or other.year is None:
        return meaning.year
    return other.year - 1 if month > later else other.year
