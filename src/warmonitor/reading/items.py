"""Lists of reports in JSON: one object a line, or one array, or one object alone."""

from collections.abc import Iterator

import msgspec

from warmonitor.reading.blocks import plain_blocks
from warmonitor.reading.draft import Draft, address, language_code, stated
from warmonitor.reading.encoding import decode
from warmonitor.reading.nouns import ReadingOptions, RefusedError
from warmonitor.reading.stream import Stream
from warmonitor.reading.text import normalise, unwrap

_MEND = "write one JSON object a line, with at least the key text"


class _Item(msgspec.Struct, frozen=True):
    """The keys that are read; others are passed over. Lists of short items have `date` and `outlets`."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    headings: tuple[str, ...] | None = None
    outlets: tuple[str, ...] | None = None


_DECODER = msgspec.json.Decoder(_Item)
_RAWS = msgspec.json.Decoder(list[msgspec.Raw])


def lines(stream: Stream) -> Iterator[bytes | RefusedError]:
    """The items of JSON Lines, one at a time; blank lines are no items."""
    for index, line in enumerate(stream.lines()):
        raw = line.removeprefix(b"\xef\xbb\xbf") if index == 0 and isinstance(line, bytes) else line
        if isinstance(raw, RefusedError) or raw.strip():
            yield raw


def elements(raw: bytes) -> list[bytes]:
    """The items of a JSON array, or the one object that the input is.

    Raises:
        RefusedError: when it is not well-formed.
    """
    text = decode(raw).strip().encode()
    if text.startswith(b"{"):
        return [text]
    try:
        return [bytes(item) for item in _RAWS.decode(text)]
    except (msgspec.DecodeError, RecursionError) as error:
        raise RefusedError(f"it is not well-formed JSON: {error}", _MEND) from error


def read_item(raw: bytes, options: ReadingOptions) -> Draft:
    """The draft of one item.

    Raises:
        RefusedError: when it is not well-formed, has no text, or states what cannot be.
    """
    item = _decoded(raw)
    text = unwrap(normalise(item.text))
    if not text.strip():
        raise RefusedError("its text is empty", "leave the item out, or give its text")
    outlet = item.outlet or "; ".join(item.outlets or ()) or None
    return Draft(
        raw=raw,
        text=text,
        blocks=plain_blocks(text, item.title, outlet),
        title=item.title or None,
        outlet=outlet,
        url=address(item.url),
        language=language_code(item.language),
        published=stated(item.published or item.date, "item", options.retrieved_at),
        headings=item.headings or (),
    )


def _decoded(raw: bytes) -> _Item:
    try:
        return _DECODER.decode(raw)
    except msgspec.ValidationError as error:
        raise RefusedError(f"its keys do not fit: {error}", _MEND) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(f"it is not well-formed JSON: {error}", _MEND) from error
