from dataclasses import dataclass
from datetime import date

import pytest

from warmonitor.model.report import Report
from warmonitor.reading import Reading

FIRST = "At least 12 people were killed on Friday when shells struck the market of Sardan, its hospital said."
SECOND = "The army made no comment. Residents said that the shelling went on until dusk, and families fled."
THIRD = (
    "Envoys of both sides met in the port of Velin on Thursday, but parted without a deal, a diplomat said."
)
TITLE = "Shelling hits market in Sardan"
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
PARAGRAPHS = [("paragraph", FIRST), ("paragraph", SECOND), ("paragraph", THIRD)]
WHOLE = [("headline", TITLE), *PARAGRAPHS]


@dataclass(frozen=True)
class Layout:
    page: str
    blocks: list[tuple[str, str]]


LAYOUTS = {
    "article element": Layout(f"<article><h1>{TITLE}</h1>{BODY}</article>", WHOLE),
    "bare paragraphs": Layout(f"<h1>{TITLE}</h1>{BODY}", WHOLE),
    "no headline": Layout(BODY, PARAGRAPHS),
    "unclosed paragraphs": Layout(f"<h1>{TITLE}<p>{FIRST}<p>{SECOND}<p>{THIRD}", WHOLE),
    "line breaks for paragraphs": Layout(
        f"<h1>{TITLE}</h1><div id=story>{FIRST}<br><br>{SECOND}<br /><br />{THIRD}</div>", WHOLE
    ),
    "one div a paragraph": Layout(
        f"<h1>{TITLE}</h1><div class=body><div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div></div>",
        WHOLE,
    ),
    "words marked up": Layout(
        f"<article><h1><span>Shelling hits</span> market in <em>Sardan</em></h1>{BODY}</article>".replace(
            "the market of Sardan", 'the <a href="/m"><b>market</b> of Sardan</a>'
        ),
        WHOLE,
    ),
    "navigation and footer": Layout(
        "<header><a href=/>Example Wire</a></header><nav><ul><li>"
        "<a href=/w>World</a><li><a href=/s>Sport</a></ul></nav>"
        f"<main><h1>{TITLE}</h1>{BODY}</main><footer><p>© 2024"
        " Example Wire, all rights reserved.</p></footer>",
        WHOLE,
    ),
    "standfirst by its class": Layout(
        f'<article><h1>{TITLE}</h1><p class="article__standfirst">Hospital'
        f" counts the dead after a day of fire</p>"
        f"{BODY}</article>",
        [WHOLE[0], ("standfirst", "Hospital counts the dead after a day of fire"), *PARAGRAPHS],
    ),
    "standfirst as the page's description": Layout(
        '<meta name="description" content="Hospital counts the dead after a day of fire">'
        f"<article><h1>{TITLE}</h1><h2>Hospital counts the dead after a day of fire</h2>{BODY}</article>",
        [WHOLE[0], ("standfirst", "Hospital counts the dead after a day of fire"), *PARAGRAPHS],
    ),
    "caption in a figure": Layout(
        f"<article><h1>{TITLE}</h1><figure><img src=a.jpg>"
        f"<figcaption>The market, after the fire.</figcaption></figure>"
        f"{BODY}</article>",
        [WHOLE[0], ("caption", "The market, after the fire."), *PARAGRAPHS],
    ),
    "caption by its class": Layout(
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p><div class=wp-caption><img src=a.jpg>"
        f'<p class="wp-caption-text">The market, after the'
        f" fire.</p></div><p>{SECOND}</p><p>{THIRD}</p></article>",
        [*WHOLE[:2], ("caption", "The market, after the fire."), *PARAGRAPHS[1:]],
    ),
    "caption by its words": Layout(
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>Smoke rises over the market on Friday [Jo Roe/AFP]</p>"
        f"<p>{SECOND}</p><p>{THIRD}</p></article>",
        [*WHOLE[:2], ("caption", "Smoke rises over the market on Friday [Jo Roe/AFP]"), *PARAGRAPHS[1:]],
    ),
    "teasers above and below": Layout(
        "<div class=teasers><figure><img src=x><figcaption>A football"
        " match</figcaption></figure><h3>Cup final</h3></div>"
        f"<article><h1>{TITLE}</h1>{BODY}</article><section class=related>"
        f"<h2>Related</h2><ul><li><a href=#>Cup final tonight"
        "</a></li><li><a href=#>Rain expected on the coast</a></li></ul></section>",
        WHOLE,
    ),
    "captions of teasers": Layout(
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p><aside><figure>"
        f"<figcaption>A football match</figcaption></figure></aside><p>{SECOND}</p><p>{THIRD}</p></article>"
        "<figure><img src=y><figcaption>Rain on the coast</figcaption></figure>",
        WHOLE,
    ),
    "furniture inside the story": Layout(
        f"<article><h1>{TITLE}</h1><p>By Jane Doe</p><p>{FIRST}</p><p>Read more: What we know of the war</p>"
        f"<p>{SECOND}</p><p>Advertisement</p><p>{THIRD}</p><p>Share this article</p></article>",
        WHOLE,
    ),
    "comments": Layout(
        f"<article><h1>{TITLE}</h1>{BODY}</article><div id=comments class=comments><h3>2 comments</h3>"
        "<p>I do not believe a word of this, and neither does anybody I know.</p></div>",
        WHOLE,
    ),
    "quotes": Layout(
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p><blockquote><p>We"
        f" will not leave our homes, whatever they promise, said "
        f"a baker.</p></blockquote><p>{SECOND}</p><p>{THIRD}</p></article>",
        [
            *WHOLE[:2],
            ("paragraph", "We will not leave our homes, whatever they promise, said a baker."),
            *PARAGRAPHS[1:],
        ],
    ),
    "scripts, styles and hidden templates": Layout(
        f"<style>p {{color: red}}</style><script>var a = '<p>no"
        f" news</p>';</script><article><h1>{TITLE}</h1>{BODY}"
        "<template><p>This is a template that nobody ever sees on the page.</p></template></article>",
        WHOLE,
    ),
    "broken nesting": Layout(
        f"<article><h1>{TITLE}</h1><p><b>{FIRST}</p></b><div><p>{SECOND}</div></p><p>{THIRD}", WHOLE
    ),
    "everything in a table": Layout(
        f"<table><tr><td><a href=/>Home</a></td><td><h1>{TITLE}</h1>{BODY}</td></tr></table>", WHOLE
    ),
    "one sentence": Layout("<p>Rebels took Orm.</p>", [("paragraph", "Rebels took Orm.")]),
}


