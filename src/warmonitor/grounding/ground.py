"""Drafts in, claims out: every place, day, actor and voice decided, or left open."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from warmonitor.claims import Draft
from warmonitor.grounding.setting import Setting, settle, tenses_of
from warmonitor.grounding.times import DatedExpression
from warmonitor.knowledge.gazetteer import Gazetteer
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Actor, Claim, Report, Time, Voice
from warmonitor.model.claim import Newness
from warmonitor.ontology import load_ontology

# What happened longer before publication than this is told as history.
_NEWS_WINDOW = timedelta(days=14)
# What has not happened yet is not "no later than" today.
_AHEAD = frozenset({"planned", "demanded"})
# How much of a claim's confidence hangs on its weakest place.
_PLACE_SHARE = 0.05

# Kinds that words tell closer than the entry they name: "a Saudi official", "GNA forces".
_TOLD = frozenset({"unnamed_official", "military", "police", "medical", "state_media"})
# "The health ministry" is a ministry; "Tigrayan forces" are no state's.
_CLOSER = frozenset({("government", "medical")})
_LOOSER = frozenset({("military", "armed_group")})


def ground(drafts: Sequence[Draft], report: Report, gazetteer: Gazetteer, registry: Registry) -> list[Claim]:
    """The drafts of one report as claims, grounded by all that the report tells; pure.

    Args:
        drafts: the claims of the report as words.
        report: the report; when its publication is not stated it is inferred from the calendar.
        gazetteer: places.
        registry: actors and voices.
    """
    if not drafts:
        return []
    setting = settle((draft.claim for draft in drafts), report, gazetteer, registry, tenses_of(drafts))
    return [_claim(draft, setting) for draft in drafts]


def _claim(draft: Draft, setting: Setting) -> Claim:
    claim = draft.claim
    voices = _voices(draft, setting)
    time = _time(draft, voices, setting)
    return msgspec.structs.replace(
        claim,
        actors=tuple(_actor(actor, setting, claim.span[0]) for actor in claim.actors),
        places=tuple(setting.places[place.span].applied_to(place) for place in claim.places),
        time=time,
        voices=tuple(voices),
        newness=_newness(claim, time, setting),
        confidence=_confidence(claim, setting),
    )


def _time(draft: Draft, voices: Sequence[Voice], setting: Setting) -> Time | None:
    """The time told; else no later than what followed it, or was spoken of; none for what lies ahead."""
    told = setting.times.get(draft.time) if draft.time is not None else None
    if told is not None and not _is_to_come(draft, told.time, setting):
        return told.time
    if draft.claim.modality in _AHEAD:
        return None
    later = setting.times.get(draft.before) if draft.before is not None else None
    if later is not None and later.time.end is not None:
        return Time(end=later.time.end, granularity="interval", basis="inferred")
    days = [voice.said_on for voice in voices if voice.said_on is not None]
    end = setting.published.end if setting.published is not None else None
    return Time(end=min(days, default=end), granularity="interval", basis="publication")


def _is_to_come(draft: Draft, told: Time, setting: Setting) -> bool:
    """Whether a day lies after the report's: nothing took place then; but a deal may hold from then on."""
    published = setting.published
    took_place = draft.claim.modality == "asserted" and draft.claim.type != "agreement"
    if published is None or told.start is None or not took_place:
        return False
    return told.start > published.end


def _actor(actor: Actor, setting: Setting, start: int) -> Actor:
    """The actor of a sentence that starts at this offset: its first word has a capital and may be no name."""
    small = actor.text[:1].lower() + actor.text[1:] if actor.span[0] == start else None
    for words in (actor.name, actor.text, small):
        found = setting.meant(words) if words else None
        if found is not None and found.id is not None:
            return msgspec.structs.replace(actor, id=found.id, name=found.name)
    return actor


