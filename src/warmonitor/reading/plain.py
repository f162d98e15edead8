"""Plain text, with or without a header, wrapped or not, copied from a page or written as it is."""

from warmonitor.reading.blocks import plain_blocks
from warmonitor.reading.draft import Draft, address, language_code, stated
from warmonitor.reading.encoding import decode
from warmonitor.reading.front_matter import split
from warmonitor.reading.nouns import ReadingOptions
from warmonitor.reading.text import normalise, unwrap


def read_plain(raw: bytes, options: ReadingOptions) -> Draft:
    """The draft of a plain text.

    Raises:
        RefusedError: when its encoding cannot be told or its header is malformed.
    """
    header, body = split(normalise(decode(raw)), options.limits)
    text = unwrap(body)
    blocks = plain_blocks(text, header.title, header.outlet)
    headline = next((text[block.start : block.end] for block in blocks if block.kind == "headline"), None)
    return Draft(
        raw=raw,
        text=text,
        blocks=blocks,
        title=header.title or headline,
        outlet=header.outlet,
        url=address(header.url),
        language=language_code(header.language),
        published=stated(header.published, "header", options.retrieved_at),
    )
