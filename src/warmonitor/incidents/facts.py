"""What the comparison of claims looks at, worked out once for every claim."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from warmonitor.incidents import proper, rarity, settings, wording
from warmonitor.incidents.looking_back import deeds, looks_back, raises_a_toll, speaks_of_the_day_before
from warmonitor.incidents.parties import doers, keys, lineage
from warmonitor.incidents.setting import FINE, Setting, fine, resolved
from warmonitor.incidents.taking_up import taken_up
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Place, Report

_VAGUE_DAYS = 20


@dataclass(frozen=True, slots=True)
class Days:
    """When, as ordinals of days, both ends closed.

    `stated` is False when nothing is said but "not later than the paper"; `vague` marks a month or more.
    """

    start: int
    end: int
    stated: bool
    vague: bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """The largest figure of one measure in a claim (parts and running totals left out)."""

    low: int | None
    high: int | None
    approx: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The paragraph that a claim stands in, as the comparison sees it.

    `issued`: the day of the paper, as an ordinal. `told_days`: first and last days that its claims state.
    """

    issued: int | None
    names: frozenset[str]
    place_names: frozenset[str]
    deeds: frozenset[str]
    looks_back: bool
    yesterday: bool
    toll: bool
    told_days: frozenset[tuple[int, int]]
    dead: int


@dataclass(frozen=True, slots=True)
class Facts:
    """One claim as the comparison sees it.

    `told_near`: for a claim without a place, the towns of the claim beside it in its report. `takes_up`: the
    id of the earlier claim of its report that it speaks of again. `countries`: those of the places and actors
    of its report.
    """

    claim: Claim
    family: str
    days: Days | None
    fine: tuple[Place, ...]
    coarse: tuple[Place, ...]
    told_near: tuple[Place, ...]
    takes_up: str | None
    countries: frozenset[str]
    towns: frozenset[str]
    doers: frozenset[str]
    lineage: frozenset[str]
    others: frozenset[str]
    figures: Mapping[str, Quantity]
    words: frozenset[str]
    names: frozenset[str]
    victims: frozenset[str]
    phrase: frozenset[str]
    headings: frozenset[str]
    told_apart: bool
    paragraph: Paragraph
    said: int | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known beside a claim."""

    reports: Mapping[str, Report]
    families: Mapping[str, str]
    registry: Registry


def gather(
    claims: Iterable[Claim], reports: Mapping[str, Report], families: Mapping[str, str], registry: Registry
) -> dict[str, Facts]:
    """The facts of all claims by claim id."""
    known = _Known(reports, families, registry)
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    return {
        claim.id: _facts(claim, meant.get(claim.id), setting, known)
        for told in by_report.values()
        for setting, meant in [(Setting(told, registry), taken_up(told))]
        for claim in told
    }


def _facts(claim: Claim, meant: Claim | None, setting: Setting, known: _Known) -> Facts:
    report = known.reports.get(claim.report)
    published = report.published.end if report and report.published else None
    places = resolved(claim)
    acting = keys(doers(claim))
    every = keys(claim.actors)
    named = wording.content(" ".join([*(p.text for p in claim.places), *(a.text for a in claim.actors)]))
    spoken = wording.content(" ".join(filter(None, (voice.text for voice in claim.voices))))
    words = wording.content(claim.quote)
    paragraph = _around(claim, report, setting)
    return Facts(
        claim=claim,
        family=known.families.get(claim.report, claim.report),
        days=_days(claim, published),
        fine=fine(places),
        coarse=tuple(
            place for place in places if place.precision not in FINE and place.precision != "unresolved"
        ),
        told_near=() if places else setting.beside(meant or claim),
        takes_up=meant.id if meant else None,
        countries=setting.countries,
        towns=_towns(claim),
        doers=acting,
        lineage=frozenset().union(*(lineage(known.registry, actor, published) for actor in acting)),
        others=every - acting,
        figures=quantities(claim),
        words=words - named - spoken,
        names=paragraph.names,
        victims=_victims(claim),
        phrase=words,
        headings=frozenset(report.headings) if report else frozenset(),
        told_apart=wording.tells_another(claim.quote),
        paragraph=paragraph,
        said=_said(claim, published),
    )


def _around(claim: Claim, report: Report | None, setting: Setting) -> Paragraph:
    start, end = _block(claim, report)
    text = report.text[start:end] if report else claim.quote
    published = report.published.end if report and report.published else None
    places = [place for one in setting.claims for place in one.places]
    within = [one for one in setting.claims if start <= one.span[0] and one.span[1] <= end]
    days = [told for one in within if (told := _days(one, published))]
    tolls = [toll for one in within if (toll := quantities(one).get("killed"))]
    return Paragraph(
        issued=published.toordinal() if published else None,
        names=rarity.names(text),
        place_names=frozenset().union(*(rarity.place_keys(place) for place in places)),
        deeds=deeds(text),
        looks_back=looks_back(text),
        yesterday=speaks_of_the_day_before(text),
        toll=raises_a_toll(text),
        told_days=frozenset((told.start, told.end) for told in days if told.stated and not told.vague),
        dead=max((max(toll.low or 0, toll.high or 0) for toll in tolls), default=0),
    )


def _victims(claim: Claim) -> frozenset[str]:
    """The keys of the names of those it names as victims."""
    told = (actor.text for actor in claim.actors if actor.role == "victim")
    return frozenset(proper.key(word) for name in told for word in name.split() if word[0].isupper())


def _towns(claim: Claim) -> frozenset[str]:
    """Folded names of the claim's places but countries and regions, found in the gazetteer or not."""
    small = [place for place in claim.places if place.precision not in {"country", "region"}]
    names = [name for place in small if place.relation != "towards" for name in (place.text, place.name)]
    return frozenset(name.casefold() for name in names if name)


