"""What single claims say of who has which place, on whose word."""

from collections.abc import Iterator
from datetime import date

import msgspec

from warmonitor.incidents import settings
from warmonitor.incidents.origins import Origin, Origins
from warmonitor.incidents.parties import actor_key
from warmonitor.incidents.taken import is_by_side, is_taken
from warmonitor.incidents.telling import may_be_in
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Place
from warmonitor.model.claim import Actor

TERRITORY = frozenset({"capture", "entry", "control", "withdrawal", "repelled"})
"""The types of claims that tell of control."""

_TOLD = frozenset({"asserted", "alleged"})
_PLACES = frozenset({"point", "settlement", "district", "division"})


class Account(msgspec.Struct, frozen=True):
    """One claim's word on one place; `targets` are those it was taken from,
    `parts` whether what was taken is counted as parts of it.

    `claim` and `report` are ids, `first` is that of the first report of the report's family of copies.
    """

    act: str
    actor: str
    place: Place
    day: date
    origin: Origin
    claim: str
    report: str
    first: str
    targets: tuple[str, ...]
    parts: bool = False

    @property
    def partial(self) -> bool:
        """Whether it tells of a part of the place only."""
        extent = self.place.extent
        return self.parts or self.act == "entry" or (extent is not None and extent.fraction != 1.0)

    @property
    def order(self) -> tuple[date, date, str, str]:
        """What accounts of one place are put in order by."""
        return (self.day, self.origin.said_on or date.max, self.claim, self.actor)


def accounts_of(claim: Claim, origins: Origins) -> Iterator[Account]:
    """What a claim says of each place that it speaks of.

    Used are claims of territory, asserted or alleged, with a named holder and a day, and their resolved
    places that are no country or region.
    """
    if claim.type not in TERRITORY or claim.modality not in _TOLD or _leave_unarmed(claim):
        return
    agents = [key for actor in claim.actors if actor.role == "agent" and (key := _named(actor, claim))]
    agents = [key for key in agents if _may_hold(key, claim.type, origins.registry)]
    places = [place for place in claim.places if _fits(claim, place)]
    places = [place for place in places if agents and may_be_in(claim, place, agents[0], origins.registry)]
    if not agents or not places:
        return
    origin = origins.of(claim)
    day = _day(claim, origin)
    if day is None:
        return
    targets = tuple(key for actor in claim.actors if actor.role == "target" and (key := actor_key(actor)))
    first, counted = origins.first(claim.report), _counts_parts(claim)
    for place in places:
        parts = counted or is_by_side(claim, place)
        yield Account(
            claim.type, agents[0], place, day, origin, claim.id, claim.report, first, targets, parts
        )


def _counts_parts(claim: Claim) -> bool:
    """ "Took two districts" of a town: not the town."""
    counted = {figure.group for figure in claim.figures if figure.measure == "places_captured"}
    return claim.type == "capture" and not counted.isdisjoint(settings.control_rules().parts)


def _fits(claim: Claim, place: Place) -> bool:
    known = bool(place.id) and place.relation == "in" and place.precision in _PLACES
    return known and is_taken(claim, place)


def _named(actor: Actor, claim: Claim) -> str | None:
    """What a holder is known by; none for "the group" or "militants", which name nobody.

    Forces that nobody knows are known by their words, where these name somebody: "Bosnian Serb forces".
    """
    key = actor_key(actor)
    if actor.id or (key and any(word[0].isupper() for word in key.split())):
        return key
    words = actor.text.split()
    bears_arms = not settings.control_rules().armed.isdisjoint(word.lower() for word in words)
    told = words if actor.span[0] > claim.span[0] and len(words) > 1 else words[1:]
    return actor.text if bears_arms and any(word[0].isupper() for word in told) else None


def _leave_unarmed(claim: Claim) -> bool:
    """ "Withdrew its ambassador": no place changes hands."""
    spoken = set(claim.quote.lower().split()) if claim.type == "withdrawal" else set()
    return not spoken.isdisjoint(settings.control_rules().unarmed)


def _may_hold(holder: str, act: str, registry: Registry) -> bool:
    """Whether a holder is of a kind that has forces; who is not in the registry may be.

    A government takes places by its forces: where it enters one itself, its members visit.
    """
    entry = registry.get(holder)
    if entry is None:
        return True
    return entry.kind in settings.control_rules().holding and (act, entry.kind) != ("entry", "government")


def _day(claim: Claim, origin: Origin) -> date | None:
    """The day of the act; where none is told, the day it was said, unless it is told as long past.

    An act of some day of a week or a month is known to be done by its end; a state holds from its beginning.
    """
    time = claim.time
    if time is None or time.basis == "publication":
        return None if claim.newness == "background" else origin.said_on
    if claim.type == "control":
        return time.start or time.end
    return time.end or time.start
