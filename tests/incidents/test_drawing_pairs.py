"""Which claims are compared: those that share a block and lie within the window, the nearest days first."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from war_tellers import REGISTRY, claim, report

from warmonitor.incidents import settings as numbers
from warmonitor.incidents.blocking import days_of, keys, pairs
from warmonitor.incidents.facts import Facts, gather

WHEN = [None, "2031-05-01/2031-06-20", *(f"2031-05-{day:02}" for day in range(1, 29, 3))]
Told = tuple[str | None, str | None, str | None, int]
TOLD = st.tuples(
    st.sampled_from(("Velin", "Upper Velin", "Tarmo", "Orsk", "Aland", None)),
    st.sampled_from(WHEN),
    st.sampled_from(("front", "army", None)),
    st.integers(0, 9),
)


def facts_of(told: list[Told]) -> dict[str, Facts]:
    claims = [
        claim(f"r{paper}", "shelling", where, when, by, at=100 * n)
        for n, (where, when, by, paper) in enumerate(told)
    ]
    reports = {one.report: report(one.report, published=None) for one in claims}
    return gather(claims, reports, {}, REGISTRY)


def drawn_block_by_block(facts: dict[str, Facts], among: set[str] | None) -> set[tuple[str, str]]:
    """Each block by itself, every claim against those behind it."""
    blocks: dict[str, dict[tuple[str, ...], set[str]]] = defaultdict(lambda: defaultdict(set))
    for one, known in facts.items():
        for sort, key in keys(known):
            blocks[sort][key].add(one)
    found = {pair for block in blocks["home"].values() for pair in of_block(block, among or block, facts)}
    for key, wide in blocks["wide"].items():
        drawn = of_block(wide | blocks["inner"][key], wide, facts)
        found |= {pair for pair in drawn if among is None or among & set(pair)}
    return found


def of_block(block: set[str], marked: set[str], facts: dict[str, Facts]) -> Iterator[tuple[str, str]]:
    known = numbers.weights()
    ordered = sorted(block, key=lambda one: (*days_of(facts[one]), one))
    for place, one in enumerate(ordered):
        last = days_of(facts[one])[1] + known.window_days
        behind = [other for other in ordered[place + 1 :] if days_of(facts[other])[0] <= last]
        wanted = [other for other in behind if one in marked or other in marked]
        yield from ((min(one, other), max(one, other)) for other in wanted[: known.neighbours])


@pytest.mark.parametrize("neighbours", [2, 120])
@given(st.lists(TOLD, min_size=1, max_size=25), st.data())
@settings(max_examples=40, deadline=None)
def test_a_sweep_draws_what_each_block_would_by_itself(
    neighbours: int, told: list[Told], data: st.DataObject
) -> None:
    some = data.draw(st.sets(st.sampled_from(sorted(facts_of(told))), min_size=1))
    assert_swept_as_blocks(neighbours, told, some)


def test_claims_without_a_day_meet_no_more_than_their_share() -> None:
    told = [("Velin", None, "front", 0)] * 4
    for some in facts_of(told):
        assert_swept_as_blocks(2, told, {some})


def assert_swept_as_blocks(neighbours: int, told: list[Told], some: set[str]) -> None:
    facts = facts_of(told)
    with pytest.MonkeyPatch.context() as patch:
        fewer = replace(numbers.weights(), neighbours=neighbours)
        patch.setattr(numbers, "weights", lambda: fewer)
        patch.setattr("warmonitor.incidents.blocking._LEAST", 3)
        for among in (None, some):
            drawn = list(pairs(facts, among))
            assert len(drawn) == len(set(drawn))
            assert set(drawn) == drawn_block_by_block(facts, among)
