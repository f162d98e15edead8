"""Why an incident lists a report as speaking of it, worked out again from what is kept."""

from collections.abc import Iterable, Mapping

from warmonitor.incidents import mentioning
from warmonitor.incidents.facts import gather
from warmonitor.incidents.linkage import Tie
from warmonitor.incidents.linking import roles_of
from warmonitor.incidents.passages import passages
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Incident, Mention, Report


def why_mentioned(
    mention: Mention,
    incident: Incident,
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
    registry: Registry,
) -> Tie | None:
    """The claim of an incident that a mention is likest to, with the waterfall; None where that is not known.

    Args:
        mention: one of the incident's.
        incident: what it speaks of.
        claims: all claims of the reports.
        reports: by id, that of the mention and those of the incident's claims.
        registry: actors and voices.
    """
    told = list(claims)
    spoken = passages(
        [reports[mention.report]], (one for one in told if one.report == mention.report), registry
    )
    passage = next((one for one in spoken.values() if one.span == mention.span), None)
    roles = roles_of(told)
    facts = gather((*roles.core, *roles.satellites), reports, {}, registry)
    inside = [one.id for one in roles.core if one.id in incident.claims and one.report != mention.report]
    if passage is None or not inside:
        return None
    best = min(inside, key=lambda claim: (-mentioning.score(passage, facts[claim]), claim))
    return mentioning.tie((passage.id, best, 0.0), spoken, facts)
