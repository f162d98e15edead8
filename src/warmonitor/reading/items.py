"""Lists of reports in JSON: one object a line, or one array, or one object alone."""

from collections.abc import Iterator

import msgspec

from warmonitor.reading.blocks import plain_blocks
from warmonitor.reading.draft import Draft, address, language_code, stated
from warmonitor.reading.encoding import decode
from warmonitor.reading.inputs import Found, Input, numbered
from warmonitor.reading.nouns import ReadingOptions, RefusedError
from warmonitor.reading.stream import Stream
from warmonitor.reading.text import lost, normalise, unwrap

# Stands for an item of another share, which is passed over by its number.
_OTHERS = RefusedError("another share has it", "read that one")
_MEND = "write one JSON object a line, with at least the key text"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """The keys that are read; others are passed over. Lists of short items have `date` and `outlets`."""

    text: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    headings: tuple[str, ...] | None = None
    outlets: tuple[str, ...] | None = None


_DECODER = msgspec.json.Decoder(Item)
_RAWS = msgspec.json.Decoder(list[msgspec.Raw])


def read_lines(input_: Input) -> Iterator[Found]:
    """The items of JSON Lines, one at a time; blank lines are no items."""
    options, share = input_.options, input_.options.share
    input_.stream.narrow(share)
    drafts = (
        _read(line, options) if share.holds(number) else _OTHERS
        for number, line in enumerate(lines_of(input_.stream, share.start == 0), 1)
    )
    return numbered(drafts, share.first)


def read_json(input_: Input) -> Iterator[Found]:
    """The items of a JSON array, or the one object that the input is.

    Raises:
        RefusedError: when it is not well-formed.
    """
    raws = _elements(input_.stream.rest(input_.options.limits.list_bytes))
    return numbered(_read(raw, input_.options) for raw in raws)


def lines_of(stream: Stream, begins: bool = True) -> Iterator[bytes | RefusedError]:
    """The lines that are items; a mark of the byte order may stand where the file `begins`."""
    for index, line in enumerate(stream.lines()):
        first = begins and index == 0
        raw = line.removeprefix(b"\xef\xbb\xbf") if first and isinstance(line, bytes) else line
        if isinstance(raw, RefusedError) or raw.strip():
            yield raw


def _elements(raw: bytes) -> list[bytes]:
    text = decode(raw).text.strip().encode()
    if text.startswith(b"{"):
        return [text]
    try:
        return [bytes(item) for item in _RAWS.decode(text)]
    except (msgspec.DecodeError, RecursionError) as error:
        raise RefusedError(f"it is not well-formed JSON: {error}", _MEND) from error


def _read(raw: bytes | RefusedError, options: ReadingOptions) -> Draft | RefusedError:
    if isinstance(raw, RefusedError):
        return raw
    try:
        return draft_of(_decoded(raw), raw, options)
    except RefusedError as refused:
        return refused


def draft_of(item: Item, raw: bytes, options: ReadingOptions) -> Draft:
    """The draft of one item.

    Raises:
        RefusedError: when it has no text, or states what cannot be.
    """
    text = unwrap(normalise(item.text))
    if not text.strip():
        raise RefusedError("its text is empty", "leave the item out, or give its text")
    outlet = item.outlet or "; ".join(item.outlets or ()) or None
    return Draft(
        raw=raw,
        text=text,
        blocks=plain_blocks(text, item.title, outlet),
        title=item.title or None,
        byline=item.byline or None,
        outlet=outlet,
        url=address(item.url),
        language=language_code(item.language),
        published=stated(item.published or item.date, "item", options.retrieved_at),
        headings=item.headings or (),
        notes=lost(item.text),
    )


def _decoded(raw: bytes) -> Item:
    try:
        return _DECODER.decode(raw)
    except msgspec.ValidationError as error:
        raise RefusedError(f"its keys do not fit: {error}", _MEND) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(f"it is not well-formed JSON: {error}", _MEND) from error
