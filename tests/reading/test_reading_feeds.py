import time
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from warmonitor.reading import Document, Limits, Reading, RefusedError, Unread, read_listing

ITEM = """<item><title>Shells hit {n}</title><link>https://wire.example/{n}</link><guid>g{n}</guid>
<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ana Ruiz</dc:creator>
<pubDate>Sat, 30 Nov 2024 23:30:00 +0200</pubDate>
<description>&lt;p&gt;At least {n} people were killed in Sardan.&lt;/p&gt;
&lt;p&gt;Read more&lt;/p&gt;</description></item>"""


def rss(items: str, about: str = "<title>Example Wire</title><language>en-gb</language>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{about}{items}</channel></rss>'


ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title>
<entry><title>Bridge lost</title><id>urn:1</id><link href="https://herald.example/b"/>
<published>2024-11-30T06:00:00Z</published><updated>2024-12-02T06:00:00Z</updated>
<author><name>Jo Roe</name></author>
<content type="html">&lt;p&gt;Rebels took the bridge.&lt;/p&gt;
&lt;p&gt;Correction: it was the east bridge.&lt;/p&gt;</content>
</entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "language": "en",
"items": [{"id": "1", "url": "https://courier.example/1", "title": "Truce",
 "content_text": "Both sides signed.\\nGuns fell silent.",
 "date_published": "2024-11-30T06:00:00+02:00", "authors": [{"name": "Lea Orr"}]},
 {"id": 2, "summary": "Aid came."}]}"""


def readings(results: list[Reading | Unread]) -> list[Reading]:
    assert all(isinstance(one, Reading) for one in results), results
    return [one for one in results if isinstance(one, Reading)]


def test_rss(read_bytes: Callable[..., list[Reading | Unread]]) -> None:
    one, two = (one.report for one in readings(read_bytes(rss(ITEM.format(n=1) + ITEM.format(n=2)), "x.bin")))
    assert (one.outlet, one.title, one.byline, one.language) == (
        "Example Wire",
        "Shells hit 1",
        "Ana Ruiz",
        "en",
    )
    assert one.path.endswith("x.bin#1")
    assert one.url == "https://wire.example/1"
    assert one.published is not None
    assert (one.published.start, one.published.known_by) == (date(2024, 11, 30), "item")
    assert one.published.at == datetime(2024, 11, 30, 21, 30, tzinfo=UTC)
    assert [(block.kind, two.block_text(block)) for block in two.blocks] == [
        ("headline", "Shells hit 2"),
        ("paragraph", "At least 2 people were killed in Sardan."),
    ]


def test_an_item_is_the_same_report_whatever_stands_beside_it(read_bytes) -> None:
    (alone,) = readings(read_bytes(rss(ITEM.format(n=1))))
    _, with_others = readings(read_bytes(rss(ITEM.format(n=7) + ITEM.format(n=1))))
    assert alone.report.id == with_others.report.id


def test_atom_and_its_correction(read_bytes) -> None:
    ((report,),) = [[one.report for one in readings(read_bytes(ATOM))]]
    assert (report.outlet, report.byline, report.title) == ("Herald", "Jo Roe", "Bridge lost")
    assert report.published.start == date(2024, 11, 30)
    assert [block.kind for block in report.blocks] == ["headline", "paragraph", "correction"]


def test_json_feed(read_bytes) -> None:
    one, two = (one.report for one in readings(read_bytes(JSON_FEED)))
    assert (one.outlet, one.byline, one.text) == (
        "Courier",
        "Lea Orr",
        "Truce\n\nBoth sides signed.\n\nGuns fell silent.",
    )
    assert two.text == "Aid came."


def test_a_day_that_cannot_be_is_left_open(read_bytes) -> None:
    (reading,) = readings(read_bytes(rss(ITEM.format(n=1).replace("2024", "2044"))))
    assert reading.report.published is None


def test_no_entity_is_followed(read_bytes, tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the password")
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    head = (
        f'<!DOCTYPE rss [<!ENTITY e0 "boom">{entities}<!ENTITY s SYSTEM "file://{secret}">'
        '<!ENTITY % d SYSTEM "http://127.0.0.1:9/evil.dtd">]>'
    )
    item = "<item><title>Bridge &e8; &s; lost</title><description>Rebels took it.</description></item>"
    (reading,) = readings(read_bytes(f'<?xml version="1.0"?>{head}<rss><channel>{item}</channel></rss>'))
    assert "password" not in reading.report.text
    assert "boom" not in reading.report.text
    assert len(reading.report.text) < 100


def test_a_hundred_thousand_items(read_bytes) -> None:
    started = time.monotonic()
    short = "".join(f"<item><title>Shells hit {n}</title></item>" for n in range(100_000))
    *given, last = read_bytes(rss(short), "feed.xml")
    assert len(readings(given)) == 10_000
    assert isinstance(last, Unread)
    assert "more than 10000 items; the first 10000 were read" in last.reason
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (rss(""), "no items"),
        ("<rss><channel><item><title>", "no text"),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', "no items"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "cannot be read"),
        ("<urlset></urlset>", "sitemap"),
        ("<opml></opml>", "list of feeds"),
    ],
)
def test_feeds_that_are_none(read_bytes, raw: str, reason: str) -> None:
    (unread,) = read_bytes(raw)
    assert isinstance(unread, Unread)
    assert reason in unread.reason
    assert unread.mend


SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://wire.example/a</loc>
 <news:news><news:publication><news:name>Wire</news:name><news:language>en</news:language></news:publication>
 <news:publication_date>2024-11-30T06:00Z</news:publication_date>
 <news:title>Bridge lost</news:title></news:news></url>
 <url><loc>/b</loc><lastmod>2024-11-29</lastmod></url></urlset>"""
INDEX = "<sitemapindex><sitemap><loc>https://wire.example/s1.xml</loc></sitemap></sitemapindex>"
OPML = """<opml version="2.0"><body><outline text="War"><outline text="Wire" xmlUrl="https://wire.example/rss"/>
<outline text="no feed"/><outline title="Herald" xmlUrl="atom.xml"/></outline></body></opml>"""


@pytest.mark.parametrize(
    ("raw", "names", "urls"),
    [
        (SITEMAP, "pages", ["https://wire.example/a", "https://wire.example/b"]),
        (INDEX, "lists", ["https://wire.example/s1.xml"]),
        (OPML, "lists", ["https://wire.example/rss", "https://wire.example/atom.xml"]),
        (rss(ITEM.format(n=1)), "items", ["https://wire.example/1"]),
        (JSON_FEED, "items", ["https://courier.example/1", None]),
    ],
)
def test_listings(raw: str, names: str, urls: list[str]) -> None:
    listing = read_listing(Document(url="https://wire.example/x.xml", raw=raw.encode()), Limits())
    assert (listing.names, [entry.url for entry in listing.entries]) == (names, urls)


def test_a_news_sitemap_tells_title_outlet_and_day() -> None:
    listing = read_listing(Document(url="https://wire.example/", raw=SITEMAP.encode()), Limits())
    news = listing.entries[0]
    assert (news.title, news.outlet, news.published) == ("Bridge lost", "Wire", "2024-11-30T06:00Z")


@pytest.mark.parametrize("raw", [b"<html><p>Hello</p></html>", b"Rebels took it.", b"", b"%PDF-1.4"])
def test_no_listing(raw: bytes) -> None:
    with pytest.raises(RefusedError):
        read_listing(Document(url="https://wire.example/", raw=raw), Limits())
