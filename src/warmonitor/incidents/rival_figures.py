"""Figures of different voices for one count whose ranges do not meet."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from warmonitor.incidents.comparison import meet
from warmonitor.incidents.facts import Quantity
from warmonitor.incidents.one_matter import (
    contradiction,
    in_one_sentence,
    is_apart,
    near,
    of_others,
    on_one_day,
    places_differ,
    share_place,
    voiced,
)
from warmonitor.incidents.origins import Origins
from warmonitor.incidents.settings import types
from warmonitor.incidents.wording import content
from warmonitor.model import Claim, Contradiction, Figure, Toll, VoiceFigure

_COUNTED = frozenset({"killed", "injured", "missing", "abducted", "detained", "places_captured"})
_RIVAL_FACTOR = 3
"""Figures of two reports further apart count two happenings, or two parts of one, more often than not."""
_FACTOR_IN_ONE = 6
"""Within one report two voices set against each other may be further apart."""
_FACTOR_IN_SENTENCE = 50
"""Within one sentence, or of each side's word on one kind of people, they may be far apart."""
_TELLING = 3
_ANYBODY = frozenset({"people", "civilian"})
_LOST = frozenset({"dead", "killed", "wounded", "injured", "missing", "casualties", "deaths", "losses"})
_NAME = re.compile(r"\b[A-Z][\w’'-]+")


def rival_figures(
    tolls: Iterable[Toll],
    claims: Mapping[str, Claim],
    origins: Origins,
    only: Callable[[Claim, Claim], bool] = lambda _one, _other: True,
) -> Iterator[Contradiction]:
    """Current figures of different voices whose ranges do not meet, unless the toll simply rose.

    `only` says of which pairs of claims.
    """
    for toll in tolls:
        if toll.measure not in _COUNTED:
            continue
        rivals = [
            (one, other)
            for one, other in combinations(toll.by_voice, 2)
            if one.voice != other.voice
            and only(claims[one.claim], claims[other.claim])
            and _are_rivals(one, other, toll, claims, origins)
        ]
        if rivals:
            told = sorted(
                {figure for pair in rivals for figure in pair},
                key=lambda figure: (_reach(figure), figure.claim),
            )
            words = "; ".join(f"{_range(figure)} ({figure.voice})" for figure in told)
            what = f"{toll.group} {toll.measure.replace('_', ' ')}"
            about = " ".join([what, *(f"of {side}" for side in toll.side)])
            yield contradiction(f"{about}: {words}", (figure.claim for figure in told))


def _are_rivals(
    one: VoiceFigure, other: VoiceFigure, toll: Toll, claims: Mapping[str, Claim], origins: Origins
) -> bool:
    if meet(_quantity(one, toll, claims), _quantity(other, toll, claims)):
        return False
    first, second = claims[one.claim], claims[other.claim]
    far = _FACTOR_IN_ONE if first.report == second.report else _RIVAL_FACTOR
    if in_one_sentence(first, second) or (
        toll.group != "people" and _is_of_both_sides(first, second, origins)
    ):
        far = _FACTOR_IN_SENTENCE
    small, large = sorted((_reach(one), _reach(other)))
    if large <= _TELLING or large > far * small or _rose(one, other) or is_apart(first, second):
        return False
    figures = _figure(one, toll, claims), _figure(other, toll, claims)
    if not _of_one_people(*figures) or (
        toll.group not in _ANYBODY
        and (_own_losses(first, *figures, origins) or _own_losses(second, *figures[::-1], origins))
    ):
        return False
    return _is_one_count(first, second, toll, origins)


def _is_of_both_sides(one: Claim, other: Claim, origins: Origins) -> bool:
    """Whether one report has the word of either side on one place."""
    first, second = origins.of(one), origins.of(other)
    of_both = first.party and second.party and first.sides.isdisjoint(second.sides)
    return of_both and one.report == other.report and share_place(one, other)


def _is_one_count(one: Claim, other: Claim, toll: Toll, origins: Origins) -> bool:
    """Whether two claims count the same: set against each other, or by two of place, day, another figure."""
    if one.report == other.report:
        return (
            near(one, other)
            and voiced(one)
            and voiced(other)
            and of_others(one, other, origins)
            and not places_differ(one, other)
        )
    if one.type != other.type and not {one.type, other.type} & {"casualties", "attack"}:
        return False
    if types().relation(one.type, other.type) is None or places_differ(one, other) or _moved(one, other):
        return False
    signs = (share_place(one, other), on_one_day(one, other, origins), _agree_elsewhere(one, other, toll))
    return sum(signs) >= 2


def _agree_elsewhere(one: Claim, other: Claim, toll: Toll) -> bool:
    """Whether both tell one number of something else: four dead, of whatever group, beside the injured."""
    return any(
        first.measure == second.measure != toll.measure and first.low == second.low and (first.low or 0) > 1
        for first in one.figures
        for second in other.figures
    )


def _moved(one: Claim, other: Claim) -> bool:
    """Whether more dead stand against fewer injured: some of these have died since."""
    more_dead, more_hurt = (_largest(one, what) - _largest(other, what) for what in ("killed", "injured"))
    told = all(_largest(claim, what) for claim in (one, other) for what in ("killed", "injured"))
    return told and more_dead * more_hurt < 0


def _largest(claim: Claim, measure: str) -> int:
    return max((figure.low or 0 for figure in claim.figures if figure.measure == measure), default=0)


def _of_one_people(one: Figure | None, other: Figure | None) -> bool:
    """Whether no names in their words set two counts apart: "13 Tarmian soldiers", "six Bellanders"."""
    first, second = (
        frozenset(_NAME.findall(told.text[1:])) if told else frozenset() for told in (one, other)
    )
    return not (first and second) or not first.isdisjoint(second)


def _own_losses(claim: Claim, own: Figure | None, other: Figure | None, origins: Origins) -> bool:
    """ "50 rebels died while the army reported 40 dead": a party's count of nobody's dead is of its own."""
    said = origins.of(claim)
    if own is None or other is None or not said.party:
        return False
    behind = claim.quote.partition(own.text)[2].split()[:1]
    whom = frozenset(word for word in content(other.text) if not word.isdecimal())
    return (
        bool(behind)
        and behind[0].strip(",;.") in _LOST
        and bool(whom)
        and whom.isdisjoint(content(said.label))
    )


def _figure(told: VoiceFigure, toll: Toll, claims: Mapping[str, Claim]) -> Figure | None:
    wanted = (toll.measure, toll.group, told.low, told.high)
    return next(
        (one for one in claims[told.claim].figures if (one.measure, one.group, one.low, one.high) == wanted),
        None,
    )


def _quantity(told: VoiceFigure, toll: Toll, claims: Mapping[str, Claim]) -> Quantity:
    figure = _figure(told, toll, claims)
    return Quantity(told.low, told.high, figure is not None and figure.approx is True)


def _rose(one: VoiceFigure, other: VoiceFigure) -> bool:
    """Whether the larger figure was said on a later day, or the smaller one days later.

    The one only rose; the other counts something else.
    """
    small, large = sorted((one, other), key=_reach)
    if small.said_on is None or large.said_on is None:
        return False
    return not 0 <= (small.said_on - large.said_on).days <= 1


def _reach(figure: VoiceFigure) -> int:
    return max(figure.low or 0, figure.high or 0)


def _range(figure: VoiceFigure) -> str:
    if figure.high is None:
        return f"at least {figure.low}"
    if figure.low is None:
        return f"up to {figure.high}"
    return str(figure.low) if figure.low == figure.high else f"{figure.low} to {figure.high}"
