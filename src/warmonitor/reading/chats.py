"""Exports of Telegram channels: one JSON document, a report a message."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from warmonitor.reading.blocks import plain_blocks
from warmonitor.reading.dates import Stated
from warmonitor.reading.draft import Draft
from warmonitor.reading.inputs import Found, Input
from warmonitor.reading.nouns import RefusedError
from warmonitor.reading.text import lost, normalise


class _Piece(msgspec.Struct, frozen=True):
    text: str = ""


class _Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message; its text is a string, or a list of strings and of pieces marked up."""

    id: int
    type: str = "message"
    date: str | None = None
    date_unixtime: str | None = None
    author: str | None = None
    forwarded_from: str | None = None
    text: str | list[str | _Piece] = ""


class _Chat(msgspec.Struct, frozen=True, kw_only=True):
    name: str | None = None
    messages: list[msgspec.Raw]


_CHAT = msgspec.json.Decoder(_Chat)
_MESSAGE = msgspec.json.Decoder(_Message)
_MEND = "export the channel again, as machine-readable JSON"


def read_chat(input_: Input) -> Iterator[Found]:
    """The messages of a channel that have words, each named by its number in the channel.

    The channel is the outlet; a forwarded message is that of whom it was forwarded from.

    Raises:
        RefusedError: when it is not well-formed.
    """
    raw = input_.stream.rest(input_.options.limits.list_bytes)
    try:
        chat = _CHAT.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(f"it is not a whole channel export: {error}", _MEND) from error
    for number, message in enumerate(chat.messages, 1):
        yield from _read(bytes(message), number, chat.name)


def _read(raw: bytes, number: int, channel: str | None) -> Iterator[Found]:
    try:
        message = _MESSAGE.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        yield Found(f"#{number}", RefusedError(f"the message does not fit: {error}", _MEND))
        return
    told = _text(message)
    if message.type != "message" or not told.strip():
        return
    text = normalise(told)
    yield Found(
        f"#{message.id}",
        Draft(
            raw=raw,
            text=text,
            blocks=plain_blocks(text),
            byline=message.author,
            outlet=message.forwarded_from or channel,
            published=_published(message),
            notes=lost(told),
        ),
    )


def _text(message: _Message) -> str:
    if isinstance(message.text, str):
        return message.text
    return "".join(piece if isinstance(piece, str) else piece.text for piece in message.text)


def _published(message: _Message) -> Stated | None:
    """The day as the export's clock wrote it, and the instant."""
    at = None
    if message.date_unixtime and message.date_unixtime.isdigit():
        at = datetime.fromtimestamp(int(message.date_unixtime), UTC)
    try:
        day = datetime.fromisoformat(message.date or "").date()
    except ValueError:
        if at is None:
            return None
        day = at.date()
    return Stated(day, message.date or str(message.date_unixtime), "item", at)
