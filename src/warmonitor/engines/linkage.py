"""Incidents of a run on one machine: what is compared lies on a disk, and is taken up as the days go by.

Two claims of one incident are joined by a chain of pairs that score above the threshold, for a mean over
pairs is never above their best. So each connected component of such pairs is settled by itself, by the same
`link` that settles all claims at once; memory holds the claims of some days, or of some components.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from warmonitor.engines.members import Member, Members, Numbers, Told, put_down
from warmonitor.engines.scores import Scores, Sort, scored
from warmonitor.engines.shelf import Shelf
from warmonitor.engines.tables import incident_row, write_part
from warmonitor.incidents import link
from warmonitor.incidents.families import Families, families_among
from warmonitor.incidents.linking import Scored
from warmonitor.incidents.union import Union
from warmonitor.knowledge.registry import Registry, users_registry
from warmonitor.model import Incident, Report

_AT_ONCE = 2_000
"""Members that are settled together, where no component has more."""
_INCIDENTS_A_PART = 2_000


def link_tables(out: str | Path) -> int:
    """Links the claims of a run into its table of incidents; gives how many there are."""
    registry = users_registry()
    written = 0
    with Shelf(Told) as told, Shelf(Member) as shelf:
        numbers = put_down(out, told)
        families = families_among(
            (told[number].read() for number in numbers), lambda place: told[numbers[place]].read()
        )
        members = Members(shelf).gather(told, numbers, families.first, registry)
        incidents = _Linking(told, members, families, registry).incidents()
        for number, part in enumerate(iter(lambda: list(islice(incidents, _INCIDENTS_A_PART)), [])):
            write_part(out, "incidents", number, [incident_row(incident) for incident in part])
            written += len(part)
    return written


@dataclass(frozen=True, slots=True)
class _Linking:
    """All that incidents are made of."""

    told: Shelf[Told]
    members: Members
    families: Families
    registry: Registry

    def incidents(self) -> Iterator[Incident]:
        """Component after component, by the first days of what they tell."""
        order = self.members.in_order()
        scores = scored(self.members, order)
        part = _components(self.members, scores, order)
        one, other = part[scores.ends].T
        inside = np.flatnonzero(one == other)
        inside = inside[np.argsort(one[inside], kind="stable")]
        together = np.argsort(part, kind="stable")
        begins = np.flatnonzero(np.diff(part[together], prepend=-1))
        start = 0
        while start < len(together):
            end = int(next(iter(begins[np.searchsorted(begins, start + _AT_ONCE) :]), len(together)))
            some = together[start:end]
            rows = np.searchsorted(one[inside], [part[some[0]], part[some[-1]] + 1])
            yield from self._settled(some, scores.of(inside[slice(*rows)]))
            start = end

    def _settled(
        self, numbers: Numbers, scores: Iterable[tuple[Sort, int, int, float]]
    ) -> Sequence[Incident]:
        """The incidents of some components, of which all pairs are given."""
        some = {number: self.members.shelf[number] for number in numbers.tolist()}
        ids = {number: member.id for number, member in some.items()}
        by_sort: dict[Sort, list[tuple[str, str, float]]] = {sort: [] for sort in Sort}
        for sort, one, other, likeness in scores:
            by_sort[sort].append((ids[one], ids[other], likeness))
        spoken = {passage for passage, _, _ in by_sort[Sort.MENTION]}
        passages = (member.passage for member in some.values() if member.passage is not None)
        return link(
            [member.claim for member in some.values() if member.claim is not None],
            self._reports(some.values()),
            self.registry,
            families=self.families,
            scored=Scored(
                {member.id: member.facts for member in some.values() if member.facts is not None},
                {(one, other): likeness for one, other, likeness in by_sort[Sort.PAIR]},
                by_sort[Sort.LEAD],
                {passage.id: passage for passage in passages if passage.id in spoken},
                by_sort[Sort.MENTION],
            ),
        ).incidents

    def _reports(self, members: Iterable[Member]) -> dict[str, Report]:
        """Those that the members stand in, and those that these are copies of."""
        found = [self.told[number].read() for number in {member.report for member in members}]
        originals = {
            self.members.originals[self.families.first[one.id]]
            for one in found
            if one.id in self.families.first
        }
        found += [self.told[number].read() for number in originals]
        return {report.id: report for report in found}


def _components(members: Members, scores: Scores, order: Numbers) -> Numbers:
    """For each member the component that it is in, numbered by the first of it in an order.

    A paragraph that speaks of nothing known stands alone, and makes nothing.
    """
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    edges = rank[np.concatenate([scores.ends[scores.ties], members.about()])]
    union = Union(np.unique(edges).tolist())
    for one, other in edges.tolist():
        union.join(one, other)
    part = np.arange(len(order))
    for tied in union.sets():
        part[tied] = tied[0]
    return part[rank]
