"""What a wider incident may already count is found as by comparing every two incidents."""

from collections.abc import Sequence
from datetime import date, timedelta
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from warmonitor.incidents.places import holds, near
from warmonitor.incidents.settings import types
from warmonitor.incidents.table import NONE, table_of
from warmonitor.incidents.wholes import parents_of
from warmonitor.model import Incident, Place, Time

FINENESS = ("point", "settlement", "district", "division", "region", "country")
FIRST = date(2031, 1, 1)


def days(one: Incident) -> tuple[date, date] | None:
    time = one.time
    start, end = (time.start or time.end, time.end or time.start) if time else (None, None)
    return (min(start, end), max(start, end)) if start and end else None


def breadth(one: Incident) -> tuple[int, int, bool]:
    assert one.place is not None
    rank = FINENESS.index(one.place.precision) if one.place.precision in FINENESS else 9
    told = one.time is not None and one.time.start and one.time.end
    return rank, (one.time.end - one.time.start).days if told else 0, one.type in types().broad


def may_hold(whole: Incident, part: Incident) -> bool:
    """A wider place of the country that holds the other's, or the same for longer or in broader terms."""
    if whole.place is None or part.place is None or whole.place.country != part.place.country:
        return False
    rank, length, broad = breadth(whole)
    if breadth(whole) <= breadth(part) or not (broad or rank > 2 or length > 0):
        return False
    if not (holds(whole.place, part.place) or near(whole.place, part.place)):
        return False
    first, second = days(whole), days(part)
    return first is None or second is None or (first[0] <= second[1] and second[0] <= first[1])


def compared_with_all(incidents: Sequence[Incident]) -> dict[str, str]:
    found = {}
    for part in incidents:
        wholes = [one for one in incidents if one.id != part.id and may_hold(one, part)]
        if wholes:
            found[part.id] = min(wholes, key=lambda one: (breadth(one), one.id)).id
    return found


def _day(offset: int | None) -> date | None:
    return None if offset is None else FIRST + timedelta(days=offset)


@st.composite
def places(draw: st.DrawFn) -> Place:
    located = draw(st.booleans())
    return Place(
        text="there",
        span=(0, 5),
        relation=draw(st.sampled_from(["in", "near", "north_of"])),
        id=draw(st.sampled_from(["p1", "p2", "p3", "p4", None])),
        name=draw(st.sampled_from(["Orsk", "Velin", "Tarmo", None])),
        lat=draw(st.sampled_from([10.0, 10.05, 10.2, 10.5, 14.0])) if located else None,
        lon=draw(st.sampled_from([20.0, 20.1, 20.9])) if located else None,
        country=draw(st.sampled_from(["TD", "ML", None])),
        admin1=draw(st.sampled_from(["Orsk", "Tarmo", None])),
        precision=draw(st.sampled_from([*FINENESS, "unresolved"])),
    )


@st.composite
def times(draw: st.DrawFn) -> Time:
    """Days, months and years; open at either end; now and then with its ends the wrong way round."""
    start = draw(st.one_of(st.none(), st.integers(0, 40), st.integers(0, 800)))
    length = draw(st.sampled_from([0, 0, 0, 1, 4, 30, 31, 32, 100, 800, -3]))
    end = draw(st.sampled_from([None, 0 if start is None else start + length]))
    return Time(start=_day(start), end=_day(end), basis="stated")


@st.composite
def wars(draw: st.DrawFn) -> list[Incident]:
    some = draw(st.lists(places(), min_size=1, max_size=5))
    return [
        Incident(
            id=f"i-{number:06}",
            type=draw(st.sampled_from(["shelling", "clash", "casualties"])),
            place=draw(st.sampled_from([*some, *some, None])),
            time=draw(st.one_of(st.none(), times())),
            parties=(),
            claims=(),
            reports=1,
            origins=1,
            status="single_source",
        )
        for number in range(draw(st.integers(0, 14)))
    ]


@given(wars())
def test_the_narrowest_whole_is_that_of_comparing_every_two(incidents: list[Incident]) -> None:
    parents = parents_of(table_of(incidents)).tolist()
    told = {
        part.id: incidents[whole].id for part, whole in zip(incidents, parents, strict=True) if whole != NONE
    }
    assert told == compared_with_all(incidents)


def test_a_town_with_many_undated_incidents_is_gone_through_once() -> None:
    """Twice as many take about twice as long, not four times."""
    place = Place(text="Orsk", span=(0, 4), id="p1", country="TD", precision="settlement", lat=1.0, lon=1.0)
    took = []
    for many in (4_000, 16_000):
        war = [
            Incident(
                id=f"i-{number:06}",
                type="clash" if number % 2 else "shelling",
                place=place,
                time=Time(start=_day(number % 900), end=_day(number % 900), basis="stated")
                if number % 3
                else None,
                parties=(),
                claims=(),
                reports=1,
                origins=1,
                status="single_source",
            )
            for number in range(many)
        ]
        start = process_time()
        parents_of(table_of(war))
        took.append(process_time() - start)
    assert took[1] < 9 * took[0]
