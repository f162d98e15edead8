"""Which kind of input it is: told by content; the name decides only where content cannot."""

import re
from collections.abc import Mapping, Set
from functools import cache

import msgspec

from warmonitor.reading import data
from warmonitor.reading.encoding import control_share, text_of_head
from warmonitor.reading.nouns import RefusedError
from warmonitor.reading.stream import HEAD

_TOO_MANY_CONTROLS = 0.05
DELIMITERS = ",;\t|"
"""What may stand between the cells of a table."""


class _Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sign of a kind, and what reads that kind, or what to do about one that is not read."""

    kind: str
    read: str = ""
    mend: str = ""
    hex: str = ""
    at: int = 0
    text: str = ""

    def fits(self, head: bytes, text: str) -> bool:
        if self.text:
            return re.match(self.text, text, re.DOTALL) is not None
        return head.startswith(bytes.fromhex(self.hex), self.at)


class _Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    signatures: tuple[_Signature, ...]
    tables: tuple[str, ...]
    html: str
    json_object: str
    json_list: str
    chat: str
    json_feed: str
    list_names: tuple[str, ...]


@cache
def _kinds() -> _Kinds:
    return data.load("kinds.yaml", _Kinds)


def kind_of(head: bytes, name: str, columns: Mapping[str, str] | None = None) -> str:
    """The kind of an input by its first bytes and its name, as a key of `readers.READERS`.

    `columns` are those that the user names: a first line that has them is a table's header.

    Raises:
        RefusedError: when it is of a kind that is not read, or empty.
    """
    kinds = _kinds()
    text = _without_prologue(text_of_head(head))
    for signature in kinds.signatures:
        if signature.fits(head, text):
            if signature.read:
                return signature.read
            raise RefusedError(f"it is {signature.kind}, which is not read", signature.mend)
    if control_share(head) > _TOO_MANY_CONTROLS:
        raise RefusedError("it is binary, not text", "give text, a page, a table or JSON Lines")
    if not text and len(head) < HEAD:
        raise RefusedError("it is empty" if not head else "it is blank", "give a file with text in it")
    return _kind_of_text(text, name, kinds, set((columns or {}).values()) or {"text"})


def _without_prologue(text: str) -> str:
    """The text from its first element or word on: blanks, the XML declaration and comments cut away."""
    text = text.lstrip()
    while text.startswith(("<?xml", "<!--")):
        end = "?>" if text.startswith("<?") else "-->"
        _, found, after = text.partition(end)
        if not found:
            break
        text = after.lstrip()
    return text


def _kind_of_text(text: str, name: str, kinds: _Kinds, columns: Set[str]) -> str:
    if re.match(kinds.html, text, re.DOTALL | re.IGNORECASE):
        return "page"
    if name.endswith(kinds.list_names):
        return "lines"
    if re.match(kinds.json_list, text):
        return "json"
    if re.match(kinds.json_object, text):
        return _kind_of_object(text, kinds)
    if name.endswith(".json"):
        raise RefusedError(
            "it is named as JSON, but holds none", "write an object or a list, or call it .txt"
        )
    if name.endswith(kinds.tables) or _is_header(text, columns):
        return "csv"
    return "text"


def _kind_of_object(text: str, kinds: _Kinds) -> str:
    if re.match(kinds.json_feed, text, re.DOTALL):
        return "json_feed"
    if re.match(kinds.chat, text, re.DOTALL):
        return "chat"
    return "lines" if _is_whole(text) else "json"


def _is_header(text: str, columns: Set[str]) -> bool:
    """Whether the first line names columns, and among them those that are looked for."""
    line = text.partition("\n")[0]
    cells = {cell.strip().strip('"') for delimiter in DELIMITERS for cell in line.split(delimiter)}
    return columns < cells


def _is_whole(text: str) -> bool:
    """Whether the first line is an object by itself (or too long to see its end), as in a list of lines."""
    line, end, _ = text.partition("\n")
    return not end or line.rstrip().endswith("}")
