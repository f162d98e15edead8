"""The words of a text, and the lists of words that tell a place from a person or a paper."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\. ?Va\.|[^\W_]+(?:[’'‘`ʿ][^\W_]+)*")
_POSSESSIVES = ("’s", "'s", "‘s")
_GAPS = frozenset({" ", "-", "–", "\u00a0", ". "})
_OPENING = re.compile(r"[.!?:;\n”\"“]\s*[“\"‘']?$")
_SAINTS = frozenset({"St", "Ste", "Mt", "Ft", "Pt"})


@dataclass(frozen=True, slots=True)
class Cues:
    """The word lists of ``cues.yaml``, each as a set."""

    words: dict[str, frozenset[str]]
    common: frozenset[str]

    def has(self, kind: str, word: str) -> bool:
        """Tell whether the list ``kind`` has the word."""
        return word.lower() in self.words[kind]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """Load the packaged word lists."""
    folder = files(__package__)
    raw = yaml.load(folder.joinpath("cues.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    common = yaml.load(folder.joinpath("words.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)["words"]
    return Cues({kind: frozenset(words) for kind, words in raw.items()}, frozenset(common))


class Token(NamedTuple):
    """A word of the text.

    ``opens`` where it stands first in its sentence, ``joined`` where only a space or hyphen parts it from the
    word before, ``capital`` where it begins with a capital letter.
    """

    text: str
    start: int
    end: int
    opens: bool
    joined: bool
    capital: bool


def tokenise(text: str) -> list[Token]:
    """Split text into words, the possessive ending cut off."""
    tokens: list[Token] = []
    before = 0
    for found in _TOKEN.finditer(text):
        gap = text[before : found.start()]
        word = found[0][:-2] if found[0].endswith(_POSSESSIVES) else found[0]
        joined = bool(tokens) and gap in _GAPS and before == tokens[-1].end
        if gap == ". " and not (tokens and tokens[-1].text in _SAINTS):
            joined = False
        opens = not tokens or (not joined and gap != " " and _opens(gap))
        start, before = found.span()
        tokens.append(Token(word, start, start + len(word), opens, joined, word[0].isupper()))
    return tokens


@lru_cache(maxsize=4096)
def _opens(gap: str) -> bool:
    """Whether what stands between two words ends a sentence; texts have few such gaps, over and over."""
    return _OPENING.search(gap) is not None
