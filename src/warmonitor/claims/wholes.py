"""Figures whose whole is told apart: "40 casualties (12 killed, 28 injured)", "a nurse among 12 dead"."""

from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from warmonitor.claims.counted import Counted
from warmonitor.claims.counting import counting_words, text
from warmonitor.claims.joined import AMONG
from warmonitor.claims.sentence import Sentence
from warmonitor.model import Figure

# So many words may tell of one who is not counted.
_NAMED = 8
_HURTS = ("killed", "injured")


def with_wholes(sentence: Sentence, found: Sequence[Counted]) -> list[Counted]:
    """The figures of a sentence, in order, those of which the words or the sum name a whole as its parts."""
    parts = {**_of_casualties(found), **_told_among(sentence, found)}
    return [
        replace(one, figure=structs.replace(one.figure, part_of=parts[nth])) if nth in parts else one
        for nth, one in enumerate(found)
    ]


def _of_casualties(found: Sequence[Counted]) -> dict[int, int]:
    """Dead and injured who come to exactly the casualties told before them."""
    parts = {}
    for nth, one in enumerate(found):
        if one.figure.measure != "other" or one.figure.low is None:
            continue
        after = [
            (i, other.figure) for i, other in enumerate(found) if i > nth and other.figure.part_of is None
        ]
        both = [next(((i, f) for i, f in after if f.measure == measure), None) for measure in _HURTS]
        told = [pair for pair in both if pair is not None]
        if len(told) == len(both) and sum(figure.low or 0 for _, figure in told) == one.figure.low:
            parts.update({i: nth for i, _ in told})
    return parts


def _told_among(sentence: Sentence, found: Sequence[Counted]) -> dict[int, int]:
    """ "Nine soldiers and a nurse among 12 killed": those joined before "among" too."""
    parts = {}
    for nth in range(1, len(found)):
        whole = found[nth]
        if not _leads_to(sentence, found[nth - 1].end, whole.start):
            continue
        at = nth - 1
        while at >= 0 and _fits(found[at].figure, whole.figure):
            parts[at] = nth
            linked = (
                at > 0 and text(sentence, found[at - 1].end, found[at].start) in counting_words().parts_joined
            )
            at = at - 1 if linked else -1
    return parts


def _leads_to(sentence: Sentence, start: int, end: int) -> bool:
    """ "among", also past one who is not counted: "14 girls, a minister among 25 killed"."""
    words = text(sentence, start, end).removesuffix(" the")
    listed = words.startswith(", ") and words.endswith(" among") and end - start <= _NAMED
    return text(sentence, start, end) in AMONG or (
        listed and all(token.pos_ not in {"VERB", "AUX"} for token in sentence.doc[start:end])
    )


def _fits(part: Figure, whole: Figure) -> bool:
    smaller = whole.high is None or (part.low or 0) <= whole.high
    return smaller and part.measure == whole.measure and part.part_of is None
