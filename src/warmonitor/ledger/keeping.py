"""What is written to the ledger: reports read, incidents linked, reports read again, reviews."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select

from warmonitor.ledger import reviewing, schema
from warmonitor.ledger.chain import Change
from warmonitor.ledger.opened import Opened
from warmonitor.ledger.rereading import Reread, decide_again, read_again
from warmonitor.ledger.review import Review
from warmonitor.ledger.reviewing import Draft
from warmonitor.ledger.writing import Linkage, add_linkage, add_report, check_belonging, is_known, known_of
from warmonitor.model import Claim, Report


class Keeping(Opened):
    """The writing half of a ledger."""

    def has_report(self, report: str) -> bool:
        """Whether a report was ever added (a withdrawn one too: reading it again does not bring it back)."""
        with self._database.reading() as connection:
            return is_known(connection, schema.reports, report)

    def known_reports(self) -> list[str]:
        """The ids of all reports that were ever added."""
        with self._database.reading() as connection:
            return list(connection.scalars(select(schema.reports.c.id).distinct()))

    def add(self, report: Report, raw: bytes, claims: Sequence[Claim]) -> bool:
        """Keep a report, its raw bytes and its claims, wholly or not at all; False when it is there already.

        Raises:
            ValueError: the three do not belong together.
        """
        check_belonging(report, raw, claims)
        if self.has_report(report.id):
            return False
        with self._database.writing() as connection:
            if is_known(connection, schema.reports, report.id):
                return False
            change = Change(connection, self._clock, who=self._who, what="ingest", subject=report.id)
            add_report(change, connection, report, raw, claims)
            change.write()
        return True

    def add_all(self, told: Sequence[tuple[Report, bytes, Sequence[Claim]]]) -> int:
        """Keep many reports, each with its raw bytes and claims, in one transaction: the way in for bulk.

        Those that are there already are passed over; gives how many were not.

        Raises:
            ValueError: a report, its bytes and its claims do not belong together; nothing is kept then.
        """
        for report, raw, claims in told:
            check_belonging(report, raw, claims)
        with self._database.writing() as connection:
            change = Change(connection, self._clock, who=self._who, what="ingest")
            kept = set(known_of(connection, [report.id for report, _, _ in told]))
            before = len(kept)
            for report, raw, claims in told:
                if report.id not in kept:
                    kept.add(report.id)
                    add_report(change, connection, report, raw, claims)
            if not change.empty:
                change.write()
        return len(kept) - before

    def unlinked(self) -> bool:
        """Whether reports were kept since incidents last changed: linking may have been broken off."""
        changes = schema.changes
        with self._database.reading() as connection:
            last = {
                what: connection.scalar(select(func.max(changes.c.seq)).where(changes.c.what == what)) or 0
                for what in ("ingest", "link")
            }
        return last["link"] < last["ingest"]

    def record_linkage(self, linkage: Linkage) -> bool:
        """Keep what linking all claims of the ledger gives; False when nothing changed.

        Incidents that changed get a new revision, those that are gone a tombstone; redirects and families are
        kept beside them.
        """
        with self._database.writing() as connection:
            change = Change(connection, self._clock, who=self._who, what="link")
            add_linkage(change, connection, linkage)
            if change.empty:
                return False
            change.write()
        return True

    def reread(self, report: Report, claims: Sequence[Claim], why: str) -> Reread:
        """Keep what reading a report again gives, over what was read before, all in one transaction.

        Reviewers' corrections and rejections are made anew on claims that have the same id.

        Raises:
            LookupError: the ledger does not keep the report.
        """
        with self._database.writing() as connection:
            named = {"who": self._who, "subject": report.id, "why": why}
            change = Change(connection, self._clock, what="reread", **named)
            done = read_again(change, connection, report, claims)
            if change.empty:
                return done
            change.write()
            change = Change(connection, self._clock, what="review again", **named)
            unfit = decide_again(change, connection, (*done.changed, *done.withdrawn))
            if not change.empty:
                change.write()
        return msgspec.structs.replace(done, unfit=unfit)

    def review(self, draft: Draft, who: str) -> Review:
        """Keep what a reviewer decided, and what it makes of claims; link anew to have incidents heed it.

        Raises:
            ValueError: the draft names nothing known, or does not hold together.
            CorrectionError: a claim cannot take the correction.
        """
        with self._database.writing() as connection:
            subject = draft.undoes or (draft.subjects[0] if len(draft.subjects) == 1 else None)
            change = Change(connection, self._clock, who=who, what="review", subject=subject, why=draft.why)
            written = reviewing.write(change, connection, draft, who)
            change.write()
        return written
