"""Parts of the figures that a happening's own words count: "captured 40 men, six of them officers"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from warmonitor.claims.counted import figure_of
from warmonitor.claims.cues import measure_of
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.parts import whole_of
from warmonitor.claims.phrases import Phrase
from warmonitor.model import Figure

_SOON = 7


@dataclass(frozen=True)
class Measured:
    """A figure, the tokens [start, end) of its words, and whether it is one of people."""

    figure: Figure
    start: int
    end: int
    of_people: bool


def with_parts(
    found: Sequence[Measured], phrases: Sequence[Phrase | None], nouns: Nouns, before: int
) -> tuple[Figure, ...]:
    """The figures, each followed by those that the words right behind it say are part of it.

    `phrases` are what the numbers of the sentence count; the claim has `before` other figures.
    """
    counted = {one.start: one for one in phrases if one is not None}
    figures: list[Figure] = []
    told: set[int] = set()
    for one in found:
        if one.start in told:
            continue
        first = before + len(figures)
        following = [counted[start] for start in sorted(counted) if start >= one.end]
        parts = _parts(one, following, nouns)
        # A parse may take a part for one of those joined to its whole.
        told |= {part.start for part in parts}
        figures.append(one.figure)
        figures += [
            structs.replace(part.figure, part_of=first + (part.figure.part_of or 0)) for part in parts
        ]
    return tuple(figures)


def _parts(one: Measured, following: Sequence[Phrase], nouns: Nouns) -> list[Measured]:
    """The parts of a figure; the first phrase that is no part ends them."""
    own, end = [one.figure], one.end
    parts: list[Measured] = []
    if not one.of_people:
        return []
    for nth, phrase in enumerate(following):
        whole = whole_of(nouns.sentence, following[nth:], own, end)
        if whole is None or phrase.sort not in {"people", "bare"} or _has_its_own_lot(phrase, end, nouns):
            break
        group = phrase.group if phrase.sort == "people" else own[whole].group
        words = nouns.sentence.words(phrase.start, phrase.end)
        own.append(figure_of(replace(phrase, group=group), one.figure.measure, words, whole))
        end = phrase.end
        parts.append(Measured(own[-1], phrase.start, end, of_people=True))
    return parts


def _has_its_own_lot(phrase: Phrase, end: int, nouns: Nouns) -> bool:
    """ "took 40 men, 12 of whom were killed", "had taken 12, and released five of them"."""
    doc = nouns.sentence.doc
    after = doc[phrase.end : min(phrase.end + _SOON, nouns.sentence.span.end)]
    verbs = (token for token in doc[end : phrase.start] if token.pos_ == "VERB")
    return any(measure_of(nouns.sentence, token, nouns.lexicon) is not None for token in (*verbs, *after))
