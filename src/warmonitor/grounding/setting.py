"""What is decided once for a whole report: its publication, places and dates, what it tells of actors."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from warmonitor.claims import Draft
from warmonitor.grounding.actors import ActorContext, GroundedActor, actor_context, ground_mention
from warmonitor.grounding.places import (
    GroundedPlace,
    PlaceContext,
    PlaceMention,
    find_place_mentions,
    ground_places,
)
from warmonitor.grounding.publication import infer_publication
from warmonitor.grounding.times import (
    DatedExpression,
    DateInterval,
    Tense,
    TimeExpression,
    date_report,
    guess_tense,
)
from warmonitor.knowledge.gazetteer import Gazetteer
from warmonitor.knowledge.registry import Registry, RegistryEntry
from warmonitor.model import Claim, Report
from warmonitor.model.noun import Span

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_OF_NOW = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\byesterday\b")
_MANY_YEARS = 8
_NEARLY_ALL = 0.9
_FEW_DAYS = 3
_ARMED = frozenset({"armed_group", "militia"})
_WIDE = frozenset({"country", "division", "region"})


@dataclass(frozen=True)
class Setting:
    """What was decided for the whole report; places and dates by their spans in its text."""

    report: Report
    published: DateInterval | None
    places: Mapping[Span, GroundedPlace]
    times: Mapping[Span, DatedExpression]
    actors: ActorContext
    registry: Registry
    is_history: bool = False
    """Whether it tells of years long past, so that what it dates by no day is of then too."""
    _meant: dict[str, GroundedActor] = field(default_factory=dict)

    def meant(self, words: str) -> GroundedActor:
        """Whom words mean in this report; looked up once, however often they stand in its claims."""
        if words not in self._meant:
            self._meant[words] = ground_mention(words, self.actors, self.registry)
        return self._meant[words]


def settle(
    claims: Iterable[Claim],
    report: Report,
    gazetteer: Gazetteer,
    registry: Registry,
    tenses: Mapping[Span, Tense] | None = None,
) -> Setting:
    """Decides what the whole report has to be known for.

    Args:
        claims: the report's claims, for the places they name.
        report: the report; when its publication is not stated it is inferred from the calendar.
        gazetteer: places.
        registry: actors and voices.
        tenses: that of the claims, by the spans of their date expressions; the words tell that of others.
    """
    published = publication(report)
    actors = actor_context(report.text, {}, published.end if published else None, registry)
    places, others = _places(claims, report, gazetteer, _armed(actors, registry))
    countries = Counter(place.country for place in (*places.values(), *others) if place.country)
    history = is_history(report.text, published)
    dated = date_report(
        report.text, published, lambda found: _tense(found, report.text, tenses or {}), narrative=history
    )
    return Setting(
        report=report,
        published=published,
        places=places,
        times={(one.expression.start, one.expression.end): one for one in dated},
        actors=replace(actors, countries=dict(countries)),
        registry=registry,
        is_history=history,
    )


def is_history(text: str, published: DateInterval | None) -> bool:
    """Whether a text names many years, nearly all long past, and hardly a day of the week of its own."""
    years = [int(year) for year in _YEAR.findall(text)] if published is not None else []
    if published is None or len(years) < _MANY_YEARS:
        return False
    past = sum(year < published.start.year - 1 for year in years)
    return past >= _NEARLY_ALL * len(years) and len(_OF_NOW.findall(text)) < _FEW_DAYS


def _tense(found: TimeExpression, text: str, tenses: Mapping[Span, Tense]) -> Tense | None:
    """Coming where the claim says so; else as the words say, since a claim made of a noun only seems past."""
    of_claim = tenses.get((found.start, found.end))
    return of_claim if of_claim == "future" else guess_tense(text, found) or of_claim


def tenses_of(drafts: Iterable[Draft]) -> dict[Span, Tense]:
    """The tense of each date expression that belongs to a draft; coming where one of several says so."""
    tenses: dict[Span, Tense] = {}
    for draft in drafts:
        if draft.time is not None and tenses.get(draft.time) != "future":
            tenses[draft.time] = draft.tense
    return tenses


def publication(report: Report) -> DateInterval | None:
    """When the report was published: as stated, else inferred; None where nothing tells."""
    if report.published is not None:
        stated = report.published
        return DateInterval(stated.start, stated.end, inferred=stated.known_by == "inferred")
    return infer_publication(report.text, report.url, None, report.retrieved_at).interval


def _armed(actors: ActorContext, registry: Registry) -> list[RegistryEntry]:
    """The armed groups and militias that the report names: they tell of a country, and are no places."""
    named = (registry.get(name) for name in sorted(actors.named))
    return [entry for entry in named if entry is not None and entry.kind in _ARMED]


def _is_name_of(armed: Sequence[RegistryEntry], mention: PlaceMention, gazetteer: Gazetteer) -> bool:
    """Whether a mention is the name of an armed group ("Hamas": Hamm too), and of no wide area."""
    named = any(mention.text in entry.names for entry in armed)
    return named and not any(entry.kind in _WIDE for entry in gazetteer.candidates(mention.text))


def _places(
    claims: Iterable[Claim], report: Report, gazetteer: Gazetteer, armed: Sequence[RegistryEntry]
) -> tuple[dict[Span, GroundedPlace], list[GroundedPlace]]:
    """The places of the claims, and those only named in the text, adjectives such as "Syrian" among them."""
    mentions = {
        place.span: PlaceMention(
            text=place.text, start=place.span[0], end=place.span[1], relation=place.relation
        )
        for claim in claims
        for place in claim.places
    }
    spans = sorted(mentions)
    named = find_place_mentions(report.text, gazetteer=gazetteer, adjectives=True)
    others = [
        each
        for each in named
        if not any(start < each.end and each.start < end for start, end in spans)
        and not _is_name_of(armed, each, gazetteer)
    ]
    countries = frozenset(entry.country for entry in armed if entry.country is not None)
    context = PlaceContext(text=report.text, complete=True, countries=countries)
    grounded = ground_places([*(mentions[span] for span in spans), *others], context, gazetteer)
    return dict(zip(spans, grounded, strict=False)), grounded[len(spans) :]