def _voices(draft: Draft, setting: Setting) -> list[Voice]:
    *inner, outlet = draft.claim.voices
    chain = [_voice(voice, setting) for voice in inner]
    for place, span in enumerate(draft.said_on):
        day = setting.times.get(span) if span is not None else None
        if day is not None and day.time.start == day.time.end is not None and _is_told(day, setting):
            chain[place] = msgspec.structs.replace(chain[place], said_on=day.time.start)
    published = setting.published
    day_known = published is not None and published.start == published.end
    said = published.start if published is not None and day_known else None
    return [*chain, msgspec.structs.replace(_outlet(outlet, setting), kind="outlet", said_on=said)]


def _outlet(voice: Voice, setting: Setting) -> Voice:
    """An outlet by its name; "The Ruritania Telegraph" is not the government of Ruritania."""
    found = _voice(voice, setting)
    media = found.id is None or found.kind in {"media", "state_media", "outlet"}
    return found if media else voice


def _is_told(day: DatedExpression, setting: Setting) -> bool:
    """ "Said in the evening": of the day of the report, and not of the one that it told of last."""
    return day.time.basis != "inferred" or setting.published is None or setting.published.inferred


def _voice(voice: Voice, setting: Setting) -> Voice:
    for words in (voice.name, voice.speaker, voice.text):
        found = setting.meant(words) if words else None
        if found is None or found.id is None:
            continue
        known = _voice_kind(found.id, setting)
        # "Colonel Gaddafi" speaks as the head of state that he is; "a captain, Ibrahim Tam" is introduced.
        introduced = (voice.text or "").lower().startswith(("a ", "an "))
        in_office = found.person is not None and not introduced
        kind = known if in_office and known is not None else _kind(voice.kind, known)
        return msgspec.structs.replace(
            voice, speaker=found.person or voice.speaker, id=found.id, name=found.name, kind=kind
        )
    return voice


def _kind(told: str, known: str | None) -> str:
    """The kind of a voice from what its words say and from what its entry is."""
    if known is None or (told, known) in _CLOSER:
        return told
    return told if told in _TOLD and (told, known) not in _LOOSER else known


def _voice_kind(actor: str, setting: Setting) -> str | None:
    """The kind of voice that an actor of this kind has; None where the words know better."""
    entry = setting.registry.get(actor)
    kind = load_ontology().actor_kinds.get(entry.kind) if entry is not None else None
    return kind.voice if kind is not None else None


def _newness(claim: Claim, time: Time | None, setting: Setting) -> Newness:
    """History when it ended long before publication; ongoing when it began then and has not ended."""
    published = setting.published
    if published is None or time is None or time.basis == "publication":
        return "background" if setting.is_history and claim.modality not in _AHEAD else claim.newness
    since = published.start - _NEWS_WINDOW
    until = claim.newness == "ongoing" and time.basis != "inferred" and _is_over(time, published.start)
    if until or (time.end is not None and time.end < since):
        return "background"  # "held it until last month"
    if time.start is not None and time.start < since:
        if (
            time.end is not None
            and time.end < published.start
            and _is_mostly_before(time.start, time.end, since)
        ):
            return "background"  # "last month"
        if any(figure.cumulative for figure in claim.figures):
            return "background"  # "since 2009, 11,000 have died"
        return "ongoing" if claim.newness == "new" else claim.newness
    return "new" if claim.newness == "background" and time.start is not None else claim.newness


def _is_over(time: Time, published: date) -> bool:
    """Whether an interval without a beginning ended before the day of publication."""
    return time.start is None and time.end is not None and time.end < published


def _is_mostly_before(start: date, end: date, day: date) -> bool:
    """Whether most of an interval lies before a day."""
    return (day - start) * 2 > end - start


def _confidence(claim: Claim, setting: Setting) -> float:
    scores = [setting.places[place.span].score for place in claim.places]
    weakest = min(scores, default=1.0)
    return round(claim.confidence * (1 - _PLACE_SHARE * (1 - weakest)), 2)
