"""The ledger: what was read and what follows from it, append-only, and as it was known at any instant."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from sqlalchemy import Connection, func, select

from warmonitor import __version__
from warmonitor.incidents import Decisions
from warmonitor.ledger import encounters, looking, queues, reviewing, schema, tally
from warmonitor.ledger.chain import Change, Clock, system_clock
from warmonitor.ledger.concealing import concealed
from warmonitor.ledger.conditions import TABLES, Means, conditions, known_at, page_of
from warmonitor.ledger.copying import back_up, bring_back
from warmonitor.ledger.database import Database
from warmonitor.ledger.encounters import Pair, VoiceStanding
from warmonitor.ledger.filter import Filter, instant
from warmonitor.ledger.location import address
from warmonitor.ledger.looking import Dossier, Revision, Stats
from warmonitor.ledger.probing import means_for
from warmonitor.ledger.queues import Reason, Waiting
from warmonitor.ledger.remembering import Memory
from warmonitor.ledger.rereading import Reread, decide_again, read_again
from warmonitor.ledger.review import Review
from warmonitor.ledger.reviewing import Draft
from warmonitor.ledger.verification import Verification, verify
from warmonitor.ledger.withholding import Withheld, setting, told_review, told_words, withhold
from warmonitor.ledger.writing import (
    Linkage,
    add_linkage,
    add_report,
    check_belonging,
    current_mapping,
    is_known,
    known_of,
)
from warmonitor.model import Claim, Incident, Report, from_json

Kind = Literal["reports", "claims", "incidents"]
AsOf = datetime | date | None
N = TypeVar("N", Report, Claim, Incident)
T = TypeVar("T")

_ALL = Filter()


class Ledger:
    """A database of reports, claims and incidents; may be used from many threads.

    Everything raises `LedgerError`, with the mend, when the database cannot be reached, written or read.
    """

    def __init__(self, database: Database, version: str, clock: Clock, who: str, withheld: Withheld) -> None:
        self._database = database
        self._withheld = withheld
        self._memory = Memory()
        self._version = version
        self._clock = clock
        self._who = who

    @classmethod
    def open(
        cls,
        url: str | None = None,
        *,
        clock: Clock = system_clock,
        who: str = f"warmonitor {__version__}",
        withhold: str | None = None,
    ) -> "Ledger":
        """Open the ledger at an address, made if it is not there, its schema brought up to date.

        `url` is an address of SQLAlchemy or the name of a SQLite file; without it `WARMONITOR_DB`, else a
        file in the user's data folder (see `location.default_path`). `clock` gives the instant that a
        change is recorded at, `who` the person or program that makes it. `withhold` names what no answer
        tells (see `withholding`); without it `WARMONITOR_WITHHOLD`.
        """
        withheld = setting(withhold)
        database = Database(address(url))
        try:
            version = database.migrate()
        except BaseException:
            database.engine.dispose()
            raise
        return cls(database, version, clock, who, withheld)

    def close(self) -> None:
        """Let go of all connections."""
        self._database.engine.dispose()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where the ledger is, without the password."""
        return self._database.url.render_as_string(hide_password=True)

    def whole(self) -> "Ledger":
        """The same ledger, which withholds nothing: to link and to read again by, never to answer from."""
        return Ledger(self._database, self._version, self._clock, self._who, Withheld())

    # Writing

    def has_report(self, report: str) -> bool:
        """Whether a report was ever added (a withdrawn one too: reading it again does not bring it back)."""
        with self._database.reading() as connection:
            return is_known(connection, schema.reports, report)

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

    # Reviewing

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
            return queues.waiting(connection, reason, asked, self._withheld)

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
        with self._database.reading() as connection:
            return iter(self._counted("actors", tally.count_actors, connection, wanted))

    def voices(self, wanted: Filter = _ALL) -> Iterator[tally.VoiceCount]:
        """The voices of the claims asked for, with counts, most claims first; no cursor."""
        with self._database.reading() as connection:
            return iter(self._counted("voices", tally.count_voices, connection, wanted))

    def places(self, wanted: Filter = _ALL) -> Iterator[tally.PlaceCount]:
        """The places of the claims asked for, with counts, most claims first; no cursor."""
        with self._database.reading() as connection:
            return iter(self._counted("places", tally.count_places, connection, wanted))

    def pairs(self, wanted: Filter = _ALL) -> list[Pair]:
        """Who acts on whom in how many of the incidents asked for, day by day; no cursor."""
        with self._database.reading() as connection:
            return self._counted("pairs", encounters.count_pairs, connection, wanted)

    def standings(self, wanted: Filter = _ALL) -> list[VoiceStanding]:
        """The innermost voices of the incidents asked for, and how these stand; most incidents first."""
        with self._database.reading() as connection:
            return self._counted("standings", encounters.count_standings, connection, wanted)

    # Incidents by the number of their row, which a revision never shares: for pictures kept in memory

    def revision(self) -> int:
        """The number of the last change: what was worked out before it holds until it grows."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.max(schema.changes.c.seq))) or 0

    def numbers(self, wanted: Filter = _ALL) -> "array[int]":
        """The row numbers of the incidents asked for, in no order; cursor and limit do not matter."""
        with self._database.reading() as connection:
            asked = replace(looking.redirected(connection, wanted), after=None, limit=None)
            means = means_for(connection, asked, indexed=self._database.worded)
            fit = (
                *conditions("incidents", asked, means=means),
                *concealed("incidents", asked, self._withheld),
            )
            return array("q", connection.scalars(select(schema.incidents.c.seq).where(*fit)))

    def numbered(self, above: int = 0, as_of: AsOf = None) -> Iterator[tuple[int, Incident]]:
        """The incidents that stand, with their row numbers, those above a number, ascending."""
        table = schema.incidents
        asked = select(table.c.seq, table.c.body).where(known_at(table, instant(as_of)), table.c.seq > above)
        with self._database.reading() as connection:
            rows = connection.execution_options(yield_per=500).execute(asked.order_by(table.c.seq))
            for part in rows.partitions():
                nouns = withhold(connection, [from_json(row.body, Incident) for row in part], self._withheld)
                yield from zip((row.seq for row in part), nouns, strict=True)

    # Single things

    def incidents_like(self, beginning: str) -> list[str]:
        """The ids of incidents, gone ones too, that begin so; a few at most."""
        ids = schema.incidents.c.id
        within = (ids >= beginning, ids < f"{beginning}\x7f")
        with self._database.reading() as connection:
            return list(connection.scalars(select(ids).distinct().where(*within).order_by(ids).limit(20)))

    def incidents_of(self, ids: Iterable[str], as_of: AsOf = None) -> Iterator[Incident]:
        """The incidents of some ids, as many as there are, in no order."""
        return self._by_id(Incident, ids, as_of)

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

    # What was and whether it still stands

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

    def verify(self) -> Verification:
        """Recompute the chain, every digest, every raw SHA-256 and every indexed column from what is kept."""
        with self._database.reading() as connection:
            return verify(connection)

    def backup(self, path: Path) -> None:
        """Write the ledger with all its past into a new SQLite file; others may go on meanwhile."""
        back_up(self._database, path)

    def restore(self, path: Path) -> None:
        """Write all of a backup into this ledger, which must be empty."""
        bring_back(self._database, path)

    def stats(self) -> Stats:
        """Counts, the last ingest and the version of the schema."""
        with self._database.reading() as connection:
            return self._memory.recall(connection, "stats", lambda: looking.stats(connection, self._version))

    def _by_id(self, noun: type[N], ids: Iterable[str], as_of: AsOf) -> Iterator[N]:
        with self._database.reading() as connection:
            nouns = looking.some(connection, noun, ids, instant(as_of))
            yield from withhold(connection, nouns, self._withheld)

    def _counted(
        self,
        kind: str,
        count: Callable[[Connection, Filter, Withheld], list[T]],
        connection: Connection,
        wanted: Filter,
    ) -> list[T]:
        asked = replace(looking.redirected(connection, wanted), after=None)
        return self._memory.recall(
            connection, (kind, asked), lambda: count(connection, asked, self._withheld)
        )

    def _told(self, connection: Connection, noun: N | None) -> N | None:
        if noun is None or self._withheld.nothing:
            return noun
        return next(withhold(connection, [noun], self._withheld))

    def _stream(self, noun: type[N], kind: Kind, wanted: Filter) -> Iterator[N]:
        with self._database.reading() as connection:
            wanted = looking.redirected(connection, wanted)
            means = means_for(connection, wanted, indexed=self._database.worded)
            page = page_of(kind, wanted, means).where(*concealed(kind, wanted, self._withheld))
            rows = connection.execution_options(yield_per=500).scalars(page)
            nouns = (from_json(body, noun) for body in rows)
            yield from nouns if self._withheld.nothing else withhold(connection, nouns, self._withheld)

    def _count(self, kind: Kind, wanted: Filter, *, dated: bool) -> int:
        with self._database.reading() as connection:
            asked = replace(looking.redirected(connection, wanted), after=None, limit=None)
            means = Means(worded=self._database.worded)
            query = (
                select(func.count())
                .select_from(TABLES[kind])
                .where(
                    *conditions(kind, asked, dated=dated, means=means),
                    *concealed(kind, asked, self._withheld),
                )
            )
            return self._memory.recall(
                connection, (kind, asked, dated), lambda: connection.scalar(query) or 0
            )
