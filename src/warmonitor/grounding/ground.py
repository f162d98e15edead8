"""Drafts in, claims out: every place, day, actor and voice decided, or left open."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import msgspec

from warmonitor.claims import Draft
from warmonitor.grounding.actors import ActorContext, actor_context, ground_mention
from warmonitor.grounding.places import GroundedPlace, PlaceContext, PlaceMention, ground_places
from warmonitor.grounding.publication import infer_publication
from warmonitor.grounding.times import DateInterval, date_report
from warmonitor.knowledge.gazetteer import Gazetteer
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Actor, Claim, Place, Report, Time, Voice
from warmonitor.model.claim import Newness
from warmonitor.model.noun import Span
from warmonitor.ontology import load_ontology

# What happened longer before publication than this is told as history.
_NEWS_WINDOW = timedelta(days=14)
# How much of a claim's confidence hangs on its weakest place.
_PLACE_SHARE = 0.15


@dataclass(frozen=True)
class _Setting:
    """What was decided for the whole report."""

    report: Report
    published: DateInterval | None
    places: Mapping[Span, GroundedPlace]
    times: Mapping[Span, Time]
    actors: ActorContext
    registry: Registry


def ground(drafts: Sequence[Draft], report: Report, gazetteer: Gazetteer, registry: Registry) -> list[Claim]:
    """The drafts of one report as claims, grounded by all that the report tells; pure.

    Args:
        drafts: the claims of the report as words.
        report: the report; when its publication is not stated it is inferred from the calendar.
        gazetteer: places.
        registry: actors and voices.
    """
    published = publication(report)
    places = _places(drafts, report, gazetteer)
    countries = Counter(place.country for place in places.values() if place.country)
    setting = _Setting(
        report=report,
        published=published,
        places=places,
        times=_times(drafts, report, published),
        actors=actor_context(report.text, countries, published.end if published else None, registry),
        registry=registry,
    )
    return [_claim(draft, setting) for draft in drafts]


def publication(report: Report) -> DateInterval | None:
    """When the report was published: as stated, else inferred; None where nothing tells."""
    if report.published is not None:
        stated = report.published
        return DateInterval(stated.start, stated.end, inferred=stated.known_by == "inferred")
    return infer_publication(report.text, report.url, None, report.retrieved_at).interval


def _places(drafts: Sequence[Draft], report: Report, gazetteer: Gazetteer) -> dict[Span, GroundedPlace]:
    mentions = {
        place.span: PlaceMention(
            text=place.text, start=place.span[0], end=place.span[1], relation=place.relation
        )
        for draft in drafts
        for place in draft.claim.places
    }
    spans = sorted(mentions)
    grounded = ground_places([mentions[span] for span in spans], PlaceContext(text=report.text), gazetteer)
    return dict(zip(spans, grounded, strict=True))


def _times(drafts: Sequence[Draft], report: Report, published: DateInterval | None) -> dict[Span, Time]:
    """All date expressions of the report, each read in the tense of the claim that it belongs to."""
    future = {draft.time for draft in drafts if draft.tense == "future"}
    dated = date_report(
        report.text, published, lambda found: "future" if (found.start, found.end) in future else "past"
    )
    return {(one.expression.start, one.expression.end): one.time for one in dated}


def _claim(draft: Draft, setting: _Setting) -> Claim:
    claim = draft.claim
    time = _time(draft, setting)
    return msgspec.structs.replace(
        claim,
        actors=tuple(_actor(actor, setting) for actor in claim.actors),
        places=tuple(_place(place, setting) for place in claim.places),
        time=time,
        voices=tuple(_voices(draft, setting)),
        newness=_newness(claim, time, setting.published),
        confidence=_confidence(claim, setting),
    )


def _time(draft: Draft, setting: _Setting) -> Time:
    told = setting.times.get(draft.time) if draft.time is not None else None
    if told is not None:
        return told
    end = setting.published.end if setting.published is not None else None
    return Time(end=end, granularity="interval", basis="publication")


def _place(place: Place, setting: _Setting) -> Place:
    found = setting.places[place.span]
    return msgspec.structs.replace(
        place,
        relation=place.relation if found.relation == "in" else found.relation,
        id=found.id,
        name=found.name,
        lat=found.lat,
        lon=found.lon,
        country=found.country,
        admin1=found.admin1,
        precision=found.precision,
    )


def _actor(actor: Actor, setting: _Setting) -> Actor:
    found = ground_mention(actor.name or actor.text, setting.actors, setting.registry)
    if found.id is None:
        return actor
    return msgspec.structs.replace(actor, id=found.id, name=found.name)


def _voices(draft: Draft, setting: _Setting) -> list[Voice]:
    *inner, outlet = draft.claim.voices
    chain = [_voice(voice, setting) for voice in inner]
    for place, span in enumerate(draft.said_on):
        day = setting.times.get(span) if span is not None else None
        if day is not None and day.start is not None and day.start == day.end:
            chain[place] = msgspec.structs.replace(chain[place], said_on=day.start)
    published = setting.published
    day_known = published is not None and published.start == published.end
    said = published.start if published is not None and day_known else None
    return [*chain, msgspec.structs.replace(_voice(outlet, setting), kind="outlet", said_on=said)]


def _voice(voice: Voice, setting: _Setting) -> Voice:
    for words in (voice.name, voice.speaker, voice.text):
        found = ground_mention(words, setting.actors, setting.registry) if words else None
        if found is None or found.id is None:
            continue
        return msgspec.structs.replace(
            voice,
            speaker=found.person or voice.speaker,
            id=found.id,
            name=found.name,
            kind=_voice_kind(found.id, setting) or voice.kind,
        )
    return voice


def _voice_kind(actor: str, setting: _Setting) -> str | None:
    """The kind of voice that an actor of this kind has; None where the words know better."""
    entry = setting.registry.get(actor)
    kind = load_ontology().actor_kinds.get(entry.kind) if entry is not None else None
    return kind.voice if kind is not None else None


def _newness(claim: Claim, time: Time, published: DateInterval | None) -> Newness:
    """History when it ended long before publication; ongoing when it began then and has not ended."""
    if published is None or time.basis == "publication":
        return claim.newness
    since = published.start - _NEWS_WINDOW
    if time.end is not None and time.end < since:
        return "background"
    if time.start is not None and time.start < since:
        return "ongoing" if claim.newness == "new" else claim.newness
    return "new" if claim.newness == "background" and time.start is not None else claim.newness


def _confidence(claim: Claim, setting: _Setting) -> float:
    scores = [setting.places[place.span].score for place in claim.places]
    weakest = min(scores, default=1.0)
    return round(claim.confidence * (1 - _PLACE_SHARE * (1 - weakest)), 2)
