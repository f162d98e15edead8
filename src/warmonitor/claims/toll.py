"""The toll of a claim: its figures and its named victims."""

from collections.abc import Sequence

import msgspec

from warmonitor.claims.figures import Counted
from warmonitor.claims.harm import Harm
from warmonitor.claims.nominal import core
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


def victims(harms: Sequence[Harm], sentence: Sentence) -> tuple[Actor, ...]:
    """The people named as killed or hurt."""
    found = []
    for harm in harms:
        for head in harm.victims:
            start, end = core(head)
            found.append(
                Actor(role="victim", text=sentence.words(start, end), span=sentence.offsets(start, end))
            )
    return tuple(found)
