"""Alerts: what the rules say of the ledger as it stands now.

The ledger is asked as everybody asks it, so whatever it withholds is in no alert.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Incident
from warmonitor.publishing.words import incident_words, standing_words, toll_words
from warmonitor.watching.health import Health
from warmonitor.watching.passed import Revision
from warmonitor.watching.rules import Rule

_QUOTES = 3
_FAILURES = 3


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to be told.

    `key` makes it one; `marks` are further keys that are known once it is made. `subject` is the id of an
    incident or a report, or the address of a feed.
    """

    key: str
    rule: str
    subject: str
    title: str
    lines: tuple[str, ...] = ()
    made_at: datetime
    marks: tuple[str, ...] = ()


def incident_alerts(rule: Rule, ledger: Ledger, known: set[str], now: datetime) -> Iterator[Alert]:
    """The alerts of a rule about incidents of its last days, those with known keys left out.

    With `status`, an incident whose first alert is known is told of again when its status is a new one.
    """
    wanted = Filter(
        place=rule.place, actor=rule.actor, type=rule.type, since=(now - timedelta(days=rule.days)).date()
    )
    before = _former_ids(ledger.redirects())
    for incident in ledger.incidents(wanted):
        if rule.toll and not _is_over(incident, rule.toll.measure, rule.toll.over):
            continue
        ids = {incident.id, *before.get(incident.id, ())}
        marks = [f"{rule.key}{one}={incident.status}" for one in ids] if rule.status else []
        alert = _of_incident(rule, incident, ledger, now)
        if not any(f"{rule.key}{one}" in known for one in ids):
            yield replace(alert, marks=tuple(marks))
        elif marks and known.isdisjoint(marks):
            yield replace(alert, key=min(marks), title=f"Status changed: {alert.title}")


def _former_ids(redirects: Mapping[str, str]) -> Mapping[str, set[str]]:
    former: dict[str, set[str]] = {}
    for old, new in redirects.items():
        former.setdefault(new, set()).add(old)
    return former


def _is_over(incident: Incident, measure: str, over: int) -> bool:
    return any(toll.measure == measure and (toll.low or 0) > over for toll in incident.tolls)


def _of_incident(rule: Rule, incident: Incident, ledger: Ledger, now: datetime) -> Alert:
    dossier = ledger.dossier(incident.id)
    quotes = [f"“{claim.quote}”" for claim in dossier.claims[:_QUOTES]] if dossier else []
    return Alert(
        key=f"{rule.key}{incident.id}",
        rule=rule.name,
        subject=incident.id,
        title=incident_words(incident),
        lines=(standing_words(incident), *map(toll_words, incident.tolls), *quotes),
        made_at=now,
    )


def feed_alerts(rule: Rule, feeds: Iterable[Health], now: datetime) -> Iterator[Alert]:
    """The alerts about feeds that have fallen silent, or failed several times running; one each time."""
    for feed in feeds:
        name = feed.title or feed.url
        if feed.silent:
            since = feed.last_item
            what = f"nothing new since {since:%Y-%m-%d %H:%M} UTC" if since else "nothing at all so far"
            key = f"{rule.key}{feed.url} silent {since.isoformat() if since else 'always'}"
            yield Alert(
                key=key,
                rule=rule.name,
                subject=feed.url,
                title=f"Feed silent: {name}",
                lines=(what,),
                made_at=now,
            )
        if feed.failures >= _FAILURES:
            since = feed.last_success
            key = f"{rule.key}{feed.url} failing {since.isoformat() if since else 'always'}"
            lines = (f"{feed.failures} times running: {feed.error}",)
            yield Alert(
                key=key,
                rule=rule.name,
                subject=feed.url,
                title=f"Feed failing: {name}",
                lines=lines,
                made_at=now,
            )


def correction_alerts(rule: Rule, revisions: Iterable[Revision], now: datetime) -> Iterator[Alert]:
    """The alerts about pages that changed, with what stood there and what stands there now."""
    for one in revisions:
        lines = [line for change in one.changes for line in (f"was: {change.was}", f"now: {change.now}")]
        title = f"Changed: {one.title or one.url}"
        yield Alert(
            key=f"{rule.key}{one.report}",
            rule=rule.name,
            subject=one.report,
            title=title,
            lines=tuple(lines),
            made_at=now,
        )
