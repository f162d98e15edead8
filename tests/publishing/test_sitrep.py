"""A situation report says nothing that no quote stands behind, and the same of the same ledger."""

import html
import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import html as pages
from published_war import NOON, War, actor, killed, toll

from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Contradiction, Place, Time
from warmonitor.publishing import PdfUnavailableError, sitrep
from warmonitor.publishing.notes import Sentence
from warmonitor.publishing.sitrep import markdown_text
from warmonitor.publishing.situation import situation
from warmonitor.publishing.situation_parts import KeyFigure, Situation, TollRow

KARO = Place(
    text="Karo", span=(0, 4), id="geonames:9000002", name="Karo", lat=35.5, lon=38.25, country="SY",
    admin1="Selm", precision="settlement",
)  # fmt: skip
HOSTILE = "<script>alert(1)</script> & [x](javascript:1) *fell* on Tarsil | today."


def on(day: date) -> Time:
    return Time(start=day, end=day, basis="stated")


@pytest.fixture
def told(war: War) -> War:
    one = war.tell(
        "Guns of the opposition killed 12 in Tarsil.",
        figures=(killed(12, 12),),
        actors=(actor("agent", "syrian-opposition"),),
    )
    two = war.tell("Fifteen died in Tarsil.", outlet="Second Wire", figures=(killed(15, 15),))
    war.happen(
        one,
        two,
        tolls=(toll((one, "Ridge Watch", 12, 12), (two, "Second Wire", 15, 15)),),
        contested=(Contradiction(about="people killed: 12 or 15", claims=(one.id, two.id)),),
        status="corroborated",
    )
    war.happen(war.tell(HOSTILE, time=on(date(2031, 4, 30))))
    near = msgspec.structs.replace(KARO, relation="near")
    war.happen(war.tell("Near Karo a house was hit.", places=(near,), type="airstrike"))
    taken = war.tell(
        "The opposition took Karo.",
        type="capture",
        places=(msgspec.structs.replace(KARO, span=(20, 24)),),
        actors=(actor("agent", "syrian-opposition"),),
        time=on(date(2031, 4, 28)),
    )
    war.happen(taken)
    war.happen(war.tell("Somewhere a bridge fell.", type="destruction", places=(), time=None))
    return war


def statements(told: Situation) -> Iterator[Sentence | KeyFigure | TollRow]:
    """All that the report says of the war, whatever part it stands in."""

    def within(value: Any) -> Iterator[Sentence | KeyFigure | TollRow]:
        if isinstance(value, Sentence | KeyFigure | TollRow):
            yield value
        elif isinstance(value, tuple):
            for part in value:
                yield from within(part)
        elif hasattr(value, "incidents"):
            yield from within(value.incidents)

    for field in fields(told):
        if field.name not in ("wanted", "incidents"):
            yield from within(getattr(told, field.name))


def text_of(war: War, form: str = "md", since_last: datetime | None = None, **wanted: Any) -> str:
    return sitrep(war.ledger, Filter(**wanted), form, since_last).decode()


def test_every_statement_leads_to_quotes_of_the_ledger(told: War) -> None:
    report = situation(told.ledger, Filter(), NOON - timedelta(days=1))
    every = list(statements(report))
    assert len(every) > 15
    assert [one for one in every if not one.notes] == []
    numbers = {note.number: note for note in report.footnotes}
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert {number for one in every for number in one.notes} == set(numbers)
    for note in report.footnotes:
        kept = told.ledger.report(note.report.id)
        assert kept is not None
        assert note.claim.quote in kept.text


@pytest.mark.parametrize("form", ["md", "html"])
def test_every_footnote_cited_is_there(told: War, form: str) -> None:
    text = text_of(told, form)
    cited, given = (r"\[\^(\d+)\](?!:)", r"^\[\^(\d+)\]:")
    if form == "html":
        cited, given = (r'href="#note-(\d+)"', r'id="note-(\d+)"')
    assert set(re.findall(cited, text)) == set(re.findall(given, text, re.MULTILINE)) != set()


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("wanted", [{}, {"place": "Karo"}, {"place": "Nowhere"}, {"as_of": date(2031, 5, 1)}])
def test_the_same_ledger_and_filter_give_the_same_bytes(told: War, form: str, wanted: dict[str, Any]) -> None:
    assert text_of(told, form, **wanted) == text_of(told, form, **wanted)


