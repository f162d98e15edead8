"""Who is said to hold a place, on whose word, as of a day.

Nothing is drawn between places: a place is held when claims of capture, entry, control, withdrawal or repulse
name it. Layers follow the war maps' custom: a party's own word counts only against itself
(docs/method/control.md).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from operator import attrgetter

import msgspec

from warmonitor.incidents.families import find_families
from warmonitor.incidents.origins import Origins, independent
from warmonitor.incidents.parties import lineage
from warmonitor.incidents.territory import Account, accounts_of
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Control, ControlAccount, Report
from warmonitor.model.claim import Extent

_RIVAL_DAYS = timedelta(days=7)
"""A holder not heard of for longer than this is no rival to one who has entered since."""


class _Kin:
    """Who belongs to whom, each looked up once."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._lineages: dict[str, frozenset[str]] = {}

    def lineage(self, actor: str) -> frozenset[str]:
        """An actor with its parents and sides."""
        if actor not in self._lineages:
            self._lineages[actor] = lineage(self._registry, actor)
        return self._lineages[actor]

    def kindred(self, one: str, other: str) -> bool:
        """Whether two actors are one, parent and child, or of one side."""
        return one == other or not self.lineage(one).isdisjoint(self.lineage(other))


class _Hold:
    """What is known of one holder (or of its kin) in one place."""

    def __init__(self) -> None:
        self.accounts: list[Account] = []
        self.losers: set[str] = set()
        self.last = date.min
        self._told: dict[str, int] = defaultdict(int)
        self._part = self._all = False

    def add(self, account: Account) -> None:
        """Take what is told on the last day that anything is told of, or on a later one."""
        self.accounts.append(account)
        self.losers.update(account.targets)
        self._told[account.actor] += 1
        if account.day > self.last:
            self.last, self._part, self._all = account.day, False, False
        self._part |= account.partial and account.act != "entry"
        self._all |= not account.partial

    @property
    def whole(self) -> bool:
        """The last word on how much is held: on the last day some tell of the place, none of a part of it.

        An entry told beside a capture is no part: it came before.
        """
        return self._all and not self._part

    @property
    def holder(self) -> str:
        """Who is told of most often."""
        return min(self._told, key=lambda actor: (-self._told[actor], actor))


def control(
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
    registry: Registry,
    as_of: date | None = None,
    families: Mapping[str, str] | None = None,
) -> list[Control]:
    """Who is said to hold which place at the end of a day, sorted by place and holder.

    Args:
        claims: any claims; which are used `accounts_of` says. "50 villages" names no place and gives none.
        reports: the reports of these claims, by id.
        registry: actors and voices, for parents and sides.
        as_of: only what had happened and been said by the end of this day; all when None.
        families: copies among the reports, where already known; found anew when None.
    """
    first = find_families(reports[key] for key in sorted(reports)).first if families is None else families
    origins = Origins(reports, first, registry)
    every = (account for claim in claims for account in accounts_of(claim, origins))
    return held(every, registry, as_of)


def held(
    accounts: Iterable[Account],
    registry: Registry,
    as_of: date | None = None,
    worked_out: Callable[[str, list[Account], Callable[[], list[Control]]], list[Control]] | None = None,
) -> list[Control]:
    """The same of what single claims say.

    `worked_out` may keep who holds a place, and give it again for the same accounts unworked.
    """
    places: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if as_of is None or (account.day <= as_of and (account.origin.said_on or as_of) <= as_of):
            places[str(account.place.id)].append(account)
    kin = _Kin(registry)
    found: list[Control] = []
    for place, every in places.items():
        work_out = partial(_place, every, kin)
        found += work_out() if worked_out is None else worked_out(place, every, work_out)
    return sorted(found, key=lambda hold: (hold.place.name or "", str(hold.place.id), hold.holder))


def _entered(told: Sequence[Account]) -> Iterator[Account]:
    """ "Entered the town and took the mill": where a capture shares its words with an entry, it is a part."""
    entries = {(account.report, account.place.span) for account in told if account.act == "entry"}
    for account in told:
        taken = account.act == "capture" and (account.report, account.place.span) in entries
        yield msgspec.structs.replace(account, parts=True) if taken else account


