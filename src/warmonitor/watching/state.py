"""What watching must remember over a restart: in tables of its own, in the ledger's database.

Nothing here is evidence. Losing it costs a second look at every page, and no report: the ledger knows those.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    delete,
    func,
    insert,
    inspect,
    select,
    update,
)

from warmonitor.ledger import Ledger
from warmonitor.ledger.schema import Instant

METADATA = MetaData()

feeds = Table(
    "watch_feeds",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("title", Text),
    Column("since", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("succeeded_at", Instant),
    Column("item_at", Instant),
    Column("failed_at", Instant),
    Column("error", Text),
    Column("failures", Integer, nullable=False, default=0),
    Column("skew", Integer),
)
pages = Table(
    "watch_pages",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("feed", Text, nullable=False, index=True),
    Column("seen_at", Instant, nullable=False, index=True),
    Column("next_at", Instant, index=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("report", Text),
    Column("looks", Integer, nullable=False, default=0),
    Column("error", Text),
)
alerts = Table(
    "watch_alerts",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("made_at", Instant, nullable=False, index=True),
    Column("body", Text, nullable=False),
)
deliveries = Table(
    "watch_deliveries",
    METADATA,
    Column("alert", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("next_at", Instant, index=True),
    Column("tries", Integer, nullable=False, default=0),
    Column("error", Text),
)


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed as it stands: when it is due, how the last looks went."""

    url: str
    title: str | None = None
    since: datetime
    next_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    succeeded_at: datetime | None = None
    item_at: datetime | None = None
    failed_at: datetime | None = None
    error: str | None = None
    failures: int = 0
    skew: int | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page that a feed named: its last report, when to look again (None: never), and what went wrong."""

    url: str
    feed: str
    seen_at: datetime
    next_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    report: str | None = None
    looks: int = 0
    error: str | None = None


class State:
    """The tables, beside a ledger's; they are made when they are first needed."""

    def __init__(self, ledger: Ledger) -> None:
        self._database = ledger.database
        with self._database.reading() as connection:
            self._made = inspect(connection).has_table(deliveries.name)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if not self._made:
            with self._writing():
                pass
        with self._database.reading() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        connected = self._database.engine.connect().execution_options(writing=True)
        with connected as connection, connection.begin():
            if not self._made:
                METADATA.create_all(connection)
                self._made = True
            yield connection

    def feeds(self) -> list[Feed]:
        """All feeds ever watched, by address."""
        if not self._made:
            return []
        with self._reading() as connection:
            rows = connection.execute(select(feeds).order_by(feeds.c.url)).mappings()
            return [Feed(**row) for row in rows]

    def put_feed(self, feed: Feed) -> None:
        """Keeps a feed as it stands now."""
        with self._writing() as connection:
            _put(connection, feeds, "url", msgspec.structs.asdict(feed))

    def known_pages(self, urls: Sequence[str]) -> set[str]:
        """Those of some addresses that have been seen."""
        with self._reading() as connection:
            found: set[str] = set()
            for start in range(0, len(urls), 500):
                part = urls[start : start + 500]
                found.update(connection.scalars(select(pages.c.url).where(pages.c.url.in_(part))))
            return found

    def due_pages(self, now: datetime) -> list[Page]:
        """Pages that are to be looked at again, the longest due first."""
        query = select(pages).where(pages.c.next_at <= now).order_by(pages.c.next_at, pages.c.url)
        with self._reading() as connection:
            return [Page(**row) for row in connection.execute(query).mappings()]

    def put_page(self, page: Page) -> None:
        """Keeps a page as it stands now."""
        with self._writing() as connection:
            _put(connection, pages, "url", msgspec.structs.asdict(page))

    def count_pages(self, since: datetime) -> dict[str, int]:
        """How many pages each feed has named for the first time since an instant."""
        query = select(pages.c.feed, func.count()).where(pages.c.seen_at >= since).group_by(pages.c.feed)
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def known_alerts(self, prefix: str) -> set[str]:
        """The keys of alerts that begin so."""
        query = select(alerts.c.key).where(alerts.c.key.startswith(prefix, autoescape=True))
        with self._reading() as connection:
            return set(connection.scalars(query))

    def put_alerts(
        self, made: Sequence[tuple[str, str]], channels: Sequence[str], now: datetime
    ) -> list[str]:
        """Keeps alerts, key and body, with a delivery to each channel; gives the keys that are new."""
        new = []
        with self._writing() as connection:
            for key, body in made:
                if connection.scalar(select(alerts.c.key).where(alerts.c.key == key)) is None:
                    connection.execute(insert(alerts).values(key=key, made_at=now, body=body))
                    new.append(key)
                    for channel in channels:
                        row = {"alert": key, "channel": channel, "next_at": now, "tries": 0}
                        connection.execute(insert(deliveries).values(row))
        return new

    def due_alerts(self, channel: str, now: datetime) -> list[tuple[str, str, int]]:
        """Key, body and tries of what a channel is still to be told, oldest first."""
        query = (
            select(alerts.c.key, alerts.c.body, deliveries.c.tries)
            .join(deliveries, deliveries.c.alert == alerts.c.key)
            .where(deliveries.c.channel == channel, deliveries.c.next_at <= now)
            .order_by(alerts.c.made_at, alerts.c.key)
        )
        with self._reading() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def delivered(self, channel: str, keys: Sequence[str]) -> None:
        """Marks alerts as told."""
        self._settle(channel, keys, {"next_at": None, "error": None})

    def put_off(self, channel: str, keys: Sequence[str], until: datetime | None, error: str) -> None:
        """Puts alerts off to be tried again at an instant, or never."""
        self._settle(channel, keys, {"next_at": until, "error": error, "tries": deliveries.c.tries + 1})

    def _settle(self, channel: str, keys: Sequence[str], values: dict[str, object]) -> None:
        with self._writing() as connection:
            for key in keys:
                chosen = (deliveries.c.alert == key) & (deliveries.c.channel == channel)
                connection.execute(update(deliveries).where(chosen).values(values))

    def last_alerts(self, count: int) -> list[tuple[datetime, str]]:
        """The last alerts made, newest first: when, and their bodies."""
        query = select(alerts.c.made_at, alerts.c.body).order_by(alerts.c.made_at.desc(), alerts.c.key)
        with self._reading() as connection:
            return [(row.made_at, row.body) for row in connection.execute(query.limit(count))]


def _put(connection: Connection, table: Table, key: str, values: dict[str, object]) -> None:
    connection.execute(delete(table).where(table.c[key] == values[key]))
    connection.execute(insert(table).values(values))
