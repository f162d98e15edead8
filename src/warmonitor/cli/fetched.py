"""Addresses among the inputs, fetched into a web archive that is kept."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from warmonitor.knowledge.folders import data_folder
from warmonitor.reading import Unread
from warmonitor.watching import Archive, Fetcher, Manners, gather

WEB = ("http://", "https://")
"""How the addresses of pages and feeds begin."""

Allow = Annotated[
    list[str] | None,
    typer.Option(
        "--allow",
        metavar="HOST[:PORT]",
        help="A host inside your own network that may be fetched; may be repeated.",
        show_default="none",
    ),
]


@contextmanager
def fetching(allow: Sequence[str] | None, copies: Path | None = None) -> Iterator[Fetcher]:
    """A fetcher that may reach the hosts named, and keeps copies of what it fetches where that is asked."""
    with ExitStack() as stack:
        fetcher = stack.enter_context(Fetcher(Manners(allowed=frozenset(allow or ()))))
        if copies is not None:
            fetcher.keep = stack.enter_context(Archive(copies)).keep
        yield fetcher


def fetch_into(path: Path, urls: Sequence[str], allow: Sequence[str] | None) -> tuple[int, list[Unread]]:
    """Fetches addresses, and the pages that they list, into an archive: how many, and what failed."""
    failed: list[Unread] = []
    count = 0
    with fetching(allow) as fetcher, Archive(path) as archive:
        for found in gather(urls, fetcher):
            if isinstance(found, Unread):
                failed.append(found)
            else:
                archive.keep(found)
                count += 1
    return count, failed


def fetched(paths: list[str], allow: Sequence[str] | None, now: datetime) -> tuple[list[str], list[Unread]]:
    """The paths with an archive in place of the addresses among them, and what could not be fetched."""
    urls = [path for path in paths if path.startswith(WEB)]
    if not urls:
        return paths, []
    archive = data_folder() / "fetched" / f"{now:%Y-%m-%dT%H-%M-%S-%f}.warc.gz"
    count, failed = fetch_into(archive, urls, allow)
    local = [path for path in paths if path not in urls]
    return ([*local, str(archive)] if count else local), failed
