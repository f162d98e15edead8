"""Average linkage with pairs kept apart or together."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from warmonitor.incidents.clusters import Clusters, Pair, spanning

MEMBERS = "abcdefgh"
PAIRS = list(combinations(MEMBERS, 2))
SCORES = st.dictionaries(st.sampled_from(PAIRS), st.integers(-8, 8).map(float))


def settle(
    scores: dict[Pair, float],
    apart: list[Pair] | None = None,
    together: list[Pair] | None = None,
    accounts: dict[str, str] | None = None,
) -> list[list[str]]:
    return Clusters(accounts or dict(zip(MEMBERS, MEMBERS, strict=True)), 0.5, -2.0).settle(
        scores, apart or [], together or []
    )


def test_a_chain_of_weak_links_does_not_glue_its_ends() -> None:
    chain = {("a", "b"): 3.0, ("b", "c"): 1.0, ("a", "c"): -6.0}
    assert settle(chain)[:2] == [["a", "b"], ["c"]]


def test_what_else_a_report_tells_weighs_half() -> None:
    told = {("a", "b"): 4.0, ("a", "c"): 3.0, ("b", "c"): -3.0}
    assert settle(told)[:2] == [["a", "b"], ["c"]]
    one_report = dict(zip(MEMBERS, "rrstuvwx", strict=True))
    assert settle(told, accounts=one_report)[0] == ["a", "b", "c"]


@given(SCORES, st.lists(st.sampled_from(PAIRS), max_size=5))
def test_pairs_apart_stay_apart(scores: dict[Pair, float], apart: list[Pair]) -> None:
    for cluster in settle(scores, apart):
        assert not any(pair in apart for pair in combinations(cluster, 2))


@given(SCORES, st.lists(st.sampled_from(PAIRS), max_size=5), st.lists(st.sampled_from(PAIRS), max_size=3))
def test_pairs_together_stay_together(
    scores: dict[Pair, float], apart: list[Pair], together: list[Pair]
) -> None:
    clusters = settle(scores, apart, together)
    assert sorted(member for cluster in clusters for member in cluster) == list(MEMBERS)
    home = {member: cluster[0] for cluster in clusters for member in cluster}
    assert all(home[one] == home[other] for one, other in together)


@given(SCORES)
def test_the_order_of_scores_does_not_matter(scores: dict[Pair, float]) -> None:
    assert settle(scores) == settle(dict(reversed(scores.items())))


@given(SCORES)
def test_a_tree_of_links_stays_within_clusters(scores: dict[Pair, float]) -> None:
    clusters = settle(scores)
    for name, links in spanning(clusters, scores, 0.5).items():
        (home,) = (cluster for cluster in clusters if cluster[0] == name)
        assert len(links) < len(home)
        assert {member for pair in links for member in pair} <= set(home)
