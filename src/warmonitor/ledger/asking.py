"""What is asked of the ledger: collections by a filter, single things by id, what was before."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from warmonitor.incidents import Decisions
from warmonitor.ledger import looking, queues, reviewing, schema
from warmonitor.ledger.columns import View
from warmonitor.ledger.concealing import told_of
from warmonitor.ledger.counting import AsOf, Counting, Kind, N
from warmonitor.ledger.facets import Array
from warmonitor.ledger.filter import Filter, instant
from warmonitor.ledger.looking import Dossier, Revision
from warmonitor.ledger.paging import Listed, bodies, cursor_of, page_of
from warmonitor.ledger.queues import Reason, Waiting
from warmonitor.ledger.review import Review
from warmonitor.ledger.rows import KINDS
from warmonitor.ledger.withholding import told_review, told_words, withhold
from warmonitor.ledger.writing import current_mapping
from warmonitor.model import Claim, Incident, Report, from_json, to_json

_ALL = Filter()


class Asking(Counting):
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

    def listed(self, kind: Kind, wanted: Filter) -> Listed:
        """A page of a collection, `wanted.limit` items at most, and how many there are in all."""
        with self._database.reading() as connection:
            wanted = looking.redirected(connection, wanted)
            view = self._view(connection, wanted.moment)
            held = self._held(view)
            mask = told_of(view, kind, wanted, held)
            more = None if wanted.limit is None else wanted.limit + 1
            numbers = page_of(view, kind, mask, more, wanted.after)
            here = numbers[: wanted.limit]
            undated = (
                told_of(view, kind, wanted, held, dated=False) if wanted.since or wanted.until else mask[:0]
            )
            return Listed(
                items=list(self._told_json(view, kind, here)),
                next=cursor_of(view, kind, here[-1]) if len(here) < len(numbers) else None,
                count=int(mask.sum()),
                undated=int(undated.sum()),
            )

    # Single things

    def incidents_like(self, beginning: str) -> list[str]:
        """The ids of incidents, gone ones too, that begin so; a few at most."""
        ids = schema.incidents.c.id
        within = (ids >= beginning, ids < f"{beginning}\x7f")
        with self._database.reading() as connection:
            held = self._held(self._view(connection))
            found = connection.scalars(select(ids).distinct().where(*within).order_by(ids).limit(20))
            return [one for one in found if not held.holds("incidents", one)]

    def incidents_of(self, ids: Iterable[str], as_of: AsOf = None) -> Iterator[Incident]:
        """The incidents of some ids, as many as there are, in no order."""
        return self._by_id(Incident, ids, as_of)

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
            answer = self._recall(
                connection,
                ("queue", reason, asked),
                lambda: queues.waiting(view, reason, asked, self._held(view)),
            )
            return list(answer)

    def _told_json(self, view: View, kind: Kind, numbers: Array) -> Iterator[msgspec.Raw]:
        """Rows in their own JSON, which is read only where something of it is withheld."""
        kept = bodies(view, kind, numbers)
        if self._withheld.nothing:
            return (msgspec.Raw(body.encode()) for body in kept)
        nouns = (from_json(body, KINDS[kind]) for body in kept)
        return (msgspec.Raw(to_json(noun)) for noun in withhold(view.connection, nouns, self._withheld))

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

    def _stream(self, noun: type[N], kind: Kind, wanted: Filter) -> Iterator[N]:
        with self._database.reading() as connection:
            wanted = looking.redirected(connection, wanted)
            view = self._view(connection, wanted.moment)
            mask = told_of(view, kind, wanted, self._held(view))
            yield from self._nouns(view, noun, kind, page_of(view, kind, mask, wanted.limit, wanted.after))
