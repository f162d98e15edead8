"""Names that differ by a letter or two from one known name."""

import re
from functools import cache

from rapidfuzz import fuzz, process

from warmonitor.grounding.actors.context import ActorContext
from warmonitor.grounding.actors.decision import GroundedActor, abstained, found
from warmonitor.knowledge.registry import Registry, fold_name
from warmonitor.knowledge.registry.words import word_lists

_FUZZY_LENGTH = 10
_FUZZY_SCORE = 93.0
_NOT_A_SPELLING = re.compile(r"\d")


def spelled(text: str, _: ActorContext, registry: Registry) -> GroundedActor | None:
    """A long name that differs by a letter or two from one known name and from no other."""
    key = fold_name(text)
    if len(key) < _FUZZY_LENGTH or text.islower() or _NOT_A_SPELLING.search(key):
        return None
    names = registry.folded_names()
    near = process.extract(key, _long_names(registry), scorer=fuzz.ratio, score_cutoff=_FUZZY_SCORE, limit=3)
    close = [
        name
        for name, _, _ in near
        if len(name.split()) == len(key.split()) and _same_states(name, key, registry)
    ]
    entries = {entry.id: entry for name in close for entry in names[name]}
    if len(entries) != 1:
        return abstained("near in spelling to several", list(entries.values())) if entries else None
    return found(next(iter(entries.values())), 0.75, f'spelled nearly as "{close[0]}"')


def _same_states(name: str, key: str, registry: Registry) -> bool:
    """A country's word may not differ: Iraq is no misspelt Iran."""
    pairs = zip(name.split(), key.split(), strict=True)
    return all(
        one == other or (registry.state_of(one) is None and registry.state_of(other) is None)
        for one, other in pairs
    )


@cache
def _long_names(registry: Registry) -> tuple[str, ...]:
    return tuple(
        name
        for name, entries in registry.folded_names().items()
        if len(name) >= _FUZZY_LENGTH and not entries[0].generated
    )


@cache
def folded_words(name: str) -> frozenset[str]:
    """A word list of the room, folded as names are compared."""
    return frozenset(fold_name(word) for word in word_lists()[name])