def _place(told: Iterable[Account], kin: _Kin) -> list[Control]:
    """The holders of one place after all accounts, day by day."""
    accounts = sorted(_entered(list(told)), key=attrgetter("order"))
    holds: list[_Hold] = []
    for _, every in groupby(accounts, attrgetter("day")):
        today = list(every)
        left = [account for account in today if account.act == "withdrawal"]
        for account in left:
            _leave(holds, account, kin)
        for account in today:
            if account.act != "withdrawal":
                _take(holds, account, kin)
        for account in left:
            _leave(holds, account, kin)
    state = _rivals(holds)
    named = {account.actor for account in accounts} | {target for one in accounts for target in one.targets}
    concerned: frozenset[str] = frozenset().union(*map(kin.lineage, named))
    left = [account for account in accounts if account.act == "withdrawal"]
    return [
        _control(hold, state, _is_admitted(hold, left, kin) or _is_seen(hold, concerned)) for hold in holds
    ]


def _own(holds: Sequence[_Hold], actor: str, kin: _Kin) -> _Hold | None:
    return next((hold for hold in holds if kin.kindred(hold.holder, actor)), None)


def _leave(holds: list[_Hold], account: Account, kin: _Kin) -> None:
    own = _own(holds, account.actor, kin)
    if own is not None and not account.partial:
        holds.remove(own)
    for hold in holds:
        hold.losers.add(account.actor)


def _take(holds: list[_Hold], account: Account, kin: _Kin) -> None:
    own = _own(holds, account.actor, kin)
    others = [hold for hold in holds if hold is not own]
    if own is None:
        own = _Hold()
        holds.append(own)
    own.add(account)
    for hold in others:
        beaten = account.act == "repelled" and not hold.whole
        if beaten or (not account.partial and hold.last < account.day):
            own.losers.add(hold.holder)
            holds.remove(hold)


def _rivals(holds: list[_Hold]) -> str | None:
    """ "contested" when several hold parts or claim the whole; a long-silent holder is dropped first."""
    latest = max((hold.last for hold in holds), default=None)
    if latest is not None:
        holds[:] = [hold for hold in holds if latest - hold.last <= _RIVAL_DAYS]
    return "contested" if len(holds) > 1 else None


def _is_admitted(hold: _Hold, left: Sequence[Account], kin: _Kin) -> bool:
    """A hold is admitted when a voice of the one who lost the place says so."""
    holder, since = hold.holder, hold.accounts[0].day
    losers = hold.losers | {account.actor for account in left}
    lineages = [kin.lineage(loser) for loser in losers if not kin.kindred(loser, holder)]
    about = (*hold.accounts, *(account for account in left if abs((account.day - since).days) <= 7))
    return any(
        account.origin.party and any(not account.origin.sides.isdisjoint(one) for one in lineages)
        for account in about
    )


def _is_seen(hold: _Hold, concerned: frozenset[str]) -> bool:
    """Whether two origins that are no party to the war tell of a hold."""
    outside = [
        (account.report, account.first, account.origin)
        for account in hold.accounts
        if not account.origin.party and account.origin.sides.isdisjoint(concerned)
    ]
    return len(independent(outside)) >= 2


def _control(hold: _Hold, state: str | None, assessed: bool) -> Control:
    return Control(
        place=min((account.place for account in hold.accounts), key=lambda place: (place.text, place.span)),
        holder=hold.holder,
        state="contested" if state else "held" if hold.whole else "partly_held",
        extent=None if hold.whole else _extent(hold.accounts),
        layer="assessed" if assessed else "claimed",
        since=hold.accounts[0].day,
        accounts=tuple(
            ControlAccount(voice=account.origin.label, claim=account.claim, said_on=account.origin.said_on)
            for account in hold.accounts
        ),
    )


def _extent(ordered: Sequence[Account]) -> Extent | None:
    """The last extent told."""
    told = [account.place.extent for account in ordered if account.place.extent is not None]
    return told[-1] if told else None
