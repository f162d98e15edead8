"""A map drawn as SVG: incidents by place, with circles of uncertainty, coasts, borders and a scale."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, log10, radians, sqrt

from warmonitor.model import Incident
from warmonitor.publishing.coordinates import coarse, uncertainty_km
from warmonitor.publishing.outline import Point, paths

WIDTH = 720.0
HEIGHT = 440.0
_MARGIN = 36.0
_KM_A_DEGREE = 111.32
_LETTER = 7.0
"""About the width of a letter of the names, in pixels."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map, in pixels: how many incidents, the circle around it, whether it is named."""

    x: float
    y: float
    radius: float
    uncertainty: float
    incidents: int
    name: str
    labelled: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A meridian or parallel, in pixels, and its degrees."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Map:
    """What is drawn; `scale` is a bar of so many pixels that stands for `scale_km`.

    `coasts` and `borders` are paths of an SVG, empty where there are none in the frame.
    """

    marks: tuple[Mark, ...]
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    scale: float
    scale_km: int
    left_out: int
    coasts: str
    borders: str
    width: float = WIDTH
    height: float = HEIGHT


@dataclass(frozen=True, slots=True)
class _Spot:
    latitude: float
    longitude: float
    uncertainty: float
    name: str


def draw(incidents: Iterable[Incident]) -> Map | None:
    """The map of the incidents that have a point, None when none has; the others are counted."""
    spots: dict[_Spot, int] = defaultdict(int)
    left_out = 0
    for incident in incidents:
        spot = _spot(incident)
        if spot is None:
            left_out += 1
        else:
            spots[spot] += 1
    return _drawn(spots, left_out) if spots else None


def _spot(incident: Incident) -> _Spot | None:
    place = incident.place
    point = coarse(place)
    return _Spot(*point, uncertainty_km(place), place.name or place.text) if place and point else None


def _drawn(spots: dict[_Spot, int], left_out: int) -> Map:
    ordered = sorted(spots, key=lambda spot: (-spots[spot], spot.name, spot.latitude, spot.longitude))
    middle = sum(spot.latitude for spot in ordered) / len(ordered)
    squeeze = max(cos(radians(middle)), 0.1)
    reach = [(spot, spot.uncertainty / _KM_A_DEGREE) for spot in ordered]
    west, east = _bounds([spot.longitude + way / squeeze for spot, far in reach for way in (-far, far)])
    south, north = _bounds([spot.latitude + way for spot, far in reach for way in (-far, far)])
    degree = min((WIDTH - 2 * _MARGIN) / ((east - west) * squeeze), (HEIGHT - 2 * _MARGIN) / (north - south))
    left = (WIDTH - (east - west) * squeeze * degree) / 2
    top = (HEIGHT - (north - south) * degree) / 2

    def put(point: Point) -> Point:
        return left + (point[0] - west) * squeeze * degree, top + (north - point[1]) * degree

    def x(longitude: float) -> float:
        return round(put((longitude, 0))[0], 1)

    def y(latitude: float) -> float:
        return round(put((0, latitude))[1], 1)

    named = _Names()
    marks = tuple(
        Mark(
            x=x(spot.longitude),
            y=y(spot.latitude),
            radius=(radius := round(4 + 2 * sqrt(spots[spot]), 1)),
            uncertainty=round(spot.uncertainty / _KM_A_DEGREE * degree, 1),
            incidents=spots[spot],
            name=spot.name,
            labelled=named.fits(x(spot.longitude) + radius, y(spot.latitude), spot.name),
        )
        for spot in ordered
    )
    km = _round_km(WIDTH / 4 / degree * _KM_A_DEGREE)
    return Map(
        marks=marks,
        meridians=tuple(Line(x(value), _degrees(value, "EW")) for value in _lines(west, east)),
        parallels=tuple(Line(y(value), _degrees(value, "NS")) for value in _lines(south, north)),
        scale=round(km / _KM_A_DEGREE * degree, 1),
        scale_km=km,
        left_out=left_out,
        coasts=paths(put, (WIDTH, HEIGHT), border=False),
        borders=paths(put, (WIDTH, HEIGHT), border=True),
    )


class _Names:
    """The room that names on the map take: one that would cover another is left out."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float, float]] = []

    def fits(self, left: float, middle: float, name: str) -> bool:
        """Whether a name that begins at a point covers no other; it takes its room when it does not."""
        right = left + _LETTER * (len(name) + 6)
        if any(
            left < end and start < right and abs(middle - at) < _LETTER * 2 for start, end, at in self._taken
        ):
            return False
        self._taken.append((left, right, middle))
        return True


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    """The least and the greatest, at least half a degree apart."""
    low, high = min(values), max(values)
    lacking = max(0.0, 0.5 - (high - low)) / 2
    return low - lacking, high + lacking


def _lines(low: float, high: float) -> list[float]:
    """Two to about eight round values within a range."""
    step = next(step for step in (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 60) if (high - low) / step <= 8)
    first = int(low // step) + 1
    return [round(number * step, 2) for number in range(first, int(high // step) + 1)]


def _round_km(most: float) -> int:
    """The greatest of 1, 2, 5, 10, 20, 50 … within a length."""
    power = int(10 ** int(log10(max(most, 1))))
    return max(step * power for step in (1, 2, 5) if step * power <= max(most, 1))


def _degrees(value: float, signs: str) -> str:
    return f"{abs(value):g}° {signs[0] if value >= 0 else signs[1]}"
