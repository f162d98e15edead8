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
