"""Who is said to hold a place, on whose word, as of a day.

Nothing is drawn between places: a place is held when claims of capture, entry, control, withdrawal or repulse
name it. Layers follow the war maps' custom: a party's own word counts only against itself
(docs/method/control.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from warmonitor.incidents.families import find_families
from warmonitor.incidents.origins import Origin, Origins
from warmonitor.incidents.parties import actor_key, kindred, lineage
from warmonitor.incidents.taken import is_taken
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Control, ControlAccount, Place, Report
from warmonitor.model.claim import Actor, Extent

_TYPES = frozenset({"capture", "entry", "control", "withdrawal", "repelled"})
_TOLD = frozenset({"asserted", "alleged"})
_PLACES = frozenset({"point", "settlement", "district", "division"})
_RIVAL_DAYS = timedelta(days=7)
"""A holder not heard of for longer than this is no rival to one who has entered since."""


@dataclass(frozen=True, slots=True)
class _Account:
    """One claim's word on one place."""

    act: str
    actor: str
    place: Place
    day: date
    origin: Origin
    claim: Claim
    targets: tuple[str, ...]

    @property
    def partial(self) -> bool:
        extent = self.place.extent
        return self.act == "entry" or (extent is not None and extent.fraction != 1.0)


@dataclass(slots=True)
class _Hold:
    """What is known of one holder (or of its kin) in one place."""

    accounts: list[_Account] = field(default_factory=list)
    losers: set[str] = field(default_factory=set)
    admitted: bool = False

    @property
    def last(self) -> date:
        return max(account.day for account in self.accounts)

    @property
    def whole(self) -> bool:
        """The last word on how much is held: on the last day some tell of the place, none of a part of it.

        An entry told beside a capture is no part: it came before.
        """
        told = [account for account in self.accounts if account.day == self.last]
        part = any(account.partial and account.act != "entry" for account in told)
        return not part and any(not account.partial for account in told)

    def holder(self) -> str:
        told: dict[str, int] = defaultdict(int)
        for account in self.accounts:
            told[account.actor] += 1
        return min(told, key=lambda actor: (-told[actor], actor))


def control(
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
    registry: Registry,
    as_of: date | None = None,
    families: Mapping[str, str] | None = None,
) -> list[Control]:
    """Who is said to hold which place at the end of a day, sorted by place and holder.

    Args:
        claims: any claims; those of territory, asserted or alleged, with a named holder and a resolved place
            that is no country or region, are used. "50 villages" names no place and gives none.
        reports: the reports of these claims, by id.
        registry: actors and voices, for parents and sides.
        as_of: only what had happened and been said by the end of this day; all when None.
        families: copies among the reports, where already known; found anew when None.
    """
    first = find_families(reports[key] for key in sorted(reports)).first if families is None else families
    origins = Origins(reports, first, registry)
    places: dict[str, list[_Account]] = defaultdict(list)
    for claim in claims:
        for account in _accounts(claim, origins):
            if as_of is None or (account.day <= as_of and (account.origin.said_on or as_of) <= as_of):
                places[str(account.place.id)].append(account)
    found = [
        hold
        for place in sorted(places)
        for hold in _place(sorted(places[place], key=_order), origins, registry)
    ]
    return sorted(found, key=lambda hold: (hold.place.name or "", str(hold.place.id), hold.holder))


def _order(account: _Account) -> tuple[date, date, str, str]:
    return (account.day, account.origin.said_on or date.max, account.claim.id, account.actor)


def _accounts(claim: Claim, origins: Origins) -> Iterable[_Account]:
    if claim.type not in _TYPES or claim.modality not in _TOLD:
        return
    agents = [key for actor in claim.actors if actor.role == "agent" and (key := _named(actor))]
    origin = origins.of(claim)
    day = _day(claim, origin)
    if not agents or day is None:
        return
    targets = tuple(key for actor in claim.actors if actor.role == "target" and (key := actor_key(actor)))
    for place in claim.places:
        fits = place.id and place.relation == "in" and place.precision in _PLACES
        if fits and is_taken(claim, place):
            yield _Account(claim.type, agents[0], place, day, origin, claim, targets)


def _named(actor: Actor) -> str | None:
    """What a holder is known by; none for "the group" or "militants", which name nobody."""
    key = actor_key(actor)
    return key if actor.id or (key and any(word[0].isupper() for word in key.split())) else None


