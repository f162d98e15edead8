"""Why a claim or an incident is as it is: read and linked again from what the ledger keeps.

Nothing of this is stored. Where rules, gazetteer or registry have changed since, what is decided now is told
beside what the ledger has.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from warmonitor.claims import Reading
from warmonitor.grounding.why import Reason, reasons
from warmonitor.incidents import Explanation, link
from warmonitor.knowledge.registry import users_registry
from warmonitor.ledger import Dossier, Filter, Ledger
from warmonitor.model import Claim, Incident, Mention, Report
from warmonitor.pipeline import Corridor


@dataclass(frozen=True, slots=True)
class WhyClaim:
    """A claim, how its sentence is read (None where the rules of today do not tell it), and what decided
    its places, time, actors and voices.
    """

    claim: Claim
    reading: Reading | None
    decided: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A report that only speaks of an incident, with the sentence that does."""

    mention: Mention
    outlet: str
    quote: str


@dataclass(frozen=True, slots=True)
class WhyIncident:
    """An incident, its claims, what ties them and gave the grade (None where linking only its own reports
    makes another incident of them), and who only speaks of it, in the order of its mentions.
    """

    incident: Incident
    claims: tuple[Claim, ...]
    why: Explanation | None
    spoken: tuple[Spoken, ...]


def why_claim(claim: Claim, report: Report) -> WhyClaim:
    """The reasons for a claim of a report."""
    corridor = Corridor.load()
    decided = reasons(claim, report, corridor.gazetteer, corridor.registry)
    return WhyClaim(claim, corridor.why(claim, report), tuple(decided))


def why_incident(dossier: Dossier, ledger: Ledger, moment: date | None) -> WhyIncident:
    """The reasons for an incident as the ledger knew it at the end of a day, or now."""
    incident = dossier.incident
    speaking = {one.report: ledger.report(one.report, moment) for one in incident.mentions or ()}
    reports = {**dossier.reports, **{key: one for key, one in speaking.items() if one is not None}}
    claims = [claim for key in reports for claim in ledger.claims(Filter(report=key, as_of=moment))]
    found = link(claims, reports, users_registry(), decisions=ledger.decisions())
    return WhyIncident(
        incident, dossier.claims, found.explanations.get(incident.id), tuple(_spoken(incident, reports))
    )


def _spoken(incident: Incident, reports: dict[str, Report]) -> Iterator[Spoken]:
    for one in incident.mentions or ():
        report = reports.get(one.report)
        if report is not None:
            yield Spoken(one, report.outlet, report.text[slice(*one.span)])
