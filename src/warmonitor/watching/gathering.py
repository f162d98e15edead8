"""Fetches addresses for an archive: pages as they are, and the pages that feeds and sitemaps list."""

from collections.abc import Iterator, Sequence

from warmonitor.reading import Limits, RefusedError, Unread, read_listing
from warmonitor.watching.errors import NotFetchedError
from warmonitor.watching.fetching import Answer, Fetcher

_DEEPEST = 3


def gather(urls: Sequence[str], fetcher: Fetcher) -> Iterator[Answer | Unread]:
    """Every page that some addresses are or list, each fetched once; what cannot be had is named."""
    seen: set[str] = set()
    for url in urls:
        yield from _gathered(url, fetcher, seen, 0)


def _gathered(url: str, fetcher: Fetcher, seen: set[str], depth: int) -> Iterator[Answer | Unread]:
    if url in seen:
        return
    seen.add(url)
    try:
        answer = fetcher.fetch(url)
    except NotFetchedError as error:
        yield Unread(path=url, reason=error.reason, mend=error.mend, consumed=0)
        return
    if answer is None:
        return
    try:
        listing = read_listing(answer.document, Limits())
    except RefusedError:
        yield answer
        return
    if depth == _DEEPEST:
        yield Unread(path=url, reason="its lists are nested too deep", mend="give the inner ones", consumed=0)
        return
    for entry in listing.entries:
        if entry.url:
            yield from _gathered(entry.url, fetcher, seen, depth + 1)
