"""Why the words of a claim were taken for these places, days, actors and voices: decided again, and told.

Nothing of this is stored: the report's words are, and deciding is the same every time. Where the gazetteer
or the registry has changed since, what is decided now is told beside what the claim has.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from warmonitor.grounding.actors import GroundedActor, ground_mention
from warmonitor.grounding.publication import infer_publication
from warmonitor.grounding.setting import Setting, settle
from warmonitor.grounding.times import DatedExpression, resolve_time
from warmonitor.knowledge.gazetteer import Gazetteer
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Actor, Claim, Place, Report, Time, Voice

_MOST_RIVALS = 5
_COUNTED = {
    "stated": "the words name the day, or it is the one nearest to publication",
    "relative": "counted from the day of publication",
    "inferred": "counted from a date told before it, or from a publication that is itself inferred",
    "publication": "no words tell when: no later than publication",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One decision: about what words, what was chosen, what lost (with scores, 0 to 1), and what decided.

    `score` is None where there is none to tell: of days, and of what was not decided.
    """

    about: str
    words: str
    chosen: str
    score: float | None
    rivals: tuple[str, ...]
    decided: str


def reasons(claim: Claim, report: Report, gazetteer: Gazetteer, registry: Registry) -> list[Reason]:
    """The reasons for a claim's places, time, actors and voices, and for the report's day of publication."""
    setting = settle([claim], report, gazetteer, registry)
    return [
        *(_of_place(place, setting, gazetteer) for place in claim.places),
        *([_of_time(claim, claim.time, setting)] if claim.time is not None else []),
        *(_of_actor(actor, setting) for actor in claim.actors),
        *_of_voices(claim.voices, setting),
        _of_publication(report, setting),
    ]


def _of_place(place: Place, setting: Setting, gazetteer: Gazetteer) -> Reason:
    found = setting.places[place.span]
    rivals = tuple(
        f"{_place_name(rival, gazetteer)} {score:.2f}" for rival, score in found.rivals[:_MOST_RIVALS]
    )
    chosen = _place_name(found.id, gazetteer)
    score = found.score if found.id is not None else None
    return Reason("place", place.text, _unless_same(chosen, found.id, place.id), score, rivals, found.reason)


def _place_name(place_id: str | None, gazetteer: Gazetteer) -> str:
    entry = gazetteer.get(place_id) if place_id is not None else None
    if entry is None:
        return place_id or "nowhere known"
    return ", ".join(part for part in (entry.name, entry.admin1, entry.country) if part) + f" ({entry.id})"


def _unless_same(chosen: str, now: str | None, stored: str | None) -> str:
    return (
        chosen if now == stored else f"{chosen}; the claim has {stored or 'nothing'}, decided on other data"
    )


def _of_time(claim: Claim, time: Time, setting: Setting) -> Reason:
    decided = _COUNTED[time.basis]
    dated = _expression(claim, time, setting)
    other = _other_reading(dated, time, setting) if dated is not None else None
    rivals = (f"{_days(other)}, told in another tense",) if other is not None else ()
    published = setting.published
    if published is not None and time.basis != "stated":
        days = Time(start=published.start, end=published.end, granularity="interval", basis="stated")
        decided = f"{decided}; published {_days(days)}"
    if time.start is None and time.end is None and time.text:
        decided = f"{decided}; the words and the report leave it open"
    return Reason("time", time.text or "", _days(time), None, rivals, decided)


def _expression(claim: Claim, time: Time, setting: Setting) -> DatedExpression | None:
    """The claim's date expression: that of its words, in its quote if there are several."""
    told = [dated for dated in setting.times.values() if dated.expression.text == time.text]
    start, end = claim.span
    inside = [dated for dated in told if start <= dated.expression.start < end]
    return next(iter(inside or told), None)


def _other_reading(dated: DatedExpression, time: Time, setting: Setting) -> Time | None:
    """The days that the same words would mean, were they told as past or as coming."""
    for tense in ("past", "future"):
        other = resolve_time(dated.expression, setting.published, tense)
        days = (other.start, other.end)
        if days not in ((None, None), (time.start, time.end)):
            return other
    return None


def _days(time: Time) -> str:
    if time.start == time.end:
        return str(time.start) if time.start is not None else "left open"
    return f"{time.start or '…'} to {time.end or '…'}"


def _of_actor(actor: Actor, setting: Setting) -> Reason:
    return _of_mention(actor.role, actor.text, actor.id, actor.name, setting)


def _of_voices(voices: tuple[Voice, ...], setting: Setting) -> Iterator[Reason]:
    for voice in voices:
        words = voice.text or voice.speaker or voice.name
        if words:
            yield _of_mention("voice", words, voice.id, voice.speaker or voice.name, setting)


def _of_mention(about: str, words: str, stored: str | None, name: str | None, setting: Setting) -> Reason:
    """Decides the words; where the claim's actor came from fuller words elsewhere, decides by its name."""
    found = ground_mention(words, setting.actors, setting.registry)
    decided = found.reason
    if found.id != stored and stored is not None and name:
        fuller = ground_mention(name, setting.actors, setting.registry)
        if fuller.id == stored:
            found, decided = (
                fuller,
                f"“{words}” stands for {name}, told elsewhere in the report: {fuller.reason}",
            )
    rivals = tuple(
        f"{_actor_name(rival, setting.registry)} {score:.2f}" for rival, score in found.rivals[:_MOST_RIVALS]
    )
    chosen = _unless_same(_chosen(found, setting.registry), found.id, stored)
    return Reason(about, words, chosen, found.score if found.id is not None else None, rivals, decided)


def _chosen(found: GroundedActor, registry: Registry) -> str:
    return _actor_name(found.id, registry) if found.id is not None else "nobody known"


def _actor_name(actor_id: str, registry: Registry) -> str:
    entry = registry.get(actor_id)
    return f"{entry.name} ({actor_id})" if entry is not None else actor_id


def _of_publication(report: Report, setting: Setting) -> Reason:
    published = setting.published
    days = (
        _days(Time(start=published.start, end=published.end, granularity="interval", basis="stated"))
        if published is not None
        else "not known"
    )
    if report.published is not None and report.published.known_by != "inferred":
        return Reason("published", "", days, None, (), f"stated by {report.published.known_by}")
    estimate = infer_publication(report.text, report.url, None, report.retrieved_at)
    return Reason("published", "", days, None, (), "; ".join(estimate.reasoning))
