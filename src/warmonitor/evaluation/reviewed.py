"""Reviewed reports as evaluation data: the layout of `benchmarks/claims`, with the split "review"."""

import re
from collections.abc import Iterator
from typing import Any

from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Claim, Report, claim_id
from warmonitor.model.noun import Span

_DECIDING = ("accept", "correct", "reject")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_LONGEST_TRIGGER = 8
"""In words."""


def reviewed_documents(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """The reports all of whose claims were reviewed, as annotated documents.

    A report with a claim that nobody decided about is left out: its annotation would not be whole. Claims
    that the machine missed are not in it, so these documents measure precision, not recall.
    """
    decided = _decided(ledger)
    for report in ledger.reports(Filter()):
        claims = list(ledger.claims(Filter(report=report.id)))
        if claims and all(claim.id in decided for claim in claims):
            yield _document(ledger, report, claims)


def _decided(ledger: Ledger) -> dict[str, str]:
    """The last standing word on each claim."""
    found: dict[str, str] = {}
    for one in ledger.reviews():
        if one.act in _DECIDING and not one.undone:
            found |= dict.fromkeys(one.claims, one.act)
    return found


def _document(ledger: Ledger, report: Report, claims: list[Claim]) -> dict[str, Any]:
    published = (
        report.published.end.isoformat() if report.published else report.retrieved_at.date().isoformat()
    )
    ordered = sorted(claims, key=lambda claim: (claim.span, claim.id))
    return {
        "id": report.id,
        "split": "review",
        "kind": "report" if len(report.blocks) > 1 else "sentence",
        "text": report.text,
        "blocks": report.blocks,
        "published": published,
        "outlet": report.outlet,
        "claims": [_claim(ledger, report, claim) for claim in ordered],
    }


def _claim(ledger: Ledger, report: Report, claim: Claim) -> dict[str, Any]:
    first = ledger.history(claim.id)[0].noun
    assert isinstance(first, Claim)
    time = _find(report, claim, claim.time.text if claim.time else None)
    return {
        "type": claim.type,
        "trigger": trigger_of(report, first),
        "quote": claim.span,
        "actors": [{"role": actor.role, "span": actor.span} for actor in claim.actors],
        "places": [{"span": place.span, "relation": place.relation} for place in claim.places],
        "time": time,
        "figures": [_figure(figure) for figure in claim.figures],
        "voice": _voice(report, claim),
        "modality": claim.modality,
        "newness": claim.newness,
    }


def _figure(figure: Any) -> dict[str, Any]:
    told = {name: getattr(figure, name) for name in ("measure", "low", "high", "group")}
    told |= {"part_of": figure.part_of} if figure.part_of is not None else {}
    return told | {name: True for name in ("approx", "cumulative") if getattr(figure, name) is True}


def _voice(report: Report, claim: Claim) -> dict[str, Any]:
    inner = claim.voices[0] if claim.voices else None
    if inner is None or inner.text is None:
        return {"span": None, "kind": inner.kind if inner else "outlet"}
    return {"span": _find(report, claim, inner.text), "kind": inner.kind}


def _find(report: Report, claim: Claim, words: str | None) -> Span | None:
    """Where words stand: in the quote if there, else where the report first has them."""
    if not words:
        return None
    at = claim.quote.find(words)
    start = claim.span[0] + at if at >= 0 else report.text.find(words)
    return (start, start + len(words)) if start >= 0 else None


def trigger_of(report: Report, claim: Claim) -> Span:
    """The words that a claim's id says tell the happening; the whole quote where none fits.

    The id is a hash of the trigger's place, so the runs of words in the quote are tried one after the other.
    """
    words = [
        (claim.span[0] + match.start(), claim.span[0] + match.end()) for match in _WORD.finditer(claim.quote)
    ]
    for position, (start, _) in enumerate(words):
        for _, end in words[position : position + _LONGEST_TRIGGER]:
            if claim_id(report.id, claim.type, claim.span, (start, end)) == claim.id:
                return start, end
    return claim.span
