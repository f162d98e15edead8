"""Figures that a happening's date makes a running total: "since Monday", "between May and July"."""

from collections.abc import Sequence

from msgspec import structs

from warmonitor.knowledge.calendar import TimeExpression
from warmonitor.model import Figure

# What is counted from one date to another, or from one until now, is of many happenings.
_OPEN = frozenset({"since", "range"})
# What holds since then, and does not grow.
_STATES = frozenset({"besieged", "places_held", "forces"})


def over_period(figures: Sequence[Figure], when: TimeExpression | None, after: str) -> tuple[Figure, ...]:
    """The figures, marked as running totals where their date is a period; `after` are the words behind it."""
    # "Since 25 August, when rebels killed nine": those nine died that day.
    if when is None or when.relation not in _OPEN or after.startswith((", when", " when")):
        return tuple(figures)
    return tuple(one if one.measure in _STATES else structs.replace(one, cumulative=True) for one in figures)
