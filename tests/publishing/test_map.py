"""The map shows each place with its circle, and nothing outside its frame."""

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published_war import TARSIL

from warmonitor.model import Incident, Place
from warmonitor.publishing import outline
from warmonitor.publishing.map import HEIGHT, WIDTH, Map, draw
from warmonitor.publishing.outline import arcs


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


def test_coasts_and_borders_are_told_apart_and_stay_inside() -> None:
    found = drawn(at(34.5, 35.8), at(33.3, 37.2, name="Inland"))
    if not arcs():
        pytest.skip("the page is not built")
    for path in (found.coasts, found.borders):
        numbers = [float(one) for one in re.findall(r"-?[0-9.]+", path)]
        assert len(numbers) > 10
        assert 0 <= min(numbers[::2]) <= max(numbers[::2]) <= WIDTH
        assert 0 <= min(numbers[1::2]) <= max(numbers[1::2]) <= HEIGHT
    inland = drawn(at(33.6, 40.0), at(34.0, 39.5, name="Desert"))
    assert inland.coasts == ""


def upside_down(point: outline.Point) -> outline.Point:
    return point[0], 10 - point[1]


def test_a_line_is_cut_at_the_frame() -> None:
    line = outline.Arc(False, ((-10.0, 5.0), (30.0, 5.0), (30.0, 50.0), (5.0, 50.0), (5.0, 8.0)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outline, "_cornered", lambda: ((line, line.corners),))
        found = outline.paths(upside_down, (20, 10), border=False)
        assert found == "M0.0 5.0L20.0 5.0M5.0 0.0L5.0 2.0"
        assert outline.paths(upside_down, (20, 10), border=True) == ""


@settings(max_examples=30)  # the whole world has many coasts
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
