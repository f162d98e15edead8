"""Disjoint sets, for connected components."""

from collections.abc import Iterable


class Union:
    """Disjoint sets of strings with path halving; the root of a set is always its smallest member."""

    def __init__(self, members: Iterable[str]) -> None:
        self._parent = {member: member for member in members}

    def find(self, member: str) -> str:
        """The smallest member of the set that holds this one."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, one: str, other: str) -> None:
        """Makes the sets of two members one."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def sets(self) -> list[list[str]]:
        """All sets, members sorted, in the order of their smallest members."""
        found: dict[str, list[str]] = {}
        for member in sorted(self._parent):
            found.setdefault(self.find(member), []).append(member)
        return [found[root] for root in sorted(found)]
