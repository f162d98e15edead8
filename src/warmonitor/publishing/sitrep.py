"""Situation reports as Markdown, as one HTML file that needs nothing else, and as PDF."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from warmonitor import __version__
from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Report
from warmonitor.publishing import words
from warmonitor.publishing.map import draw
from warmonitor.publishing.situation import situation
from warmonitor.publishing.situation_parts import Situation


class PdfUnavailableError(RuntimeError):
    """PDF cannot be made here; the message says the mend."""


def sitrep(ledger: Ledger, wanted: Filter, form: str, since_last: datetime | None = None) -> bytes:
    """The situation report on what a filter asks for, as "md", "html" or "pdf".

    The same ledger, filter and version give the same Markdown and HTML, byte for byte. `since_last` adds
    what became different since that instant.

    Raises:
        ValueError: no such form.
        PdfUnavailableError: PDF is asked for and WeasyPrint is not there.
        LedgerError: the ledger cannot be read.
    """
    if form not in SITREP_FORMS:
        raise ValueError(f"no form {form!r}; there are {', '.join(SITREP_FORMS)}")
    return SITREP_FORMS[form](situation(ledger, wanted, since_last))


def to_markdown(told: Situation) -> bytes:
    """The report with footnotes as GitHub, Pandoc and MkDocs read them; it has no map."""
    return rendered("sitrep.md.j2", s=told)


def to_html(told: Situation) -> bytes:
    """The report as one file: style and map within, no script, nothing fetched."""
    return rendered("sitrep.html.j2", s=told, map=draw(told.incidents))


def to_pdf(told: Situation) -> bytes:
    """The report as PDF, from its HTML.

    Raises:
        PdfUnavailableError: WeasyPrint, or a library that it needs, is not there.
    """
    try:
        from weasyprint import HTML  # noqa: PLC0415 - an extra that need not be installed
    except (ImportError, OSError) as error:
        raise PdfUnavailableError(
            f"PDF needs WeasyPrint, which is not there ({error}). Install it with pip install "
            "'warmonitor[pdf]', or write the report as .html and print it from a browser"
        ) from error
    made: bytes = HTML(string=to_html(told).decode(), url_fetcher=_refuse).write_pdf()
    return made


SITREP_FORMS: Mapping[str, Callable[[Situation], bytes]] = {
    "md": to_markdown,
    "html": to_html,
    "pdf": to_pdf,
}
"""What a situation report can be written as, by the ending of its file."""


def rendered(template: str, **values: Any) -> bytes:
    """A packaged template filled in, UTF-8."""
    text = environment().get_template(template).render(version=__version__, **values)
    return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()


@cache
def environment() -> Environment:
    """The templates; text is escaped in all that are HTML."""
    made = Environment(
        loader=PackageLoader("warmonitor.publishing"),
        autoescape=lambda name: bool(name and name.endswith(".html.j2")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "md": markdown_text,
        "day": words.day_words,
        "instant": words.instant_words,
        "counted": words.counted,
        "happening": words.incident_words,
        "standing": words.standing_words,
        "toll": words.toll_words,
        "published": _published,
        "web": _is_web,
    }
    return made


def markdown_text(text: str) -> str:
    r"""Text that Markdown takes for nothing but text.

    >>> markdown_text("*x* <b>")
    '\\*x\\* \\<b\\>'
    """
    return re.sub(r"([\\`*_{}\[\]<>#|~!&])", r"\\\1", " ".join(text.split()))


def _published(report: Report) -> str:
    day = report.published
    if day is None:
        return "day of publication not known"
    if day.start == day.end:
        return words.day_words(day.start)
    return f"published between {words.day_words(day.start)} and {words.day_words(day.end)}"


def _is_web(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("https://", "http://"))


def _refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(f"nothing is fetched: {url}")
