"""Which happenings of a sentence can have taken a toll told in it: none that is to come, or only shows."""

from collections.abc import Sequence

from warmonitor.claims import roles
from warmonitor.claims.counting import counting_words
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.modality import modality
from warmonitor.claims.sentence import forms
from warmonitor.claims.triggers import Trigger, is_word
from warmonitor.language import Token

_AHEAD = frozenset({"planned", "demanded"})
_APART = frozenset({"advcl", "acl", "acl:relcl", "parataxis"})


def those_that_may(cue: Token, triggers: Sequence[Trigger], lexicon: Lexicon) -> list[Trigger]:
    """The happenings that can have done to people what `cue` tells; none where it counts a whole period."""
    if _is_of_period(cue) or _is_of_war(cue, triggers):
        return []
    return [
        one for one in triggers if not (_is_sign(one) or _is_start(one, cue) or _is_ahead(one, cue, lexicon))
    ]


def _is_of_war(cue: Token, triggers: Sequence[Trigger]) -> bool:
    """ "pulled out after a war that killed thousands": what the war did."""
    verbs = (cue, cue.head) if cue.dep_ == "xcomp" else (cue,)
    wars = (one.head for one in verbs if one.dep_ == "acl:relcl" and is_word(one.head, counting_words().wars))
    return any(not any(trigger.holds(war) for trigger in triggers) for war in wars)


def _is_start(trigger: Trigger, cue: Token) -> bool:
    """ "A hundred have died since rebels launched an attack": what they died of, and since when."""
    for above in (trigger.head, *trigger.head.ancestors):
        if above.i == cue.i:
            return False
        if above.dep_ == "advcl" and any(mark.lower_ == "since" for mark in roles.children(above, "mark")):
            return cue.i not in {one.i for one in above.subtree}
    return False


def _is_sign(trigger: Trigger) -> bool:
    """ "30 bodies with signs of torture"."""
    told = (trigger.head, trigger.head.head)
    return not trigger.is_verb and any(is_word(one, counting_words().signs) for one in told)


def _is_ahead(trigger: Trigger, cue: Token, lexicon: Lexicon) -> bool:
    """ "Nine were killed as the army prepares for an offensive": in a clause of its own, below the toll."""
    for above in (trigger.head, *trigger.head.ancestors):
        if above.i == cue.i:
            return False
        if above.dep_ in _APART and cue.i in {one.i for one in above.ancestors}:
            return modality(trigger, lexicon) in _AHEAD
    return False


def _is_of_period(cue: Token) -> bool:
    """ ", bringing to 84 the number of soldiers who died in January": more than what is told beside it."""
    words = counting_words()
    moving = next((one for one in cue.ancestors if not words.rising.isdisjoint(forms(one))), None)
    if moving is None or moving.dep_ not in _APART or moving.tag_ != "VBG":
        return False
    below = (token.lower_ for token in moving.subtree)
    return any(word in words.months or word in words.wars or word in words.spans for word in below)
