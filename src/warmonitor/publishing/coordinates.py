"""Coordinates no finer than what is known of a place."""

from warmonitor.model import Place

_DECIMALS = {"point": 4, "settlement": 2, "district": 1, "division": 1, "region": 1}
"""Decimals of a degree by precision: about 10 m, 1 km, 10 km. A whole country has no point."""

_NEAR = 1
"""Decimals for what is near, north of or on the way to a place."""


def coarse(place: Place | None) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, rounded to the place's precision; None where it has no point."""
    if place is None or place.lat is None or place.lon is None or place.precision not in _DECIMALS:
        return None
    decimals = _DECIMALS[place.precision]
    if place.relation != "in":
        decimals = min(decimals, _NEAR)
    return round(place.lat, decimals), round(place.lon, decimals)


_UNCERTAIN_KM = {"district": 20.0, "division": 80.0, "region": 150.0, "country": 300.0}
_AROUND_KM = 10.0


def uncertainty_km(place: Place) -> float:
    """The radius in kilometres of the circle that stands for the place; 0 where the place itself is known.

    A settlement "near" or "north of" which something happened is not where it happened.
    """
    radius = _UNCERTAIN_KM.get(place.precision, 0.0)
    return max(radius, _AROUND_KM) if place.relation != "in" and place.precision != "country" else radius
