"""What follows from the ledger when it is asked: tolls, control and a timeline for one filter."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import msgspec

from warmonitor.incidents import Day, Origins, PeriodTolls, control
from warmonitor.incidents.period import tolls_told
from warmonitor.knowledge.registry import Registry
from warmonitor.ledger.collecting import uncollected
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.ledger import Ledger
from warmonitor.model import Claim, Control, Report


def tolls_of(ledger: Ledger, wanted: Filter, registry: Registry) -> PeriodTolls:
    """The tolls of the incidents asked for, added up over the filter's period."""
    return ledger.recall(("tolls", wanted, registry), lambda: _tolls(ledger, wanted, registry))


@uncollected()
def _tolls(ledger: Ledger, wanted: Filter, registry: Registry) -> PeriodTolls:
    table, ids, running, past = ledger.for_tolls(wanted)
    reports = _reports(ledger, running, wanted)
    origins = Origins(reports, _families(ledger, reports, wanted), registry)
    return tolls_told(table, ids, running, origins, wanted.since, wanted.until, past)


def control_of(ledger: Ledger, wanted: Filter, registry: Registry, on: date | None = None) -> list[Control]:
    """Who is said to hold which place at the end of a day; the last told when `on` is None."""
    question = ("control", wanted, registry, on)
    return list(ledger.recall(question, lambda: _control(ledger, wanted, registry, on)))


@uncollected()
def _control(ledger: Ledger, wanted: Filter, registry: Registry, on: date | None) -> list[Control]:
    asked = replace(wanted, since=None, until=None)
    found = ledger.control(asked, registry, on)
    if found is None:
        claims = ledger.for_control(asked)
        reports = _reports(ledger, claims, wanted)
        found = control(claims, reports, registry, on, _families(ledger, reports, wanted))
    return [msgspec.structs.replace(hold, place=ledger.coarse(hold.place)) for hold in found]


def timeline_of(ledger: Ledger, wanted: Filter, days: int | None = None) -> list[Day]:
    """The days that matter among the incidents asked for."""
    return list(ledger.recall(("timeline", wanted, days), lambda: ledger.for_timeline(wanted, days)))


def _reports(ledger: Ledger, claims: Iterable[Claim], wanted: Filter) -> dict[str, Report]:
    """The reports of some claims, and the first ones of their families of copies."""
    own = {claim.report for claim in claims}
    families = ledger.families(wanted.as_of)
    firsts = {families[report] for report in own if report in families}
    return {report.id: report for report in ledger.reports_of(own | firsts, wanted.as_of)}


def _families(ledger: Ledger, reports: Iterable[str], wanted: Filter) -> dict[str, str]:
    families = ledger.families(wanted.as_of)
    return {report: families[report] for report in reports if report in families}