def test_parts_of_the_report(told: War) -> None:
    text = text_of(told, since=date(2031, 4, 28), until=date(2031, 5, 1))
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == [
        "Highlights", "Key figures", "Control: what changed", "Incidents by area", "Tolls, voice by voice",
        "Contradictions", "What is not known", "Method", "Sources", "Footnotes",
    ]  # fmt: skip
    assert "**As of 1 May 2031, 12:00:00 UTC.**" in text
    assert "Days: 28 April 2031 to 1 May 2031." in text
    assert re.search(r"\| killed \| people \| at least 12(\[\^\d+\])+ \| 1 \|", text)
    assert re.search(r"Ridge Watch \| 12\[\^\d+\] \| 30 April 2031 \|", text)
    assert (
        "Karo, Selm: held by Syrian opposition (claimed, since 28 April 2031). Before: nothing told." in text
    )
    assert "people killed: 12 or 15." in text
    assert "1 more incident without any day may belong to these days." in text
    assert "Said to be by Syrian Opposition." in text


def test_a_withdrawal_in_a_capture_is_no_rival_account(war: War) -> None:
    sides = [("capture", "syrian-opposition"), ("withdrawal", "syria-armed-forces")]
    claims = [
        war.tell(f"A {kind} of Tarsil.", type=kind, actors=(actor("agent", who),)) for kind, who in sides
    ]
    war.happen(*claims, type="capture")
    text = text_of(war)
    assert "Said to be by Syrian Opposition." in text
    assert "Accounts differ" not in text


def test_rival_accounts_are_told_as_such(war: War) -> None:
    one = war.tell("The army shelled Tarsil.", actors=(actor("agent", "syrian-army"),))
    two = war.tell("The Red Front shelled Tarsil.", actors=(actor("agent", "red-front"),))
    war.happen(one, two)
    assert "Accounts differ on who did it: Red Front; Syrian Army." in text_of(war)


def test_an_empty_answer_says_so(told: War) -> None:
    text = text_of(told, place="Nowhere at all")
    assert "0 incidents from 0 reports" in text
    assert "No incident of a known day and place." in text


def test_an_empty_ledger_can_be_reported(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "empty.db")) as ledger:
        assert "As of nothing read yet." in sitrep(ledger, Filter(), "html").decode()


def test_words_of_reports_run_nowhere(told: War) -> None:
    page = text_of(told, "html")
    assert html.escape("<script>alert(1)</script>") in page
    assert "<script" not in page
    assert "default-src 'none'" in page
    tree = pages.fromstring(page)
    assert tree.xpath("//@src | //link | //@onclick | //iframe") == []
    assert all(link.startswith(("#", "http")) for link in tree.xpath("//a/@href"))
    text = text_of(told)
    assert r"\<script\>alert(1)\</script\> \& \[x\](javascript:1) \*fell\* on Tarsil \| today." in text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("a_b", r"a\_b"), ("# x\n- y", r"\# x - y"), ("1 | 2", r"1 \| 2"), ("`x` ~y~ !z", r"\`x\` \~y\~ \!z")],
)
def test_markdown_is_escaped(text: str, escaped: str) -> None:
    assert markdown_text(text) == escaped


@pytest.mark.parametrize(("url", "linked"), [("https://a.test/x", True), ("javascript:alert(1)", False)])
def test_only_addresses_of_the_web_are_links(url: str, linked: bool) -> None:
    from warmonitor.publishing.sitrep import environment  # noqa: PLC0415 - a look behind the door

    assert environment().filters["web"](url) is linked


