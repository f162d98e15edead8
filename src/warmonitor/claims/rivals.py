"""Rival counts: of two voices that count the dead of one happening, each has a claim of its own."""

from collections.abc import Mapping, Sequence

from warmonitor.claims import harm as harms_
from warmonitor.claims import lone
from warmonitor.claims.counted import Counted
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.triggers import Trigger
from warmonitor.claims.voices import Attribution
from warmonitor.language import Token

Harms = Mapping[int, list[harms_.Harm]]


def told_apart(
    triggers: Sequence[Trigger],
    harms: Harms,
    counted: Sequence[Counted],
    voices: Sequence[Attribution],
    nouns: Nouns,
) -> tuple[list[Trigger], dict[int, list[harms_.Harm]]]:
    """The happenings of a sentence and the harm told with each, rival counts as happenings by themselves.

    "The blast killed 30, medics said, but the government put the toll at 15": the second is the government's
    word, and not on the medics'. What is no rival count stays where it was.
    """
    words: dict[str, set[Attribution | None]] = {}
    for trigger in triggers:
        for harm in _with_figures(harms.get(trigger.start, ())):
            words.setdefault(harms_.measure_of(harm, counted), set()).add(_owner(harm, trigger, voices))
    disputed = {measure for measure, owners in words.items() if len(owners) > 1}
    kept: dict[int, list[harms_.Harm]] = {}
    made: dict[tuple[str, int], Trigger] = {}  # two happenings of one word share their harm
    for trigger in triggers:
        told = harms.get(trigger.start, [])
        rivals = [
            harm
            for harm in _with_figures(told)
            if harm.cue.i != trigger.head.i
            and harms_.measure_of(harm, counted) in disputed
            and _owner(harm, trigger, voices) is not _innermost(trigger.head, voices)
        ]
        # A number that stands alone behind a verb of saying is another's count, or none.
        kept[trigger.start] = [
            harm
            for harm in told
            if harm not in rivals and (harm.cue.pos_ != "NUM" or harm.cue.i == trigger.head.i)
        ]
        for harm in rivals:
            for alone, own in lone.standalone([harm], counted, nouns.lexicon, nouns):
                made[alone.type, alone.start] = alone
                kept[alone.start] = own
    return sorted([*triggers, *made.values()], key=lambda trigger: trigger.start), kept


def _with_figures(harms: Sequence[harms_.Harm]) -> list[harms_.Harm]:
    return [harm for harm in harms if harm.figures]


def _owner(harm: harms_.Harm, trigger: Trigger, voices: Sequence[Attribution]) -> Attribution | None:
    """On whose word a harm is: those who tell of it, else of the happening that it is told with."""
    return _innermost(harm.cue, voices) or _innermost(trigger.head, voices)


def _innermost(token: Token, voices: Sequence[Attribution]) -> Attribution | None:
    return next((one for one in voices if token.i in one.covers), None)
