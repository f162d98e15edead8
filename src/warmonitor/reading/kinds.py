"""Which kind of input it is: told by content; the name decides only where content cannot."""

import re
from functools import cache
from typing import Literal

import msgspec

from warmonitor.reading import data
from warmonitor.reading.encoding import control_share, text_of_head
from warmonitor.reading.nouns import RefusedError
from warmonitor.reading.stream import HEAD

Kind = Literal["text", "page", "lines", "json"]

_TOO_MANY_CONTROLS = 0.05


class _Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    mend: str
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
    table_mend: str
    html: str
    json_object: str
    json_list: str
    list_names: tuple[str, ...]


@cache
def _kinds() -> _Kinds:
    return data.load("kinds.yaml", _Kinds)


def kind_of(head: bytes, name: str) -> Kind:
    """The kind of an input by its first bytes and its name.

    Raises:
        RefusedError: when it is of a kind that is not read, or empty.
    """
    kinds = _kinds()
    text = _without_prologue(text_of_head(head))
    for signature in kinds.signatures:
        if signature.fits(head, text):
            raise RefusedError(f"it is {signature.kind}, which is not read yet", signature.mend)
    if control_share(head) > _TOO_MANY_CONTROLS:
        raise RefusedError("it is binary, not text", "give text, HTML or JSON Lines")
    if not text and len(head) < HEAD:
        raise RefusedError("it is empty" if not head else "it is blank", "give a file with text in it")
    return _kind_of_text(text, name, kinds)


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


def _kind_of_text(text: str, name: str, kinds: _Kinds) -> Kind:
    if re.match(kinds.html, text, re.DOTALL | re.IGNORECASE):
        return "page"
    if name.endswith(kinds.list_names):
        return "lines"
    if re.match(kinds.json_list, text):
        return "json"
    if re.match(kinds.json_object, text):
        return "lines" if _is_whole(text) else "json"
    if name.endswith(kinds.tables):
        raise RefusedError("it is a table, which is not read yet", kinds.table_mend)
    return "text"


def _is_whole(text: str) -> bool:
    """Whether the first line is an object by itself (or too long to see its end), as in a list of lines."""
    line, end, _ = text.partition("\n")
    return not end or line.rstrip().endswith("}")
