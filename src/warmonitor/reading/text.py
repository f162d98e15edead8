"""Characters made uniform: line ends, stray controls, wrapped lines. No letter is changed."""

import re
from itertools import pairwise

# Vertical tab, form feed, NEL and the Unicode separators end a line just as a newline does.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff]")
_FINAL = (".", "!", "?", "…", ":", ";", ",", "。", "！", "？", "؟", "۔", "।", "։")
CLOSING = " \t\u00a0\"'”’»›)]}*"
"""What may follow a sentence's last sign."""
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 40
_WRAPPED_SHARE = 0.6


def normalise(text: str) -> str:
    """Line ends as newlines, control characters as blanks; everything else stays as it was written."""
    return _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")))


def lost(text: str) -> tuple[str, ...]:
    """What `normalise` takes out of a text, said in a note: control characters, NUL bytes among them."""
    found = sum(char != "\ufeff" for char in _CONTROLS.findall(text))
    if not found:
        return ()
    nul = ", NUL bytes among them," if "\0" in text else ""
    return (f"{found} control characters{nul} were read as blanks",)


def unwrap(text: str) -> str:
    """Joins lines that were broken only to fit a width: each such break becomes a blank, offsets stay.

    A break was made to fit when the next line's first word had no room left on the line. The whole text is
    judged first: only where most breaks inside its paragraphs are of that kind is it wrapped at all.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return text
    breaks = [(line, after) for line, after in pairwise(lines) if line.strip() and after.strip()]
    # Wrapping breaks sentences at any word; lines that end with their sentences were ended on purpose.
    fitting = sum(_is_full(line, after, width) and not ends_sentence(line) for line, after in breaks)
    if not breaks or fitting < _WRAPPED_SHARE * len(breaks):
        return text
    pieces = [lines[0]]
    for line, after in pairwise(lines):
        wrapped = line.strip() and after.strip() and _is_full(line, after, width)
        pieces += [" " if wrapped else "\n", after]
    return "".join(pieces)


def ends_sentence(text: str) -> bool:
    """Whether a block or a line ends as sentences end, closing quotes and brackets aside."""
    return text.rstrip(CLOSING).endswith(_FINAL)


def _is_full(line: str, after: str, width: int) -> bool:
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width
