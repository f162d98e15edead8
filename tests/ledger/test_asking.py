"""Every filter gives what it asks for, no more, in an order that does not depend on how it was read."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_war import NOON, Clock, Linked, claimed, happened, place, reported

from warmonitor.ledger import Filter, Ledger, cursor
from warmonitor.ledger.counting import Kind
from warmonitor.model import Claim, Report, to_json

Telling = tuple[str, dict[str, Any], dict[str, Any]]

TELLINGS: dict[str, Telling] = {
    "dawn": ("Rebels shelled Tarsil at dawn.", {}, {}),
    "raid": (
        "Jets struck Velmora, 100% certain.",
        {"outlet": "Coast Agency", "published": date(2031, 5, 2)},
        {
            "kind": "airstrike",
            "at": "Velmora",
            "on": date(2031, 5, 1),
            "by": "jets",
            "killed": None,
            "voice": "Ministry",
        },
    ),
    "siege": (
        "Karô has been besieged since March.",
        {"published": date(2031, 5, 3)},
        {"kind": "siege", "at": "Karô", "on": (date(2031, 3, 1), None), "newness": "ongoing", "killed": 40},
    ),
    "vow": (
        "The Red Front vowed to take Tarsil.",
        {"published": None},
        {"kind": "threat", "on": None, "modality": "planned", "killed": None},
    ),
}


def told(names: Iterable[str] = TELLINGS) -> dict[str, tuple[Report, bytes, Claim]]:
    found = {}
    for name in names:
        text, of_report, of_claim = TELLINGS[name]
        report, raw = reported(text, **of_report)
        found[name] = (report, raw, claimed(report, **of_claim))
    return found


def fill(ledger: Ledger, names: Iterable[str] = TELLINGS) -> dict[str, str]:
    """Keep the tellings in the order of their names; gives the name of each id."""
    named = {}
    for name, (report, raw, claim) in told(names).items():
        ledger.add(report, raw, [claim])
        incident = happened([claim], status="contested" if name == "raid" else "single_source")
        named |= {report.id: name, claim.id: name, incident.id: name}
    incidents = tuple(
        happened([c], status="contested" if n == "raid" else "single_source")
        for n, (_, _, c) in told().items()
    )
    ledger.record_linkage(Linked(tuple(i for i in incidents if i.id in named)))
    return named


ASKED: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"dawn", "raid", "siege", "vow"}),
    ({"place": "geonames:9000001"}, {"dawn", "vow"}),
    ({"place": "tarsil"}, {"dawn", "vow"}),
    ({"place": "ORDAN"}, {"dawn", "vow"}),
    ({"place": "Syria"}, {"dawn", "vow"}),
    ({"place": "sy"}, {"dawn", "vow"}),
    ({"place": "iso:SY"}, {"dawn", "vow"}),
    ({"place": "Chad"}, {"raid"}),
    ({"place": "karo"}, {"siege"}),
    ({"place": "Tars"}, set()),
    ({"actor": "red-front"}, {"dawn", "siege", "vow"}),
    ({"actor": "JETS"}, {"raid"}),
    ({"type": "siege"}, {"siege"}),
    ({"since": date(2031, 5, 1)}, {"raid", "siege"}),
    ({"until": date(2031, 4, 29)}, {"dawn", "siege"}),
    ({"since": date(2031, 4, 29), "until": date(2031, 4, 29)}, {"dawn", "siege"}),
    ({"until": date(2031, 2, 28)}, set()),
    ({"status": "contested"}, {"raid"}),
    ({"voice": "ridge-watch", "type": "siege"}, {"siege"}),
    ({"voice": "ministry"}, {"raid"}),
    ({"voice": "the watch"}, {"dawn", "raid", "siege", "vow"}),
    ({"voice": "coast agency"}, {"raid"}),
    ({"measure": "killed"}, {"dawn", "siege"}),
    ({"modality": "planned"}, {"vow"}),
    ({"newness": "ongoing"}, {"siege"}),
    ({"text": "KARO has"}, {"siege"}),
    ({"text": "100%"}, {"raid"}),
    ({"text": "r_bels"}, set()),
    ({"actor": "rebels", "type": "threat", "place": "Tarsil"}, {"vow"}),
    ({"actor": "rebels", "voice": "ministry"}, set()),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterable[tuple[Ledger, dict[str, str]]]:
    with Ledger.open(f"sqlite:///{tmp_path_factory.mktemp('asking')}/ledger.db") as ledger:
        yield ledger, fill(ledger)


@pytest.mark.parametrize(("asked", "expected"), ASKED, ids=[str(asked) for asked, _ in ASKED])
def test_a_filter_gives_what_it_asks_for(
    filled: tuple[Ledger, dict[str, str]], asked: dict[str, Any], expected: set[str]
) -> None:
    ledger, named = filled
    wanted = Filter(**asked)
    for kind, ask in (("claims", ledger.claims), ("incidents", ledger.incidents)):
        assert {named[noun.id] for noun in ask(wanted)} == expected, kind
        assert ledger.count(kind, wanted) == len(expected)
    if not {"since", "until"} & set(asked):
        assert {named[noun.id] for noun in ledger.reports(wanted)} == expected
        assert ledger.count("reports", wanted) == len(expected)


def test_the_same_answers_on_every_database(ledger: Ledger) -> None:
    named = fill(ledger)
    for asked, expected in ASKED:
        wanted = Filter(**asked)
        assert {named[noun.id] for noun in ledger.claims(wanted)} == expected, asked
        assert {named[noun.id] for noun in ledger.incidents(wanted)} == expected, asked
        assert ledger.count("reports", wanted) >= 0


def test_reports_are_asked_by_the_day_of_publication(filled: tuple[Ledger, dict[str, str]]) -> None:
    ledger, named = filled
    asked = Filter(since=date(2031, 5, 2), until=date(2031, 5, 3))
    assert [named[report.id] for report in ledger.reports(asked)] == ["siege", "raid"]


def test_what_has_no_time_is_counted_where_days_are_asked_for(filled: tuple[Ledger, dict[str, str]]) -> None:
    ledger, _ = filled
    days = Filter(since=date(2031, 1, 1), until=date(2031, 12, 31))
    assert ledger.count("claims", days) == 3
    assert ledger.count_undated("claims", days) == 1
    assert ledger.count_undated("incidents", days) == 1
    assert ledger.count_undated("reports", days) == 1
    assert ledger.count_undated("claims", Filter(type="siege", since=date(2031, 1, 1))) == 0
    assert ledger.count_undated("claims", Filter()) == 0


def test_one_report_and_one_incident(filled: tuple[Ledger, dict[str, str]]) -> None:
    ledger, named = filled
    ids = {(kind, name): identity for identity, name in named.items() for kind in identity[:1]}
    of_report, of_incident = Filter(report=ids["r", "raid"]), Filter(incident=ids["i", "raid"])
    for wanted in (of_report, of_incident):
        for ask in (ledger.reports, ledger.claims, ledger.incidents):
            assert [named[noun.id] for noun in ask(wanted)] == ["raid"]


def test_pages_join_to_the_whole(filled: tuple[Ledger, dict[str, str]]) -> None:
    ledger, named = filled
    ways: tuple[Callable[..., Any], ...] = (ledger.reports, ledger.claims, ledger.incidents)
    for ask in ways:
        whole = list(ask())
        pages, after = [], None
        while page := list(ask(Filter(limit=1, after=after))):
            pages += page
            after = cursor(page[-1])
        assert pages == whole
        assert len(whole) == 4
    assert [named[claim.id] for claim in ledger.claims()] == ["raid", "dawn", "siege", "vow"]


@pytest.mark.parametrize("wanted", [Filter(), Filter(type="shelling"), Filter(since=date(2031, 5, 1))])
def test_a_list_page_by_page_is_the_collection_in_its_own_json(
    filled: tuple[Ledger, dict[str, str]], wanted: Filter
) -> None:
    ledger, _ = filled
    kinds: tuple[Kind, ...] = ("reports", "claims", "incidents")
    for kind in kinds:
        found, after = list[bytes](), None
        while True:
            page = ledger.listed(kind, replace(wanted, limit=2, after=after))
            assert (page.count, page.undated) == (
                ledger.count(kind, wanted),
                ledger.count_undated(kind, wanted),
            )
            found += map(bytes, page.items)
            if (after := page.next) is None:
                break
            assert len(page.items) == 2
        assert found == [to_json(noun) for noun in getattr(ledger, kind)(wanted)]


@pytest.mark.parametrize(
    "asked",
    [
        {"limit": 0},
        {"after": "no cursor"},
        {"after": "é"},
        {"since": date(2031, 2, 1), "until": date(2031, 1, 1)},
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"limit|cursor|since"):
        Filter(**asked)


def test_counts_of_actors_voices_and_places(ledger: Ledger) -> None:
    fill(ledger)
    assert [(a.id, a.name, a.claims, a.reports) for a in ledger.actors()] == [
        ("red-front", "rebels", 3, 3),
        (None, "jets", 1, 1),
    ]
    assert [(v.id, v.kind, v.claims) for v in ledger.voices()] == [
        ("ridge-watch", "monitor", 4),
        (None, "outlet", 3),
        (None, "outlet", 1),
    ]
    places = list(ledger.places())
    assert [(p.id, p.name, p.claims, p.country, p.precision) for p in places] == [
        ("geonames:9000001", "Tarsil", 2, "SY", "settlement"),
        (None, "Karô", 1, None, "unresolved"),
        ("geonames:9000002", "Velmora", 1, "TD", "settlement"),
    ]
    assert (places[0].lat, places[0].lon) == (34.125, 36.75)
    assert [place.name for place in ledger.places(Filter(type="siege"))] == ["Karô"]
    assert [place.name for place in ledger.places(Filter(limit=1))] == ["Tarsil"]


def test_asked_for_a_place_other_places_are_not_counted(ledger: Ledger) -> None:
    report, raw = reported("Rebels shelled Tarsil and Velmora, the ministry said.")
    claim = msgspec.structs.replace(claimed(report), places=(place("Tarsil"), place("Velmora")))
    ledger.add(report, raw, [claim])
    assert [found.name for found in ledger.places()] == ["Tarsil", "Velmora"]
    assert [found.name for found in ledger.places(Filter(place="Syria"))] == ["Tarsil"]
    assert [found.id for found in ledger.voices(Filter(voice="ridge-watch"))] == [None, "ridge-watch"]


def test_the_id_of_a_division_means_all_within(ledger: Ledger) -> None:
    division = msgspec.structs.replace(place("Tarsil"), id="adm1:SY.99", name="Ôrdan", precision="division")
    told = [
        ("Ordan was calm.", division),
        ("Shells hit Tarsil.", place("Tarsil")),
        ("Velmora fell.", place("Velmora")),
    ]
    claims = []
    for text, where in told:
        report, raw = reported(text)
        claims.append(msgspec.structs.replace(claimed(report), places=(where,)))
        ledger.add(report, raw, claims[-1:])
    ledger.record_linkage(Linked(tuple(happened([claim]) for claim in claims)))
    wanted = Filter(place="adm1:SY.99")
    assert {claim.id for claim in ledger.claims(wanted)} == {claim.id for claim in claims[:2]}
    assert ledger.count("incidents", wanted) == 2
    assert ledger.count("reports", wanted) == 2


@pytest.mark.parametrize(
    ("as_of", "known"),
    [
        (NOON - timedelta(seconds=1), 0),
        (NOON, 1),
        ((NOON + timedelta(hours=5)).replace(tzinfo=None), 1),
        (NOON.astimezone(datetime.now(UTC).astimezone().tzinfo), 1),
        (date(2031, 4, 30), 0),
        (date(2031, 5, 1), 1),
        (date(2031, 5, 2), 2),
        (None, 3),
    ],
)
def test_as_of_gives_what_was_known_then(url: str, as_of: datetime | date | None, known: int) -> None:
    clock = Clock()
    with Ledger.open(url, clock=clock) as ledger:
        kept = told()
        for name in ("dawn", "raid", "siege"):
            report, raw, claim = kept[name]
            ledger.add(report, raw, [claim])
            clock.forward(days=1)
        wanted = Filter(as_of=as_of)
        assert ledger.count("reports", wanted) == known
        assert len(list(ledger.claims(wanted))) == known
        assert sum(actor.claims for actor in ledger.actors(wanted)) == known
        assert (ledger.report(kept["raid"][0].id, as_of=as_of) is not None) == (known >= 2)


def answers(ledger: Ledger) -> list[Any]:
    return [
        [list(ask(Filter(**asked))) for asked, _ in ASKED]
        for ask in (
            ledger.reports,
            ledger.claims,
            ledger.incidents,
            ledger.actors,
            ledger.voices,
            ledger.places,
        )
    ]


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(sorted(TELLINGS)))
def test_the_order_of_ingest_does_not_matter(filled: tuple[Ledger, dict[str, str]], order: list[str]) -> None:
    with TemporaryDirectory() as folder, Ledger.open(str(Path(folder) / "ledger.db")) as ledger:
        fill(ledger, order)
        assert answers(ledger) == answers(filled[0])
