"""Lists under one verb with a date for each: "A fell on Monday, B on Tuesday and C a week later"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import msgspec

from warmonitor.claims.attach_times import span_of
from warmonitor.claims.draft import Draft
from warmonitor.claims.places import PlaceWords
from warmonitor.claims.sentence import Sentence
from warmonitor.knowledge.calendar import TimeExpression
from warmonitor.model import claim_id
from warmonitor.model.noun import Span

# What may stand between a member's place and its date, and between its date and the next place.
_PARTS = r"(?:in|during|by|at) the (?:first|early|small|last|final|closing) (?:hours|minutes|days) of"
_BEFORE_DATE = re.compile(
    rf"\s*(?:on|in|by|early on|late on|early in|late in|the|{_PARTS})?\s*", re.IGNORECASE
)
_JOINTS = "and|but|then|finally|followed by|nearby|neighbou?ring|in|at|on|the|town|city|village|of"
_BETWEEN = re.compile(rf"(?:\s*[,;]\s*|\s+)(?:(?:{_JOINTS})\s+)*", re.IGNORECASE)
_JOINED = re.compile(r"(?:\s*,\s*|\s+)(?:and\s+)?(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Member:
    """One of a list: its places and its date, as spans in the report's text."""

    places: tuple[Span, ...]
    time: Span

    @property
    def span(self) -> Span:
        """From its first place to the end of its date."""
        return self.places[0][0], self.time[1]


def with_members(
    drafts: Sequence[Draft], places: Sequence[PlaceWords], times: Sequence[TimeExpression], sentence: Sentence
) -> list[Draft]:
    """The drafts, those over a list of places with a date each as one for every member.

    Each member keeps its own places and date; a member without the verb has its own words as trigger. A
    happening with figures is left whole, since nothing tells how they fall to its members.
    """
    members = _members(
        [words.place.span for words in places], [span_of(e, sentence) for e in times], sentence
    )
    if len(members) < 2:
        return list(drafts)
    host = _host(drafts, members)
    if host is None:
        return list(drafts)
    return [one for draft in drafts for one in (_split(draft, members, places) if draft is host else [draft])]


def _host(drafts: Sequence[Draft], members: Sequence[Member]) -> Draft | None:
    """The happening that the list hangs on: the last told before its first date, none told within it."""
    first, last = members[0].time[0], members[-1].time[1]
    within = [draft for draft in drafts if first < draft.trigger[0] < last]
    before = [draft for draft in drafts if draft.trigger[0] < first]
    if within or not before:
        return None
    host = max(before, key=lambda draft: draft.trigger)
    inside = any(
        members[0].places[0][0] <= place.span[0] < members[-1].time[1] for place in host.claim.places
    )
    return host if inside and not host.claim.figures else None


def _members(places: Sequence[Span], times: Sequence[Span], sentence: Sentence) -> list[Member]:
    """The longest run of places and dates in turn; only before the first date may the verb stand."""
    found: list[Member] = []
    for member in _pairs(sorted(places), sorted(times), sentence):
        bound = _BEFORE_DATE.fullmatch(_text(member.places[-1][1], member.time[0], sentence))
        follows = found and _BETWEEN.fullmatch(_text(found[-1].time[1], member.places[0][0], sentence))
        if bound and follows:
            found.append(member)
        elif len(found) < 2:
            found = [member]
    return found


def _pairs(places: Sequence[Span], times: Sequence[Span], sentence: Sentence) -> Iterator[Member]:
    past = 0
    for time in times:
        own = [span for span in places if past <= span[0] and span[1] <= time[0]]
        past = time[1]
        while len(own) > 1 and not all(
            _JOINED.fullmatch(_text(one[1], other[0], sentence)) for one, other in pairwise(own)
        ):
            own = own[1:]
        if own:
            yield Member(tuple(own), time)


def _text(start: int, end: int, sentence: Sentence) -> str:
    return sentence.doc.text[start - sentence.offset : end - sentence.offset]


def _split(draft: Draft, members: Sequence[Member], places: Sequence[PlaceWords]) -> Iterator[Draft]:
    listed = [span for member in members for span in member.places]
    named = {words.place.span: words.place for words in places}
    shared = tuple(place for place in draft.claim.places if place.span not in listed)
    for nth, member in enumerate(members):
        trigger = member.span if nth else draft.trigger
        claim = draft.claim
        claim = msgspec.structs.replace(
            claim,
            id=claim_id(claim.report, claim.type, claim.span, trigger),
            places=(*(named[span] for span in member.places), *shared),
            actors=tuple(
                actor
                for actor in claim.actors
                if actor.span is None or actor.span in member.places or not _touches(actor.span, listed)
            ),
        )
        yield replace(draft, claim=claim, trigger=trigger, time=member.time)


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < other[1] and other[0] < span[1] for other in others)
