"""The words of places.yaml, which set something in a place."""

from collections.abc import Mapping
from functools import cache

import msgspec

from warmonitor.model.claim import Relation
from warmonitor.ontology import read_yaml


class SettingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of places.yaml."""

    locative: frozenset[str]
    relations: Mapping[str, Relation]
    outskirts: frozenset[str]
    sides: Mapping[str, Relation]
    present: frozenset[str]
    divisions: frozenset[str]
    settlements: frozenset[str]
    locating: frozenset[str]
    generic: frozenset[str]
    happenings: frozenset[str]
    occasions: frozenset[str]
    counted: Mapping[str, str]
    beside: frozenset[str]
    befallen: frozenset[str]
    spots: frozenset[str]
    known: frozenset[str]
    borders: frozenset[str]
    causes: frozenset[str]
    ways: frozenset[str]
    bordering: frozenset[str]
    articles: frozenset[str]
    sites: frozenset[str]


@cache
def setting_words() -> SettingWords:
    """The packaged words that set something in a place."""
    return read_yaml("warmonitor.claims.rules", "places.yaml", SettingWords)
