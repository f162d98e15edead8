"""How often a host is asked, and what its robots.txt forbids."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from warmonitor.watching.errors import NotFetchedError

AGENT = "warmonitor"
_DAY = 86_400.0
_LONGEST_DELAY = 300.0
_MEND = "ask the outlet for leave, or read it by hand"


@dataclass
class _Host:
    rules: Protego | None = None
    read_at: float = float("-inf")
    next_at: float = float("-inf")


@dataclass
class Politeness:
    """Waits before a host is asked again, and obeys its robots.txt (RFC 9309), read anew every day.

    Args:
        gap: seconds between two requests to a host, where it does not ask for more.
        read: fetches a robots.txt: its text; "" where there is none.
        clock, sleep: seconds that only go up; and waiting.
    """

    gap: float
    read: Callable[[str], str]
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def enter(self, url: str) -> None:
        """Waits for the turn of an address.

        Raises:
            NotFetchedError: when its robots.txt forbids it, cannot be read for now, or asks for too much.
        """
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        host = self._hosts.setdefault(origin, _Host())
        rules = self._rules(origin, host)
        if not rules.can_fetch(url, AGENT):
            raise NotFetchedError("the outlet's robots.txt forbids it", _MEND)
        delay = max(self.gap, rules.crawl_delay(AGENT) or 0.0)
        if delay > _LONGEST_DELAY:
            raise NotFetchedError(f"the outlet asks for {delay:g} seconds between requests", _MEND)
        self._wait(host)
        host.next_at = self.clock() + delay

    def _rules(self, origin: str, host: _Host) -> Protego:
        if host.rules is None or self.clock() - host.read_at > _DAY:
            self._wait(host)
            host.rules = Protego.parse(self.read(f"{origin}/robots.txt"))
            host.read_at = self.clock()
            host.next_at = self.clock() + self.gap
        return host.rules

    def _wait(self, host: _Host) -> None:
        self.sleep(max(0.0, host.next_at - self.clock()))
