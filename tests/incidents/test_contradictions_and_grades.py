"""What cannot both be true, and how far an incident can be trusted."""

import pytest
from war_tellers import REGISTRY, claim, killed, report

from warmonitor.incidents import Linkage, link
from warmonitor.incidents.denied import gainsays
from warmonitor.model import Claim, Incident


def linked(*claims: Claim) -> Linkage:
    return link(claims, {one.report: report(one.report) for one in claims}, REGISTRY)


def incident(*claims: Claim) -> Incident:
    (found,) = linked(*claims).incidents
    return found


WORDS = "the blast at the grain market gate killed traders"
NONE = "there was no fighting and no one was hurt"
ACT = claim("a", "bombing", quote=WORDS, says="watch", to="gov")

CONTRADICTED = [
    (
        "tolls whose ranges do not meet",
        [
            claim("a", "bombing", quote=WORDS, figures=(killed(4),)),
            claim("b", "bombing", quote=WORDS, figures=(killed(12, None),)),
        ],
        "people killed: 4 (outlet a); at least 12 (outlet b)",
    ),
    (
        "not a shot against dozens killed",
        [
            claim("a", "clash", says="watch", figures=(killed(24, None),)),
            claim("b", "clash", modality="negated", quote=NONE),
        ],
        "clash: told and denied",
    ),
    (
        "a denial of the very claim",
        [ACT, claim("b", "denial", about=ACT.id, says="front")],
        "bombing: told and denied",
    ),
    (
        "captured against repelled",
        [claim("a", "capture", by="front", to="gov"), claim("b", "repelled", by="army")],
        "who holds the place",
    ),
    (
        "different doers",
        [
            claim("a", "killing", by="front", says="army", quote="gunmen shot the mayor Ilo Tarvik at home"),
            claim("b", "killing", by="raiders", says="watch", quote="the mayor Ilo Tarvik was shot at home"),
        ],
        "who did it",
    ),
]

AGREED = [
    (
        "ranges that meet",
        [claim("a", "bombing", figures=(killed(4, None),)), claim("b", "bombing", figures=(killed(12),))],
    ),
    (
        "about forty and forty-two",
        [
            claim("a", "bombing", figures=(killed(40, approx=True),)),
            claim("b", "bombing", figures=(killed(42),)),
        ],
    ),
    (
        "a toll that rose",
        [
            claim("a", "bombing", quote=WORDS, figures=(killed(4),), said="2031-05-02"),
            claim("b", "bombing", quote=WORDS, figures=(killed(9),), said="2031-05-05"),
        ],
    ),
    (
        "one voice that corrects itself",
        [
            claim("a", "bombing", quote=WORDS, figures=(killed(9),), says="watch", said="2031-05-02"),
            claim("b", "bombing", quote=WORDS, figures=(killed(4),), says="watch", said="2031-05-03"),
        ],
    ),
    ("parent and child", [claim("a", "capture", by="front"), claim("b", "control", by="brigade")]),
    (
        "a group and its part",
        [claim("a", "bombing", figures=(killed(9), killed(2, group="child", part_of=0)))],
    ),
]


@pytest.mark.parametrize(
    ("claims", "about"), [case[1:] for case in CONTRADICTED], ids=[case[0] for case in CONTRADICTED]
)
def test_contradicted(claims: list[Claim], about: str) -> None:
    found = incident(*claims)
    assert [dispute.about for dispute in found.contested] == [about]
    assert set(found.contested[0].claims) == {one.id for one in claims}
    assert found.status in {"contested", "denied"}


@pytest.mark.parametrize("claims", [case[1] for case in AGREED], ids=[case[0] for case in AGREED])
def test_agreed(claims: list[Claim]) -> None:
    assert incident(*claims).contested == ()


GAINSAID = [
    ("the same", claim("a", "clash", modality="negated", quote=NONE), claim("b", "clash"), True),
    ("in general", claim("a", "attack", modality="denied"), claim("b", "airstrike"), True),
    ("in particular", claim("a", "airstrike", modality="denied"), claim("b", "attack"), False),
    (
        "no fighting, but dead",
        claim("a", "clash", modality="negated", quote=NONE),
        claim("b", "casualties"),
        False,
    ),
    (
        "no dead, but some",
        claim("a", "casualties", modality="negated", quote=NONE),
        claim("b", "shelling", figures=(killed(3),)),
        True,
    ),
    (
        "no dead, none counted",
        claim("a", "casualties", modality="negated", quote=NONE),
        claim("b", "shelling"),
        False,
    ),
]


@pytest.mark.parametrize(
    ("denial", "told", "expected"), [case[1:] for case in GAINSAID], ids=[case[0] for case in GAINSAID]
)
def test_gainsaid(denial: Claim, told: Claim, expected: bool) -> None:
    assert gainsays(denial, told) is expected
    assert any(incident.contested for incident in linked(denial, told).incidents) is expected


STATUSES = [
    ("one outlet", [claim("a", "shelling")], "single_source", "weak"),
    ("two outlets", [claim("a", "shelling"), claim("b", "shelling")], "corroborated", "fair"),
    (
        "what belongs to it is no word on it",
        [claim("a", "riot", at=0, says="watch"), claim("a", "protest", at=60)],
        "single_source",
        "weak",
    ),
    ("one party", [claim("a", "airstrike", by="raiders", says="army")], "single_source", "weak"),
    (
        "a party and its state media",
        [claim("a", "capture", by="front", says="army"), claim("b", "capture", by="front", says="stana")],
        "single_source",
        "weak",
    ),
    ("a party owns up", [claim("a", "airstrike", by="army", says="gov")], "single_source", "confirmed"),
    (
        "the loser admits",
        [claim("a", "capture", by="front", to="army", says="gov")],
        "single_source",
        "confirmed",
    ),
    (
        "told by one, denied by one",
        [ACT, claim("b", "denial", about=ACT.id, says="front")],
        "denied",
        "contested",
    ),
    (
        "told by two, denied by one",
        [ACT, claim("c", "bombing", quote=WORDS), claim("b", "denial", about=ACT.id, says="front")],
        "contested",
        "contested",
    ),
    (
        "told by one, two say there was nothing",
        [
            claim("a", "clash", says="front"),
            claim("b", "clash", modality="negated", quote=NONE),
            claim("c", "clash", modality="negated", quote=NONE),
        ],
        "denied",
        "discounted",
    ),
]


@pytest.mark.parametrize(
    ("claims", "status", "grade"), [case[1:] for case in STATUSES], ids=[case[0] for case in STATUSES]
)
def test_status_and_grade(claims: list[Claim], status: str, grade: str) -> None:
    found = incident(*claims)
    assert (found.status, found.grade) == (status, grade)


def test_a_grade_gives_its_reasons_and_the_admiralty_code() -> None:
    found = linked(claim("a", "shelling", says="watch"), claim("b", "shelling", says="relief"))
    graded = found.explanations[found.incidents[0].id].grade
    assert (graded.word, graded.source, graded.information) == ("fair", "B", 2)
    assert graded.reasons == (
        "2 independent origins that are no party to it: relief, watch",
        "most reliable kind of voice: B",
        "information 2: two independent origins agree",
    )
