"""What a run has to link, on shelves: reports with their claims, and what is compared of these."""

from array import array
from collections.abc import Iterable, Mapping
from enum import IntEnum
from pathlib import Path
from typing import Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from warmonitor.engines.shelf import Shelf
from warmonitor.engines.tables import read_table
from warmonitor.incidents import looks_back
from warmonitor.incidents.blocking import days_of
from warmonitor.incidents.facts import Facts, gather
from warmonitor.incidents.linking import roles_of
from warmonitor.incidents.passages import Passage, passages
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Report
from warmonitor.model.json import from_json

Numbers = NDArray[np.int64]


class Told(msgspec.Struct, array_like=True, frozen=True):
    """A report with its claims, as JSON."""

    report: str
    claims: list[str]

    def read(self) -> Report:
        """The report alone."""
        return from_json(self.report, Report)


class Kind(IntEnum):
    """What a member may do."""

    FOUNDING = 0
    JOINING = 1
    SPEECH = 2
    LOOKING = 3


class Member(msgspec.Struct, array_like=True, frozen=True):
    """A claim that founds an incident or joins one, with what is compared of it; an act of speech, which is
    compared with nothing; or a paragraph that looks back. `report` is the number of its report.
    """

    report: int
    facts: Facts | None = None
    speech: Claim | None = None
    passage: Passage | None = None

    @property
    def claim(self) -> Claim | None:
        """None for a paragraph."""
        return self.facts.claim if self.facts is not None else self.speech

    @property
    def id(self) -> str:
        """Of the claim or the paragraph."""
        one = self.claim or self.passage
        assert one is not None
        return one.id


def put_down(out: str | Path, told: Shelf[Told]) -> list[int]:
    """Puts down the reports of a run that claim something or look back to something; gives the numbers of
    those to link: each report once.
    """
    ids: list[bytes] = []
    for row in read_table(out, "reports", ["id", "report", "claims"]):
        if row["claims"] or looks_back(from_json(row["report"], Report)):
            told.put(Told(row["report"], row["claims"]))
            ids.append(row["id"].encode())
    _, last = np.unique(np.array(ids[::-1], bytes), return_index=True)
    return sorted((len(ids) - 1 - last).tolist())


class Members:
    """All that is compared, on a shelf, by numbers; beside it in columns, when to take it up.

    `originals` are the first reports of families of copies by their ids, with their numbers.
    """

    def __init__(self, shelf: Shelf[Member]) -> None:
        self.shelf = shelf
        self._ids: list[bytes] = []
        self._kinds = array("b")
        self._first, self._last = array("d"), array("d")
        self._issued = array("i")
        self._about: list[tuple[int, bytes]] = []
        self.originals: dict[str, int] = {}

    def gather(
        self,
        told: Shelf[Told],
        numbers: Iterable[int],
        first: Mapping[str, str],
        registry: Registry,
    ) -> Self:
        """Puts down the members of these reports; `first` names, for each copy, the first of its family."""
        copied = set(first.values())
        for number in numbers:
            one = told[number]
            report = one.read()
            if report.id in copied:
                self.originals[report.id] = number
            claims = sorted((from_json(claim, Claim) for claim in one.claims), key=lambda claim: claim.id)
            roles = roles_of(claims)
            facts = gather((*roles.core, *roles.satellites), {report.id: report}, first, registry)
            for kind, some in ((Kind.FOUNDING, roles.core), (Kind.JOINING, roles.satellites)):
                for known in (facts[claim.id] for claim in some):
                    member = Member(number, facts=known)
                    self._put(known.claim.id, kind, member, days_of(known), known.paragraph.issued)
            for claim in roles.words:
                if claim.about is not None and claim.about.claim is not None:
                    self._about.append((len(self.shelf), claim.about.claim.encode()))
                self._put(claim.id, Kind.SPEECH, Member(number, speech=claim))
            for passage in passages([report], claims, registry).values():
                self._put(passage.id, Kind.LOOKING, Member(number, passage=passage), issued=passage.issued)
        return self

    def _put(
        self,
        identity: str,
        kind: Kind,
        member: Member,
        days: tuple[float, float] = (np.inf, np.inf),
        issued: int | None = None,
    ) -> None:
        self.shelf.put(member)
        self._ids.append(identity.encode())
        self._kinds.append(kind)
        self._first.append(days[0])
        self._last.append(days[1])
        self._issued.append(issued or 0)

    def __len__(self) -> int:
        return len(self.shelf)

    def kinds(self) -> NDArray[np.int8]:
        """What each may do."""
        return np.frombuffer(self._kinds, np.int8)

    def issued(self) -> NDArray[np.int32]:
        """The day of each one's paper, 0 where it is not told."""
        return np.frombuffer(self._issued, np.int32)

    def in_order(self) -> Numbers:
        """All of them, claims by their days and then what tells none."""
        days = [np.frombuffer(one) for one in (self._last, self._first)]
        return np.lexsort((np.array(self._ids, bytes), *days))

    def about(self) -> Numbers:
        """Acts of speech, each with the claim that it speaks of, a pair a row, where that one is here."""
        ids = np.array(self._ids, bytes)
        order = np.argsort(ids)
        speech = np.array([one for one, _ in self._about], np.int64)
        asked = np.array([other for _, other in self._about], ids.dtype)
        at = order[np.minimum(np.searchsorted(ids, asked, sorter=order), len(ids) - 1)]
        known = ids[at] == asked
        return np.stack([speech[known], at[known]], axis=1)
