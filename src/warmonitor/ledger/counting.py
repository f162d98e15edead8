"""What is counted and worked out over all that a filter asks for."""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Literal, TypeVar

import numpy as np
from sqlalchemy import func, select

from warmonitor.incidents import Day
from warmonitor.incidents.adding import ELSEWHEN, standings
from warmonitor.incidents.table import Numbers, Table, table_of
from warmonitor.incidents.territory import TERRITORY
from warmonitor.incidents.timeline import Matter
from warmonitor.knowledge.registry import Registry
from warmonitor.ledger import encounters, looking, schema, tabling, tally
from warmonitor.ledger.bits import Mask
from warmonitor.ledger.columns import View
from warmonitor.ledger.concealing import told_of
from warmonitor.ledger.embargo import Held
from warmonitor.ledger.encounters import Pair, VoiceStanding
from warmonitor.ledger.facets import Array, facets
from warmonitor.ledger.filter import Filter, instant
from warmonitor.ledger.keys import country_code
from warmonitor.ledger.masks import history_in, totals_in
from warmonitor.ledger.opened import Opened
from warmonitor.ledger.paging import bodies, page_of
from warmonitor.ledger.withholding import coarse_place, withhold
from warmonitor.model import Claim, Control, Incident, Place, Report, from_json

Kind = Literal["reports", "claims", "incidents"]
AsOf = datetime | date | None
N = TypeVar("N", Report, Claim, Incident)
T = TypeVar("T")
R = TypeVar("R")

_ALL = Filter()


