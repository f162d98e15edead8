"""What is held back for some hours: reports that tell of something under an embargo, and what stands on them.

An embargo runs from the instant at which the ledger first kept the report. A report that makes a claim under
it is held back with all its claims, as its words would tell. An incident is held back while all its claims
are, and while it is itself of the type and place of an embargo and no older report tells of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, func, select

from warmonitor.ledger import schema
from warmonitor.ledger.bits import Mask
from warmonitor.ledger.columns import View, last_row
from warmonitor.ledger.fitting import is_of
from warmonitor.ledger.masks import at_place, claims_of, having, incidents_of, reports_of
from warmonitor.ledger.rows import KINDS
from warmonitor.ledger.safety import Embargo, Withheld
from warmonitor.ledger.standing import TABLES
from warmonitor.model import Claim, Incident, Report

N = TypeVar("N", Report, Claim, Incident)


def cutoffs(connection: Connection, embargoes: Iterable[Embargo], now: datetime) -> tuple[int, ...]:
    """For each embargo the number of the last report that it does not hold back any more."""
    return tuple(
        last_row(connection, schema.reports, now - timedelta(hours=embargo.hours)) for embargo in embargoes
    )


class Held:
    """What embargoes hold back of a ledger as a transaction sees it, given their `cutoffs`."""

    def __init__(self, view: View, withheld: Withheld, ended: tuple[int, ...]) -> None:
        self.withheld = withheld
        self._view = view
        self._embargoes = withheld.embargoes
        self._cutoffs = ended
        self._masks: dict[str, Mask] = {}

    def __bool__(self) -> bool:
        """Whether there is any embargo."""
        return bool(self._embargoes)

    def mask(self, kind: str) -> Mask:
        """The rows of a collection that are held back."""
        if kind not in self._masks:
            self._masks[kind] = _MASKS[kind](self)
        return self._masks[kind]

    def holds(self, kind: str, identity: str) -> bool:
        """Whether the report, claim or incident of an id is held back."""
        if not self._embargoes:
            return False
        table = TABLES[kind]
        last = self._view.connection.scalar(
            select(func.max(table.c.seq)).where(table.c.id == identity, table.c.seq <= self._view.last(kind))
        )
        return last is not None and bool(self.mask(kind)[last - 1])

    def told(self, nouns: Iterable[N]) -> Iterator[N]:
        """Those of some nouns that are not held back."""
        for noun in nouns:
            if not self.holds(next(kind for kind, of in KINDS.items() if isinstance(noun, of)), noun.id):
                yield noun

    def _reports(self) -> Mask:
        view = self._view
        found = view.none("reports")
        for embargo, cutoff in zip(self._embargoes, self._cutoffs, strict=True):
            fresh = view.rows("reports")["number"] > cutoff
            if not fresh.any():
                continue
            claims = claims_of(view, fresh)
            if embargo.type is not None:
                claims &= having(view, "claims.kinds", is_of("type", embargo.type))
            if embargo.place is not None:
                claims &= having(view, "claims.places", at_place(view, embargo.place))
            found |= reports_of(view, claims)
        return found

    def _claims(self) -> Mask:
        return claims_of(self._view, self.mask("reports"))

    def _incidents(self) -> Mask:
        view = self._view
        standing = view.standing("claims")
        found = ~incidents_of(view, standing & ~self.mask("claims"))
        for embargo, cutoff in zip(self._embargoes, self._cutoffs, strict=True):
            old = claims_of(view, view.rows("reports")["number"] <= cutoff)
            fresh = ~incidents_of(view, old)
            if embargo.type is not None:
                fresh &= having(view, "incidents.kinds", is_of("type", embargo.type))
            if embargo.place is not None:
                fresh &= having(view, "incidents.places", at_place(view, embargo.place))
            found |= fresh
        return found


_MASKS: Mapping[str, Callable[[Held], Mask]] = {
    "reports": Held._reports,
    "claims": Held._claims,
    "incidents": Held._incidents,
}
