"""What words are wherever they stand, each looked up in spaCy's vocabulary once."""

from dataclasses import dataclass
from functools import lru_cache

from spacy.vocab import Vocab

from warmonitor.language.stems import forms_of


@dataclass(frozen=True, slots=True)
class Word:
    """What does not depend on where a word stands."""

    strings: tuple[str, str, str, str, str]
    forms: tuple[str, ...]
    is_quote: bool
    is_space: bool


@lru_cache(maxsize=100_000)
def word_of(vocab: Vocab, orth: int, lemma: int, tag: int, pos: int) -> Word:
    """What a word is by its numbers in a vocabulary: text, lemma, tag and part of speech."""
    text, base, penn, universal = (label(vocab, number) for number in (orth, lemma, tag, pos))
    lexeme = vocab[orth]
    lower: str = lexeme.lower_
    forms = forms_of(base.lower(), lower, penn)
    return Word((text, lower, base, penn, universal), forms, lexeme.is_quote, lexeme.is_space)


@lru_cache(maxsize=10_000)
def label(vocab: Vocab, number: int) -> str:
    """The string of a number in a vocabulary; that of 0 is empty."""
    return vocab.strings[number] if number else ""
