"""Histories: every date counts from the one told before it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from warmonitor.grounding.times.anchoring import anchored
from warmonitor.grounding.times.anchors import Anchors
from warmonitor.grounding.times.moment import Moment
from warmonitor.knowledge.calendar.meaning import Atom


def follow_narrative(atoms: Iterable[Atom], today: date | None) -> list[Moment | None]:
    """The moment of each expression of a history in order; None where it names none or none is decided.

    `today` is the day the history was written on, for the few expressions that count from it.
    """
    moments: list[Moment | None] = []
    anchors = Anchors(today=today, narrative=True)
    ended = 0
    for atom in atoms:
        closes_range = 0 <= atom.start - ended <= 1 and atom.rule.startswith("year")
        ended = atom.end
        moment = anchored(atom.meaning, anchors)
        moments.append(moment)
        if (
            moment is not None
            and atom.meaning.anchor != "publication"
            and moment.grain != "century"
            and not closes_range
        ):
            anchors = replace(anchors, earlier=moment)
    return moments
