"""The packaged word lists beside the entries."""

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
def folded_words() -> Mapping[str, str]:
    """Spellings of common words to the one they fold to."""
    return {other: word for word, others in word_lists()["spellings"].items() for other in others}
