"""Verbs as nouns, with what they are done to: "the dynamiting of the viaduct"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warmonitor.claims.lexicon import EventRule

# "At the urging of the president" tells of who asks, "the reopening of museums" of peace.
_VERBS_ONLY = frozenset({"demand", "comment", "threat", "restriction", "service_disruption"})
_SILENT = re.compile(r"[^eoy]e")
_DOUBLING = re.compile(r".*[^aeiou][aeiou][^aeiouwxy]")


def as_nouns(rules: Sequence[EventRule], verbs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Verb phrases, each with its rule's place in the file, as nouns."""
    for words, number in verbs:
        if rules[int(number)].type not in _VERBS_ONLY:
            yield from ((noun, number) for noun in _nouns_of(words))


def _nouns_of(words: str) -> Iterator[str]:
    """ "Dynamiting of", "putting to death of": a verb phrase as a noun, in every spelling it may have."""
    verb, _, rest = words.partition(" ")
    if verb.isalpha() and verb != "be":
        yield from (f"{gerund} {rest} of" if rest else f"{gerund} of" for gerund in _gerunds(verb))


def _gerunds(verb: str) -> Iterator[str]:
    if _SILENT.search(verb[-2:]):
        yield f"{verb[:-1]}ing"
        return
    yield f"{verb}ing"
    if _DOUBLING.fullmatch(verb):
        yield f"{verb}{verb[-1]}ing"
