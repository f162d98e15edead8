"""Where the claims of one report are set, for those that name no place of their own."""

from collections.abc import Iterable, Sequence

from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Place

FINE = frozenset({"point", "settlement", "district"})


def resolved(claim: Claim) -> list[Place]:
    """The places of a claim that were found in the gazetteer, but those that it only heads for."""
    return [place for place in claim.places if place.id and place.relation != "towards"]


def fine(places: Iterable[Place]) -> tuple[Place, ...]:
    """Those no larger than a district."""
    return tuple(place for place in places if place.precision in FINE)


class Setting:
    """The places and countries that one report's claims tell of.

    A report says where once, and then speaks of "the attack": what is said beside is likely there too, which
    the comparison counts for less than a place of its own.
    """

    def __init__(self, claims: Sequence[Claim], registry: Registry) -> None:
        self.claims = claims
        self._towns = [(claim.span, found) for claim in claims if (found := fine(resolved(claim)))]
        places = (place.country for claim in claims for place in resolved(claim))
        actors = (registry.get(actor.id) for claim in claims for actor in claim.actors if actor.id)
        known = (*places, *(entry.country for entry in actors if entry is not None))
        self.countries = frozenset(country for country in known if country)
        """ISO codes."""

    def beside(self, claim: Claim) -> tuple[Place, ...]:
        """The towns of the claim that stands nearest before a claim, else after it."""
        before = [one for one in self._towns if one[0][0] <= claim.span[0]]
        nearest = max(before, key=_begin) if before else min(self._towns, key=_begin, default=None)
        return nearest[1] if nearest else ()


def _begin(told: tuple[tuple[int, int], tuple[Place, ...]]) -> tuple[int, int]:
    return told[0]
