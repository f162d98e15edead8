"""Live blogs, walls, pages that go on, bylines, corrections and notes."""

import json
from datetime import date

import pytest

from warmonitor.reading import Reading, Unread

FIRST = "At least 12 people were killed on Friday when shells struck the market of Sardan, its hospital said."
SECOND = "The army made no comment. Residents said that the shelling went on until dusk, and families fled."
THIRD = (
    "Envoys of both sides met in the port of Velin on Thursday, but parted without a deal, a diplomat said."
)
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


@pytest.fixture
def reports(read_bytes):
    def reading(body: str, head: str = "") -> list:
        page = (
            f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
        )
        results = read_bytes(page, "page.html")
        assert all(isinstance(one, Reading) for one in results), results
        return [one.report for one in results]

    return reading


def marked(times: list[str]) -> str:
    entries = "".join(
        f'<div class="entry" id="e{n}"><time datetime="{time}">10:0{n}</time><h3>Entry {n}</h3>'
        f"<p>{FIRST}</p><p>Share this</p></div>"
        for n, time in enumerate(times)
    )
    teasers = '<div class="card"><time datetime="2024-01-01">a</time><p>Cup final</p></div>' * 5
    return f"<h1>War live: day 12</h1><main>{entries}</main>{teasers}"


def test_entries_of_a_live_blog_are_reports_with_their_own_time(reports) -> None:
    one, two = reports(
        marked(["2024-11-30T10:00:00Z", "2024-11-29T23:00:00Z"]),
        '<link rel=canonical href="https://w.example/live">',
    )
    assert (one.title, one.url) == ("Entry 0", "https://w.example/live#e0")
    assert one.text == f"Entry 0\n\n{FIRST}"
    assert [two.published.start, two.published.at.hour] == [date(2024, 11, 29), 23]


def test_an_entry_stays_the_same_report_when_others_are_added(reports) -> None:
    old = reports(marked(["2024-11-29T23:00:00Z", "2024-11-29T22:00:00Z"]))
    new = reports(marked(["2024-11-29T23:00:00Z", "2024-11-29T22:00:00Z", "2024-11-30T10:00:00Z"]))
    assert [report.id for report in new[:2]] == [report.id for report in old]


def test_entries_described_in_json_ld(reports) -> None:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"H{n}",
            "articleBody": f"{FIRST}\n{SECOND}",
            "datePublished": f"2024-11-{n}",
        }
        for n in (29, 30)
    ]
    described = {"@type": "LiveBlogPosting", "headline": "War", "liveBlogUpdate": updates}
    one, two = reports(BODY, f'<script type="application/ld+json">{json.dumps(described)}</script>')
    assert one.text == f"H29\n\n{FIRST}\n\n{SECOND}"
    assert two.published.start == date(2024, 11, 30)


def test_cards_with_times_are_no_live_blog(reports) -> None:
    page = marked(["2024-11-30T10:00:00Z", "2024-11-29T23:00:00Z"]).replace("War live", "War")
    assert len(reports(page)) == 1


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta name=author content='Ana Ruiz'>", ""),
        (
            '<script type="application/ld+json">'
            '{"@type": "NewsArticle", "author": [{"name": "Ana Ruiz"}]}</script>',
            "",
        ),
        ("<meta name=author content='https://w.example/ana'>", "<p class=byline>By Ana Ruiz</p>"),
        ("", "<a rel=author href=/ana>Ana Ruiz</a>"),
    ],
)
def test_bylines(reports, head: str, body: str) -> None:
    (report,) = reports(f"<article><h1>Shells</h1>{body}{BODY}</article>", head)
    assert report.byline == "Ana Ruiz"


def test_the_byline_of_a_copied_page(read_bytes) -> None:
    (reading,) = read_bytes(f"Shells hit market\nBy Ana Ruiz\n{FIRST}\n{SECOND}\n")
    assert reading.report.byline == "Ana Ruiz"


@pytest.mark.parametrize(
    "words",
    [
        "Correction: an earlier version gave the toll as 30.",
        "Correction (30 November): the toll was 12.",
        "This article was amended on 2 December to give the toll as 12.",
        "An earlier version of this story misnamed the hospital.",
        "Editor's note: the name was misspelt.",
    ],
)
def test_correction_notes_are_no_news(reports, read_bytes, words: str) -> None:
    (report,) = reports(f"<article><h1>Shells</h1>{BODY}<p>{words}</p></article>")
    assert [report.block_text(block) for block in report.blocks if block.kind == "correction"] == [words]
    (plain,) = read_bytes(f"Shells hit market\n{FIRST}\n{SECOND}\n{words}\n")
    assert plain.report.blocks[-1].kind == "correction"


def test_a_corrected_toll_in_a_sentence_is_news(reports) -> None:
    (report,) = reports(
        f"<article><h1>Shells</h1>{BODY}<p>The ministry corrected its toll to 12.</p></article>"
    )
    assert {block.kind for block in report.blocks} == {"headline", "paragraph"}


CONSENT = (
    "We and our 812 partners store and access personal data on your device. "
    "You can accept all cookies or manage them."
)


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Before you continue</h1><p>{CONSENT}</p>"
        f"<p>{CONSENT} You may withdraw your consent at any time.</p>",
        "<h1>One moment</h1>"
        "<p>Please enable JavaScript. We are verifying that you are human before we go on.</p>",
        "<h1>Shells hit market</h1>"
        "<p>Subscribe now to continue reading this article, from one euro a month.</p>",
    ],
)
def test_walls_are_no_reports(read_bytes, body: str) -> None:
    (unread,) = read_bytes(f"<html><body>{body}</body></html>", "page.html")
    assert isinstance(unread, Unread)
    assert "wall" in unread.reason


def test_a_stub_before_a_wall_says_so(reports) -> None:
    (report,) = reports(
        f"<article><h1>Shells</h1><p>{FIRST}</p><p>{SECOND}</p>"
        f"<p>Subscribe to continue reading this article.</p></article>"
    )
    assert report.text.endswith(SECOND)
    assert "may be only a part" in report.notes[0]


def test_a_page_that_goes_on_with_other_reports(reports) -> None:
    other = "<article><h1>Cup final</h1><p>The team of Orm won the cup before ten thousand.</p></article>"
    long = other.replace(
        "</article>", f"<p>{'The match was long and hard, said the coach. ' * 3}</p></article>"
    )
    (report,) = reports(f"<article><h1>Shells hit market</h1>{BODY}</article>{long * 3}")
    assert "match" not in report.text
    assert "Velin" in report.text


def test_guesses_are_said(read_bytes) -> None:
    words = (
        "Солдаты покинули город в пятницу вечером, сообщил представитель губернатора. Пять человек погибли."
    )
    (guessed,) = read_bytes(words.encode("cp1251"))
    assert guessed.report.notes == ("its encoding is not stated and was taken for cp1251",)
    (mixed,) = read_bytes((FIRST + " é " * 9).encode() + b" \x93Orm\x94")
    assert mixed.report.notes == ("2 bytes that are no UTF-8 were read as Windows-1252",)
    (nul,) = read_bytes(FIRST + "\0\0")
    assert nul.report.notes == ("2 control characters, NUL bytes among them, were read as blanks",)
    (sure,) = read_bytes(FIRST)
    assert sure.report.notes == ()
