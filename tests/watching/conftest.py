"""A web server on 127.0.0.1 whose answers the test writes, and a clock that the test winds."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from warmonitor.watching.fetching import Fetcher, Manners


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


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            web.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            self.answer(web.next(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            web.posted.append(
                (self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            )
            self.answer(web.next(self.path))

        def answer(self, page: Page) -> None:
            body = page.body if isinstance(page.body, bytes) else page.body()
            etag = page.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(page.status)
            self.send_header("Content-Type", page.kind)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(body)

        def log_message(self, *args) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield web
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Waits:
    """Seconds that were waited, without waiting."""

    seconds: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def fetcher(web: Web, waits: Waits) -> Iterator[Fetcher]:
    manners = Manners(gap=0.0, timeout=5, whole=5, size=1_000_000, allowed={f"127.0.0.1:{web.port}"})
    with Fetcher(manners, sleep=waits, jitter=lambda: 0.0) as fetcher:
        yield fetcher
