"""What follows from the ledger when it is asked: tolls, control and a timeline for one filter."""

from dataclasses import replace
from datetime import date

from warmonitor.incidents import Day, Origins, PeriodTolls, control, timeline, tolls
from warmonitor.knowledge.registry import Registry
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.ledger import Ledger
from warmonitor.model import Control

_TERRITORY = ("capture", "entry", "withdrawal", "control", "repelled")


def tolls_of(ledger: Ledger, wanted: Filter, registry: Registry) -> PeriodTolls:
    """The tolls of the incidents asked for, added up over the filter's period."""
    incidents = list(ledger.incidents(replace(wanted, since=None, until=None)))
    claims = {claim.id: claim for claim in ledger.claims(Filter(as_of=wanted.as_of))}
    return tolls(incidents, claims, _origins(ledger, wanted, registry), wanted.since, wanted.until)


def control_of(ledger: Ledger, wanted: Filter, registry: Registry, on: date | None = None) -> list[Control]:
    """Who is said to hold which place at the end of a day; the last told when `on` is None."""
    claims = [
        claim
        for kind in _TERRITORY
        for claim in ledger.claims(replace(wanted, type=kind, since=None, until=None))
    ]
    reports = {report.id: report for report in ledger.reports(Filter(as_of=wanted.as_of))}
    return control(claims, reports, registry, on, ledger.families(wanted.as_of))


def timeline_of(ledger: Ledger, wanted: Filter, days: int | None = None) -> list[Day]:
    """The days that matter among the incidents asked for."""
    return timeline(ledger.incidents(wanted), days)


def _origins(ledger: Ledger, wanted: Filter, registry: Registry) -> Origins:
    reports = {report.id: report for report in ledger.reports(Filter(as_of=wanted.as_of))}
    return Origins(reports, ledger.families(wanted.as_of), registry)
