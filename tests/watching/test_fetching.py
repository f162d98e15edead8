import gzip
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from served import Page

from warmonitor.reading import Reading, ReadingOptions, Unread, read, read_document
from warmonitor.watching.addresses import checked_address
from warmonitor.watching.archive import Archive
from warmonitor.watching.errors import NotFetchedError
from warmonitor.watching.fetching import Fetcher, Manners
from warmonitor.watching.politeness import Politeness

PAGE = "<html><body><h1>Shells hit market</h1><p>At least 12 people were killed in Sardan.</p></body></html>"


def test_a_page_with_its_address_and_encoding(web, fetcher) -> None:
    web.put("/a", PAGE, kind="text/html; charset=Windows-1251")
    answer = fetcher.fetch(web.url("/a"))
    assert (answer.raw, answer.document.encoding) == (PAGE.encode(), "windows-1251")
    assert answer.document.url == web.url("/a")
    assert "warmonitor/" in web.asked[-1][1]["user-agent"]


def test_what_has_not_changed_is_not_sent_again(web, fetcher) -> None:
    web.put("/a", PAGE, headers={"ETag": '"1"', "Last-Modified": "Sat, 30 Nov 2024 08:00:00 GMT"})
    first = fetcher.fetch(web.url("/a"))
    assert fetcher.fetch(web.url("/a"), first.validators) is None
    assert web.asked[-1][1]["if-modified-since"] == "Sat, 30 Nov 2024 08:00:00 GMT"
    web.put("/a", PAGE + "!", headers={"ETag": '"2"'})
    assert fetcher.fetch(web.url("/a"), first.validators).raw.endswith(b"!")


ROBOTS = (
    "User-agent: *\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 7\n\nUser-agent: bad\nDisallow: /"
)


def test_robots_txt_is_obeyed_and_its_delay_waited_for(web, fetcher, waits) -> None:
    web.put("/robots.txt", ROBOTS, kind="text/plain")
    web.put("/private/open", PAGE)
    web.put("/b", PAGE)
    with pytest.raises(NotFetchedError, match="robots"):
        fetcher.fetch(web.url("/private/a"))
    fetcher.fetch(web.url("/private/open"))
    fetcher.fetch(web.url("/b"))
    assert 6.5 < max(waits.seconds) <= 7
    assert [path for path, _ in web.asked].count("/robots.txt") == 1
    assert web.paths() == ["/private/open", "/b"]


def test_robots_txt_that_fails_forbids_for_now_and_one_that_is_not_there_allows(web, fetcher) -> None:
    web.put("/a", PAGE)
    web.put("/robots.txt", "", status=503)
    with pytest.raises(NotFetchedError, match="503") as failed:
        fetcher.fetch(web.url("/a"))
    assert failed.value.passing
    assert web.paths() == []
    web.put("/robots.txt", "", status=404)
    assert fetcher.fetch(web.url("/a")) is not None


def test_a_delay_that_is_too_long_is_a_refusal() -> None:
    polite = Politeness(0, lambda _: "User-agent: *\nCrawl-delay: 5000", sleep=lambda _: None)
    with pytest.raises(NotFetchedError, match="5000 seconds"):
        polite.enter("https://wire.example/a")


def test_robots_txt_is_read_anew_every_day() -> None:
    read_: list[str] = []
    now = [0.0]
    polite = Politeness(0, lambda url: read_.append(url) or "", clock=lambda: now[0], sleep=lambda _: None)
    for moment in (0.0, 80_000.0, 90_000.0):
        now[0] = moment
        polite.enter("https://wire.example/a")
    assert len(read_) == 2


def test_what_may_pass_is_tried_again(web, fetcher, waits) -> None:
    web.pages["/a"] = [Page(b"", status=503), Page(b"", status=500), Page(PAGE.encode())]
    assert fetcher.fetch(web.url("/a")) is not None
    assert [wait for wait in waits.seconds if wait > 1] == [2, 4]
    web.pages["/b"] = [Page(b"", status=429, headers={"Retry-After": "9"}), Page(PAGE.encode())]
    assert fetcher.fetch(web.url("/b")) is not None
    assert 9 in waits.seconds
    later = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    web.put("/c", "", status=503, headers={"Retry-After": later})
    with pytest.raises(NotFetchedError) as failed:
        fetcher.fetch(web.url("/c"))
    assert failed.value.after > 7000
    assert web.paths().count("/c") == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_what_will_not_pass_is_asked_once(web, fetcher, status: int) -> None:
    web.put("/a", "no", status=status)
    with pytest.raises(NotFetchedError, match=str(status)) as failed:
        fetcher.fetch(web.url("/a"))
    assert not failed.value.passing
    assert web.paths() == ["/a"]


