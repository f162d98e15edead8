"""The feeds to watch: a list (OPML, a sitemap index, a line an address), or addresses themselves."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from warmonitor.reading import Document, Limits, RefusedError, read_listing
from warmonitor.watching.errors import NotFetchedError
from warmonitor.watching.fetching import Fetcher

_WEB = ("http://", "https://")


def feeds_of(sources: Sequence[str], fetcher: Fetcher) -> list[tuple[str, str | None]]:
    """The feeds that files and addresses name, each once: address, and title where a list gives one.

    A file is an OPML list or has an address a line. An address of an OPML list stands for the feeds in it;
    any other is a feed or a sitemap itself.

    Raises:
        NotFetchedError: when a list cannot be had.
        RefusedError: when it cannot be read, or names no feeds.
    """
    found = [feed for source in sources for feed in _named(source, fetcher)]
    if not found:
        raise RefusedError(
            "no feed is named", "give an OPML file, a file with an address a line, or addresses"
        )
    return list(dict(reversed(found)).items())[::-1]


def _named(source: str, fetcher: Fetcher) -> Iterator[tuple[str, str | None]]:
    if not source.startswith(_WEB):
        yield from _in_file(Path(source))
    elif source.lower().partition("?")[0].endswith(".opml"):
        yield from _listed(_fetched(source, fetcher))
    else:
        yield source, None


def _in_file(path: Path) -> Iterator[tuple[str, str | None]]:
    raw = path.read_bytes()
    lines = raw.decode("utf-8", "replace").splitlines()
    addresses = [line.strip() for line in lines if line.strip().startswith(_WEB)]
    if b"<" in raw[:4096] and not addresses:
        yield from _listed(Document(url="", raw=raw))
    else:
        yield from ((url, None) for url in addresses)


def _listed(document: Document) -> Iterator[tuple[str, str | None]]:
    listing = read_listing(document, Limits())
    yield from ((one.url, one.outlet) for one in listing.entries if one.url)


def _fetched(url: str, fetcher: Fetcher) -> Document:
    answer = fetcher.fetch(url)
    if answer is None:
        raise NotFetchedError("it gave no answer", "try again later", passing=True)
    return answer.document
