"""The packaged word lists beside the entries."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C where PyYAML was built with it; it reads the same."""


def read_data(name: str) -> str:
    """The text of one packaged YAML file of the registry."""
    return resources.files("warmonitor.knowledge.registry").joinpath("data", name).read_text(encoding="utf-8")


@cache
def word_lists() -> Mapping[str, Any]:
    """The lists of words.yaml."""
    lists: Mapping[str, Any] = yaml.load(read_data("words.yaml"), Loader=LOADER)
    return lists


@cache
def shortened_phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Phrases, in whatever case, each with its short form."""
    return tuple(
        (re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE), short)
        for short, phrases in word_lists()["shortened"].items()
        for phrase in phrases
    )


@cache
def folded_words() -> Mapping[str, str]:
    """Spellings of common words to the one they fold to."""
    return {other: word for word, others in word_lists()["spellings"].items() for other in others}
