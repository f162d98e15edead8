"""Names reduced to what spellings have in common."""

import re
import unicodedata
from functools import lru_cache

from warmonitor.knowledge.registry.words import folded_words, shortened_phrases

_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_APOSTROPHES = re.compile(r"['’‘`ʿʾʻ\"“”]")
_QUOTES = frozenset("'`\"")
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b\.?")
_ARTICLE = re.compile(r"\b(?:al|el|ul|ash|as|ad|an|ar|at|az|ed|es)[-‐–]", re.IGNORECASE)
_LOOSE_ARTICLE = re.compile(r"\b(?:al|el)\s+(?=\w)", re.IGNORECASE)
_OTHER = re.compile(r"[^\w&/]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def _without_marks(found: re.Match[str]) -> str:
    return "".join(character for character in found.group() if not unicodedata.combining(character))


def shorten(text: str) -> str:
    """Text with the phrases that everybody shortens in their short form: "United Nations" as "UN"."""
    for phrase, short in shortened_phrases():
        text = phrase.sub(short, text)
    return text


@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """A name without case, diacritics, articles and punctuation, and common words in one spelling.

    "Hay'at Tahrir al-Sham" and "Hayat Tahrir Al Sham" fold alike, as do "Israel Defense Forces" and
    "Israel Defence Forces".
    """
    text = shorten(name.strip())
    plain = text.isascii()
    if "." in text:
        text = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), text)
    if not plain or not _QUOTES.isdisjoint(text):
        text = _APOSTROPHES.sub("", _POSSESSIVE.sub("", text))
    if not plain:
        text = _BEYOND_ASCII.sub(_without_marks, unicodedata.normalize("NFKD", text))
    text = text.lower()
    if not plain or "-" in text:
        text = _ARTICLE.sub("", text)
    text = _LOOSE_ARTICLE.sub("", _OTHER.sub(" ", text))
    spelled = folded_words()
    words = [spelled.get(word, word) for word in text.split()]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)
