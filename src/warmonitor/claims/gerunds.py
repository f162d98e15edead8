"""Verbs as nouns, with what they are done to: "the dynamiting of the viaduct"."""

import re
from collections.abc import Iterator

_SILENT = re.compile(r"[^eoy]e")
_DOUBLING = re.compile(r".*[^aeiou][aeiou][^aeiouwxy]")


def deeds_of(verbs: str) -> Iterator[str]:
    """ "Dynamiting of", "putting to death of": a verb phrase as a noun, in every spelling it may have."""
    verb, _, rest = verbs.partition(" ")
    if not verb.isalpha() or verb == "be":
        return
    after = f" {rest} of" if rest else " of"
    yield from (f"{gerund}{after}" for gerund in _gerunds(verb))


def _gerunds(verb: str) -> Iterator[str]:
    if _SILENT.search(verb[-2:]):
        yield f"{verb[:-1]}ing"
        return
    yield f"{verb}ing"
    if _DOUBLING.fullmatch(verb):
        yield f"{verb}{verb[-1]}ing"
