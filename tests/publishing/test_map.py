"""The map shows each place with its circle, and nothing outside its frame."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_war import TARSIL

from warmonitor.model import Incident, Place
from warmonitor.publishing.map import HEIGHT, WIDTH, Map, draw


def at(lat: float, lon: float, **changed: object) -> Incident:
    place = msgspec.structs.replace(TARSIL, lat=lat, lon=lon, **changed)
    return happened(place)


def happened(place: Place | None) -> Incident:
    return Incident(
        id="i-1", type="shelling", place=place, time=None, parties=(), claims=(), reports=1, origins=1,
        status="single_source",
    )  # fmt: skip


def drawn(*incidents: Incident) -> Map:
    found = draw(incidents)
    assert found is not None
    return found


def test_without_a_point_there_is_no_map() -> None:
    assert draw([]) is None
    assert draw([happened(None), at(34, 36, precision="country")]) is None


def test_incidents_of_one_place_are_one_mark() -> None:
    found = drawn(at(34, 36), at(34, 36), at(35, 37, name="Karo"), happened(None))
    assert [(mark.name, mark.incidents) for mark in found.marks] == [("Tarsil", 2), ("Karo", 1)]
    assert found.left_out == 1


def test_north_is_up_and_east_is_right() -> None:
    found = drawn(at(34, 36, name="South-west"), at(35, 37, name="North-east"))
    north_east, south_west = found.marks
    assert north_east.name == "North-east"
    assert north_east.x > south_west.x
    assert north_east.y < south_west.y


def test_names_do_not_cover_one_another() -> None:
    near = [at(34, 36, name="One"), at(34.01, 36, name="Two"), at(36, 38, name="Three")]
    assert {mark.name: mark.labelled for mark in drawn(*near).marks} == {
        "One": True, "Two": False, "Three": True,
    }  # fmt: skip


@pytest.mark.parametrize(("precision", "certain"), [("settlement", True), ("division", False)])
def test_a_place_known_roughly_has_a_circle(precision: str, certain: bool) -> None:
    found = drawn(at(34, 36, precision=precision), at(35, 37, name="Karo"))
    (mark,) = (mark for mark in found.marks if mark.name == "Tarsil")
    assert (mark.uncertainty == 0) is certain


@given(
    st.lists(
        st.tuples(st.floats(-85, 85), st.floats(-179, 179), st.sampled_from(["settlement", "division"])),
        min_size=1,
        max_size=6,
    )
)
def test_marks_and_circles_stay_inside(spots: list[tuple[float, float, str]]) -> None:
    found = drawn(*(at(lat, lon, precision=precision) for lat, lon, precision in spots))
    for mark in found.marks:
        assert -1 <= mark.x <= WIDTH + 1
        assert mark.y - mark.uncertainty >= -1
        assert mark.y + mark.uncertainty <= HEIGHT + 1
    assert 0 < found.scale <= WIDTH / 4 + 1
