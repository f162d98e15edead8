"""Bytes to characters: Unicode first, then what the page declares, then what the bytes look like."""

import codecs
import re
from typing import NamedTuple

from charset_normalizer import CharsetMatch, from_bytes

from warmonitor.reading.nouns import RefusedError
from warmonitor.reading.text import lost

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\r\f\x0b\x1b\x1a"))
_SAMPLE = 32_768
_WESTERN = "cp1252"
# The encodings that legacy files of the last decades are in. Older ones would only win by accident.
_LEGACY = [
    *(_WESTERN, "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "koi8_r"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
]
# Apostrophe, hyphen and middle dot may stand inside a word, and East Asian signs beside one; no other sign.
_SIGN_IN_WORD = re.compile(
    r"[^\W\d_]((?![’‘'·\xad–—-])[^\w\s\x00-\x7f\u3000-\u303f\uff00-\uffef]|[²³¹¼½¾ªº])(?=[^\W\d_])"
)


def _marked(raw: bytes) -> str | None:
    """The Unicode encoding that a byte order mark, or the zeros of two-byte text, give away."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    even, odd = raw[:4096:2], raw[1:4096:2]
    zeros = even.count(0), odd.count(0)
    if zeros[1] > 0.4 * len(odd) > 0 and zeros[0] < 0.05 * len(even):
        return "utf-16-le"
    if zeros[0] > 0.4 * len(even) > 0 and zeros[1] < 0.05 * len(odd):
        return "utf-16-be"
    return None


def control_share(raw: bytes) -> float:
    """How many of the bytes are control characters that no text has; zeros of two-byte text do not count."""
    if not raw or _marked(raw):
        return 0.0
    return 1 - len(raw.translate(None, _CONTROLS)) / len(raw)


def text_of_head(head: bytes) -> str:
    """Characters good enough to tell a kind by: the ASCII ones are right, others may not be."""
    return head.decode(_marked(head) or "latin-1", "ignore")


class Decoded(NamedTuple):
    """The characters of an input, and what of them was read with doubt or lost."""

    text: str
    notes: tuple[str, ...]


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The characters of an input; `declared` is the encoding that a page names for itself.

    A guess is said in a note, and so are control characters, which are read as blanks.

    Raises:
        RefusedError: when no encoding fits.
    """
    text, doubt = _decoded(raw, declared)
    notes = lost(text)
    return Decoded(text, (doubt, *notes) if doubt else notes)


def _decoded(raw: bytes, declared: str | None) -> tuple[str, str | None]:
    if marked := _marked(raw):
        return _strictly(raw, marked), None
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    if declared and (text := _as_declared(raw, declared)) is not None:
        return text, None
    return _mixed(raw) or _legacy(raw)


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError(f"it begins as {encoding.upper()} but is not", "save it as UTF-8") from error


def _as_declared(raw: bytes, declared: str) -> str | None:
    # Browsers read every page that says Latin-1 or ASCII as Windows-1252: most of them are.
    latin = declared.lower().replace("_", "-") in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
    try:
        return raw.decode(_WESTERN if latin else declared)
    except (LookupError, UnicodeDecodeError):
        return None


def _mixed(raw: bytes) -> tuple[str, str] | None:
    """UTF-8 with a few Windows-1252 bytes pasted in; None when most of it is no UTF-8 either."""
    loose = raw.decode("utf-8", "surrogateescape")
    strays = sum("\udc80" <= char <= "\udcff" for char in loose)
    proper = sum(char > "\x7f" for char in loose) - strays
    if proper < 4 * strays:
        return None
    text = re.sub("[\udc80-\udcff]", lambda found: _stray(found[0]), loose)
    return text, f"{strays} bytes that are no UTF-8 were read as Windows-1252"


def _stray(char: str) -> str:
    return bytes([ord(char) - 0xDC00]).decode(_WESTERN, "replace")


def _legacy(raw: bytes) -> tuple[str, str]:
    """Text in a one-byte or an East Asian encoding, told by which reading of it makes words."""
    matches = list(from_bytes(_sample(raw), cp_isolation=_LEGACY))
    for match in sorted(matches, key=lambda match: _badness(match, matches[0])):
        try:
            encoding = _WESTERN if _WESTERN in match.could_be_from_charset else match.encoding
            return raw.decode(encoding), f"its encoding is not stated and was taken for {encoding}"
        except UnicodeDecodeError:
            continue
    raise RefusedError("its encoding cannot be told", "save it as UTF-8")


def _badness(match: CharsetMatch, best: CharsetMatch) -> tuple[float, bool]:
    """Fewer signs inside words first; among equals the commonest, where it makes words as well as any."""
    signs = len(_SIGN_IN_WORD.findall(str(match)))
    western = _WESTERN in match.could_be_from_charset and match.coherence >= best.coherence
    return (signs + match.percent_chaos, not western)


def _sample(raw: bytes) -> bytes:
    """The lines that are not plain ASCII, up to a sample's size: the others tell nothing."""
    telling = []
    size = 0
    for line in raw.splitlines():
        if not line.isascii():
            telling.append(line[:_SAMPLE])
            size += len(line)
        if size > _SAMPLE:
            break
    return b"\n".join(telling)
