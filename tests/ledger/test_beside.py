"""What watching keeps beside the ledger, on SQLite and PostgreSQL: none of the ledger's business."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from warmonitor.ledger import Ledger
from warmonitor.watching.health import health
from warmonitor.watching.state import Feed, Page, State

NOW = datetime(2031, 5, 1, 12, tzinfo=UTC)
FEED = Feed(
    url="https://wire.example/rss", title="Wire", since=NOW, next_at=NOW, succeeded_at=NOW, item_at=NOW
)


def test_feeds_pages_and_alerts_are_kept(ledger: Ledger) -> None:
    state = State(ledger)
    assert state.feeds() == []
    state.put_feed(FEED)
    state.put_feed(FEED)
    page = Page(url="https://wire.example/a", feed=FEED.url, seen_at=NOW, next_at=NOW + timedelta(hours=1))
    state.put_page(page)
    again = State(ledger)
    assert again.feeds() == [FEED]
    assert again.known_pages([page.url, "https://wire.example/b"]) == {page.url}
    assert again.due_pages(NOW) == []
    assert again.due_pages(NOW + timedelta(hours=2)) == [page]
    assert health(again, NOW)[0].items_a_day == 1.0
    assert again.put_alerts([("r:1|a", "x"), ("r:1|b", "y")], ["mail"], NOW) == ["r:1|a", "r:1|b"]
    assert again.put_alerts([("r:1|a", "x")], ["mail"], NOW) == []
    assert [key for key, _, _ in again.due_alerts("mail", NOW)] == ["r:1|a", "r:1|b"]
    again.delivered("mail", ["r:1|a"])
    again.put_off("mail", ["r:1|b"], NOW + timedelta(hours=1), "no answer")
    assert again.due_alerts("mail", NOW) == []
    assert again.due_alerts("mail", NOW + timedelta(hours=1)) == [("r:1|b", "y", 1)]
    assert again.known_alerts("r:1|") == {"r:1|a", "r:1|b"}


def test_the_ledger_is_sound_beside_it_and_can_be_copied(ledger: Ledger, tmp_path: Path) -> None:
    State(ledger).put_feed(FEED)
    assert ledger.verify().sound
    ledger.backup(tmp_path / "copy.backup")
    with Ledger.open(str(tmp_path / "other.db")) as other:
        other.restore(tmp_path / "copy.backup")
        assert other.verify().sound
