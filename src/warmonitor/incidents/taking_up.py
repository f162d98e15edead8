"""Claims that take up what their report told before: "The assault began on …", "had put the toll at 704"."""

from collections.abc import Sequence

from warmonitor.incidents import settings, wording
from warmonitor.incidents.looking_back import counts_as_known, opens_as_known
from warmonitor.incidents.setting import fine, resolved
from warmonitor.model import Claim

_ORDER = ("same", "general", "kin")
"""What a word for a happening means sooner: the type that it tells itself, a general one, a kindred one."""


def taken_up(claims: Sequence[Claim]) -> dict[str, Claim]:
    """Ids of the claims of one report that take up an earlier one, each with the nearest that it may mean.

    A claim with a town of its own takes up nothing: it says itself what it tells of.
    """
    told = sorted(claims, key=lambda claim: (claim.span, claim.id))
    found = (
        (claim.id, _meant(claim, told[:position]))
        for position, claim in enumerate(told)
        if not fine(resolved(claim))
    )
    return {ident: meant for ident, meant in found if meant is not None}


def _meant(claim: Claim, told: Sequence[Claim]) -> Claim | None:
    before = (one for one in reversed(told) if one.span[1] <= claim.span[0])
    if claim.figures and counts_as_known(claim.quote):
        return next((one for one in before if _counts_the_same(one, claim)), None)
    noun = opens_as_known(claim.quote)
    if noun is None:
        return None
    meant = (one for one in before if _tells(one, claim, noun))
    return min(
        meant, key=lambda one: _ORDER.index(settings.types().relation(one.type, claim.type)), default=None
    )


def _counts_the_same(one: Claim, claim: Claim) -> bool:
    first, second = ({figure.measure for figure in told.figures} for told in (one, claim))
    return one.type == claim.type and not first.isdisjoint(second)


def _tells(one: Claim, claim: Claim, noun: str) -> bool:
    related = settings.types().relation(one.type, claim.type) in _ORDER
    return related and not wording.content(noun).isdisjoint(wording.content(one.quote))
