"""Reviews written and read: what stands, what it makes of a claim, what linking must heed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, select

from warmonitor.incidents import Decisions
from warmonitor.ledger import looking, schema
from warmonitor.ledger.chain import Change
from warmonitor.ledger.review import GRADES, Act, CorrectionError, Edit, Review, corrected
from warmonitor.ledger.rows import record
from warmonitor.model import Claim, Incident, Report, from_json

MACHINE = ("ingest", "reread")
"""The changes by which a claim is the machine's own reading, not a reviewer's."""


Reading = tuple[Claim, bool]
"""What the machine read, and whether it withdraws it."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A review before it is written; the fields are those of `Review`."""

    act: Act
    subjects: tuple[str, ...]
    why: str
    edits: tuple[Edit, ...] = ()
    taken: tuple[str, ...] = ()
    grade: str | None = None
    undoes: str | None = None


def write(change: Change, connection: Connection, draft: Draft, who: str) -> Review:
    """Append a review, and what it makes of the claims that it is about.

    Raises:
        ValueError: the draft names nothing known, or does not hold together.
        CorrectionError: a claim cannot take the correction.
    """
    before = review(connection, draft.undoes) if draft.undoes else None
    if before is not None:
        draft = msgspec.structs.replace(draft, subjects=before.subjects)
    claims = before.claims if before is not None else _claims_of(connection, draft)
    _check(before, draft, claims)
    written = Review(
        id="",
        act=draft.act,
        subjects=draft.subjects,
        who=who,
        at=change.moment,
        why=draft.why,
        claims=claims,
        edits=draft.edits,
        taken=before.taken if before is not None else draft.taken,
        grade=draft.grade,
        undoes=draft.undoes,
    )
    written = _append(change, connection, written)
    if (before or written).act in {"correct", "reject"}:
        for claim in claims:
            settle(change, connection, claim, written)
    return written


def _append(change: Change, connection: Connection, review: Review) -> Review:
    last = connection.scalar(select(schema.reviews.c.seq).order_by(schema.reviews.c.seq.desc()).limit(1))
    review = msgspec.structs.replace(review, id=f"v-{(last or 0) + 1}")
    owner = change.append(schema.reviews, columns(review))
    change.hang(schema.review_subjects, owner, subject_rows(review))
    return review


def columns(review: Review) -> dict[str, Any]:
    """The row of a review."""
    body = msgspec.json.encode(msgspec.structs.replace(review, undone=False)).decode()
    return {"id": review.id, "act": review.act, "undoes": review.undoes, "body": body}


def subject_rows(review: Review) -> list[dict[str, Any]]:
    """The rows by which a review is found from what it is about."""
    every = dict.fromkeys((*review.subjects, *review.claims, *review.taken))
    return [{"position": position, "subject": subject} for position, subject in enumerate(every)]


def read_review(body: str) -> Review:
    """The review that a row keeps."""
    return msgspec.json.decode(body, type=Review)


def reviews(connection: Connection, subject: str | None = None) -> list[Review]:
    """Reviews, oldest first; of one claim or incident, or all."""
    return list(_read(connection, _about(subject) if subject is not None else None))


def review(connection: Connection, identity: str) -> Review | None:
    """The review of an id."""
    found = select(schema.reviews.c.seq).where(schema.reviews.c.id == identity)
    return next(_read(connection, found), None)


def _about(subject: str) -> Select[Any]:
    return select(schema.review_subjects.c.owner).where(schema.review_subjects.c.subject == subject)


def _read(connection: Connection, numbers: Select[Any] | None) -> Iterator[Review]:
    table = schema.reviews
    query = select(table.c.id, table.c.body).order_by(table.c.seq)
    if numbers is not None:
        query = query.where(table.c.seq.in_(numbers))
    undone = set(connection.scalars(select(table.c.undoes).where(table.c.undoes.is_not(None))))
    for row in connection.execute(query):
        yield msgspec.structs.replace(read_review(row.body), undone=row.id in undone)


def standing(connection: Connection, *acts: Act, subject: str | None = None) -> Iterator[Review]:
    """Reviews of some acts that nobody took back, oldest first."""
    for found in _read(connection, _about(subject) if subject is not None else None):
        if found.act in acts and not found.undone:
            yield found


def settle(change: Change, connection: Connection, claim: str, also: Review | None = None) -> list[str]:
    """Bring a claim to what the machine last read with the standing corrections made, or to a tombstone.

    Gives the ids of corrections that the claim cannot take any more.

    Args:
        change: what the new revision, where one is needed, is a part of.
        connection: its connection.
        claim: the claim's id.
        also: a review of this change, not yet in the database.

    Raises:
        CorrectionError: `also` is a correction that the claim cannot take.
    """
    revisions = _revisions(connection, claim)
    last = revisions[-1]
    read, gone = _machine(revisions)
    taken_back = also.undoes if also is not None else None
    decided = [
        one for one in standing(connection, "correct", "reject", subject=claim) if one.id != taken_back
    ]
    if also is not None and also.act in {"correct", "reject"}:
        decided.append(also)
    noun, unfit = _made(connection, read, decided, also)
    withdrawn = gone or any(one.act == "reject" for one in decided)
    new = record(noun)
    if new.columns["body"] != last.body or withdrawn != last.withdrawn:
        change.revise(new, revision=last.revision + 1, withdrawn=withdrawn, replaces=last.seq)
    return unfit


