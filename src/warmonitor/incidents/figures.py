"""Figures told within one incident: who told which, which is current, which range follows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec import structs

from warmonitor.incidents import settings
from warmonitor.incidents.origins import Origin, Origins
from warmonitor.model import Claim, Figure, Toll, VoiceFigure

Key = tuple[str, str, tuple[str, ...]]
"""Measure, group, side."""


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Figures that an incident's tolls must not count.

    `running` are totals of more than this event ("since Wednesday"); `by_party` what a party to the war
    says of its enemy's losses.
    """

    running: tuple[Toll, ...] = ()
    by_party: tuple[Toll, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """An incident's tolls, the figures that later ones took the place of, and those kept apart."""

    tolls: tuple[Toll, ...]
    superseded: tuple[VoiceFigure, ...]
    apart: KeptApart


@dataclass(frozen=True, slots=True)
class _Told:
    origin: Origin
    figure: Figure
    claim: str


def count(claims: Iterable[Claim], origins: Origins) -> Count:
    """Every voice's latest figures in one incident, with the range over them (docs/method/tolls.md).

    Only what is asserted, alleged or said of a failed attempt counts: a denied, possible or promised
    figure does not.
    """
    event: dict[Key, list[_Told]] = defaultdict(list)
    running: dict[Key, list[_Told]] = defaultdict(list)
    by_party: dict[Key, list[_Told]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.id):
        if claim.modality not in settings.types().modality.core or claim.type in settings.types().words:
            continue
        origin = origins.of(claim)
        for key, figure in _together(claim.figures):
            told = _Told(origin, figure, claim.id)
            sink = running if figure.cumulative is True else by_party if _boast(figure, origin) else event
            sink[key].append(told)
    tolls, superseded = _tolls(event)
    apart = KeptApart(_tolls(running)[0], _tolls(by_party)[0])
    return Count(tolls, superseded, apart)


def only_totals(claim: Claim) -> bool:
    """ "182 have been killed since Wednesday": told of many happenings, it is of none of them."""
    counts = claim.type == "casualties" and bool(claim.figures)
    return counts and all(figure.cumulative is True for figure in claim.figures)


def _together(figures: Sequence[Figure]) -> Iterator[tuple[Key, Figure]]:
    """The figures of one claim, those of one key added up: "two dead in Velin and 15 in Bera" are 17."""
    kept: dict[tuple[Key, bool], list[Figure]] = defaultdict(list)
    for figure in figures:
        whole = figures[figure.part_of] if figure.part_of is not None else None
        within = whole is not None and _key(whole) == _key(figure)
        if not within and (figure.low, figure.high) != (None, None):
            kept[_key(figure), figure.cumulative is True].append(figure)
    for (key, _), every in kept.items():
        lows, highs = [one.low for one in every], [one.high for one in every]
        yield key, structs.replace(every[0], low=_sum(lows), high=_sum(highs))


def _key(figure: Figure) -> Key:
    return figure.measure, figure.group, tuple(sorted(figure.side))


def _sum(bounds: Sequence[int | None]) -> int | None:
    known = [bound for bound in bounds if bound is not None]
    return sum(known) if len(known) == len(bounds) else None


def _boast(figure: Figure, origin: Origin) -> bool:
    """A party's word on the losses of others than itself."""
    losses = figure.measure in {"killed", "injured", "missing", "other", "objects_destroyed", "surrendered"}
    return losses and origin.party and bool(figure.side) and origin.sides.isdisjoint(figure.side)


def _tolls(told: dict[Key, list[_Told]]) -> tuple[tuple[Toll, ...], tuple[VoiceFigure, ...]]:
    tolls: list[Toll] = []
    superseded: list[VoiceFigure] = []
    for (measure, group, side), every in sorted(told.items()):
        current, old = _latest(every)
        low, high = span(current)
        tolls.append(
            Toll(measure=measure, group=group, side=side, low=low, high=high, by_voice=tuple(current))
        )
        superseded += old
    return tuple(tolls), tuple(superseded)


def _latest(every: Sequence[_Told]) -> tuple[list[VoiceFigure], list[VoiceFigure]]:
    """Each voice's figures of its latest day, and all its earlier ones; one figure told twice stands once.

    A figure whose day is unknown is superseded by none and supersedes none.
    """
    voices: dict[str, dict[tuple[object, ...], _Told]] = defaultdict(dict)
    for told in every:
        identity = (told.origin.said_on, told.figure.low, told.figure.high)
        voices[told.origin.key].setdefault(identity, told)
    current: list[VoiceFigure] = []
    old: list[VoiceFigure] = []
    for key in sorted(voices):
        figures = list(voices[key].values())
        last = max((told.origin.said_on for told in figures if told.origin.said_on), default=None)
        for told in figures:
            late = told.origin.said_on is None or told.origin.said_on == last
            (current if late else old).append(_voice_figure(told))
    return _once(current), _once(old)


def _voice_figure(told: _Told) -> VoiceFigure:
    return VoiceFigure(
        voice=told.origin.label,
        low=told.figure.low,
        high=told.figure.high,
        said_on=told.origin.said_on,
        claim=told.claim,
    )


def _once(figures: list[VoiceFigure]) -> list[VoiceFigure]:
    return sorted(
        figures,
        key=lambda figure: (
            figure.voice,
            str(figure.said_on),
            figure.low or -1,
            figure.high or -1,
            figure.claim,
        ),
    )


def span(figures: Iterable[VoiceFigure]) -> tuple[int | None, int | None]:
    """The range that contains every one of these figures; a bound that one of them leaves open stays open."""
    lows: list[int] = []
    highs: list[int] = []
    open_low = open_high = False
    for figure in figures:
        open_low, open_high = open_low or figure.low is None, open_high or figure.high is None
        lows += [] if figure.low is None else [figure.low]
        highs += [] if figure.high is None else [figure.high]
    return (
        None if open_low or not lows else min(lows),
        None if open_high or not highs else max(highs),
    )


def ucdp(toll: Toll) -> tuple[int, int, int] | None:
    """Low, best and high as UCDP GED tables them, from one toll; None when no voice tells a number.

    The rule: each voice stands for its lower bound (its upper one where only that is told). Low is the
    least of these, high the greatest bound told, best the number that most voices give, the smaller among
    equals.
    """
    told = [figure.low if figure.low is not None else figure.high for figure in toll.by_voice]
    numbers = [number for number in told if number is not None]
    if not numbers:
        return None
    best = min(set(numbers), key=lambda number: (-numbers.count(number), number))
    highs = [figure.high for figure in toll.by_voice if figure.high is not None]
    return min(numbers), best, max([*numbers, *highs])
