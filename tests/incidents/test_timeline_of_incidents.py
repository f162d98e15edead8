"""The days that matter come first, told in the order of time."""

from datetime import date

from war_tellers import REGISTRY, claim, killed, report

from warmonitor.incidents import link, timeline
from warmonitor.model import Claim, Incident


def incidents(*claims: Claim) -> tuple[Incident, ...]:
    return link(claims, {one.report: report(one.report) for one in claims}, REGISTRY).incidents


LARGE = [claim(key, "capture", "Velin", "2031-05-02", by="front", figures=(killed(90),)) for key in "abc"]
SMALL = [claim(f"s{number}", "clash", "Bera", f"2031-05-{number:02}") for number in (4, 6, 8)]
VAGUE = claim("v", "attack", None, None, said=None)


def test_the_day_told_by_most_with_the_largest_toll_is_picked() -> None:
    found = timeline(incidents(*LARGE, *SMALL, VAGUE), 1)
    assert [(one.day, one.moments[0].incident.type) for one in found] == [(date(2031, 5, 2), "capture")]


def test_days_come_in_order_and_reasons_add_up() -> None:
    found = timeline(incidents(*LARGE, *SMALL))
    assert [one.day.day for one in found] == [2, 4, 6, 8]
    for moment in (moment for one in found for moment in one.moments):
        assert moment.weight == sum(weight for _, weight in moment.reasons)


def test_what_repeats_is_less_new() -> None:
    first, second, _ = timeline(incidents(*SMALL))
    assert first.weight > second.weight


def test_nothing_gives_nothing() -> None:
    assert timeline([]) == []
