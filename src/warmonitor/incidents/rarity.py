"""How rare a word or a name is in news of war, in bits: by chance, texts share common words."""

from collections.abc import Iterable
from functools import cache, lru_cache

from warmonitor.incidents import proper, settings, wording
from warmonitor.model import Place


@cache
def _words() -> dict[str, int]:
    listed = settings.rarity().words
    return {wording.common(word): bits for bits, words in listed.items() for word in words}


@cache
def _names() -> dict[str, int]:
    """Bits by key; of two names with one key, the commoner's."""
    listed = sorted(settings.rarity().names.items(), reverse=True)
    return {proper.key(name): bits for bits, names in listed for name in names}


def word_bits(word: str) -> int:
    """Of a word made comparable."""
    return _words().get(word, settings.rarity().unlisted)


def name_bits(key: str) -> int:
    """Of a key of a name."""
    return _names().get(key, settings.rarity().unlisted)


@lru_cache(maxsize=4096)
def names(text: str) -> frozenset[str]:
    """Keys of the words of the proper names in a text; a common word that opens a sentence is none."""
    return frozenset(key for key, _ in proper.spelled(text, _words().keys()))


def place_keys(place: Place) -> frozenset[str]:
    """Keys of the names of a place and of what holds it."""
    return frozenset().union(*(name_keys(name) for name in (place.text, place.name, place.admin1) if name))


@lru_cache(maxsize=4096)
def name_keys(name: str) -> frozenset[str]:
    """Keys of the words of one name."""
    return names(f"in {name}")


def shared_bits(one: Iterable[str], other: frozenset[str]) -> int:
    """The bits of the words that two texts share."""
    return sum(word_bits(word) for word in one if word in other)
