"""Makes alerts after each pass and sees that they arrive: each once, together, again where sending failed."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from warmonitor.ledger import Ledger
from warmonitor.watching.alerts import Alert, correction_alerts, feed_alerts, incident_alerts
from warmonitor.watching.channels import DeliveryError, send
from warmonitor.watching.health import health
from warmonitor.watching.passed import Revision
from warmonitor.watching.rules import Channel, Rule, Rules
from warmonitor.watching.state import State

_TRIES = 12
_FIRST_REST = timedelta(minutes=1)
_LONGEST_REST = timedelta(hours=6)
_RECENT = 200


@dataclass(frozen=True)
class Alerter:
    """Makes and delivers the alerts of some rules; `ledger` withholds as it does for everybody."""

    rules: Rules
    ledger: Ledger
    state: State
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def tell(self, revisions: Sequence[Revision], now: datetime) -> list[str]:
        """Makes the alerts that are due and sends all that have not arrived; gives what went wrong.

        A rule that is new tells nothing of incidents that are there already.
        """
        names = [channel.name for channel in self.rules.channels]
        for rule in self.rules.rules:
            known = self.state.known_alerts(rule.key)
            made = [one for one in self._made(rule, known, revisions, now) if one.key not in known]
            first = not known
            told = [(one.key, msgspec.json.encode(one).decode()) for one in made]
            self.state.put_alerts(told, [] if first and rule.about == "incidents" else names, now)
            marks = [(mark, "") for one in made for mark in one.marks]
            self.state.put_alerts([*marks, (rule.key, "")], [], now)
        return [fault for channel in self.rules.channels if (fault := self._deliver(channel, now))]

    def _made(self, rule: Rule, known: set[str], revisions: Sequence[Revision], now: datetime) -> list[Alert]:
        if rule.about == "feeds":
            return list(feed_alerts(rule, health(self.state, now), now))
        if rule.about == "corrections":
            return list(correction_alerts(rule, revisions, now))
        return list(incident_alerts(rule, self.ledger, known, now))

    def _deliver(self, channel: Channel, now: datetime) -> str | None:
        due = self.state.due_alerts(channel.name, now)
        alerts = [msgspec.json.decode(body, type=Alert) for _, body, _ in due]
        if not alerts:
            return None
        keys = [key for key, _, _ in due]
        try:
            send(channel, alerts, now, self._recent, self.environment)
        except DeliveryError as error:
            tries = max(tries for _, _, tries in due)
            rest = min(_FIRST_REST * 2**tries, _LONGEST_REST)
            self.state.put_off(channel.name, keys, now + rest if tries + 1 < _TRIES else None, str(error))
            return str(error)
        self.state.delivered(channel.name, keys)
        return None

    def _recent(self) -> list[Alert]:
        bodies = (body for _, body in self.state.last_alerts(_RECENT))
        return [msgspec.json.decode(body, type=Alert) for body in bodies if body]
