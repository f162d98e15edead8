import time
import zlib
from datetime import date

import pytest
from fpdf import FPDF

from warmonitor.reading import Reading, Unread

TITLE = "Situation report on the north"
LINES = (
    "At least 12 people were killed on Friday when shells struck the market of Sardan, where the displace-\n"
    "ment of families goes on, its hospital said."
)


class Report(FPDF):
    def header(self) -> None:
        self.set_font("Helvetica", size=8)
        self.set_y(5)
        self.cell(text="Ministry of Relief, Velin")

    def footer(self) -> None:
        self.set_y(-10)
        self.set_font("Helvetica", size=8)
        self.cell(text=f"Page {self.page_no()} of 2")


def written(password: str = "") -> bytes:
    pdf = Report()
    pdf.set_title("a file name")
    if password:
        pdf.set_encryption(owner_password="o", user_password=password)
    pdf.add_page()
    pdf.set_y(30)
    pdf.set_font("Helvetica", size=20)
    pdf.multi_cell(0, text=TITLE, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Helvetica", size=11)
    for text in ("30 November 2024", LINES, "- nothing", "Aid convoys reached the camp and then the guards"):
        pdf.ln(8)
        pdf.multi_cell(0, text=text, new_x="LMARGIN", new_y="NEXT")
    pdf.add_page()
    pdf.set_y(30)
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(0, text="let them through to Orm.", new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def test_a_situation_report(read_bytes) -> None:
    (reading,) = read_bytes(written(), "no-ending")
    assert isinstance(reading, Reading)
    report = reading.report
    told = [(block.kind, report.block_text(block)) for block in report.blocks]
    assert report.title == TITLE
    assert report.published is not None
    assert (report.published.start, report.published.known_by) == (date(2024, 11, 30), "dateline")
    assert [text for kind, text in told if kind == "headline"] == [TITLE]
    assert ("boilerplate", "Ministry of Relief, Velin") in told
    assert ("boilerplate", "Page 1 of 2") in told
    paragraphs = [text for kind, text in told if kind == "paragraph"]
    assert LINES.replace("-\n", "") in paragraphs
    assert "Aid convoys reached the camp and then the guards let them through to Orm." in paragraphs


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (written(password="secret"), "locked with a password"),
        (written()[:-600], "cut off"),
        (b"%PDF-1.7\n%\xe2\xe3", "cut off"),
        (b"%PDF-1.7\n" + b"\xe2\xe3" * 500 + b"\nstartxref\n0\n%%EOF", ""),
        (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\nstartxref\n9\n%%EOF", ""),
    ],
)
def test_pdfs_that_cannot_be_read(read_bytes, raw: bytes, reason: str) -> None:
    (unread,) = read_bytes(raw, "a.pdf")
    assert isinstance(unread, Unread)
    assert reason in unread.reason
    assert unread.mend


def test_pictures_of_pages(read_bytes) -> None:
    pdf = FPDF()
    pdf.add_page()
    (unread,) = read_bytes(bytes(pdf.output()), "scan.pdf")
    assert isinstance(unread, Unread)
    assert "pictures of pages" in unread.reason


@pytest.mark.parametrize("times", [1, 2])
def test_bombs_inside(read_bytes, times: int) -> None:
    packed = bytes(200_000_000)
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    body = b"1 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n" % (len(packed), packed)
    started = time.monotonic()
    (unread,) = read_bytes(b"%PDF-1.4\n" + body + b"startxref\n9\n%%EOF", "bomb.pdf")
    assert isinstance(unread, Unread)
    assert "unpacks to more than" in unread.reason
    assert time.monotonic() - started < 10
