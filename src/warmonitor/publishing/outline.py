"""Coasts and borders for the map: Natural Earth through world-atlas, from the page's own file."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Frame = tuple[float, float]
"""Width and height; what is drawn lies from (0, 0) to here."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A line on the globe, (longitude, latitude) in degrees: a border between countries, or a coast."""

    border: bool
    points: tuple[Point, ...]

    @property
    def corners(self) -> tuple[Point, Point]:
        """The least and the greatest longitude and latitude."""
        across, up = zip(*self.points, strict=True)
        return (min(across), min(up)), (max(across), max(up))


@cache
def _cornered() -> tuple[tuple[Arc, tuple[Point, Point]], ...]:
    return tuple((arc, arc.corners) for arc in arcs())


@cache
def arcs() -> tuple[Arc, ...]:
    """All coasts and borders; none where the page, whose file it is, was not built."""
    folder = Path(str(files("warmonitor"))) / "server" / "static" / "assets"
    found = sorted(folder.glob("countries-50m-*.json"))
    return tuple(_read(json.loads(found[0].read_bytes()))) if found else ()


def _read(topology: dict[str, Any]) -> Iterator[Arc]:
    """The arcs of a quantised TopoJSON (its specification, 2.1.3): each a first position and differences."""
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    used = Counter(_indices(one["arcs"] for one in topology["objects"]["countries"]["geometries"]))
    for number, arc in enumerate(topology["arcs"]):
        steps = accumulate(arc, lambda at, step: [at[0] + step[0], at[1] + step[1]])
        yield Arc(used[number] > 1, tuple((west + x * across, south + y * up) for x, y in steps))


def _indices(nested: Iterable[Any]) -> Iterator[int]:
    """The numbers of arcs; a negative one is an arc backwards."""
    for one in nested:
        if isinstance(one, int):
            yield one if one >= 0 else ~one
        else:
            yield from _indices(one)


def paths(place: Callable[[Point], Point], frame: Frame, border: bool) -> str:
    """Borders or coasts as the path of an SVG, cut at the frame; `place` puts a point on the map."""
    drawn = [
        _path(map(place, arc.points), frame)
        for arc, corners in _cornered()
        if arc.border is border and _meets(frame, *map(place, corners))
    ]
    return "".join(drawn)


def _meets(frame: Frame, south_west: Point, north_east: Point) -> bool:
    (left, bottom), (right, top) = south_west, north_east
    return left <= frame[0] and right >= 0 and top <= frame[1] and bottom >= 0


def _path(points: Iterable[Point], frame: Frame) -> str:
    told: list[str] = []
    last: Point | None = None
    for one, other in pairwise(points):
        within = _cut(one, other, frame)
        if within is None:
            last = None
            continue
        start, end = within
        if start != last:
            told.append(f"M{start[0]:.1f} {start[1]:.1f}")
        told.append(f"L{end[0]:.1f} {end[1]:.1f}")
        last = end
    return "".join(told)


def _cut(one: Point, other: Point, frame: Frame) -> tuple[Point, Point] | None:
    """The part of a line within the frame (Liang and Barsky 1984), None when there is none."""
    (x, y), (dx, dy) = one, (other[0] - one[0], other[1] - one[1])
    first, last = 0.0, 1.0
    for step, room in ((-dx, x), (dx, frame[0] - x), (-dy, y), (dy, frame[1] - y)):
        if step == 0:
            if room < 0:
                return None
            continue
        share = room / step
        if step < 0:
            first = max(first, share)
        else:
            last = min(last, share)
    if first >= last:
        return None
    return (x + first * dx, y + first * dy), (x + last * dx, y + last * dy)
