"""Ids: short hashes of what does not change, so that the same input has the same ids on any machine."""

import hashlib
from collections.abc import Iterable

from warmonitor.model.noun import Span


def _digest(prefix: str, parts: Iterable[bytes]) -> str:
    """A prefix and 16 hexadecimal digits; parts are length-marked so that no two lists collide by joining."""
    sha = hashlib.sha256()
    for part in parts:
        sha.update(len(part).to_bytes(8, "big"))
        sha.update(part)
    return f"{prefix}-{sha.hexdigest()[:16]}"


def report_id(outlet: str, url: str | None, published_as_stated: str | None, raw: bytes) -> str:
    """The id of a report: of its outlet, address, publication date as stated, and raw bytes."""
    stated = (outlet, url or "", published_as_stated or "")
    return _digest("r", [*(part.encode() for part in stated), raw])


def claim_id(report: str, claim_type: str, quote: Span, trigger: Span) -> str:
    """The id of a claim: of its report, type, quote span and trigger span, never of resolved fields."""
    spans = ",".join(str(offset) for offset in (*quote, *trigger))
    return _digest("c", [report.encode(), claim_type.encode(), spans.encode()])


def incident_id(claims: Iterable[str]) -> str:
    """The id of an incident: of the smallest of its claims' ids, whatever their order of arrival."""
    return _digest("i", [min(claims).encode()])
