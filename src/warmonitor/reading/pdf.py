"""PDF documents such as ministries and agencies publish: columns in order, lines joined, headers told apart.

Method: pdfminer.six finds boxes of lines and their order on the page; a box is a paragraph. What stands at
the edge of several pages alike is furniture, the largest letters of the first page are the headline.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from warmonitor.model.report import BlockKind
from warmonitor.reading.blocks import byline_in, cues, fold
from warmonitor.reading.draft import Draft
from warmonitor.reading.inputs import Found, Input, one
from warmonitor.reading.layout import laid_out
from warmonitor.reading.nouns import Limits, RefusedError
from warmonitor.reading.text import ends_sentence, lost, normalise

_EDGE = 0.1
_LARGER = 1.15
_HEADLINE_WORDS = 40
_TAIL = 4096
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_NESTED = 4
_STREAM = re.compile(rb"stream\r?\n")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[^\W\d_A-Z])")
_BULLET = re.compile(r"\n(?=\s*(?:[•●▪◦■►–]|\d{1,2}[.)]) )")
_BULLET_SIGN = re.compile(r"^[•●▪◦■►–]\s+")
_AGAIN = "fetch it again"


@dataclass(frozen=True)
class _Box:
    """A box of text: its page, words and height of letters, and whether it stands at the page's edge."""

    page: int
    text: str
    size: float
    edge: bool


def read_pdf(input_: Input) -> Iterator[Found]:
    """The one report of a PDF.

    Raises:
        RefusedError: when it is encrypted, cut off, damaged, too long, or holds only pictures.
    """
    raw = input_.stream.rest()
    _check(raw, input_.options.limits)
    title, author, boxes = _boxes(raw, input_.options.limits)
    if not boxes:
        raise RefusedError(
            "it holds pictures of pages and no text", "recognise its text first, for instance with ocrmypdf"
        )
    told = _told(boxes)
    text, blocks = laid_out([(kind, normalise(words)) for kind, words in told])
    headline = next((words for kind, words in told if kind == "headline"), None)
    notes = lost("".join(words for _, words in told))
    return one(
        Draft(
            raw=raw,
            text=text,
            blocks=blocks,
            title=headline or title,
            byline=byline_in(text, blocks) or author,
            notes=notes,
        )
    )


def _check(raw: bytes, limits: Limits) -> None:
    if b"startxref" not in raw[-_TAIL:]:
        raise RefusedError("the PDF is cut off: its end is missing", _AGAIN)
    for start in _STREAM.finditer(raw):
        piece = raw[start.end() : start.end() + limits.report_bytes]
        for _ in range(_NESTED):
            if not piece.startswith(_ZLIB):
                break
            piece = _inflated(piece, limits.inflated_free)


def _inflated(piece: bytes, most: int) -> bytes:
    """A stream unpacked, as far as it can be."""
    try:
        unpacked = zlib.decompressobj().decompress(piece, most + 1)
    except zlib.error:
        return b""
    if len(unpacked) > most:
        raise RefusedError(
            f"a part of it unpacks to more than {most / 1e6:g} MB",
            "print it to a new PDF, if you trust it, and give that",
        )
    return unpacked


def _boxes(raw: bytes, limits: Limits) -> tuple[str | None, str | None, list[_Box]]:
    """The title and author that the document states, and its boxes of text in the order of reading."""
    # A heavy import that few inputs need.
    from pdfminer.high_level import extract_pages  # noqa: PLC0415
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect, PDFTextExtractionNotAllowed  # noqa: PLC0415
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415

    try:
        document = PDFDocument(PDFParser(BytesIO(raw)))
        pages = enumerate(extract_pages(BytesIO(raw), maxpages=limits.pdf_pages + 1))
        boxes = [box for number, page in pages for box in _on_page(page, number, limits)]
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed) as error:
        raise RefusedError(
            "it is locked with a password", "unlock it, for instance with qpdf --decrypt"
        ) from error
    except RefusedError:
        raise
    except Exception as error:  # A damaged document may break any of its steps.
        raise RefusedError(f"the PDF is damaged ({type(error).__name__})", _AGAIN) from error
    info = document.info[0] if document.info else {}
    return _stated(info.get("Title")), _stated(info.get("Author")), boxes


def _on_page(page: Any, number: int, limits: Limits) -> Iterator[_Box]:
    from pdfminer.layout import LTChar, LTTextContainer, LTTextLine  # noqa: PLC0415

    if number >= limits.pdf_pages:
        raise RefusedError(f"it has more than {limits.pdf_pages} pages", "split it")
    for box in page:
        if not isinstance(box, LTTextContainer):
            continue
        letters = [
            char.size
            for line in box
            if isinstance(line, LTTextLine)
            for char in line
            if isinstance(char, LTChar)
        ]
        middle = (box.y0 + box.y1) / 2 / (page.height or 1)
        edge = not _EDGE < middle < 1 - _EDGE
        for part in _BULLET.split(box.get_text()):
            words = _BULLET_SIGN.sub("", " ".join(_HYPHEN.sub("", part).split()))
            if words and letters:
                yield _Box(number, words, max(letters), edge)


def _told(boxes: list[_Box]) -> list[tuple[BlockKind, str]]:
    """What each box is; a paragraph that a column or a page broke is joined again."""
    pages = Counter(_shape(box.text) for box in boxes if box.edge)
    body = Counter[float]()
    for box in boxes:
        body[round(box.size, 1)] += len(box.text)
    headline = _headline(boxes, body.most_common(1)[0][0])
    told: list[tuple[BlockKind, str]] = []
    for box in boxes:
        kind = _kind(box, headline, pages)
        before = next(
            (index for index in reversed(range(len(told))) if told[index][0] != "boilerplate"), None
        )
        if kind == "paragraph" and before is not None and _goes_on(told[before], box.text):
            told[before] = ("paragraph", f"{told[before][1]} {box.text}")
        else:
            told.append((kind, box.text))
    return told


def _kind(box: _Box, headline: _Box | None, pages: Counter[str]) -> BlockKind:
    if box is headline:
        return "headline"
    if cues().is_boilerplate(box.text) or (
        box.edge and (pages[_shape(box.text)] > 1 or _is_number(box.text))
    ):
        return "boilerplate"
    if cues().is_correction(box.text):
        return "correction"
    return "caption" if cues().is_caption(box.text) else "paragraph"


def _shape(text: str) -> str:
    """A header or footer without its page number."""
    return re.sub(r"\d+", "0", fold(text))


def _is_number(text: str) -> bool:
    return re.fullmatch(r"(?i)(?:page )?\d{1,4}(?: ?(?:/|of|\|) ?\d{1,4})?", text) is not None


def _headline(boxes: list[_Box], body: float) -> _Box | None:
    """The box with the largest letters on the first page, where they are larger than those of the text."""
    first = [box for box in boxes if box.page == boxes[0].page and len(box.text.split()) <= _HEADLINE_WORDS]
    best = max(first, key=lambda box: box.size, default=None)
    return best if best and best.size > _LARGER * body else None


def _goes_on(before: tuple[BlockKind, str], text: str) -> bool:
    kind, words = before
    return kind == "paragraph" and not ends_sentence(words) and text[:1].islower()


def _stated(value: object) -> str | None:
    """What the document's own properties say, where it is text."""
    from pdfminer.utils import decode_text  # noqa: PLC0415

    if not isinstance(value, bytes):
        return None
    return " ".join(normalise(decode_text(value)).split()) or None
