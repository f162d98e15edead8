"""What the API says of watched feeds."""

from datetime import UTC, datetime
from pathlib import Path

import httpx
from serving import serving

from warmonitor.ledger import Ledger
from warmonitor.server import create_app
from warmonitor.watching.state import Feed, State

NOW = datetime(2024, 5, 1, tzinfo=UTC)


def test_no_feed_is_watched_and_nothing_is_made_for_asking(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as ledger, serving(create_app(ledger)) as address:
        assert httpx.get(f"{address}/api/feeds").json() == {"feeds": []}
        assert not State(ledger)._made


def test_a_dead_feed_is_shown_with_its_error(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        feed = Feed(
            url="https://wire.example/rss",
            since=NOW,
            next_at=NOW,
            failed_at=NOW,
            error="it answers 404",
            failures=4,
        )
        State(ledger).put_feed(feed)
        with serving(create_app(ledger)) as address:
            (told,) = httpx.get(f"{address}/api/feeds").json()["feeds"]
    assert (told["url"], told["error"], told["failures"], told["silent"]) == (
        feed.url,
        "it answers 404",
        4,
        True,
    )
    assert told["last_success"] is None
