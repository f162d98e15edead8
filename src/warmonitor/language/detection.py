"""Tells in which language a text is written, so that none is read as English that is not."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

import yaml
from py3langid.langid import MODEL_FILE, LanguageIdentifier

MIN_LETTERS = 20
"""Fewer letters than this say too little about a language."""
CERTAIN = 0.6
"""Share of the probability that another language than English must hold."""
LEANING = 0.25
"""Share of the probability that is enough for English when its small words are there too."""
SMALL_WORDS = 0.1
"""Share of the words that must be English small words then."""
SAMPLE = 4000
"""Characters that are looked at."""

_NOT_WORDS = re.compile(r"https?://\S+|\S+@\S+|[@#]\w+|[\d_]+")
_WORDS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    source = files("warmonitor.language").joinpath("rules/function_words.yaml")
    return frozenset(
        str(word).lower() for word in yaml.load(source.read_text("utf-8"), yaml.CSafeLoader)["english"]
    )


def detect_language(text: str) -> str:
    """Give the ISO 639-1 code of the language of a text; "und" where it is too short or uncertain.

    Addresses, handles and numbers do not count as words. Method: naive Bayes over byte n-grams
    (Lui and Baldwin 2012, langid.py, as kept in py3langid), which foreign names in a short English text
    mislead; there English small words decide.
    """
    sample = _NOT_WORDS.sub(" ", text)[:SAMPLE]
    if sum(character.isalpha() for character in sample) < MIN_LETTERS:
        return "und"
    share = _share_of_small_words(sample)
    if share >= 3 * SMALL_WORDS:
        return "en"
    code, certainty = _identifier().classify(sample)
    if share >= SMALL_WORDS and (code == "en" or certainty < LEANING):
        return "en"
    return str(code) if certainty >= CERTAIN else "und"


def _share_of_small_words(text: str) -> float:
    words = [word.lower() for word in _WORDS.findall(text)]
    return sum(word in _small_words() for word in words) / max(len(words), 1)
