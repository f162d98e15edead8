"""Which pairs of claims are worth comparing: those that share a block and lie within the window of days."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from math import floor
from typing import Generic, Literal, TypeVar

from warmonitor.incidents import rarity, settings
from warmonitor.incidents.facts import Facts
from warmonitor.model import Place

_CELL = 0.5  # degrees; four shifted grids, so that any two points within half a cell share one

Key = tuple[str, ...]
Sort = Literal["home", "wide", "inner"]
Pair = tuple[str, str]
T = TypeVar("T", bound=Hashable)

_LEAST = 20_000
"""Claims that waited in blocks before a sweep first looks for those that wait in vain."""


def _cells(place: Place) -> Iterator[Key]:
    yield ("place", str(place.id))
    if place.lat is None or place.lon is None:
        return
    for north in (0.0, 0.5):
        for east in (0.0, 0.5):
            row, column = floor(place.lat / _CELL + north), floor(place.lon / _CELL + east)
            yield ("cell", str(north), str(east), str(row), str(column))


def _homes(facts: Facts) -> Iterator[Key]:
    """The blocks in which all are compared with all."""
    yield ("report", facts.claim.report)
    if facts.family != facts.claim.report:
        yield ("report", facts.family)
    for place in facts.fine or facts.told_near:
        yield from _cells(place)
    for town in facts.towns:
        yield ("town", town)
    if facts.days is None:
        return
    for actor in facts.doers if not facts.fine else ():
        yield ("actor", actor)
    for name in facts.names:
        if rarity.name_bits(name) >= settings.weights().block_bits:
            yield ("name", name)
    for measure, quantity in facts.figures.items():
        if max(quantity.low or 0, quantity.high or 0) > settings.weights().telling:
            yield ("figure", measure, str(quantity.low), str(quantity.high))


def _wide(facts: Facts) -> Iterator[Key]:
    """The divisions and countries that a claim tells of without a closer place."""
    if facts.fine or facts.told_near:
        return
    if not facts.coarse and facts.days is not None:
        for country in facts.countries:
            yield ("country", country)
    for place in facts.coarse:
        if place.precision == "country":
            yield ("country", str(place.country))
        else:
            yield ("division", str(place.country), str(place.admin1 or place.name))
            yield ("place", str(place.id))


def _within(facts: Facts) -> Iterator[Key]:
    """The divisions and countries that hold a claim's places, to be met by claims that tell no more."""
    for place in (*facts.fine, *facts.coarse):
        if place.precision != "country":
            yield ("division", str(place.country), str(place.admin1))
            yield ("country", str(place.country))


def pairs(facts: Mapping[str, Facts], among: Set[str] | None = None) -> Iterator[Pair]:
    """Pairs of claim ids to compare, smaller id first, each once; the same for any order of the claims.

    Args:
        facts: of all claims.
        among: when given, at least one of the two is among these.
    """
    sweep: Sweep[str] = Sweep()
    for claim in in_order(facts):
        for other in sweep.meet(claim, facts[claim], wanted=among is None or claim in among):
            yield _pair(claim, other)


class Sweep(Generic[T]):
    """Claims met one after the other, by their first days, last days and ids; it holds those that a later one
    may still be compared with, and no others.
    """

    def __init__(self) -> None:
        self._blocks: defaultdict[tuple[bool, Key], _Block[T]] = defaultdict(_Block)
        self._added, self._full = 0, _LEAST

    def meet(self, claim: T, facts: Facts, *, wanted: bool = True) -> Iterable[T]:
        """The claims before it that the next one is to be compared with, each once.

        Args:
            claim: what stands for it.
            facts: of it.
            wanted: at least one of each two is.
        """
        first, last = days_of(facts)
        marks: dict[tuple[bool, Key], bool] = {}
        for sort, key in keys(facts):
            block = (sort == "home", key)
            marks[block] = marks.get(block, False) or (wanted if sort == "home" else sort == "wide")
        found: dict[T, None] = {}
        for block, marked in marks.items():
            for other in self._blocks[block].meet(_Waiting(claim, wanted, last), first, marked=marked):
                if wanted or other.wanted:
                    found[other.claim] = None
        self._added += len(marks)
        if self._added > self._full:
            self._forget(first)
        return found

    def _forget(self, day: float) -> None:
        for block in self._blocks.values():
            block.forget(day)
        self._blocks = defaultdict(_Block, {key: block for key, block in self._blocks.items() if len(block)})
        self._added = 0
        self._full = max(_LEAST, sum(map(len, self._blocks.values())))


