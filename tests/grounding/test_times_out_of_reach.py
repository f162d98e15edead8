"""Days that no calendar holds are left open, and cost nothing else."""

from datetime import date

import pytest

from warmonitor.grounding.times.anchoring import anchored
from warmonitor.grounding.times.anchors import Anchors
from warmonitor.knowledge.calendar.atoms import find_atoms


@pytest.mark.parametrize(
    "words",
    ["in the last 100,000 years", "100,000 years ago", "90,000,000 days ago", "over the next 900,000 months"],
)
def test_out_of_the_calendar(words: str) -> None:
    moments = [anchored(atom.meaning, Anchors(today=date(2031, 5, 2))) for atom in find_atoms(words)]
    assert moments
    assert not any(moment is not None and moment.date is not None for moment in moments)
