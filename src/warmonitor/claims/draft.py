"""A claim in words, with what grounding needs to decide and the finished claim no longer shows."""

from dataclasses import dataclass
from typing import Literal

from warmonitor.model import Claim
from warmonitor.model.noun import Span

Tense = Literal["past", "future"]


@dataclass(frozen=True)
class Draft:
    """One claim as words.

    `trigger` is the span of the words that tell of the happening; `time` that of the date expression which
    belongs to it; `before` that of a date by which it was over; `said_on`, by place in the chain of voices,
    that of the day on which a voice spoke. Spans are character offsets into the report's text. `tense` helps
    a bare weekday to its week.
    """

    claim: Claim
    trigger: Span
    time: Span | None = None
    before: Span | None = None
    said_on: tuple[Span | None, ...] = ()
    tense: Tense = "past"