@pytest.fixture
def report(read_bytes):
    def reading(body: str, head: str = "", lang: str = "") -> Report:
        page = f"<!DOCTYPE html><html{lang}><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
        (result,) = read_bytes(page, "page.html")
        assert isinstance(result, Reading), result
        return result.report

    return reading


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(report, name: str) -> None:
    layout = LAYOUTS[name]
    got = report(layout.page)
    assert [(block.kind, got.block_text(block)) for block in got.blocks] == layout.blocks
    assert got.text == "\n\n".join(text for _, text in layout.blocks)


def test_right_to_left(report) -> None:
    words = "قال مكتب المحافظ إن الجنود غادروا المدينة مساء الجمعة وقتل خمسة أشخاص في القصف على السوق."
    got = report(
        f"<article dir=rtl><h1>الجنود غادروا المدينة</h1><p>{words}</p><p>{words[::2]}</p></article>",
        lang=" lang=ar",
    )
    assert got.language == "ar"
    assert [block.kind for block in got.blocks] == ["headline", "paragraph", "paragraph"]
    assert got.block_text(got.blocks[1]) == words


JSON_LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    "head",
    [
        JSON_LD.format('{"@type": "NewsArticle", "datePublished": "2024-11-30T08:15:00+02:00"}'),
        JSON_LD.format('[{"@type": "WebSite"}, {"@type": ["Article"], "datePublished": "2024-11-30"}]'),
        JSON_LD.format('{"@graph": [{"@type": "WebPage", "datePublished": "2024-11-30"}]}'),
        JSON_LD.format('{"@type": "NewsArticle", "datePublished": "today"}')
        + "<meta name=date content=2024-11-30>",
        JSON_LD.format('{"@type": "NewsArticle", "datePublished": ') + "<meta name=pubdate content=20241130>",
        JSON_LD.format("[" * 50_000) + "<meta name=pubdate content=20241130>",
        '<meta property="article:published_time" content="2024-11-30T06:15:00Z">',
        '<meta property="ARTICLE:PUBLISHED_TIME" content="2024-11-30">',
        '<meta itemprop="datePublished" content="30 November 2024">',
        '<meta name="article:published_time" content="9999-01-01"><meta name="dc.date" content="2024-11-30">',
    ],
)
def test_the_day_in_metadata(report, head: str) -> None:
    published = report(BODY, head).published
    assert published is not None
    assert (published.start, published.end, published.known_by) == (date(2024, 11, 30),) * 2 + ("metadata",)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ('<time datetime="2024-11-30T08:00">Saturday</time>', date(2024, 11, 30)),
        ('<time datetime="2024-11-30">a</time><time datetime="2024-12-02" class="x">b</time>', None),
        (
            '<time class="post-published" datetime="2024-11-30">a</time><time datetime="2024-12-02">b</time>',
            date(2024, 11, 30),
        ),
        ('<time itemprop="datePublished" datetime="2024-11-30">a</time>', date(2024, 11, 30)),
        ("<time>30 November</time>", None),
        ("", None),
    ],
)
def test_the_day_in_time_elements(report, time: str, expected: date | None) -> None:
    published = report(f"<article><h1>{TITLE}</h1>{time}{BODY}</article>").published
    assert (published.start if published else None) == expected


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        ('<meta property="og:site_name" content="Example Wire">', "outlet", "Example Wire"),
        (
            JSON_LD.format('{"@type": "Article", "publisher": {"name": "Example Wire"}}'),
            "outlet",
            "Example Wire",
        ),
        ('<link rel="canonical" href="https://www.wire.example/a">', "outlet", "www.wire.example"),
        ("", "outlet", "page"),
        ('<link rel="canonical" href="https://wire.example/a">', "url", "https://wire.example/a"),
        ('<meta property="og:url" content="https://wire.example/a">', "url", "https://wire.example/a"),
        (
            '<base href="https://wire.example/x/"><link rel="canonical" href="../a">',
            "url",
            "https://wire.example/a",
        ),
        ('<link rel="canonical" href="/a">', "url", None),
        ('<link rel="canonical" href="javascript:alert(1)">', "url", None),
        ('<link rel="canonical" href="http://[">', "url", None),
        ("<title>Bridge lost</title>", "title", "Bridge lost"),
        (
            '<title>Bridge lost - Example Wire</title><meta name="og:site_name" content="Example Wire">',
            "title",
            "Bridge lost",
        ),
        ("<title>Bridge lost - for good</title>", "title", "Bridge lost - for good"),
        (
            '<meta property="og:title" content="Bridge lost"><title>Bridge lost | Wire</title>',
            "title",
            "Bridge lost",
        ),
        ('<meta property="og:locale" content="fr_FR">', "language", "fr"),
        ('<meta http-equiv="content-language" content="nonsense">', "language", "und"),
    ],
)
def test_what_the_page_states(report, head: str, field: str, expected: str | None) -> None:
    assert getattr(report(BODY, head), field) == expected


def test_the_only_heading_is_the_title(report) -> None:
    assert report(f"<h1>{TITLE}</h1>{BODY}", "<title>Example Wire</title>").title == TITLE


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_pages_in_other_encodings(read_bytes, encoding: str) -> None:
    text = FIRST.replace("Sardan", "São Bento")
    page = f'<html><head><meta charset="windows-1252"></head><body><p>{text}</p><p>{SECOND}</p></body></html>'
    (result,) = read_bytes(page.encode(encoding), "page")
    assert isinstance(result, Reading)
    assert result.report.text.startswith(text)
