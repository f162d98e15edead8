"""A web server on 127.0.0.1 whose answers the test writes, and a clock that the test winds."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from served import NIGHT, Clock, Page, Waits, Web, feed_of, page

from warmonitor.ledger import Ledger
from warmonitor.watching import Fetcher, Manners, State, Watcher


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


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def fetcher(web: Web, waits: Waits) -> Iterator[Fetcher]:
    manners = Manners(gap=0.0, timeout=5, whole=5, size=1_000_000, allowed={f"127.0.0.1:{web.port}"})
    with Fetcher(manners, sleep=waits, jitter=lambda: 0.0) as fetcher:
        yield fetcher


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def address(tmp_path) -> str:
    return str(tmp_path / "ledger.db")


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    with Ledger.open(address) as ledger:
        yield ledger


@pytest.fixture
def state(ledger: Ledger) -> State:
    return State(ledger)


@pytest.fixture
def watcher(ledger, state, fetcher, corridor, clock) -> Watcher:
    fetcher.clock = clock
    return Watcher(ledger, state, fetcher, lambda: corridor, timedelta(minutes=10), clock)


@pytest.fixture
def feeds(web) -> list[tuple[str, str | None]]:
    web.put("/rss", feed_of(web, "/a"), kind="application/rss+xml", headers={"ETag": '"1"'})
    web.put("/a", page(NIGHT))
    return [(web.url("/rss"), "Wire")]
