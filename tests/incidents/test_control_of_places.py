"""Who is said to hold a place, on whose word."""

from datetime import date

import pytest
from war_tellers import REGISTRY, claim, place, report

from warmonitor.incidents import control
from warmonitor.model import Claim
from warmonitor.model.claim import Extent

HALF = Extent(text="half of", fraction=0.5)
WHOLE = Extent(text="all of", fraction=1.0)


def held(*claims: Claim, as_of: str | None = None) -> set[tuple[str | None, str, str, str]]:
    found = control(
        claims,
        {one.report: report(one.report) for one in claims},
        REGISTRY,
        date.fromisoformat(as_of) if as_of else None,
    )
    return {(hold.place.name, hold.holder, hold.state, hold.layer) for hold in found}


TAKEN = claim("a", "capture", by="front", says="front")

TABLE = [
    ("a party's own word", [TAKEN], {("Velin", "front", "held", "claimed")}),
    (
        "two who are no party",
        [claim("a", "capture", by="front", says="watch"), claim("b", "capture", by="front", says="agency")],
        {("Velin", "front", "held", "assessed")},
    ),
    (
        "one monitor in two papers",
        [claim("a", "capture", by="front", says="watch"), claim("b", "capture", by="front", says="watch")],
        {("Velin", "front", "held", "claimed")},
    ),
    (
        "the loser admits it",
        [claim("a", "capture", by="front", to="army", says="gov")],
        {("Velin", "front", "held", "assessed")},
    ),
    (
        "the loser tells of its withdrawal",
        [TAKEN, claim("b", "withdrawal", by="army", says="stana")],
        {("Velin", "front", "held", "assessed")},
    ),
    (
        "the party and its brigade",
        [TAKEN, claim("b", "capture", by="brigade", says="brigade")],
        {("Velin", "brigade", "held", "claimed")},
    ),
    (
        "half of it",
        [claim("a", "control", place("Velin", extent=HALF), by="front", says="watch")],
        {("Velin", "front", "partly_held", "claimed")},
    ),
    (
        "all of it",
        [claim("a", "control", place("Velin", extent=WHOLE), by="front", says="watch")],
        {("Velin", "front", "held", "claimed")},
    ),
    (
        "entered",
        [claim("a", "entry", by="front", says="agency")],
        {("Velin", "front", "partly_held", "claimed")},
    ),
    (
        "all of it says one, most of it another",
        [
            TAKEN,
            claim("b", "control", place("Velin", extent=Extent(text="most of")), by="front", says="watch"),
        ],
        {("Velin", "front", "partly_held", "claimed")},
    ),
    (
        "entered and then taken",
        [claim("b", "entry", by="front", says="watch"), TAKEN],
        {("Velin", "front", "held", "claimed")},
    ),
    (
        "both say they hold it on one day",
        [TAKEN, claim("b", "control", by="army", says="gov")],
        {("Velin", "front", "contested", "claimed"), ("Velin", "army", "contested", "claimed")},
    ),
    (
        "taken back",
        [TAKEN, claim("b", "capture", when="2031-05-06", by="army", says="army", said="2031-05-06")],
        {("Velin", "army", "held", "claimed")},
    ),
    (
        "entered and beaten off",
        [claim("a", "entry", by="front", says="watch"), claim("b", "repelled", by="army", says="gov")],
        {("Velin", "army", "held", "claimed")},
    ),
    ("left to nobody", [TAKEN, claim("b", "withdrawal", when="2031-05-08", by="front", says="front")], set()),
    (
        "held long ago, entered now",
        [
            claim("a", "capture", when="2016-12-22", by="army", says="gov"),
            claim("b", "control", place("Velin", extent=HALF), by="front", says="watch"),
        ],
        {("Velin", "front", "partly_held", "claimed")},
    ),
    (
        "told of the past without a day",
        [claim("a", "capture", when=None, by="front", newness="background")],
        set(),
    ),
    ("near it only", [claim("a", "capture", place("Velin", "near"), by="front")], set()),
    ("towards it only", [claim("a", "entry", place("Velin", "towards"), by="front")], set()),
    ("villages without names", [claim("a", "capture", None, by="front")], set()),
    ("a country is no point", [claim("a", "control", "Aland", by="front")], set()),
    ("nobody named", [claim("a", "capture")], set()),
    ("a relief body holds nothing", [claim("a", "entry", by="relief")], set()),
    ("who governs and comes on a visit", [claim("a", "entry", by="gov")], set()),
    (
        "an embassy emptied is no town left",
        [TAKEN, claim("b", "withdrawal", by="front", quote="the front pulled its staff out of Velin")],
        {("Velin", "front", "held", "claimed")},
    ),
    ("denied", [claim("a", "capture", by="front", modality="denied")], set()),
    ("vowed", [claim("a", "capture", by="front", modality="planned")], set()),
]


@pytest.mark.parametrize(
    ("claims", "expected"), [case[1:] for case in TABLE], ids=[case[0] for case in TABLE]
)
def test_control(claims: list[Claim], expected: set[tuple[str, str, str, str]]) -> None:
    assert held(*claims) == expected
    assert held(*reversed(claims)) == expected


def test_as_of_knows_nothing_of_what_came_after() -> None:
    back = claim("b", "capture", when="2031-05-06", by="army", says="army", said="2031-05-06")
    assert held(TAKEN, back, as_of="2031-05-04") == {("Velin", "front", "held", "claimed")}
    assert held(TAKEN, back, as_of="2031-05-02") == set()
    assert held(TAKEN, back, as_of="2031-05-06") == {("Velin", "army", "held", "claimed")}


def test_accounts_say_who_and_when() -> None:
    (found,) = control([TAKEN], {"a": report("a")}, REGISTRY)
    assert found.since == date(2031, 5, 2)
    assert [(one.voice, one.claim, one.said_on) for one in found.accounts] == [
        ("front", TAKEN.id, date(2031, 5, 3))
    ]
