"""Why a claim is read: the words it stands on, its rule's line, the grammar between them, and what lost."""

from collections.abc import Callable
from importlib.resources import files

import pytest

from warmonitor.claims import Reading
from warmonitor.claims.why import RuleLine
from warmonitor.model import Report
from warmonitor.pipeline import Corridor

Why = Callable[[str, str], Reading]
TAKEN = "Kurdish forces took over the town of Manbij on Friday, two residents said."


@pytest.fixture
def why_read(corridor: Corridor, report_of: Callable[..., Report]) -> Why:
    def tell(text: str, type_: str) -> Reading:
        report = report_of(text)
        claim = next(one for one in corridor.told(report).claims if one.type == type_)
        reading = corridor.why(claim, report)
        assert reading is not None
        return reading

    return tell


def _line(rule: RuleLine | None) -> str:
    assert rule is not None
    text = files("warmonitor.claims.rules").joinpath(rule.file).read_text(encoding="utf-8")
    return text.splitlines()[rule.line - 1].strip()


def test_each_part_is_shown_with_the_way_to_it_through_the_grammar(why_read: Why) -> None:
    reading = why_read(TAKEN, "capture")
    parts = {one.part: one for one in reading.parts}
    assert reading.parts[0].part == "capture"
    assert (parts["capture"].text, parts["agent"].text) == ("took over", "Kurdish forces")
    assert parts["agent"].edges == ("took -nsubj-> forces",)
    assert parts["place"].edges[0].startswith("took -obj-> ")
    assert parts["voice"].edges == ("took <-ccomp- said", "said -nsubj-> residents")
    assert all(TAKEN[slice(*one.span)] == one.text for one in reading.parts)


def test_the_line_is_that_of_the_rule(why_read: Why) -> None:
    assert _line(why_read(TAKEN, "capture").rule) == "- type: capture"


def test_the_dead_told_alone_are_told_by_the_words_of_their_measure(why_read: Why) -> None:
    text = "Eleven soldiers were wounded in Manbij, the army said."
    assert _line(why_read(text, "casualties").rule).startswith("injured:")


def test_rules_that_lost_are_named_with_the_reason(why_read: Why) -> None:
    lost = {one.type: one for one in why_read(TAKEN, "capture").rivals}
    assert "capture" not in lost
    assert lost["seizure"].text.startswith("took")
    assert all(_line(RuleLine("events.yaml", line)) == "- type: seizure" for line in lost["seizure"].lines)


def test_what_the_rules_of_today_do_not_tell_is_not_explained_by_them(
    corridor: Corridor, report_of: Callable[..., Report]
) -> None:
    claim, *_ = corridor.told(report_of(TAKEN)).claims
    assert corridor.why(claim, report_of("Rain fell on the town of Manbij.")) is None
