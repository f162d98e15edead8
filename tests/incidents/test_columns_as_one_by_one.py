"""Adding up and picking days column by column gives what going through the incidents one by one gives."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from test_wholes import FIRST, compared_with_all, days, wars
from war_tellers import REGISTRY

from warmonitor.incidents import Origins, timeline, tolls
from warmonitor.incidents.settings import timeline_rules
from warmonitor.model import Incident, Time, Toll

NOBODY = Origins({}, {}, REGISTRY)
Range = tuple[int | None, int | None]


@st.composite
def told(draw: st.DrawFn) -> tuple[Toll, ...]:
    keys = st.tuples(
        st.sampled_from(["killed", "injured"]), st.sampled_from([(), ("army",), ("army", "front")])
    )
    numbers = st.one_of(st.none(), st.integers(0, 40))
    return tuple(
        Toll(measure=measure, group="people", side=side, low=draw(numbers), high=draw(numbers), by_voice=())
        for measure, side in draw(st.lists(keys, max_size=3, unique=True))
    )


@st.composite
def wars_with_tolls(draw: st.DrawFn) -> list[Incident]:
    return [
        replace(
            one,
            tolls=draw(told()),
            reports=draw(st.integers(1, 9)),
            origins=draw(st.integers(1, 4)),
            time=one.time
            and replace(one.time, granularity=draw(st.sampled_from(["day", "day", "week", "month"]))),
        )
        for one in draw(wars())
    ]


def key(toll: Toll) -> tuple[str, str, tuple[str, ...]]:
    return (toll.measure, toll.group, toll.side)


def fits(one: Incident, since: date | None, until: date | None) -> bool:
    """Its place is told, and its days lie within the period, if any is asked for."""
    if one.place is None or one.time is None or (one.time.start or one.time.end) is None:
        return one.place is not None and since is None and until is None
    start, end = one.time.start or one.time.end, one.time.end or one.time.start
    assert start
    assert end
    return (since is None or min(start, end) >= since) and (until is None or max(start, end) <= until)


def added(within: Sequence[Incident]) -> dict[tuple[str, str, tuple[str, ...]], Range]:
    parents = compared_with_all(within)
    every: dict[tuple[str, str, tuple[str, ...]], dict[str, Toll]] = defaultdict(dict)
    for one in within:
        for toll in one.tolls:
            every[key(toll)][one.id] = toll
    return {which: range_of(of_key, parents) for which, of_key in every.items()}


def range_of(of_key: Mapping[str, Toll], parents: Mapping[str, str]) -> Range:
    parts: dict[str | None, list[str]] = defaultdict(list)
    for one in of_key:
        whole = parents.get(one)
        while whole is not None and whole not in of_key:
            whole = parents.get(whole)
        parts[whole].append(one)

    def low(one: str) -> int:
        return max(of_key[one].low or 0, sum(map(low, parts[one])))

    highs = [toll.high for toll in of_key.values()]
    known = any(toll.low is not None for toll in of_key.values())
    high = None if None in highs else sum(high for high in highs if high is not None)
    return sum(map(low, parts[None])) if known else None, high


@given(wars_with_tolls(), st.sampled_from([None, 0, 3]), st.sampled_from([None, 5, 300]))
def test_tolls_are_those_of_adding_one_by_one(
    war: list[Incident], first: int | None, last: int | None
) -> None:
    since = None if first is None else date.fromordinal(FIRST.toordinal() + first)
    until = None if last is None else date.fromordinal(FIRST.toordinal() + last)
    within = [one for one in war if fits(one, since, until)]
    found = tolls(reversed(war), {}, NOBODY, since, until)
    assert {(one.measure, one.group, one.side): (one.low, one.high) for one in found.sums} == added(within)
    assert {(one.measure, one.group, one.side): set(one.incidents) for one in found.sums} == {
        which: {one.id for one in within if which in map(key, one.tolls)} for which in added(within)
    }
    parts = compared_with_all(within)
    of = {one.id: set(map(key, one.tolls)) for one in within}
    assert {(one.incident, one.reason) for one in found.not_added if "part of" in one.reason} == {
        (part, f"may be part of {whole}") for part, whole in parts.items() if of[part] & of[whole]
    }


def weight(one: Incident, novelty: float) -> float:
    rules = timeline_rules()
    toll = max(
        (toll.low or toll.high or 0 for toll in one.tolls if toll.measure in rules.measures), default=0
    )
    told = rules.origins * log2(1 + one.origins) + rules.reports * log2(1 + one.reports)
    return told + rules.toll * log2(1 + toll) + rules.types.get(one.type, 0.0) + rules.novelty * novelty


def has_a_day(time: Time) -> bool:
    start, end = time.start or time.end, time.end
    return end is not None and start is not None and (end - start).days <= timeline_rules().longest


@given(wars_with_tolls(), st.sampled_from([None, 1, 3]))
def test_the_days_that_matter_are_those_of_weighing_one_by_one(war: list[Incident], most: int | None) -> None:
    rules = timeline_rules()
    dated = [
        (one.time.start or one.time.end, one)
        for one in sorted(war, key=lambda one: one.id)
        if one.time and one.time.granularity != "month" and days(one) and has_a_day(one.time)
    ]
    last: dict[tuple[str, str], date] = {}
    of_day: dict[date, list[tuple[float, str]]] = defaultdict(list)
    for day, one in sorted(dated, key=lambda pair: (pair[0] or date.max, pair[1].id)):
        assert day
        where = (one.type, str(one.place.id or one.place.country) if one.place else "")
        away = (day - last[where]).days if where in last else rules.novel_days
        of_day[day].append((-weight(one, min(1.0, away / rules.novel_days)), one.id))
        last[where] = day
    weights = {
        day: sum(-heavy * rules.fading**rank for rank, (heavy, _) in enumerate(sorted(ones)[: rules.top]))
        for day, ones in of_day.items()
    }
    found = timeline(reversed(war), most)
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert len(found) == min(len(weights), len(weights) if most is None else most)
    for day in found:
        assert day.weight == pytest.approx(weights[day.day])
        assert [one.weight for one in day.moments] == pytest.approx(
            [-heavy for heavy, _ in sorted(of_day[day.day])]
        )
    if found:
        left = [heavy for day, heavy in weights.items() if day not in {one.day for one in found}]
        assert max(left, default=0.0) <= min(one.weight for one in found) + 1e-9
