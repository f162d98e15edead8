"""The toll of a claim: its figures and its named victims."""

from collections.abc import Sequence

import msgspec

from warmonitor.claims.counted import Counted
from warmonitor.claims.harm import Harm
from warmonitor.claims.sentence import Sentence
from warmonitor.model import Actor, Figure


def figures_of(harms: Sequence[Harm], counted: Sequence[Counted]) -> tuple[Figure, ...]:
    """The figures of a happening's harms, `part_of` counted anew within the claim."""
    indices = sorted(index for harm in harms for index in harm.figures)
    place = {index: nth for nth, index in enumerate(indices)}
    own = []
    for index in indices:
        figure = counted[index].figure
        whole = figure.part_of
        own.append(msgspec.structs.replace(figure, part_of=None if whole is None else place.get(whole)))
    return tuple(own)


def is_counted(actor: Actor, counted: Sequence[Counted], sentence: Sentence) -> bool:
    """People whom a figure counts are not named a second time as the target."""
    spans = [sentence.offsets(one.start, one.end) for one in counted]
    return any(start <= actor.span[0] < end for start, end in spans)


def victims(harms: Sequence[Harm], named: Sequence[Actor], sentence: Sentence) -> tuple[Actor, ...]:
    """The people named as killed or hurt who are not `named` among the actors already."""
    found = []
    for start, end in (name for harm in harms for name in harm.victims):
        span = sentence.offsets(start, end)
        if not any(actor.span[0] < span[1] and span[0] < actor.span[1] for actor in named):
            found.append(Actor(role="victim", text=sentence.words(start, end), span=span))
    return tuple(found)