class Counting(Opened):
    """The counting part of a ledger, and what the other parts read many nouns by."""

    def count(self, kind: Kind, wanted: Filter = _ALL) -> int:
        """How many there are of a collection; limit and cursor do not matter."""
        return self._count(kind, wanted, dated=True)

    def count_undated(self, kind: Kind, wanted: Filter) -> int:
        """How many a filter leaves out only because they have no time; 0 when it asks for no days."""
        if wanted.since is None and wanted.until is None:
            return 0
        return self._count(kind, wanted, dated=False)

    def actors(self, wanted: Filter = _ALL) -> Iterator[tally.ActorCount]:
        """The actors in the claims asked for, with counts, most claims first; no cursor."""
        return iter(self._counted("actors", tally.count_actors, wanted))

    def voices(self, wanted: Filter = _ALL) -> Iterator[tally.VoiceCount]:
        """The voices of the claims asked for, with counts, most claims first; no cursor."""
        return iter(self._counted("voices", tally.count_voices, wanted))

    def places(self, wanted: Filter = _ALL) -> Iterator[tally.PlaceCount]:
        """The places of the claims asked for, with counts, most claims first; no cursor."""
        return iter(self._counted("places", tally.count_places, wanted))

    def pairs(self, wanted: Filter = _ALL) -> list[Pair]:
        """Who acts on whom in how many of the incidents asked for, day by day; no cursor."""
        return self._counted("pairs", encounters.count_pairs, wanted)

    def standings(self, wanted: Filter = _ALL) -> list[VoiceStanding]:
        """The innermost voices of the incidents asked for, and how these stand; most incidents first."""
        return self._counted("standings", encounters.count_standings, wanted)

    def warm(self) -> None:
        """Read the facets and the names of countries, so that the first question need not."""
        country_code("")
        with self._database.reading() as connection:
            view = self._view(connection)
            for name in facets():
                view.facet(name)

    # Incidents by the number of their row, which a revision never shares: for pictures kept in memory

    def revision(self) -> int:
        """A number that grows with every change, and when an embargo ends for a report."""
        with self._database.reading() as connection:
            change = connection.scalar(select(func.max(schema.changes.c.seq))) or 0
            return change + sum(self._cutoffs(connection))

    def numbers(self, wanted: Filter = _ALL) -> "array[int]":
        """The row numbers of the incidents asked for, in no order; cursor and limit do not matter."""
        with self._database.reading() as connection:
            asked = looking.redirected(connection, wanted)
            view = self._view(connection, asked.moment)
            mask = told_of(view, "incidents", asked, self._held(view))
            return array("q", (np.flatnonzero(mask) + 1).astype(np.int64).tobytes())

    def numbered(self, known: Iterable[int] = (), as_of: AsOf = None) -> Iterator[tuple[int, Incident]]:
        """The incidents that stand, with their row numbers, ascending; without those of known numbers."""
        with self._database.reading() as connection:
            view = self._view(connection, instant(as_of))
            mask = told_of(view, "incidents", _ALL, self._held(view))
            wanted = np.setdiff1d(np.flatnonzero(mask) + 1, np.fromiter(known, np.int64))
            nouns = self._nouns(view, Incident, "incidents", wanted)
            yield from zip(wanted.tolist(), nouns, strict=True)

    # What is worked out of many

    def for_tolls(self, wanted: Filter) -> tuple[Table, list[str], list[Claim], Mask]:
        """The incidents that tolls of a filter's period must look at, their ids, and their claims of totals;
        and which of them are told as history only.

        These are the incidents whose time meets the period and those without a time; only figures that run
        on from before stand beside an incident's own tolls. Coordinates are as they are: to reckon with.
        """
        with self._database.reading() as connection:
            wanted = looking.redirected(connection, wanted)
            view = self._view(connection, wanted.moment)
            held = self._held(view)
            undated = told_of(view, "incidents", wanted, held, dated=False)
            mask = told_of(view, "incidents", wanted, held) | undated
            found, rows = self._table(view, mask)
            mask[rows[standings(found, wanted.since, wanted.until) == ELSEWHEN]] = False
            totals = totals_in(view, mask)
            totals = totals[told_of(view, "claims", Filter(), held)[totals]]
            claims = self._exact(view, Claim, "claims", totals + 1)
            return found, tabling.ids(view, rows), list(claims), history_in(view, rows)

    def for_timeline(self, wanted: Filter, days: int | None) -> list[Day]:
        """The days that matter among the incidents that a filter asks for: at most so many."""
        with self._database.reading() as connection:
            wanted = looking.redirected(connection, wanted)
            view = self._view(connection, wanted.moment)
            mask = told_of(view, "incidents", wanted, self._held(view))
            if wanted.limit is not None or wanted.after is not None:
                mask = view.at("incidents", page_of(view, "incidents", mask, wanted.limit, wanted.after))
            found, rows = self._table(view, mask)
            matter = Matter(found)
            picked = matter.days(days)
            told = np.fromiter((row for day in picked for row in day.incidents), np.int64)
            told = told[np.argsort(rows[told])]
            nouns = self._nouns(view, Incident, "incidents", rows[told] + 1)
            return matter.told(picked, dict(zip(told.tolist(), nouns, strict=True)))

    def for_series(self, wanted: Filter) -> tuple[Table, list[str]]:
        """The incidents that a filter asks for and that tell a toll, and their ids."""
        with self._database.reading() as connection:
            wanted = looking.redirected(connection, wanted)
            view = self._view(connection, wanted.moment)
            found, rows = self._table(view, told_of(view, "incidents", wanted, self._held(view)))
            telling = np.zeros(len(found), dtype=np.bool_)
            telling[found.owner] = True
            return found.those(telling), tabling.ids(view, rows[telling])

    def for_control(self, wanted: Filter) -> list[Claim]:
        """The claims of territory that a filter asks for, with coordinates as they are: to reckon with."""
        with self._database.reading() as connection:
            view = self._view(connection, wanted.moment)
            return list(self._exact(view, Claim, "claims", self._of_territory(view, wanted)))

    def control(self, wanted: Filter, registry: Registry, on: date | None) -> list[Control] | None:
        """Who those claims say holds which place at the end of a day; None where something is withheld."""
        withheld = self._withheld
        if withheld.victims or withheld.fields or withheld.embargoes:
            return None
        with self._database.reading() as connection:
            view = self._view(connection, wanted.moment)
            return self._territory.control(view, self._of_territory(view, wanted), registry, on)

    def _of_territory(self, view: View, wanted: Filter) -> Array:
        held, mask = self._held(view), view.none("claims")
        for kind in sorted(TERRITORY):
            mask |= told_of(view, "claims", replace(wanted, type=kind), held)
        return np.flatnonzero(mask) + 1

    def coarse(self, place: Place) -> Place:
        """A place that was reckoned with, as it may be told."""
        return coarse_place(place, self._withheld.coarsen)

    def recall(self, question: Hashable, answer: Callable[[], R]) -> R:
        """The answer to a question about the ledger, worked out once for each state of it."""
        with self._database.reading() as connection:
            return self._recall(connection, question, answer)

    def _counted(self, kind: str, count: Callable[[View, Filter, Held], list[T]], wanted: Filter) -> list[T]:
        with self._database.reading() as connection:
            asked = replace(looking.redirected(connection, wanted), after=None)
            view = self._view(connection, asked.moment)
            return self._recall(connection, (kind, asked), lambda: count(view, asked, self._held(view)))

    def _nouns(self, view: View, noun: type[N], kind: Kind, numbers: Array) -> Iterator[N]:
        nouns = (from_json(body, noun) for body in bodies(view, kind, numbers))
        return withhold(view.connection, nouns, self._withheld)

    def _exact(self, view: View, noun: type[N], kind: Kind, numbers: Array) -> Iterator[N]:
        nouns = (from_json(body, noun) for body in bodies(view, kind, numbers))
        return withhold(view.connection, nouns, replace(self._withheld, coarsen=None))

    def _table(self, view: View, mask: Mask) -> tuple[Table, Numbers]:
        """Incidents as columns, in the order of their ids, and the indexes of their rows."""
        withheld = self._withheld
        if withheld.victims or withheld.touches("incidents"):
            rows = view.by_id("incidents", mask)
            return table_of(list(self._exact(view, Incident, "incidents", rows + 1))), rows
        return tabling.table(view, mask)

    def _count(self, kind: Kind, wanted: Filter, *, dated: bool) -> int:
        with self._database.reading() as connection:
            asked = replace(looking.redirected(connection, wanted), after=None, limit=None)
            view = self._view(connection, asked.moment)
            return self._recall(
                connection,
                (kind, asked, dated),
                lambda: int(told_of(view, kind, asked, self._held(view), dated=dated).sum()),
            )
