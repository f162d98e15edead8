"""How two places stand to each other, given how precisely each is known."""

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

from warmonitor.incidents import rarity, settings
from warmonitor.incidents.facts import Facts
from warmonitor.incidents.setting import FINE
from warmonitor.model import Place

EARTH_KM = 6371.0

_ORDER = ("same", "near", "within_reach", "elsewhere")


def distance_km(one: Place, other: Place) -> float | None:
    """Great-circle distance between two places in kilometres; None when one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    first, second = radians(one.lat), radians(other.lat)
    across = sin((second - first) / 2) ** 2
    across += cos(first) * cos(second) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(across)))


def uncertainty_km(place: Place) -> float:
    """How far from its coordinates a place may lie: by its precision, and by words like "north of"."""
    known = settings.weights()
    reach = known.relation_km.get(place.relation, known.relation_km_other)
    return known.radius_km.get(place.precision, 0.0) + reach


def _fine(one: Place, other: Place) -> str:
    if one.id is not None and one.id == other.id:
        return _sides_of_one(one.relation, other.relation)
    distance = distance_km(one, other)
    if distance is None:
        return "elsewhere"
    if distance <= uncertainty_km(one) + uncertainty_km(other):
        return "near"
    return "within_reach" if distance <= settings.weights().reach_km else "elsewhere"


def near(one: Place, other: Place) -> bool:
    """Whether two places are one, or their circles of uncertainty meet; both no larger than a district."""
    if one.id is not None and one.id == other.id:
        return True
    return {one.precision, other.precision} <= FINE and _fine(one, other) in {"same", "near"}


def _sides_of_one(one: str, other: str) -> str:
    """Two relations to one town: north of it and south of it are two places, in it and near it may be one."""
    if one == other:
        return "same"
    return "near" if not {one, other}.isdisjoint({"in", "near"}) else "within_reach"


def holds(coarse: Place, other: Place) -> bool:
    """Whether a division or country holds the other place, as far as codes and names tell."""
    if coarse.precision not in {"division", "country"}:
        return False
    if coarse.country is None or coarse.country != other.country:
        return False
    if coarse.precision == "country":
        return True
    return other.admin1 is not None and other.admin1 in (coarse.admin1, coarse.name)


def _mixed(coarse: Place, other: Place) -> str:
    if holds(coarse, other):
        return "in_country" if coarse.precision == "country" else "contained"
    if coarse.precision == "region" or coarse.country is None or other.country is None:
        return "unknown"
    return "unknown" if coarse.admin1 is None and coarse.country == other.country else "elsewhere"


def _coarse(one: Place, other: Place) -> str:
    if one.precision == "country" and other.precision == "country":
        return "same_country" if one.country == other.country else "elsewhere"
    if one.id == other.id:
        return "same_division"
    if one.precision == "country" or other.precision == "country":
        wide, narrow = (one, other) if one.precision == "country" else (other, one)
        return _mixed(wide, narrow)
    if "region" in (one.precision, other.precision):
        return "unknown" if one.country == other.country else "elsewhere"
    return "elsewhere"


def place_level(one: Facts, other: Facts) -> str:
    """The level of the place comparison between two claims: the best that any pair of their places gives.

    Where the gazetteer leaves it open (a name not found, a town or its province), one name speaks for
    one place. A town that changes hands is another than the town beside it.
    """
    level = _level(one, other)
    if level == "near" and {one.claim.type, other.claim.type} <= settings.types().territory:
        return "within_reach"
    unclear = level in {"contained", "unknown", "both_unknown", "in_country"}
    if unclear and not one.towns.isdisjoint(other.towns):
        return "one_name"
    return _by_setting(one, other) or level if level in {"unknown", "both_unknown"} else level


def _by_setting(one: Facts, other: Facts) -> str | None:
    """Where a claim tells no place, what its report tells beside it."""
    if _is_named(one, other) or _is_named(other, one):
        return "named"
    first, second = one.fine or one.told_near, other.fine or other.told_near
    if first and second:
        return "told_elsewhere" if _towns(first, second) == "elsewhere" else "told_near"
    if not one.countries or not other.countries:
        return None
    return "other_country" if one.countries.isdisjoint(other.countries) else "one_country"


def _is_named(placed: Facts, other: Facts) -> bool:
    """Whether the town of one claim is named in the paragraph of another that tells no place."""
    return not other.fine and any(
        (keys := rarity.name_keys(place.text)) and keys <= other.names for place in placed.fine
    )


def _towns(one: Sequence[Place], other: Sequence[Place]) -> str:
    """The best level of any two towns; "among" when a town of either is elsewhere from all others."""
    rows = [[_fine(first, second) for second in other] for first in one]
    best = next(level for level in _ORDER if any(level in row for row in rows))
    lonely = any(set(line) == {"elsewhere"} for line in (*rows, *zip(*rows, strict=True)))
    return "among" if lonely and best in {"same", "near"} else best


def _level(one: Facts, other: Facts) -> str:
    if one.fine and other.fine:
        return _towns(one.fine, other.fine)
    if not (one.fine or one.coarse) or not (other.fine or other.coarse):
        return "unknown" if one.fine or one.coarse or other.fine or other.coarse else "both_unknown"
    if one.fine or other.fine:
        wide, narrow = (other, one) if one.fine else (one, other)
        found = [_mixed(first, second) for first in wide.coarse for second in narrow.fine]
    else:
        found = [_coarse(first, second) for first in one.coarse for second in other.coarse]
    return max(found, key=lambda level: (settings.weights().place[level], level))