def test_redirects_are_followed_and_limited(web, fetcher) -> None:
    web.put("/a", "", status=302, headers={"Location": "/b"})
    web.put("/b", PAGE)
    answer = fetcher.fetch(web.url("/a"))
    assert (answer.url, answer.asked) == (web.url("/b"), web.url("/a"))
    web.put("/round", "", status=301, headers={"Location": "/round"})
    with pytest.raises(NotFetchedError, match="more than 5 times"):
        fetcher.fetch(web.url("/round"))


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2/secret",
        "http://localhost/secret",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "file:///etc/passwd",
        "ftp://wire.example/a",
        "http:///nowhere",
    ],
)
def test_nothing_inside_is_reached_not_even_through_a_redirect(web, fetcher, target: str) -> None:
    with pytest.raises(NotFetchedError):
        fetcher.fetch(target)
    web.put("/a", "", status=302, headers={"Location": target})
    with pytest.raises(NotFetchedError):
        fetcher.fetch(web.url("/a"))


def test_a_name_that_changes_its_address_changes_nothing(web) -> None:
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers[min(len(asked), 2) - 1]

    assert checked_address("evil.example", 80, resolve=rebinding) == "93.184.216.34"
    with pytest.raises(NotFetchedError, match="inside"):
        checked_address("evil.example", 80, resolve=rebinding)
    with pytest.raises(NotFetchedError, match="inside"):
        checked_address("mixed.example", 80, resolve=lambda *_: ["93.184.216.34", "10.0.0.1"])


def test_the_connection_goes_to_the_address_that_was_checked(web) -> None:
    web.put("/a", PAGE)
    manners = Manners(gap=0, allowed={"wire.example"})
    with Fetcher(manners, resolve=lambda *_: ["127.0.0.1"]) as fetcher:
        answer = fetcher.fetch(f"http://wire.example:{web.port}/a")
    assert answer.url == f"http://wire.example:{web.port}/a"
    assert web.asked[-1][1]["host"] == f"wire.example:{web.port}"


def test_what_is_too_long_is_not_taken(web, fetcher) -> None:
    web.put("/long", b"a" * 2_000_000)
    web.put("/bomb", gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"})
    for path in ("/long", "/bomb"):
        with pytest.raises(NotFetchedError, match="longer than 1 MB"):
            fetcher.fetch(web.url(path))


def test_what_takes_too_long_is_given_up(web) -> None:
    web.pages["/slow"] = Page(lambda: time.sleep(1) or b"late")
    manners = Manners(gap=0, timeout=0.2, tries=1, allowed={"127.0.0.1"})
    with Fetcher(manners) as fetcher, pytest.raises(NotFetchedError, match="connection failed") as failed:
        fetcher.fetch(web.url("/slow"))
    assert failed.value.passing


@pytest.mark.parametrize(
    "url", ["nowhere", "https://", "http://[::1", "http://a b/", "https://no-such-name.invalid/"]
)
def test_addresses_that_are_none(fetcher, url: str) -> None:
    with pytest.raises(NotFetchedError):
        fetcher.fetch(url)


def test_a_damaged_answer(web, fetcher) -> None:
    web.put("/a", b"no gzip", headers={"Content-Encoding": "gzip"})
    with pytest.raises(NotFetchedError, match="connection failed"):
        fetcher.fetch(web.url("/a"))


def test_the_clock_of_a_server_that_is_ahead(web, fetcher) -> None:
    web.put("/a", PAGE)
    early = replace(fetcher, clock=lambda: datetime.now(UTC) - timedelta(hours=1))
    with early:
        assert 3500 < early.fetch(web.url("/a")).skew < 3700


def test_an_archive_of_what_was_fetched_can_be_read(web, fetcher, tmp_path) -> None:
    path = tmp_path / "copies" / "fetched.warc.gz"
    web.put("/a", gzip.compress(PAGE.encode()), headers={"Content-Encoding": "gzip"})
    for _ in range(2):
        with Archive(path) as archive:
            fetcher.keep = archive.keep
            fetcher.fetch(web.url("/a"))
    one, two = read([path], ReadingOptions(retrieved_at=datetime.now(UTC)))
    assert isinstance(one, Reading)
    assert (one.report.url, one.report.title) == (web.url("/a"), "Shells hit market")
    assert one.report.id == two.report.id


PAGES = Path(__file__).parents[2] / "benchmarks/reading/pages"


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "application/octet-stream", "image/png"])
def test_pages_are_read_alike_from_the_web_whatever_their_type(web, fetcher, kind: str) -> None:
    now = ReadingOptions(retrieved_at=datetime(2031, 6, 1, tzinfo=UTC), outlet="Example Wire")
    for path in sorted(PAGES.glob("*.html")):
        web.put(f"/{path.name}", path.read_bytes(), kind=kind)
        answer = fetcher.fetch(web.url(f"/{path.name}"))
        from_web = list(read_document(answer.document, now))
        from_file = list(read([path], now))
        assert [told(one) for one in from_web] == [told(one) for one in from_file]


def told(result: Reading | Unread) -> object:
    return (result.report.text, result.report.blocks) if isinstance(result, Reading) else result.reason
