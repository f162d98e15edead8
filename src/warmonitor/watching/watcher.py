"""Polls feeds into a ledger: what is new is read, what has changed is read again, then all is linked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from warmonitor.engines import relink
from warmonitor.engines.telling import tell_all
from warmonitor.knowledge.registry import users_registry
from warmonitor.ledger import Ledger
from warmonitor.model import Report
from warmonitor.reading import (
    Document,
    Entry,
    Reading,
    ReadingOptions,
    RefusedError,
    Unread,
    read_document,
    read_entry,
    read_listing,
)
from warmonitor.watching.changes import changes
from warmonitor.watching.errors import NotFetchedError
from warmonitor.watching.fetching import Answer, Fetcher, Validators
from warmonitor.watching.passed import Passed, Revision
from warmonitor.watching.state import Feed, Page, State

if TYPE_CHECKING:
    from warmonitor.pipeline import Corridor

_log = logging.getLogger(__name__)

_LOOKS = tuple(timedelta(hours=hours) for hours in (1, 5, 18, 48))
"""How long after each look at a page the next one comes; after the last it is left alone."""

_RETRY = timedelta(minutes=30)
_TRIES = 4
_MOST_NEW = 100
"""How many new pages of one feed are read in one pass, the latest first."""
_LONGEST_REST = timedelta(days=1)
_NESTED = 2


@dataclass
class Watcher:
    """Watches feeds for a ledger.

    Args:
        ledger: where reports go; it is read without withholding only to compare and to link.
        state: what was seen when.
        fetcher: how addresses are fetched.
        load: gives the corridor; called once, when needed.
        every: how long a feed rests between two looks; one that fails rests twice as long each time.
        clock: tells the time of day.
    """

    ledger: Ledger
    state: State
    fetcher: Fetcher
    load: Callable[[], Corridor]
    every: timedelta
    clock: Callable[[], datetime]
    _corridor: Corridor | None = None
    _linked: bool = False

    def __post_init__(self) -> None:
        self._began = self.clock()

    def once(self, feeds: Sequence[tuple[str, str | None]]) -> Passed:
        """Looks at the feeds that are due and at pages that may have changed, and links what came of it."""
        done = Passed()
        known = {feed.url: feed for feed in self.state.feeds()}
        for url, title in feeds:
            now = self.clock()
            feed = known.get(url) or Feed(url=url, title=title, since=now, next_at=now)
            if self._is_due(feed, now):
                done.feeds += 1
                self._look_at_feed(feed, done)
        for page in self.state.due_pages(self.clock()):
            self._look_at_page(page, None, done)
        if done.added or not self._linked:
            # The first pass also links what one before it, cut off, has left.
            relink(self.ledger, users_registry())
            self._linked = True
        return done

    def _is_due(self, feed: Feed, now: datetime) -> bool:
        """Whether its time has come; a time too far off comes of a clock that was set back.

        What failed for another watcher, and this one is allowed by name, may have been refused to that one.
        """
        before = feed.failures > 0 and feed.failed_at is not None and feed.failed_at < self._began
        if before and self.fetcher.is_allowed(feed.url):
            return True
        return feed.next_at <= now or feed.next_at - now > max(self.every, _LONGEST_REST)

    def _loaded(self) -> Corridor:
        self._corridor = self._corridor or self.load()
        return self._corridor

    # Feeds

    def _look_at_feed(self, feed: Feed, done: Passed) -> None:
        now = self.clock()
        try:
            answer = self.fetcher.fetch(feed.url, _validators(feed))
            entries = list(self._entries(answer.document, done, 0)) if answer else []
        except (NotFetchedError, RefusedError) as error:
            done.failed.append(_unread(feed.url, error))
            rest = min(self.every * 2 ** min(feed.failures, 10), max(self.every, _LONGEST_REST))
            times = feed.failures + 1
            self.state.put_feed(
                replace(feed, failed_at=now, error=error.reason, failures=times, next_at=now + rest)
            )
            return
        # Kept first without the validators: a pass cut off half way must see the entries again.
        self.state.put_feed(feed)
        new = self._new(entries, feed.url)
        latest = dict(list(new.items())[-_MOST_NEW:])
        for url, entry in latest.items():
            self._meet(Page(url=url, feed=feed.url, seen_at=self.clock()), entry, done)
        if len(latest) < len(new):
            # The rest is for the next pass: a long list keeps neither other feeds nor alerts waiting.
            self.state.put_feed(
                replace(feed, succeeded_at=now, item_at=now, error=None, failures=0, next_at=now)
            )
            return
        self.state.put_feed(_succeeded(feed, answer, now, now + self.every, new=bool(new)))

    def _entries(self, document: Document, done: Passed, depth: int) -> Iterator[Entry]:
        """What a feed or a sitemap lists; of a list of lists, what those list."""
        listing = read_listing(document, self._options().limits)
        if listing.refused:
            done.failed.append(_unread(document.url, listing.refused))
        if listing.names != "lists":
            yield from listing.entries
            return
        if depth == _NESTED:
            raise RefusedError("its lists are nested too deep", "watch the inner ones")
        for entry in listing.entries:
            try:
                answer = self.fetcher.fetch(str(entry.url))
                if answer:
                    yield from self._entries(answer.document, done, depth + 1)
            except (NotFetchedError, RefusedError) as error:
                done.failed.append(_unread(str(entry.url), error))

    def _new(self, entries: Sequence[Entry], feed: str) -> dict[str, Entry]:
        """The entries that were not seen before by address, the oldest (which feeds put last) first.

        One without an address goes by the feed's key for it.
        """
        named = {entry.url or f"{feed}#{entry.key or entry.title}": entry for entry in reversed(entries)}
        seen = self.state.known_pages(list(named))
        return {url: entry for url, entry in named.items() if url not in seen}

    # Pages

    def _meet(self, page: Page, entry: Entry, done: Passed) -> None:
        """A page that a feed names for the first time; an item without an address is all in the feed."""
        if entry.url:
            self._look_at_page(page, entry, done)
            return
        report = self._keep(self._of_entry(entry, "it has no address"), None, done)
        self.state.put_page(replace(page, report=report))

    def _look_at_page(self, page: Page, entry: Entry | None, done: Passed) -> None:
        now = self.clock()
        looked = replace(page, looks=page.looks + 1, next_at=_next_look(page.looks, now), error=None)
        try:
            answer = self.fetcher.fetch(page.url, _validators(page))
        except NotFetchedError as error:
            self._failed(page, entry, error, done)
            return
        if answer is not None:
            results = list(read_document(answer.document, self._options()))
            done.failed += (one for one in results if isinstance(one, Unread))
            readings = [one for one in results if isinstance(one, Reading)]
            last = self._keep(readings, page.report, done)
            looked = replace(looked, report=last or page.report, **_told_by(answer))
            if not readings and results:
                looked = replace(looked, error=results[0].reason if isinstance(results[0], Unread) else None)
        self.state.put_page(looked)

    def _failed(self, page: Page, entry: Entry | None, error: NotFetchedError, done: Passed) -> None:
        """A page that cannot be had: looked at again if that may help, else read from the feed."""
        done.failed.append(_unread(page.url, error))
        again = error.passing and page.looks + 1 < _TRIES
        report = page.report
        if entry is not None and not again:
            report = self._keep(self._of_entry(entry, error.reason), None, done)
        next_at = self.clock() + _RETRY if again else None
        kept = replace(page, looks=page.looks + 1, next_at=next_at, error=error.reason, report=report)
        self.state.put_page(kept)

    def _of_entry(self, entry: Entry, why: str) -> list[Reading]:
        reading = read_entry(entry, self._options())
        if isinstance(reading, Unread):
            return []
        note = f"read from the feed alone: its page was not fetched ({why})"
        report = replace(reading.report, notes=(*reading.report.notes, note))
        return [Reading(report=report, raw=reading.raw, consumed=reading.consumed)]

    def _keep(self, readings: Sequence[Reading], before: str | None, done: Passed) -> str | None:
        """Keeps what is new of a page, and gives the id of its report; a live blog has many and no one id."""
        if len(readings) != 1:
            for reading in readings:
                self._add(reading, done)
            return None
        (reading,) = readings
        old = self.ledger.whole().report(before) if before else None
        if old is None:
            self._add(reading, done)
            return reading.report.id
        if old.text == reading.report.text and old.title == reading.report.title:
            return old.id
        revised = replace(reading.report, revises=old.id)
        if self._add(Reading(report=revised, raw=reading.raw, consumed=reading.consumed), done):
            self.ledger.reread(old, (), f"the page changed: {revised.id} stands in its place")
            done.revisions.append(self._revision(old.id, revised))
        return revised.id

    def _add(self, reading: Reading, done: Passed) -> bool:
        if self.ledger.has_report(reading.report.id):
            done.known += 1
            return False
        (told,) = tell_all([reading], self._loaded())
        if isinstance(told, Unread):
            done.failed.append(told)
            return False
        if not self.ledger.add(told.report, reading.raw, told.claims):
            return False
        done.added += 1
        done.claims += len(told.claims)
        _log.info("read %s: %d claims", told.report.url, len(told.claims))
        return True

    def _revision(self, old: str, new: Report) -> Revision:
        """What changed, as far as the ledger tells it."""
        shown = [self.ledger.report(one) for one in (old, new.id)]
        before, after = shown
        return Revision(
            report=new.id,
            revises=old,
            title=after.title if after else None,
            url=after.url if after else None,
            changes=tuple(changes(before, after)) if before and after else (),
        )

    def _options(self) -> ReadingOptions:
        return ReadingOptions(retrieved_at=self.clock())


def _next_look(looks: int, now: datetime) -> datetime | None:
    return now + _LOOKS[looks] if looks < len(_LOOKS) else None


def _validators(known: Feed | Page) -> Validators:
    return Validators(etag=known.etag, last_modified=known.last_modified)


def _told_by(answer: Answer) -> dict[str, str | None]:
    return {"etag": answer.validators.etag, "last_modified": answer.validators.last_modified}


def _succeeded(feed: Feed, answer: Answer | None, now: datetime, next_at: datetime, *, new: bool) -> Feed:
    feed = replace(feed, succeeded_at=now, error=None, failures=0, next_at=next_at)
    if new:
        feed = replace(feed, item_at=now)
    if answer is None:
        return feed
    skew = round(answer.skew) if answer.skew is not None else None
    return replace(feed, skew=skew, **_told_by(answer))


def _unread(url: str, error: NotFetchedError | RefusedError) -> Unread:
    return Unread(path=url, reason=error.reason, mend=error.mend, consumed=0)
