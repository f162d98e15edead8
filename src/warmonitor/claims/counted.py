"""A figure in its sentence."""

from dataclasses import dataclass

from msgspec import UNSET

from warmonitor.claims.phrases import Phrase
from warmonitor.language import Token
from warmonitor.model import Figure


@dataclass(frozen=True)
class Counted:
    """A figure in its sentence: the cue that says what happened to the counted, and where its words stand."""

    figure: Figure
    cue: Token
    start: int
    end: int
    noun: Token | None
    of_before: bool = False
    """Whether the sentence only tells who those were whom the report has counted before."""


def figure_of(
    phrase: Phrase, measure: str, words: str, part_of: int | None = None, *, running: bool = False
) -> Figure:
    """The figure that a counted phrase makes, `words` being its words."""
    return Figure(
        measure=measure,
        low=phrase.quantity.low,
        high=phrase.quantity.high,
        group=phrase.group,
        text=words,
        part_of=part_of,
        approx=True if phrase.quantity.approx else UNSET,
        cumulative=True if running else UNSET,
    )
