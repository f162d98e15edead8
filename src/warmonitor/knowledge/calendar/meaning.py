"""What a date expression says, before anything is known of the day it was written on."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["date", "window", "duration", "frequency", "vague"]
Anchor = Literal["publication", "earlier", "context", "event"]
Unit = Literal["second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century"]
Edge = Literal["start", "mid", "end"]
Part = Literal["morning", "midday", "afternoon", "evening", "night", "overnight"]
Half = Literal["earlier", "later"]
Relation = Literal["at", "since", "until", "before", "after", "range"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The parsed words of one date expression.

    `year` is negative before our era. `month` 1-12, `weekday` 0 (Monday) to 6, `season` the season's first
    month. `year_to`, `day_to`, `weekday_to` close a short range ("2015-16", "3-5 May"). `unit` with `shift`
    counts from `anchor`; `amount` is the length of a duration, None where the words give no number.
    `half` tells the part of a unit before or after the anchor ("earlier this week"). `value` refines a vague
    expression (past, present, future, part, named).
    """

    kind: Kind
    year: int | None = None
    year_to: int | None = None
    month: int | None = None
    day: int | None = None
    day_to: int | None = None
    weekday: int | None = None
    weekday_to: int | None = None
    season: int | None = None
    decade: int | None = None
    century: int | None = None
    half_year: int | None = None
    quarter: int | None = None
    part: Part | None = None
    clock: tuple[int, int] | None = None
    edge: Edge | None = None
    anchor: Anchor | None = None
    unit: Unit | None = None
    shift: int | None = None
    amount: float | None = None
    half: Half | None = None
    value: str | None = None

    @property
    def absolute(self) -> bool:
        """True when the words name the year themselves."""
        return self.year is not None or self.decade is not None or self.century is not None


@dataclass(frozen=True, slots=True)
class Atom:
    """One simple date expression: its words at [start, end) of the text, and what they say."""

    start: int
    end: int
    text: str
    meaning: Meaning
    rule: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date expression as a report uses it: one atom, or two joined by a range or an offset.

    `start`, `end` are character offsets into the text that `find_times` was given; `text` the words there.
    `relation` says how the interval lies to the atoms: "since 2015" leaves its end open, "until Friday" its
    start; a range runs from the first atom to the second.
    """

    start: int
    end: int
    text: str
    atoms: tuple[Atom, ...]
    relation: Relation = "at"

    @property
    def kind(self) -> Kind:
        """The kind of the first atom."""
        return self.atoms[0].meaning.kind

    @property
    def places_event(self) -> bool:
        """True when the words can date something: a duration or "daily" alone cannot."""
        return self.kind in ("date", "window")
