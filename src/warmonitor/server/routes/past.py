"""What things were, whose word they are in the end, and which texts were made from which."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from warmonitor.incidents import Origins, Rewrite, find_families
from warmonitor.knowledge.registry import Registry
from warmonitor.ledger import Dossier, Ledger, Review, Revision
from warmonitor.model import Report
from warmonitor.server.asked import Asking, Knowing, KnownAt, found, only_known_words
from warmonitor.server.bodies import json_answer
from warmonitor.server.openapi import answers

router = APIRouter(tags=["history, origins"], dependencies=[Depends(only_known_words)])


_NOUNS = {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("Report", "Claim", "Incident")]}


class Was(msgspec.Struct, frozen=True):
    """What a thing was from `recorded_at` on.

    `withdrawn` marks a tombstone (the noun is then the last one before); `redirect` is the id it redirects
    to since.
    """

    revision: int
    recorded_at: datetime
    who: str
    what: str
    why: str | None
    withdrawn: bool
    redirect: str | None
    noun: Annotated[Any, msgspec.Meta(extra_json_schema=_NOUNS)]


class History(msgspec.Struct, frozen=True):
    """Every revision of a thing and every review of it, oldest first."""

    revisions: list[Was]
    reviews: list[Review]


class OriginOf(msgspec.Struct, frozen=True):
    """An origin with its claims and the reports that they stand in."""

    key: str
    label: str
    kind: str
    party: bool
    sides: list[str]
    claims: list[str]
    reports: list[str]


class CopyOf(msgspec.Struct, frozen=True):
    """A report, and the first of its family, of which it is a copy."""

    report: str
    first: str


class Descent(msgspec.Struct, frozen=True):
    """Whose word an incident is in the end: its origins, those with most claims first, and the copies."""

    origins: list[OriginOf]
    copies: list[CopyOf]


class Rewritten(msgspec.Struct, frozen=True):
    """A report's family: the first text, and what each report made from it kept and changed."""

    first: str
    members: list[str]
    rewrite: Rewrite | None


class Reference(msgspec.Struct, frozen=True):
    """The incidents that a short reference code stands for: as a rule one."""

    code: str
    incidents: list[str]


@router.get("/history/{identifier}", responses=answers(History), response_class=Response)
def history(request: Request, ledger: Asking, identifier: str) -> Response:
    """Every revision of a report, claim or incident: when, by whom, why; and every review of it."""
    revisions = ledger.history(identifier)
    found(revisions or None, "report, claim or incident", identifier)
    return json_answer(request, History(was(revisions), ledger.reviews(identifier)))


@router.get("/incidents/{identifier}/origins", responses=answers(Descent), response_class=Response)
def origins(
    request: Request, ledger: Asking, known: Knowing, identifier: str, as_of: KnownAt = None
) -> Response:
    """Whose word an incident is in the end, and which of its reports copy which."""
    dossier = found(ledger.dossier(identifier, as_of), "incident", identifier)
    return json_answer(request, descent(ledger, dossier, known, as_of))


@router.get("/reports/{identifier}/rewrites", responses=answers(Rewritten), response_class=Response)
def rewrites(request: Request, ledger: Asking, identifier: str, as_of: KnownAt = None) -> Response:
    """The family of texts that a report belongs to, and what it kept and changed of the first one."""
    here = found(ledger.report(identifier, as_of), "report", identifier)
    families = ledger.families(as_of)
    first = families.get(here.id, here.id)
    members = sorted(report for report, other in families.items() if other == first and report != first)
    original = ledger.report(first, as_of) if first != here.id else None
    return json_answer(request, Rewritten(first, members, _rewrite(original, here) if original else None))


@router.get("/references/{code}", responses=answers(Reference), response_class=Response)
def reference(
    request: Request,
    ledger: Asking,
    code: Annotated[str, Path(description="As the page shows it", examples=["91AB-04CF"], max_length=40)],
    as_of: KnownAt = None,
) -> Response:
    """The incidents whose ids begin with a short reference code, or what they were merged into."""
    beginning = code.replace("-", "").lower()
    ids = ledger.incidents_like(f"i-{beginning}") if len(beginning) >= _SHORTEST else []
    standing = dict.fromkeys(one.id for each in ids if (one := ledger.incident(each, as_of)))
    return json_answer(request, Reference(code, found(list(standing) or None, "incident of code", code)))


_SHORTEST = 6
"""Letters of the shortest code that is looked for."""


def was(revisions: Iterable[Revision]) -> list[Was]:
    """Revisions as they are answered."""
    return [Was(**msgspec.structs.asdict(one)) for one in revisions]


def descent(
    ledger: Ledger, dossier: Dossier, registry: Registry, as_of: date | datetime | None = None
) -> Descent:
    """Whose word an incident is in the end, and which of its reports copy which."""
    firsts = set(dossier.families.values()) - set(dossier.reports)
    reports = {**dossier.reports, **{one.id: one for one in ledger.reports_of(firsts, as_of)}}
    return _told(dossier, Origins(reports, dossier.families, registry))


def _told(dossier: Dossier, origins: Origins) -> Descent:
    by_key: dict[str, list[str]] = {}
    of = {claim.id: origins.of(claim) for claim in dossier.claims}
    for claim in dossier.claims:
        by_key.setdefault(of[claim.id].key, []).append(claim.id)
    report_of = {claim.id: claim.report for claim in dossier.claims}
    told = [
        OriginOf(
            key=key,
            label=of[claims[0]].label,
            kind=of[claims[0]].kind,
            party=of[claims[0]].party,
            sides=sorted(of[claims[0]].sides),
            claims=claims,
            reports=sorted({report_of[claim] for claim in claims}),
        )
        for key, claims in by_key.items()
    ]
    copies = [CopyOf(report, first) for report, first in sorted(dossier.families.items()) if report != first]
    return Descent(sorted(told, key=lambda one: (-len(one.claims), one.label)), copies)


def _rewrite(original: Report, copy: Report) -> Rewrite | None:
    return next(iter(find_families([original, copy]).rewrites), None)
