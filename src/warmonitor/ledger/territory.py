"""Who holds which place, and what claims say of it, kept in memory by the rows that it follows from.

A claim's word follows from its own row, its report's, and that of the first report of the family of copies:
rows never change, so what was worked out once is still true however much is added. Who holds a place follows
from the words on it, and is worked out again only when these are others.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from threading import Lock

import numpy as np
from sqlalchemy import select

from warmonitor.incidents.control import held
from warmonitor.incidents.origins import Origins, Source
from warmonitor.incidents.parties import voice_key
from warmonitor.incidents.territory import Account, accounts_of
from warmonitor.knowledge.registry import Registry
from warmonitor.ledger import schema
from warmonitor.ledger.columns import View
from warmonitor.ledger.facets import ABSENT, Array
from warmonitor.ledger.paging import bodies
from warmonitor.model import Claim, Control, from_json

_MOST = 1_000_000
"""Claims whose words are kept."""

_DAYS = 4
"""Days of which it is kept who held which place at their end."""

_BATCH = 500


_Basis = tuple[int, int, int]
"""The numbers of the rows of a claim, of its report, and of the first report of its family."""


class _Holds:
    """Who held each place on one day, and the words that this follows from."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[list[Account], list[Control]]] = {}

    def __call__(
        self, place: str, every: list[Account], work_out: Callable[[], list[Control]]
    ) -> list[Control]:
        """Who holds a place after some words, worked out unless these are as before."""
        before = self._known.get(place)
        if before is None or before[0] != every:
            before = self._known[place] = (every, work_out())
        return before[1]


class Territory:
    """The words of claims of one ledger, as far as they were asked for; safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._registry: Registry | None = None
        self._told: dict[_Basis, tuple[Account, ...]] = {}
        self._holds: OrderedDict[date | None, _Holds] = OrderedDict()

    def control(self, view: View, numbers: Array, registry: Registry, on: date | None) -> list[Control]:
        """Who is said to hold which place at the end of a day, as the claims of some rows say."""
        bases = _bases(view, numbers)
        with self._lock:
            if self._registry is not registry or len(self._told) > _MOST:
                self._registry, self._told, self._holds = registry, {}, OrderedDict()
            told, holds = self._told, self._holds.setdefault(on, _Holds())
            self._holds.move_to_end(on)
            while len(self._holds) > _DAYS:
                self._holds.popitem(last=False)
        missing = [basis for basis in bases if basis not in told]
        for start in range(0, len(missing), _BATCH):
            told.update(_read(view, missing[start : start + _BATCH], registry))
        return held((account for basis in bases for account in told[basis]), registry, on, holds)


def _bases(view: View, numbers: Array) -> list[_Basis]:
    standing = np.flatnonzero(view.standing("reports"))
    row_of = np.zeros(view.last("reports") + 1, dtype=np.int32)
    row_of[view.rows("reports")["number"][standing]] = standing + 1
    families = view.facet("families.links").arrays
    first_of = np.arange(len(row_of))
    first_of[families["report"]] = families["family"]
    report = view.rows("claims")["report"][numbers - 1]
    first = row_of[first_of[report]]
    return list(zip(numbers.tolist(), row_of[report].tolist(), first.tolist(), strict=True))


def _read(
    view: View, bases: Sequence[_Basis], registry: Registry
) -> Iterator[tuple[_Basis, tuple[Account, ...]]]:
    numbers = np.array([claim for claim, _, _ in bases])
    claims = [from_json(body, Claim) for body in bodies(view, "claims", numbers)]
    ids = view.facet("reports.ids").arrays["id"]
    rows = {row for _, *rows in bases for row in rows if row != ABSENT}
    names = {row: ids[row - 1].decode() for row in rows}
    outlets = _outlets(view, {first for _, own, first in bases if first != own} | _unnamed(bases, claims))
    until = view.rows("reports")["ends"]
    reports = {
        names[row]: Source(outlets.get(row, ""), date.fromordinal(until[row - 1]) if until[row - 1] else None)
        for row in rows
    }
    families = {
        claim.report: names.get(first, claim.report) for claim, (*_, first) in zip(claims, bases, strict=True)
    }
    origins = Origins(reports, families, registry)
    for basis, claim in zip(bases, claims, strict=True):
        yield basis, tuple(accounts_of(claim, origins))


def _unnamed(bases: Iterable[_Basis], claims: Iterable[Claim]) -> set[int]:
    """The reports of claims that do not name their outlet themselves."""
    return {
        own
        for (_, own, _), claim in zip(bases, claims, strict=True)
        if not any(voice.kind == "outlet" and voice_key(voice) for voice in claim.voices)
    }


def _outlets(view: View, rows: Iterable[int]) -> Mapping[int, str]:
    """The outlets of some rows of reports."""
    table = schema.reports
    found: dict[int, str] = {}
    every = sorted(rows)
    for start in range(0, len(every), _BATCH):
        query = select(table.c.seq, table.c.outlet).where(table.c.seq.in_(every[start : start + _BATCH]))
        found |= {row.seq: row.outlet for row in view.connection.execute(query)}
    return found
