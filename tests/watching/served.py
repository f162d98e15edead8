"""What the tests of watching serve: pages, feeds, waits and a clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

NIGHT = (
    "At least 12 people were killed on Friday when shells struck the market of Saraqib, the hospital said."
)
DAY = "Rebels captured the town of Maarrat Misrin on Thursday, the army said in a statement."


def page(*paragraphs: str, title: str = "Shells hit market") -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        '<html lang="en"><head><meta name="date" content="2024-11-30"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


@dataclass
class Page:
    body: bytes | Callable[[], bytes]
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Web:
    """What is served, by path; and what was asked for."""

    port: int = 0
    pages: dict[str, Page | list[Page]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    posted: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def put(self, path: str, body: str | bytes, **more) -> None:
        self.pages[path] = Page(body.encode() if isinstance(body, str) else body, **more)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def next(self, path: str) -> Page:
        page = self.pages.get(path, Page(b"gone", status=404))
        if isinstance(page, list):
            return page.pop(0) if len(page) > 1 else page[0]
        return page


@dataclass
class Waits:
    """Seconds that were waited, without waiting."""

    seconds: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@dataclass
class Clock:
    now: datetime = datetime(2024, 12, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **more: float) -> None:
        self.now += timedelta(**more)


def feed_of(web, *paths: str) -> str:
    items = "".join(
        f"<item><title>T {path}</title><link>{path}</link>"
        "<description>Rebels took Saraqib.</description></item>"
        for path in paths
    )
    return f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>"
