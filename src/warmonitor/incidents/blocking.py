"""Which pairs of claims are worth comparing: those that share a block and lie within the window of days."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from math import floor
from typing import Literal, get_args

from warmonitor.incidents import rarity, settings
from warmonitor.incidents.facts import Facts
from warmonitor.model import Place

_CELL = 0.5  # degrees; four shifted grids, so that any two points within half a cell share one

Key = tuple[str, ...]
Sort = Literal["home", "wide", "inner"]
Pair = tuple[str, str]


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


def pairs(facts: Mapping[str, Facts], among: Set[str] | None = None) -> Iterator[tuple[str, str]]:
    """Pairs of claim ids to compare, smaller id first, each once; the same for any order of the claims.

    Args:
        facts: of all claims.
        among: when given, at least one of the two is among these.
    """
    blocks: dict[Sort, dict[Key, set[str]]] = {sort: defaultdict(set) for sort in get_args(Sort)}
    for claim, known in facts.items():
        for sort, key in keys(known):
            blocks[sort][key].add(claim)
    seen: set[Pair] = set()
    for members in blocks["home"].values():
        seen.update(pairs_at_home(members, facts, among))
    for key, members in blocks["wide"].items():
        seen.update(pairs_in_the_wide(members, blocks["inner"].get(key, set()), facts, among))
    yield from sorted(seen)


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
    return _sweep(_by_day(members, facts), among, facts)


def pairs_in_the_wide(
    members: Set[str], inner: Set[str], facts: Mapping[str, Facts], among: Set[str] | None = None
) -> Iterator[Pair]:
    """The pairs of one division or country: of those that tell no closer place, with all in it."""
    drawn = _sweep(_by_day(members | inner, facts), members, facts)
    return (pair for pair in drawn if among is None or not among.isdisjoint(pair))


def _by_day(members: Set[str], facts: Mapping[str, Facts]) -> list[str]:
    return sorted(members, key=lambda claim: (*_days(facts[claim]), claim))


def _days(facts: Facts) -> tuple[float, float]:
    """First and last day; a claim without any comes first, and is met by all."""
    return (facts.days.start, facts.days.end) if facts.days else (float("-inf"), float("inf"))


def _sweep(
    ordered: Sequence[str], only: Set[str] | None, facts: Mapping[str, Facts]
) -> Iterator[tuple[str, str]]:
    """Pairs within the window, at most `neighbours` for each claim; one of the two is in `only`."""
    known = settings.weights()
    starts = [_days(facts[claim])[0] for claim in ordered]
    for position, claim in enumerate(ordered):
        last = _days(facts[claim])[1] + known.window_days
        drawn = 0
        for there in range(position + 1, len(ordered)):
            if starts[there] > last or drawn >= known.neighbours:
                break
            other = ordered[there]
            if only is None or claim in only or other in only:
                drawn += 1
                yield (claim, other) if claim < other else (other, claim)
