"""Date expressions of war narrative: found, read, and resolved to days.

`find_times` finds them, `resolve_time` resolves one, `date_report` all of a report in order.
"""

from warmonitor.grounding.times.anchors import Tense
from warmonitor.grounding.times.moment import DateInterval, Moment
from warmonitor.grounding.times.resolving import DatedExpression, date_report, resolve_time
from warmonitor.grounding.times.tense import guess_tense
from warmonitor.knowledge.calendar.atoms import find_atoms
from warmonitor.knowledge.calendar.compose import find_times
from warmonitor.knowledge.calendar.meaning import Atom, Meaning, TimeExpression

__all__ = [
    "Atom",
    "DateInterval",
    "DatedExpression",
    "Meaning",
    "Moment",
    "Tense",
    "TimeExpression",
    "date_report",
    "find_atoms",
    "find_times",
    "guess_tense",
    "resolve_time",
]