def machine_reading(connection: Connection, claim: str) -> Reading:
    """What the machine last read, and whether it withdrew it."""
    return _machine(_revisions(connection, claim))


def _machine(revisions: Sequence[Any]) -> Reading:
    last = next(row for row in reversed(revisions) if row.what in MACHINE)
    return from_json(last.body, Claim), last.withdrawn


def _made(
    connection: Connection, claim: Claim, decided: Iterable[Review], also: Review | None
) -> tuple[Claim, list[str]]:
    unfit: list[str] = []
    report = looking.one(connection, Report, claim.report, None)
    for one in decided:
        if one.act != "correct" or report is None:
            continue
        try:
            claim = corrected(claim, one.edits, report)
        except CorrectionError:
            if one is also:
                raise
            unfit.append(one.id)
    return claim, unfit


def _revisions(connection: Connection, claim: str) -> Sequence[Any]:
    table, changes = schema.claims, schema.changes
    query = select(table.c.seq, table.c.revision, table.c.body, table.c.withdrawn, changes.c.what)
    query = query.join(changes, changes.c.seq == table.c.change).where(table.c.id == claim)
    return connection.execute(query.order_by(table.c.revision)).all()


def _claims_of(connection: Connection, draft: Draft) -> tuple[str, ...]:
    """The claims that the subjects of a draft come to, each once."""
    found: dict[str, None] = {}
    for subject in draft.subjects:
        incident = looking.incident(connection, subject, None)
        if incident is not None:
            found |= dict.fromkeys(incident.claims)
        elif _is_claim(connection, subject):
            found[subject] = None
        else:
            raise ValueError(f"the ledger has no claim or incident {subject!r}")
    if draft.act == "split":
        missing = [claim for claim in draft.taken if claim not in found]
        if missing:
            raise ValueError(f"{missing[0]!r} is no claim of the incident")
        found = {claim: None for claim in found if claim not in draft.taken}
    return tuple(found)


def _is_claim(connection: Connection, identity: str) -> bool:
    table = schema.claims
    return connection.scalar(select(table.c.seq).where(table.c.id == identity).limit(1)) is not None


def _check(before: Review | None, draft: Draft, claims: Sequence[str]) -> None:
    """Raises ValueError when a draft, which may undo a review before, does not hold together."""
    if draft.act == "undo":
        if before is None or before.act == "undo":
            raise ValueError(f"there is no review {draft.undoes!r} that could be undone")
        if before.undone:
            raise ValueError(f"{draft.undoes} is undone already")
        return
    if not draft.subjects:
        raise ValueError("a review needs the id of a claim or an incident")
    wrong = {
        "correct": draft.act == "correct" and not draft.edits and "a correction needs a field and its value",
        "merge": draft.act == "merge" and len(claims) < 2 and "a merge needs two incidents or claims",
        "split": draft.act == "split"
        and not (draft.taken and claims)
        and "a split needs claims that leave and claims that stay",
        "grade": draft.act == "grade"
        and draft.grade not in GRADES
        and f"a grade is one of {', '.join(GRADES)}",
    }
    if words := wrong.get(draft.act):
        raise ValueError(words)


def decisions(connection: Connection) -> Decisions:
    """The standing merges and splits, later ones over earlier ones, as linking heeds them."""
    groups: list[set[str]] = []
    apart: set[tuple[str, str]] = set()
    for one in standing(connection, "merge", "split"):
        named = set(one.claims)
        if one.act == "merge":
            joined = named.union(*(group for group in groups if group & named))
            groups = [group for group in groups if not group & named] + [joined]
            apart = {pair for pair in apart if not set(pair) <= joined}
        else:
            taken = set(one.taken)
            groups = [part for group in groups for part in (group & taken, group - taken) if len(part) > 1]
            apart |= {(min(a, b), max(a, b)) for a in named for b in taken}
    together = {(first, other) for group in groups for first, *others in (sorted(group),) for other in others}
    return Decisions(together=frozenset(together), apart=frozenset(apart))


def graded(
    connection: Connection, incidents: Iterable[Incident], redirects: Mapping[str, str]
) -> Iterator[Incident]:
    """The incidents with the grades that reviewers gave them; an id that redirects is followed."""
    grades: dict[str, str] = {}
    for one in standing(connection, "grade"):
        for subject in one.subjects:
            grades[_followed(subject, redirects)] = str(one.grade)
    for incident in incidents:
        grade = grades.get(incident.id)
        yield msgspec.structs.replace(incident, grade=grade) if grade else incident


def _followed(identity: str, redirects: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while identity in redirects and identity not in seen:
        seen.add(identity)
        identity = redirects[identity]
    return identity
