"""What is worked out from the facets is what the incidents themselves give, whatever is packed."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest
from invented_war import Clock, Linked, claimed, happened, reported
from sqlalchemy import delete, text

from warmonitor.incidents import Origins, control, timeline, tolls
from warmonitor.incidents.table import table_of
from warmonitor.knowledge.registry import load_registry
from warmonitor.ledger import Draft, Filter, Ledger, chain, columns, packing, schema
from warmonitor.ledger.derived import control_of, timeline_of, tolls_of
from warmonitor.model import Actor, Claim, Incident, Place, Report, Time, Toll, Voice

REGISTRY = load_registry()
FILTERS = [
    Filter(),
    Filter(type="clash"),
    Filter(place="Chad"),
    Filter(status="contested"),
    Filter(actor="red-front"),
    Filter(text="Tarsil"),
    Filter(type="siege"),
]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(url: str, clock: Clock) -> Iterator[Ledger]:
    with Ledger.open(url, clock=clock) as opened:
        yield opened


@pytest.fixture(autouse=True)
def small_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packs of five rows, so that a small ledger has many."""
    for module in (packing, columns, chain):
        monkeypatch.setattr(module, "SIZE", 5)


def war(ledger: Ledger, clock: Clock, seed: int, reports: int = 12) -> None:
    """Incidents of all kinds of places and times, with tolls; linked, and then linked anew."""
    dice = random.Random(seed)
    claims = []
    for number in range(reports):
        clock.forward(hours=1)
        report, raw = reported(f"Shells fell on Tarsil for the {seed * 99 + number}th time.")
        of_report = [
            claimed(report, trigger=trigger, by=dice.choice(["rebels", "jets"])) for trigger in range(2)
        ]
        ledger.add(report, raw, of_report)
        claims += of_report
    for _ in range(2):
        clock.forward(hours=1)
        ledger.record_linkage(Linked(tuple(incident([claim], dice) for claim in claims)))


def incident(claims: list, dice: random.Random) -> Incident:  # type: ignore[type-arg]
    start = date(2031, 4, 1) + timedelta(days=dice.randrange(20))
    end = start + timedelta(days=dice.choice([0, 0, 0, 3, 60]))
    return msgspec.structs.replace(
        happened(claims, status=dice.choice(["single_source", "contested"])),
        type=dice.choice(["shelling", "clash", "casualties"]),
        place=dice.choice([None, *(place_of(dice) for _ in range(5))]),
        time=dice.choice(
            [
                None,
                Time(start=start, end=None, basis="stated"),
                *(
                    Time(start=start, end=end, granularity=how, basis="stated")
                    for how in ("day", "day", "month")
                ),
            ]
        ),
        reports=dice.randrange(1, 6),
        origins=dice.randrange(1, 4),
        tolls=tuple(
            Toll(
                measure=measure,
                group="people",
                side=side,
                low=dice.choice([None, 0, dice.randrange(50)]),
                high=dice.choice([None, dice.randrange(50, 90)]),
                by_voice=(),
            )
            for measure in ("killed", "injured")
            for side in ((), ("red-front",))
            if dice.random() < 0.5
        ),
    )


def place_of(dice: random.Random) -> Place:
    number = dice.randrange(4)
    return Place(
        text="there",
        span=(0, 5),
        relation=dice.choice(["in", "near"]),
        id=f"geonames:{9000 + number}",
        name=("Tarsil", "Velmora", "Hask", "Chad")[number],
        lat=10 + number / 50,
        lon=20.0,
        country="TD",
        admin1="Hask",
        precision=("settlement", "settlement", "division", "country")[number],
    )


def plain(value: object) -> object:
    return msgspec.to_builtins(value)


def check(ledger: Ledger, wanted: Filter) -> int:
    """The answers are those of the incidents, read one by one; gives how many sums there are."""
    every = list(ledger.incidents(wanted))
    nobody = Origins({}, {}, REGISTRY)
    found = tolls_of(ledger, wanted, REGISTRY)
    assert plain(found) == plain(tolls(every, {}, nobody))
    assert plain(timeline_of(ledger, wanted, 3)) == plain(timeline(every, 3))
    assert plain(timeline_of(ledger, wanted)) == plain(timeline(every))
    made, ids = ledger.for_series(wanted)
    telling = sorted((one for one in every if one.tolls), key=lambda one: one.id)
    assert ids == [one.id for one in telling]
    other = table_of(telling)
    for name in ("starts", "ends", "vague", "reports", "origins"):
        assert getattr(made, name).tolist() == getattr(other, name).tolist()
    return len(found.sums)


@pytest.mark.parametrize("seed", range(3))
def test_answers_are_those_of_the_incidents(ledger: Ledger, clock: Clock, seed: int) -> None:
    clock.forward(hours=1)
    war(ledger, clock, seed)
    before = clock()
    assert sum(check(ledger, wanted) for wanted in FILTERS) > 0
    war(ledger, clock, seed + 10, reports=7)
    for wanted in FILTERS:
        check(ledger, wanted)
        check(ledger, replace(wanted, as_of=before))
    with Ledger.open(ledger._database.url.render_as_string(hide_password=False)) as again:
        for wanted in FILTERS:
            check(again, wanted)
    assert ledger.verify().sound


