"""Disjoint sets, for connected components."""

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T", str, int)


class Union(Generic[T]):
    """Disjoint sets with path halving; the root of a set is always its smallest member."""

    def __init__(self, members: Iterable[T]) -> None:
        self._parent: dict[T, T] = {member: member for member in members}

    def find(self, member: T) -> T:
        """The smallest member of the set that holds this one."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, one: T, other: T) -> None:
        """Makes the sets of two members one."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def sets(self) -> list[list[T]]:
        """All sets, members sorted, in the order of their smallest members."""
        found: dict[T, list[T]] = {}
        for member in sorted(self._parent):
            found.setdefault(self.find(member), []).append(member)
        return [found[root] for root in sorted(found)]
