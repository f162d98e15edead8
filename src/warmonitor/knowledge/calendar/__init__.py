"""Date expressions of war narrative: found and read, not yet anchored to any day.

`find_times` gives those that can date an event, `find_atoms` also durations, frequencies and "now".
"""

from warmonitor.knowledge.calendar.atoms import find_atoms
from warmonitor.knowledge.calendar.compose import find_times
from warmonitor.knowledge.calendar.meaning import Atom, Meaning, TimeExpression
from warmonitor.knowledge.calendar.vocabulary import words

__all__ = ["Atom", "Meaning", "TimeExpression", "find_atoms", "find_times", "words"]
