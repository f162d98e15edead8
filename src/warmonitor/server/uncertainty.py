"""How far from its coordinates a place that is known only roughly may be."""

from warmonitor.model import Place

_BY_PRECISION = {"point": 0.0, "settlement": 0.0, "district": 20.0, "division": 80.0, "region": 150.0}
_AROUND = 10.0
_COUNTRY = 300.0


def uncertainty_km(place: Place) -> float:
    """The radius in kilometres of the circle that stands for the place; 0 where the place itself is known.

    A settlement "near" or "north of" which something happened is not where it happened.
    """
    if place.precision == "country":
        return _COUNTRY
    radius = _BY_PRECISION.get(place.precision, 0.0)
    return max(radius, _AROUND) if place.relation != "in" else radius