def test_a_period_leaves_out_what_reaches_beyond_it(ledger: Ledger, clock: Clock) -> None:
    war(ledger, clock, seed=4, reports=20)
    wanted = Filter(since=date(2031, 4, 5), until=date(2031, 4, 12))
    every = list(ledger.incidents())
    found = tolls_of(ledger, wanted, REGISTRY)
    one_by_one = tolls(every, {}, Origins({}, {}, REGISTRY), wanted.since, wanted.until)
    assert plain(found) == plain(one_by_one)
    assert found.sums
    assert {one.reason for one in found.not_added} > {"its time is not told", "it reaches beyond the period"}


def test_what_is_withheld_is_not_reckoned_with(ledger: Ledger, clock: Clock) -> None:
    war(ledger, clock, seed=5)
    address = ledger._database.url.render_as_string(hide_password=False)
    with Ledger.open(address, withhold="incidents.tolls") as shy:
        assert tolls_of(shy, Filter(), REGISTRY).sums == ()
        check(shy, Filter())
    with Ledger.open(address, withhold="incidents.place,victims") as shy:
        check(shy, Filter())


def test_a_ledger_packed_before_there_were_these_facets_is_packed_when_opened(
    ledger: Ledger, clock: Clock
) -> None:
    war(ledger, clock, seed=6)
    packs = schema.packs
    before = [check(ledger, wanted) for wanted in FILTERS]
    with ledger._database.writing() as connection:
        connection.execute(delete(packs).where(packs.c.facet.in_(["incidents.tolls", "incidents.frames"])))
        connection.execute(text("UPDATE alembic_version SET version_num = '0004'"))
    with Ledger.open(ledger._database.url.render_as_string(hide_password=False)) as again:
        assert [check(again, wanted) for wanted in FILTERS] == before
        assert again.verify().sound


def capture(report: Report, trigger: int, dice: random.Random) -> Claim:
    """Somebody's word that one party took a place, from the other perhaps, or left it."""
    claim = claimed(
        report,
        trigger=trigger,
        kind=dice.choice(["capture", "capture", "entry", "withdrawal", "control", "repelled", "clash"]),
        at=dice.choice(["Tarsil", "Velmora", None]),
        on=date(2031, 4, 1 + dice.randrange(9)) if dice.random() < 0.8 else None,
    )
    sides = dice.sample(["red-front", "coast-guard", "hill-band"], 2)
    roles = zip(("agent", "target"), sides[: dice.randrange(1, 3)], strict=False)
    named = Voice(id=sides[1], name=sides[1], kind="military", said_on=dice.choice([None, date(2031, 4, 6)]))
    chains = [claim.voices, claim.voices[1:], (named, *claim.voices[1:]), ()]
    return msgspec.structs.replace(
        claim,
        actors=tuple(
            Actor(role=role, text="k", span=(8, 9), id=side, name=side)  # type: ignore[arg-type]
            for role, side in roles
        ),
        voices=dice.choice(chains),
    )


def captures(ledger: Ledger, clock: Clock, dice: random.Random, reports: int) -> list[str]:
    """Reports of who took or left which place, some of them copies of earlier ones."""
    ids: list[str] = [report.id for report in ledger.reports()]
    families = dict(ledger.families())
    for number in range(len(ids), len(ids) + reports):
        clock.forward(hours=1)
        report, raw = reported(
            f"Rebels took Tarsil for the {number}th time.",
            outlet=dice.choice(["Example Wire", "Hill Post"]),
            published=date(2031, 4, 1 + dice.randrange(9)),
        )
        claims = [capture(report, trigger, dice) for trigger in range(3)]
        ledger.add(report, raw, claims)
        if ids and dice.random() < 0.5:
            families[report.id] = dice.choice(ids)
        ids.append(report.id)
    ledger.record_linkage(Linked(families=families))
    return ids


def controlled(ledger: Ledger, wanted: Filter, on: date | None) -> object:
    """Who holds what as the claims and reports themselves give it."""
    reports = {report.id: report for report in ledger.reports(Filter(as_of=wanted.as_of))}
    return control(ledger.claims(wanted), reports, REGISTRY, on, ledger.families(wanted.as_of))


@pytest.mark.parametrize("seed", range(3))
def test_who_holds_what_is_as_the_claims_say_whatever_was_kept(
    ledger: Ledger, clock: Clock, seed: int
) -> None:
    dice = random.Random(seed)
    moments = []
    for reports in (6, 1, 0, 4):
        captures(ledger, clock, dice, reports)
        moments.append(clock.forward(hours=1))
        found = 0
        for moment in (None, *moments):
            for place in (None, "Tarsil"):
                for on in (None, date(2031, 4, 5)):
                    wanted = Filter(place=place, as_of=moment)
                    told = control_of(ledger, wanted, REGISTRY, on)
                    assert told == controlled(ledger, wanted, on)
                    found += len(told)
        assert found


def test_who_holds_what_changes_with_what_reviewers_decide(ledger: Ledger, clock: Clock) -> None:
    captures(ledger, clock, random.Random(9), 8)
    held = {one.claim for hold in control_of(ledger, Filter(), REGISTRY) for one in hold.accounts}
    for claim in sorted(held):
        ledger.review(Draft(act="reject", subjects=(claim,), why="not told"), "Amal")
        assert control_of(ledger, Filter(), REGISTRY) == controlled(ledger, Filter(), None)
    address = ledger._database.url.render_as_string(hide_password=False)
    with Ledger.open(address, withhold="claims.voices.name") as shy:
        assert control_of(shy, Filter(), REGISTRY) == controlled(shy, Filter(), None)