def _day(claim: Claim, origin: Origin) -> date | None:
    """The day of the act; where none is told, the day it was said, unless it is told as long past."""
    time = claim.time
    if time is None or time.basis == "publication":
        return None if claim.newness == "background" else origin.said_on
    return time.start or time.end


def _place(accounts: Sequence[_Account], origins: Origins, registry: Registry) -> list[Control]:
    """The holders of one place after all accounts, day by day."""
    holds: list[_Hold] = []
    for day in sorted({account.day for account in accounts}):
        today = [account for account in accounts if account.day == day]
        for account in today:
            if account.act == "withdrawal":
                _leave(holds, account, registry)
        for account in today:
            if account.act != "withdrawal":
                _take(holds, account, registry)
        for account in today:
            if account.act == "withdrawal":
                _leave(holds, account, registry)
    _admissions(holds, accounts, registry)
    state = _rivals(holds)
    return [_control(hold, state, accounts, origins, registry) for hold in holds]


def _own(holds: Sequence[_Hold], actor: str, registry: Registry) -> _Hold | None:
    return next((hold for hold in holds if kindred(registry, hold.holder(), actor)), None)


def _leave(holds: list[_Hold], account: _Account, registry: Registry) -> None:
    own = _own(holds, account.actor, registry)
    if own is not None and not account.partial:
        holds.remove(own)
    for hold in holds:
        hold.losers.add(account.actor)


def _take(holds: list[_Hold], account: _Account, registry: Registry) -> None:
    own = _own(holds, account.actor, registry)
    others = [hold for hold in holds if hold is not own]
    if own is None:
        own = _Hold()
        holds.append(own)
    own.accounts.append(account)
    own.losers.update(account.targets)
    for hold in others:
        beaten = account.act == "repelled" and not hold.whole
        if beaten or (not account.partial and hold.last < account.day):
            own.losers.add(hold.holder())
            holds.remove(hold)


def _rivals(holds: list[_Hold]) -> str | None:
    """ "contested" when several hold parts or claim the whole; a long-silent holder is dropped first."""
    latest = max((hold.last for hold in holds), default=None)
    if latest is not None:
        holds[:] = [hold for hold in holds if latest - hold.last <= _RIVAL_DAYS]
    return "contested" if len(holds) > 1 else None


def _admissions(holds: Sequence[_Hold], accounts: Sequence[_Account], registry: Registry) -> None:
    """A hold is admitted when a voice of the one who lost the place says so."""
    left = {account.actor for account in accounts if account.act == "withdrawal"}
    for hold in holds:
        holder = hold.holder()
        since = min(account.day for account in hold.accounts)
        losers = {loser for loser in hold.losers | left if not kindred(registry, loser, holder)}
        kin = [lineage(registry, loser) for loser in sorted(losers)]
        for account in accounts:
            about = account in hold.accounts or (
                account.act == "withdrawal" and abs((account.day - since).days) <= 7
            )
            if (
                about
                and account.origin.party
                and any(not account.origin.sides.isdisjoint(one) for one in kin)
            ):
                hold.admitted = True


def _control(
    hold: _Hold, state: str | None, accounts: Sequence[_Account], origins: Origins, registry: Registry
) -> Control:
    named = {account.actor for account in accounts} | {target for one in accounts for target in one.targets}
    concerned: frozenset[str] = frozenset().union(*(lineage(registry, actor) for actor in named))
    outside = [
        account.claim
        for account in hold.accounts
        if not account.origin.party and account.origin.sides.isdisjoint(concerned)
    ]
    assessed = hold.admitted or len(origins.independent(outside)) >= 2
    ordered = sorted(hold.accounts, key=_order)
    return Control(
        place=min((account.place for account in ordered), key=lambda place: (place.text, place.span)),
        holder=hold.holder(),
        state="contested" if state else "held" if hold.whole else "partly_held",
        extent=None if hold.whole else _extent(ordered),
        layer="assessed" if assessed else "claimed",
        since=ordered[0].day,
        accounts=tuple(
            ControlAccount(voice=account.origin.label, claim=account.claim.id, said_on=account.origin.said_on)
            for account in ordered
        ),
    )


def _extent(ordered: Sequence[_Account]) -> Extent | None:
    """The last extent told."""
    told = [account.place.extent for account in ordered if account.place.extent is not None]
    return told[-1] if told else None
