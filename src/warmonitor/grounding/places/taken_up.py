"""Words that take up a place told before: "the city", "the country", "there"."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from warmonitor.grounding.places.nouns import GroundedPlace
from warmonitor.model.claim import Precision

# How far back, in characters, a place is taken up where several were told; one of two that fit is none.
_REACH = 400
_TOWNS: frozenset[Precision] = frozenset({"settlement"})
_WIDE: frozenset[Precision] = frozenset({"division", "region"})
_FITTING: dict[str, frozenset[Precision]] = {
    "city": _TOWNS,
    "town": _TOWNS,
    "village": _TOWNS,
    "port": _TOWNS,
    "district": frozenset({"district", "division"}),
    "province": frozenset({"division"}),
    "region": _WIDE,
    "island": _WIDE,
    "enclave": _WIDE | _TOWNS,
    "camp": frozenset({"point"}),
    "country": frozenset({"country"}),
    "there": _TOWNS | _WIDE | {"district", "point"},
}


def with_antecedents(found: Sequence[GroundedPlace]) -> list[GroundedPlace]:
    """Gives every "the city" and "there" the one place told shortly before that it can mean."""
    return [_meant(place, found) if place.id is None else place for place in found]


def _meant(place: GroundedPlace, found: Sequence[GroundedPlace]) -> GroundedPlace:
    told = place.mention.text.lower()
    earlier = [one for one in found if one.mention.start < place.mention.start]
    before = [one for one in earlier if place.mention.start - one.mention.start <= _REACH]
    fitting = [other for other in before if _fits(other, told)]
    if not fitting and told != "there":  # the only town told so far, as that of a dateline
        before, fitting = earlier, [other for other in earlier if _fits(other, told)]
    if told == "there" and not fitting:
        fitting = [other for other in before if other.precision == "country" and other.mention.form == "name"]
    if len({other.id for other in fitting}) != 1 or _is_outdone(fitting[-1], before):
        return place
    if told != "country" and _is_abroad(fitting[-1], found):
        return place
    return replace(
        fitting[-1],
        mention=place.mention,
        relation=place.relation,
        rivals=(),
        reason=f"“{fitting[-1].mention.text}”, told before it",
    )


def _fits(other: GroundedPlace, told: str) -> bool:
    named = other.mention.form == "name" or told == "country"
    return named and other.precision in _FITTING.get(told, ())


def _is_abroad(told: GroundedPlace, found: Sequence[GroundedPlace]) -> bool:
    """Whether the report speaks more of another country: its court in The Hague is not "the city"."""
    countries = Counter(one.country for one in found if one.country and one.mention.form == "name")
    return told.country is not None and countries[told.country] < max(countries.values())


def _is_outdone(told: GroundedPlace, before: Sequence[GroundedPlace]) -> bool:
    """Whether a place that nobody knows was named after the one told: it may be meant as well."""
    unknown = [other for other in before if other.id is None and other.mention.form == "name"]
    return any(other.mention.start > told.mention.start for other in unknown)