def _block(claim: Claim, report: Report | None) -> tuple[int, int]:
    """Where the block stands that the claim is in; its own span where that is not known."""
    start, end = claim.span
    blocks = report.blocks if report else ()
    return next(((one.start, one.end) for one in blocks if one.start <= start and end <= one.end), claim.span)


def _days(claim: Claim, published: date | None) -> Days | None:
    """When it was, as far as told; the publication closes open ends, the days before it stand for silence."""
    time = claim.time
    window = settings.weights().unstated_days
    if time is None or (time.start is None and time.end is None) or time.basis == "publication":
        last = (time.end or time.start) if time else None
        last = last or published
        if last is None or claim.newness == "background":
            return None
        return Days((last - timedelta(days=window - 1)).toordinal(), last.toordinal(), False, False)
    if time.start is None:
        return _before(time.end)
    end = time.end or (max(published, time.start) if published else time.start)
    return _span(time.start, max(end, time.start))


def _before(end: date | None) -> Days | None:
    return None if end is None else Days(end.toordinal() - 366, end.toordinal(), True, True)


def _span(start: date, end: date) -> Days:
    return Days(start.toordinal(), end.toordinal(), True, (end - start).days >= _VAGUE_DAYS)


def _said(claim: Claim, published: date | None) -> int | None:
    told = next((voice.said_on for voice in claim.voices if voice.said_on), None) or published
    return told.toordinal() if told else None


def quantities(claim: Claim) -> dict[str, Quantity]:
    """Per measure, the claim's whole figures of its own event: parts, sides and running totals left out."""
    found: dict[str, Quantity] = {}
    for figure in claim.figures:
        if figure.part_of is not None or figure.cumulative is True:
            continue
        if figure.low is None and figure.high is None:
            continue
        quantity = Quantity(figure.low, figure.high, figure.approx is True)
        earlier = found.get(figure.measure)
        if earlier is None or _size(quantity) > _size(earlier):
            found[figure.measure] = quantity
    return found


def _size(quantity: Quantity) -> tuple[int, int]:
    return (max(quantity.low or 0, quantity.high or 0), quantity.low or 0)
