"""Plain text, with or without a header, wrapped or not, copied from a page or written as it is."""

from collections.abc import Iterator

from warmonitor.reading.blocks import byline_in, plain_blocks
from warmonitor.reading.draft import Draft, address, language_code, stated
from warmonitor.reading.encoding import decode
from warmonitor.reading.front_matter import split
from warmonitor.reading.inputs import Found, Input, one
from warmonitor.reading.text import normalise, unwrap


def read_plain(input_: Input) -> Iterator[Found]:
    """The one report of a plain text.

    Raises:
        RefusedError: when its encoding cannot be told or its header is malformed.
    """
    raw = input_.stream.rest()
    options = input_.options
    decoded = decode(raw, input_.origin.encoding)
    header, body = split(normalise(decoded.text), options.limits)
    text = unwrap(body)
    blocks = plain_blocks(text, header.title, header.outlet)
    headline = next((text[block.start : block.end] for block in blocks if block.kind == "headline"), None)
    draft = Draft(
        raw=raw,
        text=text,
        blocks=blocks,
        title=header.title or headline,
        byline=header.byline or byline_in(text, blocks),
        outlet=header.outlet,
        url=address(header.url),
        language=language_code(header.language),
        published=stated(header.published, "header", options.retrieved_at),
        notes=decoded.notes,
    )
    return one(draft)
