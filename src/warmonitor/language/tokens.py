"""Splits text into words the way the treebanks of Universal Dependencies English do."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast

import yaml
from spacy.attrs import (
    IS_ASCII,
    IS_BRACKET,
    IS_CURRENCY,
    IS_LEFT_PUNCT,
    IS_RIGHT_PUNCT,
    IS_STOP,
    LIKE_EMAIL,
    LIKE_NUM,
    LIKE_URL,
    ORTH,
)
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry
from spacy.vocab import Vocab

MOST = 100_000
"""Words whose strings are remembered at a time."""
_UNASKED = (
    *(IS_STOP, IS_ASCII, IS_CURRENCY, IS_BRACKET, IS_LEFT_PUNCT, IS_RIGHT_PUNCT),
    *(LIKE_EMAIL, LIKE_NUM, LIKE_URL),
)
"""What spaCy works out for each new word, and nothing here asks for: half of what a new word costs."""
_RUNS = ("={3,}", r"\*{3,}", "_{3,}", r"\?{2,}", "!{2,}", "-{3,}")
"""Signs in a row that are one word."""


@lru_cache(maxsize=1)
def rules() -> dict[str, list[str]]:
    """The lists of `rules/tokens.yaml` by name."""
    source = files("warmonitor.language").joinpath("rules/tokens.yaml")
    lists: dict[str, list[str]] = yaml.load(source.read_text("utf-8"), yaml.CSafeLoader)
    return lists


def searches() -> dict[str, Callable[[str], Any]]:
    """How spaCy's tokenizer finds what is cut off a word or left whole, by the names of its arguments.

    The patterns are spaCy's English ones with the treebanks' habits as to prefixes, units and ranks.
    """
    defaults = English.Defaults
    units = "|".join(sorted(rules()["units"], key=len, reverse=True))
    possessives = [re.escape(ending) for ending in rules()["possessives"]]
    suffixes = [*_RUNS, *(defaults.suffixes or ()), *possessives, rf"(?<=[0-9])(?:{units})"]
    infixes = [*(defaults.infixes or ()), r"(?<=[0-9])[–-](?=[$£€0-9])", r"(?<=[a-z])[–—](?=[A-Z0-9])"]
    url = defaults.url_match
    return {
        "prefix_search": compile_prefix_regex([*_RUNS, *(defaults.prefixes or ())]).search,
        "suffix_search": compile_suffix_regex(suffixes).search,
        "infix_finditer": compile_infix_regex(infixes).finditer,
        "url_match": lambda text: (url(text) if url else None) or _joined().match(text),
    }


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"(?i:{'|'.join(rules()['joined_prefixes'])})-[^\W\d_]+\Z")


def is_joined(word: str) -> bool:
    """Whether a word with a hyphen stays one token: "cross-border"."""
    return _joined().match(word) is not None


def make_tokenizer(vocab: Vocab) -> Tokenizer:
    """spaCy's English tokenizer with these searches, and our abbreviations."""
    abbreviations = {word: [{ORTH: word}] for word in rules()["abbreviations"]}
    exceptions = {**(English.Defaults.tokenizer_exceptions or {}), **abbreviations}
    spared = {
        name: _unless_letters(search, iter(()) if name == "infix_finditer" else None)
        for name, search in searches().items()
    }
    return Tokenizer(vocab, rules=exceptions, **spared)


def _unless_letters(search: Callable[[str], Any], nothing: Any) -> Callable[[str], Any]:
    """The search, spared in words of letters alone: none of them finds anything there."""
    return lambda text: nothing if text.isalpha() else search(text)


@registry.tokenizers("warmonitor.Tokenizer.v1")  # type: ignore[untyped-decorator,unused-ignore]
def tokenizer_maker() -> Callable[[Language], Tokenizer]:
    """What a pipeline of spaCy makes its tokenizer by."""
    return _tokenizer_of


def _tokenizer_of(pipeline: Language) -> Tokenizer:
    getters = cast("Any", pipeline.vocab).lex_attr_getters
    for flag in _UNASKED:
        getters.pop(flag, None)
    return make_tokenizer(pipeline.vocab)


_texts: dict[int, str] = {}


def texts_of(doc: Doc) -> list[str]:
    """The words of a document as strings, many times faster than token by token."""
    numbers: list[int] = doc.to_array([ORTH]).tolist()
    try:
        return [_texts[number] for number in numbers]
    except KeyError:
        strings = doc.vocab.strings
        texts = {number: strings[number] for number in set(numbers)}
        if len(_texts) > MOST:
            _texts.clear()
        _texts.update(texts)
        return [texts[number] for number in numbers]
