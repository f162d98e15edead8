"""What is asked of the ledger: collections by a filter, single things by id, what was before."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Literal, TypeVar

import msgspec
import numpy as np
from sqlalchemy import Connection

from warmonitor.incidents import Decisions
from warmonitor.ledger import looking, queues, reviewing, schema, tally
from warmonitor.ledger.columns import View
from warmonitor.ledger.concealing import told_of
from warmonitor.ledger.embargo import Held
from warmonitor.ledger.facets import Array
from warmonitor.ledger.filter import Filter, instant
from warmonitor.ledger.looking import Dossier, Revision
from warmonitor.ledger.masks import claims_in
from warmonitor.ledger.opened import Opened
from warmonitor.ledger.paging import bodies, page_of
from warmonitor.ledger.queues import Reason, Waiting
from warmonitor.ledger.review import Review
from warmonitor.ledger.withholding import coarse_place, told_review, told_words, withhold
from warmonitor.ledger.writing import current_mapping
from warmonitor.model import Claim, Incident, Place, Report, from_json

Kind = Literal["reports", "claims", "incidents"]
AsOf = datetime | date | None
N = TypeVar("N", Report, Claim, Incident)
T = TypeVar("T")
R = TypeVar("R")

_ALL = Filter()


class Asking(Opened):
    """The reading half of a ledger."""

    # Collections

    def reports(self, wanted: Filter = _ALL) -> Iterator[Report]:
        """The reports asked for, latest published first, then by id."""
        return self._stream(Report, "reports", wanted)

    def claims(self, wanted: Filter = _ALL) -> Iterator[Claim]:
        """The claims asked for, latest day first, then by id."""
        return self._stream(Claim, "claims", wanted)

    def incidents(self, wanted: Filter = _ALL) -> Iterator[Incident]:
        """The incidents asked for, latest day first, then by id."""
        return self._stream(Incident, "incidents", wanted)

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

    def for_tolls(self, wanted: Filter) -> tuple[list[Incident], list[Claim]]:
        """The incidents that tolls of a filter's period must look at, and their claims that tell totals.

        These are the incidents whose time meets the period and those without a time; only figures that run
        on from before stand beside an incident's own tolls. Coordinates are as they are: to reckon with.
        """
        with self._database.reading() as connection:
            wanted = looking.redirected(connection, wanted)
            view = self._view(connection, wanted.moment)
            held = self._held(view)
            mask = told_of(view, "incidents", wanted, held)
            mask |= told_of(view, "incidents", wanted, held, dated=False)
            totals = told_of(view, "claims", Filter(), held) & claims_in(view, mask)
            totals &= view.rows("claims")["running"] != 0
            return (
                list(self._exact(view, Incident, "incidents", np.flatnonzero(mask) + 1)),
                list(self._exact(view, Claim, "claims", np.flatnonzero(totals) + 1)),
            )

    def for_control(self, wanted: Filter, types: Iterable[str]) -> list[Claim]:
        """The claims of some types that a filter asks for, with coordinates as they are: to reckon with."""
        with self._database.reading() as connection:
            view = self._view(connection, wanted.moment)
            held, mask = self._held(view), view.none("claims")
            for kind in types:
                mask |= told_of(view, "claims", replace(wanted, type=kind), held)
            return list(self._exact(view, Claim, "claims", np.flatnonzero(mask) + 1))

    def coarse(self, place: Place) -> Place:
        """A place that was reckoned with, as it may be told."""
        return coarse_place(place, self._withheld.coarsen)

    def recall(self, question: Hashable, answer: Callable[[], R]) -> R:
        """The answer to a question about the ledger, worked out once for each state of it."""
        with self._database.reading() as connection:
            return self._recall(connection, question, answer)

    # Single things

    def report(self, identity: str, as_of: AsOf = None) -> Report | None:
        """The report of an id, None when there is none or it was withdrawn."""
        return self._one(lambda c, moment: looking.one(c, Report, identity, moment), as_of)

    def claim(self, identity: str, as_of: AsOf = None) -> Claim | None:
        """The claim of an id, None when there is none or it was withdrawn."""
        return self._one(lambda c, moment: looking.one(c, Claim, identity, moment), as_of)

    def incident(self, identity: str, as_of: AsOf = None) -> Incident | None:
        """The incident of an id, or the one that the id redirects to; None when there is neither."""
        return self._one(lambda c, moment: looking.incident(c, identity, moment), as_of)

    def incident_of(self, claim: str, as_of: AsOf = None) -> Incident | None:
        """The incident that a claim is part of."""
        return self._one(lambda c, moment: looking.incident_of(c, claim, moment), as_of)

    def dossier(self, identity: str, as_of: AsOf = None) -> Dossier | None:
        """An incident (redirects followed) with its claims and their reports."""
        with self._database.reading() as connection:
            found = looking.dossier(connection, identity, instant(as_of))
            if found is None or (self._withheld.nothing and not self._withheld.embargoes):
                return found
            view = self._view(connection)
            incident = next(self._open(view, [found.incident]), None)
            if incident is None:
                return None
            claims = tuple(self._open(view, found.claims))
            reports = {one.id: one for one in self._open(view, found.reports.values())}
            return msgspec.structs.replace(found, incident=incident, claims=claims, reports=reports)

    def raw(self, report: str) -> bytes | None:
        """The bytes of a report exactly as they came; None where something of reports is withheld."""
        if self._withheld.victims or self._withheld.touches("reports"):
            return None
        with self._database.reading() as connection:
            if self._held(self._view(connection)).holds("reports", report):
                return None
            return looking.raw(connection, report)

    def claims_of(self, ids: Iterable[str], as_of: AsOf = None) -> Iterator[Claim]:
        """The claims of some ids, as many as there are, in no order."""
        return self._by_id(Claim, ids, as_of)

    def reports_of(self, ids: Iterable[str], as_of: AsOf = None) -> Iterator[Report]:
        """The reports of some ids, as many as there are, in no order."""
        return self._by_id(Report, ids, as_of)

    def families(self, as_of: AsOf = None) -> Mapping[str, str]:
        """Of each linked report the id of the first report of its family of copies."""
        with self._database.reading() as connection:
            return current_mapping(connection, schema.families, instant(as_of))

    def redirects(self, as_of: AsOf = None) -> Mapping[str, str]:
        """Old incident ids and the ids that they redirect to."""
        with self._database.reading() as connection:
            return current_mapping(connection, schema.redirects, instant(as_of))

    def history(self, identity: str) -> list[Revision]:
        """Every revision of a report, claim or incident, oldest first: when, by whom, and what it was."""
        with self._database.reading() as connection:
            found = looking.history(connection, identity)
            told: Iterable[Any] = [one.noun for one in found]
            nouns = list(self._open(self._view(connection), told))
            return [
                msgspec.structs.replace(
                    one, noun=noun, why=one.why and told_words(connection, one.why, identity, self._withheld)
                )
                for one, noun in zip(found, nouns, strict=bool(nouns))
            ]

    def reviews(self, subject: str | None = None) -> list[Review]:
        """What reviewers decided, oldest first; of one claim or incident, or all."""
        with self._database.reading() as connection:
            held = self._held(self._view(connection))
            return [
                told_review(connection, one, self._withheld)
                for one in reviewing.reviews(connection, subject)
                if not held or not any(held.holds("claims", claim) for claim in (*one.claims, *one.taken))
            ]

    def decisions(self) -> Decisions:
        """The merges and splits that stand, for `incidents.link`."""
        with self._database.reading() as connection:
            return reviewing.decisions(connection)

    def queue(self, reason: Reason, wanted: Filter = _ALL) -> list[Waiting]:
        """What waits for a reviewer for a reason, what matters most first; see `queues.Reason`."""
        with self._database.reading() as connection:
            asked = looking.redirected(connection, wanted)
            view = self._view(connection, asked.moment)
            return queues.waiting(view, reason, asked, self._held(view))

    def _by_id(self, noun: type[N], ids: Iterable[str], as_of: AsOf) -> Iterator[N]:
        with self._database.reading() as connection:
            nouns = looking.some(connection, noun, ids, instant(as_of))
            yield from self._open(self._view(connection), nouns)

    def _one(self, find: Callable[[Connection, datetime | None], N | None], as_of: AsOf) -> N | None:
        with self._database.reading() as connection:
            found = find(connection, instant(as_of))
            return None if found is None else next(self._open(self._view(connection), [found]), None)

    def _open(self, view: View, nouns: Iterable[N]) -> Iterator[N]:
        """What of some nouns may be told, as it may be told."""
        held = self._held(view)
        return withhold(view.connection, held.told(nouns) if held else nouns, self._withheld)

    def _counted(self, kind: str, count: Callable[[View, Filter, Held], list[T]], wanted: Filter) -> list[T]:
        with self._database.reading() as connection:
            asked = replace(looking.redirected(connection, wanted), after=None)
            view = self._view(connection, asked.moment)
            return self._recall(connection, (kind, asked), lambda: count(view, asked, self._held(view)))

    def _stream(self, noun: type[N], kind: Kind, wanted: Filter) -> Iterator[N]:
        with self._database.reading() as connection:
            wanted = looking.redirected(connection, wanted)
            view = self._view(connection, wanted.moment)
            mask = told_of(view, kind, wanted, self._held(view))
            yield from self._nouns(view, noun, kind, page_of(view, kind, mask, wanted.limit, wanted.after))

    def _nouns(self, view: View, noun: type[N], kind: Kind, numbers: Array) -> Iterator[N]:
        nouns = (from_json(body, noun) for body in bodies(view, kind, numbers))
        return withhold(view.connection, nouns, self._withheld)

    def _exact(self, view: View, noun: type[N], kind: Kind, numbers: Array) -> Iterator[N]:
        nouns = (from_json(body, noun) for body in bodies(view, kind, numbers))
        return withhold(view.connection, nouns, replace(self._withheld, coarsen=None))

    def _count(self, kind: Kind, wanted: Filter, *, dated: bool) -> int:
        with self._database.reading() as connection:
            asked = replace(looking.redirected(connection, wanted), after=None, limit=None)
            view = self._view(connection, asked.moment)
            return self._recall(
                connection,
                (kind, asked, dated),
                lambda: int(told_of(view, kind, asked, self._held(view), dated=dated).sum()),
            )
