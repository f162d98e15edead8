"""What is asked of the ledger: collections by a filter, single things by id, what was before."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Literal, TypeVar

import msgspec
from sqlalchemy import Connection

from warmonitor.incidents import Decisions
from warmonitor.ledger import looking, queues, reviewing, schema, tally
from warmonitor.ledger.columns import View
from warmonitor.ledger.concealing import told_of
from warmonitor.ledger.filter import Filter, instant
from warmonitor.ledger.looking import Dossier, Revision
from warmonitor.ledger.opened import Opened
from warmonitor.ledger.paging import bodies, page_of
from warmonitor.ledger.queues import Reason, Waiting
from warmonitor.ledger.review import Review
from warmonitor.ledger.withholding import Withheld, told_review, told_words, withhold
from warmonitor.ledger.writing import current_mapping
from warmonitor.model import Claim, Incident, Report, from_json

Kind = Literal["reports", "claims", "incidents"]
AsOf = datetime | date | None
N = TypeVar("N", Report, Claim, Incident)
T = TypeVar("T")

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

    # Single things

    def report(self, identity: str, as_of: AsOf = None) -> Report | None:
        """The report of an id, None when there is none or it was withdrawn."""
        with self._database.reading() as connection:
            return self._told(connection, looking.one(connection, Report, identity, instant(as_of)))

    def claim(self, identity: str, as_of: AsOf = None) -> Claim | None:
        """The claim of an id, None when there is none or it was withdrawn."""
        with self._database.reading() as connection:
            return self._told(connection, looking.one(connection, Claim, identity, instant(as_of)))

    def incident(self, identity: str, as_of: AsOf = None) -> Incident | None:
        """The incident of an id, or the one that the id redirects to; None when there is neither."""
        with self._database.reading() as connection:
            return self._told(connection, looking.incident(connection, identity, instant(as_of)))

    def incident_of(self, claim: str, as_of: AsOf = None) -> Incident | None:
        """The incident that a claim is part of."""
        with self._database.reading() as connection:
            return self._told(connection, looking.incident_of(connection, claim, instant(as_of)))

    def dossier(self, identity: str, as_of: AsOf = None) -> Dossier | None:
        """An incident (redirects followed) with its claims and their reports."""
        with self._database.reading() as connection:
            found = looking.dossier(connection, identity, instant(as_of))
            if found is None or self._withheld.nothing:
                return found
            (incident,) = withhold(connection, [found.incident], self._withheld)
            claims = tuple(withhold(connection, found.claims, self._withheld))
            reports = {one.id: one for one in withhold(connection, found.reports.values(), self._withheld)}
            return msgspec.structs.replace(found, incident=incident, claims=claims, reports=reports)

    def raw(self, report: str) -> bytes | None:
        """The bytes of a report exactly as they came; None where something of reports is withheld."""
        if self._withheld.victims or self._withheld.touches("reports"):
            return None
        with self._database.reading() as connection:
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
            nouns = withhold(connection, [one.noun for one in found], self._withheld)
            return [
                msgspec.structs.replace(
                    one, noun=noun, why=one.why and told_words(connection, one.why, identity, self._withheld)
                )
                for one, noun in zip(found, nouns, strict=True)
            ]

    def reviews(self, subject: str | None = None) -> list[Review]:
        """What reviewers decided, oldest first; of one claim or incident, or all."""
        with self._database.reading() as connection:
            found = reviewing.reviews(connection, subject)
            return [told_review(connection, one, self._withheld) for one in found]

    def decisions(self) -> Decisions:
        """The merges and splits that stand, for `incidents.link`."""
        with self._database.reading() as connection:
            return reviewing.decisions(connection)

    def queue(self, reason: Reason, wanted: Filter = _ALL) -> list[Waiting]:
        """What waits for a reviewer for a reason, what matters most first; see `queues.Reason`."""
        with self._database.reading() as connection:
            asked = looking.redirected(connection, wanted)
            return queues.waiting(self._view(connection, asked.moment), reason, asked, self._withheld)

    def _by_id(self, noun: type[N], ids: Iterable[str], as_of: AsOf) -> Iterator[N]:
        with self._database.reading() as connection:
            nouns = looking.some(connection, noun, ids, instant(as_of))
            yield from withhold(connection, nouns, self._withheld)

    def _counted(
        self, kind: str, count: Callable[[View, Filter, Withheld], list[T]], wanted: Filter
    ) -> list[T]:
        with self._database.reading() as connection:
            asked = replace(looking.redirected(connection, wanted), after=None)
            view = self._view(connection, asked.moment)
            return self._memory.recall(connection, (kind, asked), lambda: count(view, asked, self._withheld))

    def _told(self, connection: Connection, noun: N | None) -> N | None:
        if noun is None or self._withheld.nothing:
            return noun
        return next(withhold(connection, [noun], self._withheld))

    def _stream(self, noun: type[N], kind: Kind, wanted: Filter) -> Iterator[N]:
        with self._database.reading() as connection:
            wanted = looking.redirected(connection, wanted)
            view = self._view(connection, wanted.moment)
            mask = told_of(view, kind, wanted, self._withheld)
            numbers = page_of(view, kind, mask, wanted.limit, wanted.after)
            nouns = (from_json(body, noun) for body in bodies(view, kind, numbers))
            yield from withhold(connection, nouns, self._withheld)

    def _count(self, kind: Kind, wanted: Filter, *, dated: bool) -> int:
        with self._database.reading() as connection:
            asked = replace(looking.redirected(connection, wanted), after=None, limit=None)
            view = self._view(connection, asked.moment)
            return self._memory.recall(
                connection,
                (kind, asked, dated),
                lambda: int(told_of(view, kind, asked, self._withheld, dated=dated).sum()),
            )