class _Waiting(Generic[T]):
    """A claim in one block; `until`: the last first day of those that it is compared with."""

    __slots__ = ("claim", "drawn", "until", "wanted")

    def __init__(self, claim: T, wanted: bool, last: float) -> None:
        self.claim = claim
        self.wanted = wanted
        self.until = last + settings.weights().window_days
        self.drawn = 0


class _Block(Generic[T]):
    """Claims that wait for others; of those who meet, one at least is marked."""

    __slots__ = ("_marked", "_others")

    def __init__(self) -> None:
        self._marked: list[_Waiting[T]] = []
        self._others: list[_Waiting[T]] = []

    def __len__(self) -> int:
        return len(self._marked) + len(self._others)

    def meet(self, claim: _Waiting[T], first: float, *, marked: bool) -> Sequence[_Waiting[T]]:
        """Whom a claim meets, given its first day; it then waits itself. Each meets only so many others."""
        met = [one for one in self._marked if one.until >= first]
        self._marked = [*met, claim] if marked else met
        if not marked:
            self._others.append(claim)
        elif self._others:
            self._others = [one for one in self._others if one.until >= first]
            met += self._others
        most = settings.weights().neighbours
        for one in met:
            one.drawn += 1
            if one.drawn == most:
                one.until = float("nan")  # before every day, and before that of a claim without any too
        return met

    def forget(self, day: float) -> None:
        """Lets go of whom no claim of this day or a later one meets."""
        self._marked = [one for one in self._marked if one.until >= day]
        self._others = [one for one in self._others if one.until >= day]


def keys(facts: Facts) -> Iterator[tuple[Sort, Key]]:
    """The blocks of a claim: where it meets all others, where it meets those that tell a closer place, and
    where it is met by those that tell no closer one.
    """
    yield from (("home", key) for key in _homes(facts))
    yield from (("wide", key) for key in _wide(facts))
    yield from (("inner", key) for key in _within(facts))


def pairs_at_home(
    members: Set[str], facts: Mapping[str, Facts], among: Set[str] | None = None
) -> Iterator[Pair]:
    """The pairs of one block in which all meet all."""
    return _of_block(members, members if among is None else among, facts)


def pairs_in_the_wide(
    members: Set[str], inner: Set[str], facts: Mapping[str, Facts], among: Set[str] | None = None
) -> Iterator[Pair]:
    """The pairs of one division or country: of those that tell no closer place, with all in it."""
    drawn = _of_block(members | inner, members, facts)
    return (pair for pair in drawn if among is None or not among.isdisjoint(pair))


def _of_block(members: Set[str], marked: Set[str], facts: Mapping[str, Facts]) -> Iterator[Pair]:
    block: _Block[str] = _Block()
    for claim in in_order({member: facts[member] for member in members}):
        first, last = days_of(facts[claim])
        for other in block.meet(_Waiting(claim, True, last), first, marked=claim in marked):
            yield _pair(claim, other.claim)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def in_order(facts: Mapping[str, Facts]) -> list[str]:
    """Claim ids as a sweep is to meet them."""
    return sorted(facts, key=lambda claim: (*days_of(facts[claim]), claim))


def days_of(facts: Facts) -> tuple[float, float]:
    """First and last day; a claim without any comes first, and is met by all."""
    return (facts.days.start, facts.days.end) if facts.days else (float("-inf"), float("inf"))
