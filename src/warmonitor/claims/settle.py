"""One happening, one trigger: which of the words that tell of happenings are taken in by others."""

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.triggers import Trigger

_COMPLEMENTS = frozenset({"obj", "nsubj:pass", "obl", "nsubj"})
# "gather to protest", "fired, hitting": one happening in two verbs.
_CLAUSES = frozenset({"advcl", "xcomp"})
# What these tell takes in the happenings that they govern.
_ABSORBS = {
    "repelled": frozenset({"attack", "offensive", "entry", "clash", "capture"}),
    "violation": frozenset({"agreement"}),
    "talks": frozenset({"agreement"}),
    "agreement": frozenset({"agreement", "clash"}),
    "destruction": frozenset({"destruction"}),
}
# Weapons found or stopped have done nothing.
_OF_ARMS = frozenset({"seizure", "interception"})
_ENDS = frozenset({"repelled", "interception"})


def settled(triggers: list[Trigger], lexicon: Lexicon) -> list[Trigger]:
    """Leaves out fallbacks beside firmer words, and what another trigger takes in."""
    firm = any(t.type in lexicon.hosts | _OF_ARMS and not t.rule.fallback for t in triggers)
    kept = [trigger for trigger in triggers if not (firm and trigger.rule.fallback)]
    return [trigger for trigger in kept if not any(_takes_in(other, trigger) for other in kept)]


def _takes_in(outer: Trigger, inner: Trigger) -> bool:
    if outer is inner:
        return False
    if outer.type == inner.type and outer.is_verb and not inner.is_verb:
        return outer.holds(inner.head.head) and inner.head.dep_ in _COMPLEMENTS
    if outer.type == inner.type and inner.is_verb and inner.head.head.i == outer.head.i:
        return inner.head.dep_ in _CLAUSES
    if _is_ended(outer, inner):
        return True
    return inner.type in _ABSORBS.get(outer.type, frozenset()) and any(
        outer.holds(above) for above in inner.head.ancestors
    )


def _is_ended(outer: Trigger, inner: Trigger) -> bool:
    """The attack of "repels an attack" has no doer of its own; "attacked but were repulsed" is one."""
    if outer.type not in _ENDS:
        return False
    if inner.is_verb:
        beaten = inner.type in _ABSORBS["repelled"] and outer.head.dep_ == "conj"
        return beaten and outer.type == "repelled" and outer.head.head in (inner.head, inner.head.head)
    plain = inner.head.dep_ in {"obj", "nsubj:pass"} and roles.by_agent(inner.head) is None
    return plain and outer.holds(inner.head.head)