def test_the_map_has_places_circles_and_a_scale(told: War) -> None:
    tree = pages.fromstring(text_of(told, "html"))
    (drawing,) = tree.xpath("//svg")
    assert len(drawing.xpath(".//circle[@class='place']")) == 2
    (around,) = drawing.xpath(".//circle[@class='uncertain']")
    assert float(around.get("r")) > 0
    assert drawing.xpath(".//text[contains(., ' km')]")
    assert "Not on the map: 1 incident without a place" in tree.text_content()
    for circle in drawing.xpath(".//circle"):
        assert 0 <= float(circle.get("cx")) <= 720
        assert 0 <= float(circle.get("cy")) <= 440


def test_what_changed_since_an_instant(tmp_path: Path) -> None:
    clock = iter([NOON + timedelta(hours=hour) for hour in range(20)])
    with Ledger.open(str(tmp_path / "ledger.db"), clock=lambda: next(clock)) as ledger:
        war = War(ledger)
        one = war.tell("Shells killed 12 in Tarsil.", figures=(killed(12, 12),))
        war.happen(one, tolls=(toll((one, "Ridge Watch", 12, 12)),))
        gone = war.happen(war.tell("Karo was bombed.", type="airstrike", places=(KARO,)))
        last = ledger.stats().last_change
        assert last is not None
        text = text_of(war, since_last=last)
        assert f"## Changes since {last.day} May 2031" in text
        assert "\nNone.\n" in text
        two = war.tell("Fifteen died in Tarsil.", outlet="Second Wire", figures=(killed(15, 15),))
        war.incidents[0] = msgspec.structs.replace(
            war.incidents[0],
            claims=(one.id, two.id),
            reports=2,
            tolls=(toll((one, "Ridge Watch", 12, 12), (two, "Second Wire", 15, 15)),),
        )
        war.incidents.remove(gone)
        war.happen(war.tell("Tarsil is besieged.", type="siege"))
        text = text_of(war, since_last=last)
        changed = text[text.index("## Changes since") : text.index("## Highlights")]
        assert re.search(
            r"- New: Siege in Tarsil, Ordan, on 29 April 2031 \(one source.+\)\.\[\^1\]", changed
        )
        assert "Told otherwise: Shelling in Tarsil" in changed
        assert "standing formerly “one source, 1 report”" in changed
        assert re.search(r"No longer listed: Air strike in Karo.*: withdrawn\.\[\^\d+\]", changed)
        assert text == text_of(war, since_last=last)
        assert "Siege" not in text_of(war, as_of=last)


def test_without_weasyprint_the_mend_is_said(told: War, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(PdfUnavailableError, match=r"pip install 'warmonitor\[pdf\]'"):
        sitrep(told.ledger, Filter(), "pdf")


def test_pdf_is_written_where_weasyprint_is(told: War) -> None:
    pytest.importorskip(
        "weasyprint", reason="the pdf extra is not installed", exc_type=(ImportError, OSError)
    )
    assert sitrep(told.ledger, Filter(), "pdf").startswith(b"%PDF-")


def test_a_form_that_is_not_there_is_named(told: War) -> None:
    with pytest.raises(ValueError, match="no form 'docx'; there are md, html, pdf"):
        sitrep(told.ledger, Filter(), "docx")


def test_no_clock_is_read(told: War) -> None:
    assert str(datetime.now(UTC).year) not in text_of(told)


def test_the_drawing_brings_its_own_style(told: War) -> None:
    """WeasyPrint takes no style of the page for a drawing within it: all of it would be black."""
    (drawing,) = pages.fromstring(sitrep(told.ledger, Filter(), "html")).xpath("//*[local-name()='svg']")
    style = drawing.xpath("string(.//*[local-name()='style'])")
    classes = {name for one in drawing.xpath(".//@class") for name in one.split()}
    assert {"ground", "place"} <= classes
    assert all(f".{name}" in style for name in classes)


def test_nobody_is_said_to_have_done_it_to_themselves(war: War) -> None:
    army = "syrian-army"
    one = war.tell(
        "The army pulled its men out of Tarsil.", type="withdrawal",
        actors=(actor("agent", army), actor("target", army)),
    )  # fmt: skip
    war.happen(one)
    text = sitrep(war.ledger, Filter(), "md").decode()
    assert "Said to be by" in text
    assert "against" not in text.partition("## Method")[0]
