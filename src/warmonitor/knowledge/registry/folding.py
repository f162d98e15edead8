"""Names reduced to what spellings have in common."""

import re
import unicodedata
from functools import lru_cache

from warmonitor.knowledge.registry.words import folded_words

_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_APOSTROPHES = re.compile(r"['’‘`ʿʾʻ\"“”]")
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b\.?")
_ARTICLE = re.compile(r"\b(?:al|el|ul|ash|as|ad|an|ar|at|az|ed|es)[-‐–]", re.IGNORECASE)
_LOOSE_ARTICLE = re.compile(r"\b(?:al|el)\s+(?=\w)", re.IGNORECASE)
_OTHER = re.compile(r"[^\w&/]+")


@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """A name without case, diacritics, articles and punctuation, and common words in one spelling.

    "Hay'at Tahrir al-Sham" and "Hayat Tahrir Al Sham" fold alike, as do "Israel Defense Forces" and
    "Israel Defence Forces".
    """
    text = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), name.strip())
    text = _APOSTROPHES.sub("", _POSSESSIVE.sub("", text))
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in text if not unicodedata.combining(character))
    text = text.lower()
    text = _LOOSE_ARTICLE.sub("", _OTHER.sub(" ", _ARTICLE.sub("", text)))
    spelled = folded_words()
    words = [spelled.get(word, word) for word in text.split()]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)
