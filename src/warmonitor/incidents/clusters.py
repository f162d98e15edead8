"""From scored pairs to clusters: average linkage, with pairs that must stay apart or together."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Pair = tuple[str, str]


Votes = dict[Pair, tuple[float, float, int]]
"""For two accounts, one of each cluster: the best score between their claims, the sum, and how many."""


@dataclass(slots=True)
class _Cluster:
    name: str
    members: list[str]
    accounts: set[str]
    near: dict[str, Votes] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)


class Clusters:
    """Agglomeration of claims, best pair of clusters first.

    Two clusters are as close as the mean over all pairs of accounts between them, an account being what one
    report tells: two accounts count as much as lies half-way from the mean of their pairs of claims to the
    best of these. Accounts of which no pair was scored count `unseen`. Ties fall to the smaller names, so the
    outcome depends on the scores alone. A cluster's name is its smallest member.
    """

    def __init__(self, members: Mapping[str, str], threshold: float, unseen: float) -> None:
        """Takes each member with the account that it belongs to."""
        self._threshold = threshold
        self._unseen = unseen
        self._account = members
        self._clusters = {member: _Cluster(member, [member], {members[member]}) for member in members}
        self._heap: list[tuple[float, str, str, int, int]] = []

    def settle(
        self, scores: Mapping[Pair, float], apart: Iterable[Pair] = (), together: Iterable[Pair] = ()
    ) -> list[list[str]]:
        """The clusters, members sorted, in the order of their smallest members.

        Args:
            scores: scored pairs, smaller id first.
            apart: pairs that never stand in one cluster.
            together: pairs that do, whatever their score; they win over `apart`.
        """
        for (one, other), value in scores.items():
            pair = self._pair(one, other)
            self._clusters[one].near[other] = {pair: (value, value, 1)}
            self._clusters[other].near[one] = {pair: (value, value, 1)}
        for one, other in apart:
            self._clusters[one].apart.add(other)
            self._clusters[other].apart.add(one)
        self._tie(together)
        for cluster in self._clusters.values():
            for other in cluster.near:
                if cluster.name < other:
                    self._offer(cluster, self._clusters[other])
        self._agglomerate()
        found = (sorted(cluster.members) for cluster in self._clusters.values())
        return sorted(found)

    def _pair(self, one: str, other: str) -> Pair:
        first, second = sorted((self._account[one], self._account[other]))
        return first, second

    def _tie(self, together: Iterable[Pair]) -> None:
        where: dict[str, str] = {}
        for one, other in sorted(together):
            first, second = sorted((_follow(where, one), _follow(where, other)))
            if first != second:
                self._merge(self._clusters[first], self._clusters[second])
                where[second] = first

    def _agglomerate(self) -> None:
        while self._heap:
            _, first, second, one_size, other_size = heapq.heappop(self._heap)
            one, other = self._clusters.get(first), self._clusters.get(second)
            if one is None or other is None:
                continue
            if len(one.members) == one_size and len(other.members) == other_size:
                merged = self._merge(one, other)
                for name in merged.near:
                    self._offer(*sorted((merged, self._clusters[name]), key=lambda cluster: cluster.name))

    def _offer(self, one: _Cluster, other: _Cluster) -> None:
        if other.name in one.apart:
            return
        votes = one.near[other.name].values()
        pairs = len(one.accounts) * len(other.accounts)
        total = sum((best + told / count) / 2 for best, told, count in votes)
        mean = (total + self._unseen * max(0, pairs - len(votes))) / pairs
        if mean >= self._threshold:
            heapq.heappush(self._heap, (-mean, one.name, other.name, len(one.members), len(other.members)))

    def _merge(self, one: _Cluster, other: _Cluster) -> _Cluster:
        """Merges the cluster of the greater name into the other."""
        one.members += other.members
        one.accounts |= other.accounts
        for name, votes in other.near.items():
            neighbour = self._clusters[name]
            del neighbour.near[other.name]
            if name == one.name:
                continue
            one.near[name] = neighbour.near[one.name] = _added(one.near.get(name, {}), votes)
        for name in other.apart:
            neighbour = self._clusters[name]
            neighbour.apart.discard(other.name)
            if name != one.name:
                neighbour.apart.add(one.name)
                one.apart.add(name)
        one.apart.discard(other.name)
        del self._clusters[other.name]
        return one


def _added(one: Votes, other: Votes) -> Votes:
    together = dict(one)
    for pair, (best, total, count) in other.items():
        before = together.get(pair, (best, 0.0, 0))
        together[pair] = (max(before[0], best), before[1] + total, before[2] + count)
    return together


def _follow(where: Mapping[str, str], member: str) -> str:
    while member in where:
        member = where[member]
    return member


def spanning(
    clusters: Iterable[list[str]], scores: Mapping[Pair, float], threshold: float
) -> dict[str, list[Pair]]:
    """For every cluster, by its smallest member, the best-scored pairs that tie its members together."""
    home = {member: cluster[0] for cluster in clusters for member in cluster}
    root = {member: member for member in home}
    found: dict[str, list[Pair]] = defaultdict(list)
    for (one, other), value in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if home[one] != home[other] or value < threshold:
            continue
        first, second = sorted((_top(root, one), _top(root, other)))
        if first != second:
            root[second] = first
            found[home[one]].append((one, other))
    return found


def _top(root: dict[str, str], member: str) -> str:
    while root[member] != member:
        root[member] = root[root[member]]
        member = root[member]
    return member
