"""How each feed does: when it last answered, what went wrong, what it brings, whether it has gone silent."""

from datetime import datetime, timedelta

import msgspec

from warmonitor.watching.state import State

_WEEK = timedelta(days=7)
_QUIET_SHARE = 5
_SHORTEST = timedelta(days=1)
_LONGEST = timedelta(days=7)


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How a feed does; `items_a_day` over the last seven days, or as long as it is watched.

    `silent` says that it has brought nothing new for five times as long as it usually takes, at least a day
    and at most a week. `skew` are the seconds that its clock is ahead of ours.
    """

    url: str
    title: str | None
    last_success: datetime | None
    last_error: datetime | None
    error: str | None
    failures: int
    last_item: datetime | None
    items_a_day: float
    silent: bool
    next_look: datetime
    skew: int | None


def health(state: State, now: datetime) -> list[Health]:
    """How all feeds do, by address."""
    feeds = state.feeds()
    counts = state.count_pages(now - _WEEK) if feeds else {}
    found = []
    for feed in feeds:
        days = max(min(now - feed.since, _WEEK) / timedelta(days=1), 1.0)
        items = counts.get(feed.url, 0) / days
        found.append(
            Health(
                url=feed.url,
                title=feed.title,
                last_success=feed.succeeded_at,
                last_error=feed.failed_at,
                error=feed.error,
                failures=feed.failures,
                last_item=feed.item_at,
                items_a_day=round(items, 1),
                silent=now - (feed.item_at or feed.since) > patience(items),
                next_look=feed.next_at,
                skew=feed.skew,
            )
        )
    return found


def patience(items_a_day: float) -> timedelta:
    """How long a feed may bring nothing before it counts as silent."""
    if items_a_day <= 0:
        return _LONGEST
    return min(max(_QUIET_SHARE * timedelta(days=1) / items_a_day, _SHORTEST), _LONGEST)
