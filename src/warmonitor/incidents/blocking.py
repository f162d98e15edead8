"""Which pairs of claims are worth comparing: those that share a block and lie within the window of days."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from math import floor

from warmonitor.incidents import settings
from warmonitor.incidents.facts import Facts
from warmonitor.model import Place

_CELL = 0.5  # degrees; four shifted grids, so that any two points within half a cell share one

Key = tuple[str, ...]


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
    blocks: dict[Key, set[str]] = defaultdict(set)
    wide: dict[Key, set[str]] = defaultdict(set)
    inner: dict[Key, set[str]] = defaultdict(set)
    for claim, known in facts.items():
        for sink, drawn in ((blocks, _homes(known)), (wide, _wide(known)), (inner, _within(known))):
            for key in drawn:
                sink[key].add(claim)
    seen: set[tuple[str, str]] = set()
    for members in blocks.values():
        seen.update(_sweep(_by_day(members, facts), among, facts))
    for key, members in wide.items():
        everyone = members | inner.get(key, set())
        drawn = _sweep(_by_day(everyone, facts), members, facts)
        seen.update(pair for pair in drawn if among is None or not among.isdisjoint(pair))
    yield from sorted(seen)


def _by_day(members: set[str], facts: Mapping[str, Facts]) -> list[str]:
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
