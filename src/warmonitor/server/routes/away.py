"""What can be taken away: exports and situation reports of exactly what a filter asks for."""

from collections.abc import Iterator
from datetime import date, datetime
from io import RawIOBase
from queue import Queue
from threading import Event, Thread
from typing import IO, TYPE_CHECKING, Annotated, Literal, cast

from fastapi import APIRouter, Depends, HTTPException, Query
from starlette.responses import Response, StreamingResponse

from warmonitor.ledger import Filter, Ledger
from warmonitor.ledger.filter import instant
from warmonitor.publishing import FORMATS, PdfUnavailableError, export, sitrep
from warmonitor.server.asked import Asked, Asking, only_known_words
from warmonitor.server.openapi import plain

if TYPE_CHECKING:
    from typing_extensions import Buffer

router = APIRouter(tags=["take away"], dependencies=[Depends(only_known_words)])

_FORMS = {"md": "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8", "pdf": "application/pdf"}
_PIECE = 64 * 1024
_AHEAD = 16
"""How many pieces are written before the asker has taken them."""


@router.get("/export", responses=plain("application/octet-stream"), response_class=Response)
def export_(
    ledger: Asking,
    asked: Asked,
    form: Annotated[
        str, Query(alias="format", description=f"One of: {', '.join(FORMATS)}", examples=["jsonl"])
    ] = "jsonl",
) -> Response:
    """What fits the filter, no more and no less, in a format that others read; sent while it is written."""
    if form not in FORMATS:
        raise HTTPException(400, f"format: {form!r} is none of {', '.join(FORMATS)}")
    told = FORMATS[form]
    return StreamingResponse(
        written(ledger, asked, form),
        media_type=told.media_type,
        headers=_named(f"warmonitor-{form}{told.suffix}"),
    )


@router.get("/sitrep", responses=plain("application/octet-stream"), response_class=Response)
def sitrep_(
    ledger: Asking,
    asked: Asked,
    form: Annotated[Literal["md", "html", "pdf"], Query(description="Markdown, HTML or PDF")] = "html",
    changes_since: Annotated[
        date | datetime | None, Query(description="Tell first what became different since then")
    ] = None,
) -> Response:
    """A situation report on what fits the filter, in which every statement leads to quotes."""
    try:
        body = sitrep(ledger, asked, form, instant(changes_since))
    except PdfUnavailableError as error:
        raise HTTPException(501, str(error)) from error
    return Response(body, media_type=_FORMS[form], headers=_named(f"situation-report.{form}"))


def _named(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-cache"}


class _Pipe(RawIOBase):
    """An open file whose pieces go to another thread as they are written."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: Queue[bytes | BaseException | None] = Queue(_AHEAD)
        self.closed_early = Event()
        self._held = bytearray()

    def writable(self) -> bool:
        """It is there to be written to."""
        return True

    def write(self, data: "Buffer") -> int:
        """Hold the bytes until there is a piece of them."""
        if self.closed_early.is_set():
            raise BrokenPipeError("the asker has gone")
        before = len(self._held)
        self._held += data
        taken = len(self._held) - before
        if len(self._held) >= _PIECE:
            self.flush_held()
        return taken

    def flush_held(self) -> None:
        """Pass on what is held."""
        if self._held:
            self.pieces.put(bytes(self._held))
            self._held.clear()


def written(ledger: Ledger, wanted: Filter, form: str) -> Iterator[bytes]:
    """An export piece by piece, written in a thread of its own; what fails there fails here.

    A fault in the middle breaks the answer off, so that nobody takes a part for the whole.
    """
    pipe = _Pipe()

    def write() -> None:
        end: BaseException | None = None
        try:
            export(form, ledger, wanted, cast(IO[bytes], pipe))
            pipe.flush_held()
        except BaseException as error:
            end = error
        pipe.pieces.put(end)

    Thread(target=write, daemon=True).start()
    try:
        while isinstance(piece := pipe.pieces.get(), bytes):
            yield piece
        if piece is not None:
            raise piece
    finally:
        pipe.closed_early.set()
        while not pipe.pieces.empty():
            pipe.pieces.get_nowait()
