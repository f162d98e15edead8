"""Which happening words belong to, and which it follows in one breath."""

from collections.abc import Iterator, Sequence

from warmonitor.claims import roles
from warmonitor.claims.modality import SPEECH
from warmonitor.claims.triggers import Trigger
from warmonitor.language import Token

SPOKEN = SPEECH | {"sanction", "support"}
"""Acts of speech and of policy happen where their own words say, not where what they speak of happened."""

_LINKS = frozenset({"conj", "advcl", "xcomp", "acl", "ccomp", "acl:relcl", "parataxis"})
_DURING = frozenset({"in", "during"})
_CARRIED = frozenset({"nsubj", "nsubj:pass", "obj", "obl"})
_MEANWHILE = frozenset({"as", "while", "when"})


def owner(token: Token, triggers: Sequence[Trigger]) -> Trigger | None:
    """The nearest trigger at or above a token; of two, that of which it is the first word.

    "Claimed responsibility for the bombing" holds the bombing too.
    """
    for above in (token, *token.ancestors):
        holders = [trigger for trigger in triggers if trigger.holds(above)]
        if holders:
            return next((one for one in holders if one.head.i == above.i), holders[0])
    return None


def _linked(trigger: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """The happening that this one follows in one breath: "attacked X, killing …", "shelled and stormed X"."""
    if trigger.head.pos_ == "NUM":  # "70 died in July; the rebels said 34"
        return max((t for t in triggers if t.start < trigger.start), key=lambda t: t.start, default=None)
    head = _told_by(trigger)
    if head.dep_ in _LINKS and head.head.i != head.i:
        above = owner(head.head, triggers)
        return above if above is not None and above.type not in SPOKEN else None
    return next(
        (t for t in triggers if t.head.dep_ in {"conj", "advcl"} and t.head.head.i == trigger.head.i), None
    )


def _told_by(trigger: Trigger) -> Token:
    """The verb of "as the march ended in fighting", "ending a siege"; else what governs the words."""
    verb = trigger.head.head
    if trigger.is_verb or trigger.head.dep_ not in _CARRIED or verb.dep_ != "advcl":
        return trigger.head
    marks = {mark.lower_ for mark in roles.children(verb, "mark")}
    return verb if marks & _MEANWHILE or (not marks and verb.tag_ == "VBG") else trigger.head


def _within(trigger: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """ "arrested three men in a raid on X", "clashes in X displaced thousands": what it happened in, or what
    did it.
    """
    cause = roles.agent(trigger.head) if trigger.is_verb else None
    return next((t for t in triggers if _is_during(t.head, trigger) or t.head is cause), None)


def _is_during(deed: Token, trigger: Trigger) -> bool:
    return deed.dep_ == "obl" and deed.head.i == trigger.head.i and bool(roles.prepositions(deed) & _DURING)


def followed(trigger: Trigger, triggers: Sequence[Trigger]) -> Iterator[Trigger]:
    """What it follows, and in "held X until May, when the army shelled and took it" what that follows."""
    linked = _linked(trigger, triggers) or _within(trigger, triggers)
    if linked is not None:
        yield linked
        above = _linked(linked, triggers) if trigger.head.dep_ == "conj" else None
        if above is not None and above is not trigger:
            yield above
