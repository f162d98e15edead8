"""Word lists of the room, by the name of their file under `rules` and of the list."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The lists of `rules/NAME.yaml`, whose every key has a list of words."""
    source = files("warmonitor.language").joinpath(f"rules/{name}.yaml")
    lists = yaml.load(source.read_text("utf-8"), yaml.CSafeLoader)
    return {key: frozenset(map(str, words)) for key, words in lists.items()}
