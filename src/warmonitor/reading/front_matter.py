"""The YAML between two `---` lines at the head of a plain text."""

import re
from dataclasses import dataclass

import yaml

from warmonitor.reading.nouns import Limits, RefusedError

_FENCE = "---"
_FENCED = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MEND = "write key: value lines between two lines of ---, values with a colon in quotes"
KEYS = ("title", "byline", "outlet", "published", "url", "language")


@dataclass(frozen=True)
class Header:
    """What a report says of itself before its text."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


class _Loader(yaml.BaseLoader):
    """Every scalar stays the text it was written as; aliases, which can be made to explode, are refused."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed")
        return super().compose_node(parent, index)


def split(text: str, limits: Limits) -> tuple[Header, str]:
    """The header and what follows it; unknown keys are passed over, a text without one is given back whole.

    Raises:
        RefusedError: when the header is opened and not closed, too long, or not keys with values.
    """
    if text.partition("\n")[0].rstrip() != _FENCE:
        return Header(), text
    fenced = _FENCED.match(text[: limits.header_bytes])
    if fenced is None:
        raise RefusedError("its header begins with --- and does not end", _MEND)
    return _header(fenced[1]), text[fenced.end() :]


def _header(text: str) -> Header:
    try:
        keys = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" (line {where.line + 2})" if where else ""
        raise RefusedError(f"its header is not well-formed YAML{line}", _MEND) from error
    if keys is None:
        return Header()
    if not isinstance(keys, dict):
        raise RefusedError("its header has no keys", _MEND)
    return Header(**{key: _scalar(key, keys[key]) for key in KEYS if key in keys})


def _scalar(key: str, value: object) -> str | None:
    if not isinstance(value, str):
        raise RefusedError(f"{key} in its header is not a line of text", _MEND)
    return value.strip() or None
