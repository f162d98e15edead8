"""Which members of a run speak of one happening, pair by pair, and how likely: drawn as the days go by."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from warmonitor.engines.members import Kind, Members, Numbers
from warmonitor.incidents import mentioning, settings
from warmonitor.incidents.blocking import Sweep
from warmonitor.incidents.comparison import score
from warmonitor.incidents.facts import Facts
from warmonitor.incidents.joining import leads

_AT_ONCE = 2_000
"""Paragraphs that are compared together."""


class Sort(IntEnum):
    """Two claims that found incidents; one that may join the other; a paragraph that may speak of a claim."""

    PAIR = 0
    LEAD = 1
    MENTION = 2


class Scores:
    """Scored pairs by the numbers of the two members, packed."""

    def __init__(self) -> None:
        self._ends = array("i")
        self._scores = array("d")
        self._sorts = array("b")

    def add(self, sort: Sort, one: int, other: int, likeness: float) -> None:
        """Keeps a pair; of a lead or a mention, what speaks of the other comes first."""
        self._ends.extend((one, other))
        self._scores.append(likeness)
        self._sorts.append(sort)

    @property
    def ends(self) -> NDArray[np.int32]:
        """The two, a pair a row."""
        return np.frombuffer(self._ends, np.int32).reshape(-1, 2)

    @property
    def ties(self) -> NDArray[np.bool_]:
        """Whether the pair alone may bring both into one incident."""
        likely = np.frombuffer(self._scores) >= settings.weights().threshold
        found: NDArray[np.bool_] = likely | (np.frombuffer(self._sorts, np.int8) != Sort.PAIR)
        return found

    def of(self, rows: Numbers) -> Iterator[tuple[Sort, int, int, float]]:
        """Some of them, as they were added."""
        for row in rows.tolist():
            one, other = self._ends[2 * row : 2 * row + 2]
            yield Sort(self._sorts[row]), one, other, self._scores[row]


def scored(members: Members, order: Numbers) -> Scores:
    """All pairs that are worth comparing, of members in the order of their days."""
    found = Scores()
    _compare(members, order, found)
    _look_back(members, found)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Met:
    """A claim that waits for others."""

    number: int
    facts: Facts

    @property
    def id(self) -> str:
        return self.facts.claim.id


def _compare(members: Members, order: Numbers, found: Scores) -> None:
    """Claims with those of the days before them."""
    kinds = members.kinds()
    founding: Sweep[_Met] = Sweep()
    joining: Sweep[_Met] = Sweep()
    for number in order[kinds[order] <= Kind.JOINING].tolist():
        facts = members.shelf[number].facts
        assert facts is not None
        one = _Met(number, facts)
        founds = kinds[number] == Kind.FOUNDING
        for other in founding.meet(one, facts) if founds else ():
            first, second = sorted((one, other), key=lambda met: met.id)
            found.add(Sort.PAIR, first.number, second.number, score(first.facts, second.facts))
        for other in joining.meet(one, facts, wanted=not founds):
            both = {met.id: met for met in (one, other)}
            wanted = {met.id for met in both.values() if kinds[met.number] == Kind.JOINING}
            known = {identity: met.facts for identity, met in both.items()}
            for satellite, anchor, likeness in leads(wanted, [(one.id, other.id)], known):
                found.add(Sort.LEAD, both[satellite].number, both[anchor].number, likeness)


def _look_back(members: Members, found: Scores) -> None:
    """Paragraphs that look back with the claims of the papers about their day."""
    kinds, issued = members.kinds(), members.issued()
    known = settings.mentions()
    looking = _by_paper(issued, kinds == Kind.LOOKING)
    claims = _by_paper(issued, (kinds == Kind.FOUNDING) & (issued > 0))
    days = issued[claims]
    for some in _whole_days(looking, issued):
        first = np.searchsorted(days, issued[some[0]] - known.after_days)
        last = np.searchsorted(days, issued[some[-1]] + known.before_days, "right")
        numbers: dict[str, int] = {}
        speaking, facts = {}, {}
        for number in (*some.tolist(), *claims[first:last].tolist()):
            member = members.shelf[number]
            numbers[member.id] = number
            if member.passage is not None:
                speaking[member.id] = member.passage
            elif member.facts is not None:
                facts[member.id] = member.facts
        for passage, claim, likeness in mentioning.leads(mentioning.pairs(speaking, facts), speaking, facts):
            found.add(Sort.MENTION, numbers[passage], numbers[claim], likeness)


def _by_paper(issued: NDArray[np.int32], those: NDArray[np.bool_]) -> Numbers:
    numbers = np.flatnonzero(those)
    return numbers[np.argsort(issued[numbers], kind="stable")]


def _whole_days(looking: Numbers, issued: NDArray[np.int32]) -> Iterator[Numbers]:
    """Paragraphs in pieces, the papers of one day in one piece."""
    start = 0
    while start < len(looking):
        day = issued[looking[min(start + _AT_ONCE, len(looking)) - 1]]
        end = int(np.searchsorted(issued[looking], day, "right"))
        yield looking[start:end]
        start = end
