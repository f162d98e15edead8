"""A toll is never a sum or a mean of rivals: every voice's latest figure, and the range over them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from war_tellers import REGISTRY, claim, day, killed, report

from warmonitor.incidents import Linkage, Origins, link, tolls, ucdp
from warmonitor.incidents.figures import count, span
from warmonitor.model import Claim, Figure, Incident, Toll, VoiceFigure

REPORTS = {key: report(key) for key in "abcdefgh"}
ORIGINS = Origins(REPORTS, {}, REGISTRY)


def toll_of(*claims: Claim, measure: str = "killed") -> tuple[int | None, int | None]:
    (toll,) = (
        toll for toll in count(claims, ORIGINS).tolls if toll.measure == measure and toll.group == "people"
    )
    return toll.low, toll.high


def told(
    key: str, *figures: Figure, says: str | None = None, said: str = "2031-05-03", **more: object
) -> Claim:
    return claim(key, "shelling", figures=figures, says=says, said=said, **more)  # type: ignore[arg-type]


RANGES = [
    ("one voice", [told("a", killed(12))], (12, 12)),
    ("two voices", [told("a", killed(12)), told("b", killed(15))], (12, 15)),
    ("an open end stays open", [told("a", killed(12, None)), told("b", killed(15))], (12, None)),
    ("an open beginning stays open", [told("a", killed(None, 40)), told("b", killed(15))], (None, 40)),
    (
        "a later figure of one voice",
        [told("a", killed(5), says="watch", said="2031-05-02"), told("b", killed(9), says="watch")],
        (9, 9),
    ),
    (
        "a lower later figure",
        [told("a", killed(9), says="watch", said="2031-05-02"), told("b", killed(5), says="watch")],
        (5, 5),
    ),
    (
        "state media after the army",
        [told("a", killed(9), says="army", said="2031-05-02"), told("b", killed(5), says="stana")],
        (5, 5),
    ),
    (
        "two on one day, one voice",
        [told("a", killed(5), says="watch"), told("b", killed(9), says="watch")],
        (5, 9),
    ),
    (
        "an old figure told again",
        [told("a", killed(9), says="watch"), told("b", killed(5), says="watch", said="2031-05-01")],
        (9, 9),
    ),
    ("a denied figure", [told("a", killed(12)), told("b", killed(90), modality="denied")], (12, 12)),
    ("a promise", [told("a", killed(12)), told("b", killed(90), modality="planned")], (12, 12)),
    ("no number", [told("a", killed(12)), told("b", killed(None, None))], (12, 12)),
    ("a running total", [told("a", killed(12)), told("b", killed(900, cumulative=True))], (12, 12)),
]


@pytest.mark.parametrize(
    ("claims", "expected"), [case[1:] for case in RANGES], ids=[case[0] for case in RANGES]
)
def test_the_range(claims: list[Claim], expected: tuple[int | None, int | None]) -> None:
    assert toll_of(*claims) == expected


def test_parts_stand_by_themselves_and_are_never_added() -> None:
    parts = told(
        "a", killed(312, None), killed(31, group="civilian", part_of=0), killed(9, group="child", part_of=1)
    )
    found = {(toll.group, toll.low, toll.high) for toll in count([parts], ORIGINS).tolls}
    assert found == {("people", 312, None), ("civilian", 31, 31), ("child", 9, 9)}


def test_a_superseded_figure_is_kept() -> None:
    found = count(
        [told("a", killed(5), says="watch", said="2031-05-02"), told("b", killed(9), says="watch")], ORIGINS
    )
    assert [(old.voice, old.low, old.said_on) for old in found.superseded] == [("watch", 5, date(2031, 5, 2))]


def test_running_totals_and_a_partys_word_on_its_enemy_stand_apart() -> None:
    boast = told("a", killed(200, side=("front",)), says="army")
    own = told("b", killed(8, side=("gov",)), says="army")
    total = told("c", killed(900, cumulative=True, since=date(2031, 4, 1)), says="watch")
    found = count([boast, own, total], ORIGINS)
    assert [(toll.side, toll.low) for toll in found.tolls] == [(("gov",), 8)]
    assert [(toll.side, toll.low) for toll in found.apart.by_party] == [(("front",), 200)]
    assert [toll.low for toll in found.apart.running] == [900]


BOUND = st.one_of(st.none(), st.integers(0, 500))


def _figure(low: int | None, high: int | None) -> VoiceFigure:
    if low is not None and high is not None and low > high:
        low, high = high, low
    return VoiceFigure(voice="v", low=low, high=high, said_on=None, claim="c")


@given(st.lists(st.builds(_figure, BOUND, BOUND), min_size=1))
def test_a_range_contains_its_parts(figures: list[VoiceFigure]) -> None:
    low, high = span(figures)
    for figure in figures:
        assert low is None or (figure.low is not None and low <= figure.low)
        assert high is None or (figure.high is not None and figure.high <= high)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([(12, 12)], (12, 12, 12)),
        ([(12, 12), (15, 15), (15, None)], (12, 15, 15)),
        ([(None, 40), (20, 30)], (20, 20, 40)),
        ([], None),
    ],
)
def test_low_best_and_high_as_ucdp_tables_them(
    figures: list[tuple[int | None, int | None]], expected: tuple[int, int, int] | None
) -> None:
    voices = tuple(_figure(low, high) for low, high in figures)
    toll = Toll(measure="killed", group="people", low=None, high=None, by_voice=voices)
    assert ucdp(toll) == expected


# --- periods


def linked(*claims: Claim) -> Linkage:
    return link(claims, {one.report: report(one.report) for one in claims}, REGISTRY)


def sum_of(
    claims: list[Claim], since: str = "2031-05-01", until: str = "2031-05-31"
) -> tuple[int | None, int | None]:
    found = linked(*claims)
    period = tolls(
        found.incidents,
        {one.id: one for one in claims},
        ORIGINS,
        date.fromisoformat(since),
        date.fromisoformat(until),
    )
    sums = {(one.measure, one.group): (one.low, one.high) for one in period.sums}
    return sums.get(("killed", "people"), (None, None))


VELIN = claim("a", "shelling", "Velin", figures=(killed(4),))
VELIN_AGAIN = claim("b", "shelling", "Velin", figures=(killed(4),))
BERA = claim("c", "airstrike", "Bera", figures=(killed(10),))
NEXT_MONTH = claim("d", "airstrike", "Bera", "2031-06-04", figures=(killed(7),))
WHOLE = claim("e", "offensive", "Orsk", "2031-05-01/2031-05-04", figures=(killed(50, None),))
EDGE = claim("f", "siege", "Tarmo", "2031-05-28/2031-06-05", figures=(killed(3),))
NOWHERE = claim("g", "casualties", None, "2031-05-09", figures=(killed(11),))
TOTAL = claim("h", "casualties", "Aland", "2031-05-20", figures=(killed(9000, cumulative=True),))

PERIODS = [
    ("two incidents", [VELIN, BERA], (14, 14)),
    ("two reports of one incident", [VELIN, VELIN_AGAIN, BERA], (14, 14)),
    ("one of another month", [VELIN, NEXT_MONTH], (4, 4)),
    ("an offensive and a shelling within it", [WHOLE, VELIN], (50, None)),
    ("an offensive and a strike elsewhere", [WHOLE, BERA], (60, None)),
    ("one that reaches beyond", [VELIN, EDGE], (4, 4)),
    ("one without a place", [VELIN, NOWHERE], (4, 4)),
    ("a running total", [VELIN, TOTAL], (4, 4)),
    ("nothing", [], (None, None)),
]


@pytest.mark.parametrize(
    ("claims", "expected"), [case[1:] for case in PERIODS], ids=[case[0] for case in PERIODS]
)
def test_a_period(claims: list[Claim], expected: tuple[int | None, int | None]) -> None:
    assert sum_of(claims) == expected


def test_a_period_says_what_it_could_not_add() -> None:
    claims = [VELIN, WHOLE, EDGE, NOWHERE, TOTAL]
    found = linked(*claims)
    period = tolls(
        found.incidents, {one.id: one for one in claims}, ORIGINS, date(2031, 5, 1), date(2031, 5, 31)
    )
    home = {one: incident.id for incident in found.incidents for one in incident.claims}
    assert {(left.incident, left.reason) for left in period.not_added} == {
        (home[VELIN.id], f"may be part of {home[WHOLE.id]}"),
        (home[EDGE.id], "it reaches beyond the period"),
        (home[NOWHERE.id], "its place is not told: it may be one of the others"),
    }
    assert [(toll.low, toll.by_voice[0].claim) for toll in period.running] == [(9000, TOTAL.id)]


def test_history_is_added_only_where_its_days_are_asked_for() -> None:
    old = claim("o", "killing", "Velin", "1982-02-05", figures=(killed(2000),), newness="background")
    found = linked(VELIN, old)
    claims = {one.id: one for one in (VELIN, old)}
    every = tolls(found.incidents, claims, ORIGINS)
    assert [(one.low, one.high) for one in every.sums] == [(4, 4)]
    assert [left.reason for left in every.not_added] == [
        "it is told as history: it is added when its days are asked for"
    ]
    of_then = tolls(found.incidents, claims, ORIGINS, date(1982, 1, 1), date(1982, 12, 31))
    assert [(one.low, one.high) for one in of_then.sums] == [(2000, 2000)]


def test_figures_of_one_claim_are_of_different_people() -> None:
    both = claim("p", "airstrike", "Bera", figures=(killed(2), killed(15)))
    (incident,) = linked(both).incidents
    assert [(toll.low, toll.high) for toll in incident.tolls] == [(17, 17)]


def test_a_total_of_many_happenings_is_of_none_of_them() -> None:
    total = claim("q", "casualties", None, "2031-05-02", figures=(killed(182, cumulative=True),))
    siege = claim("q", "siege", "Velin", "2031-05-02", at=60)
    assert len(linked(total, siege).incidents) == 2


def _incident(number: int, low: int | None, high: int | None, offset: int) -> Incident:
    when = day(f"2031-05-{1 + offset:02}")
    made = linked(
        claim(f"i{number}", "shelling", "Velin" if number % 2 else "Orsk", when, figures=(killed(1),))
    )
    (incident,) = made.incidents
    return replace(incident, tolls=(replace(incident.tolls[0], low=low, high=high),))


@given(
    st.lists(
        st.builds(_incident, st.integers(0, 9), st.integers(0, 9), st.integers(9, 20), st.integers(0, 5)),
        max_size=8,
    )
)
def test_a_sum_is_no_more_than_all_and_no_less_than_the_largest(incidents: list[Incident]) -> None:
    unique = {incident.id: incident for incident in incidents}
    period = tolls(unique.values(), {}, ORIGINS)
    for one in period.sums:
        lows = [unique[key].tolls[0].low or 0 for key in one.incidents]
        assert one.low is not None
        assert max(lows) <= one.low <= sum(lows)
