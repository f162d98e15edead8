"""Proper names in a text, folded so that the spellings of one name meet: "al-Bukamal" and "Abu Kamal" do not,
"Abdallah" and "Abdullah" do.
"""

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from unicodedata import combining, normalize

from warmonitor.incidents import settings, wording

_CAPITAL = re.compile(r"[^\W\d_][\w’'-]*")
_PART = re.compile(r"[-’']")
_VOWELS = re.compile(r"[aeiouyw]")
_DOUBLED = re.compile(r"(.)\1+")
_OTHER = re.compile(r"[^a-z]")
_SHORTEST = 3
_LONG = 5


@lru_cache(maxsize=200_000)
def key(name: str) -> str:
    """A word of a name without accents; of long ones, the first letter and the consonants after it."""
    plain = "".join(letter for letter in normalize("NFD", name.lower()) if not combining(letter))
    plain = _OTHER.sub("", plain)
    if len(plain) < _LONG:
        return plain
    bones = plain[0] + _DOUBLED.sub(r"\1", _VOWELS.sub("", plain[1:]))
    return bones if len(bones) >= _SHORTEST else plain


def spelled(text: str, common: Set[str]) -> Iterator[tuple[str, str]]:
    """The words of proper names in a text, each with its key.

    Args:
        text: any length.
        common: words that open a sentence without being a name, made comparable.
    """
    known = settings.words()
    for sentence in wording.sentences(text):
        for position, match in enumerate(_CAPITAL.finditer(sentence)):
            for part in _PART.split(match.group()):
                word = part.lower()
                if len(part) < _SHORTEST or not part[0].isupper() or word in known.stop | known.no_names:
                    continue
                if position or wording.common(word) not in common:
                    yield key(part), word
