"""What a corrected article changed: the paragraphs that went and those that came."""

from difflib import SequenceMatcher

import msgspec

from warmonitor.model import Report


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One place where two states of a report differ: what stood there, and what stands there now."""

    was: str
    now: str


def changes(old: Report, new: Report) -> list[Change]:
    """Where the texts of two reports differ, block by block, in order."""
    before, after = ([report.block_text(block) for block in report.blocks] for report in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        Change(was="\n".join(before[a:b]), now="\n".join(after[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
