"""WARC: what a crawler was answered, record after record."""

from collections.abc import Iterator
from datetime import datetime
from email.message import Message
from io import BytesIO
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from warmonitor.reading.dates import instant_in
from warmonitor.reading.inputs import Found, Input, Member
from warmonitor.reading.nouns import Limits, RefusedError
from warmonitor.reading.stream import Pieces

_KEPT = {"response", "resource"}
# What no report is in: passed over as hidden files are.
_PASSED = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript")
_PIECE = 65_536
_MEND = "fetch the archive again, or check what wrote it"


def read_warc(input_: Input) -> Iterator[Found]:
    """The pages of an archive, named by the number of their record, each as retrieved when its record says.

    Passed over: records that are no answers, answers other than 200, pictures, sounds, scripts and styles.

    Raises:
        RefusedError: when the archive is damaged; what came before the damage was given.
    """
    try:
        input_.stream.narrow(input_.options.share)
        archive = ArchiveIterator(Pieces(input_.stream.file))
        for number, record in enumerate(archive, input_.options.share.first):
            if record.rec_type is None:
                raise RefusedError("it is damaged as a web archive: a record has no type", _MEND)
            if _holds_page(record):
                yield Found(f"#{number}", _member(record, input_.options.limits))
    except (ArchiveLoadFailed, ValueError, KeyError) as error:
        raise RefusedError(f"it is damaged as a web archive: {error}", _MEND) from error


def _holds_page(record: ArcWarcRecord) -> bool:
    if record.rec_type not in _KEPT:
        return False
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return status == "200" and not _content_type(record).startswith(_PASSED)


def _content_type(record: ArcWarcRecord) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").lower()


def _member(record: ArcWarcRecord, limits: Limits) -> Member | RefusedError:
    raw = _read(record.content_stream(), limits.report_bytes)
    if len(raw) > limits.report_bytes:
        return RefusedError(f"the record is longer than {limits.report_bytes / 1e6:g} MB", _MEND)
    _read(record.raw_stream, None)
    if getattr(record.raw_stream, "limit", 0):
        return RefusedError("the record is cut off", _MEND)
    headers = record.rec_headers
    return Member(
        file=BytesIO(raw),
        url=headers.get_header("WARC-Target-URI"),
        encoding=_charset(record),
        retrieved_at=_instant(headers.get_header("WARC-Date")),
    )


def _read(stream: Any, most: int | None) -> bytes:
    """All bytes, or a little more than `most`; where that is None they are gone through and not kept."""
    pieces = []
    size = 0
    while (most is None or size <= most) and (piece := stream.read(_PIECE)):
        size += len(piece)
        if most is not None:
            pieces.append(piece)
    return b"".join(pieces)


def _charset(record: ArcWarcRecord) -> str | None:
    message = Message()
    message["Content-Type"] = _content_type(record)
    return message.get_content_charset()


def _instant(words: str | None) -> datetime | None:
    return instant_in(words) if words else None
