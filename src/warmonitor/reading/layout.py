"""Runs of text laid out as a report's text with its blocks."""

from collections.abc import Sequence

from warmonitor.model import Block
from warmonitor.model.report import BlockKind

_SEPARATOR = "\n\n"


def laid_out(chosen: Sequence[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """The text, and where its blocks stand in it."""
    blocks = []
    at = 0
    for kind, text in chosen:
        blocks.append(Block(kind=kind, start=at, end=at + len(text)))
        at += len(text) + len(_SEPARATOR)
    return _SEPARATOR.join(text for _, text in chosen), tuple(blocks)
