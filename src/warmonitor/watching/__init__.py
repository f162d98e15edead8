"""Feeds over and over: fetched as a guest should, read, linked, and told of by rules.

`Fetcher` fetches; `Watcher` polls feeds into a ledger, once or for ever; `Alerter` makes alerts by rules and
delivers them; `health` says how each feed does. See `docs/use/watching.md`.
"""

from warmonitor.watching.alerting import Alerter
from warmonitor.watching.archive import Archive
from warmonitor.watching.errors import NotFetchedError
from warmonitor.watching.feeds import feeds_of
from warmonitor.watching.fetching import Answer, Fetcher, Manners
from warmonitor.watching.gathering import gather
from warmonitor.watching.health import Health, health
from warmonitor.watching.passed import Passed
from warmonitor.watching.rules import Rules, RulesError, load_rules
from warmonitor.watching.state import State
from warmonitor.watching.watcher import Watcher

__all__ = [
    "Alerter",
    "Answer",
    "Archive",
    "Fetcher",
    "Health",
    "Manners",
    "NotFetchedError",
    "Passed",
    "Rules",
    "RulesError",
    "State",
    "Watcher",
    "feeds_of",
    "gather",
    "health",
    "load_rules",
]
