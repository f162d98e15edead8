"""The date of what goes with another happening: "fell in 2012 in a battle", "fell in 2012 after a siege"."""

from collections.abc import Callable, Sequence, Set

from warmonitor.claims import roles
from warmonitor.claims.attach import owner
from warmonitor.claims.modality import SPEECH
from warmonitor.claims.triggers import Trigger
from warmonitor.model.noun import Span

_ALONG = frozenset({"in", "during", "amid", "amidst", "with", "through", "by"})
_AFTER = frozenset({"after", "following"})
# Who is taken or tried is so for what happened on another day.
_FOR_EARLIER = SPEECH | {"sanction", "detention", "release", "protest"}


def dated(
    trigger: Trigger, triggers: Sequence[Trigger], date_of: Callable[[Trigger], Span | None]
) -> tuple[Span | None, Span | None]:
    """The date expression of a happening, and that of one which came no sooner; either may be None."""
    own = date_of(trigger)
    if own is not None:
        return own, None
    occasion = next((one for one in triggers if _is_at(one, trigger)), None)
    if occasion is not None:
        return date_of(occasion), None
    marks = _marks(trigger)
    if not marks & (_ALONG | _AFTER):
        return None, None
    host = owner(trigger.head.head, triggers)
    if host is None or host is trigger:
        return None, None
    if marks & _AFTER:
        return None, date_of(host)
    return (date_of(host), None) if host.type not in _FOR_EARLIER else (None, None)


def _is_at(occasion: Trigger, trigger: Trigger) -> bool:
    """ "At talks last month the rebels demanded …"."""
    at = occasion.head.dep_ == "obl" and "at" in roles.prepositions(occasion.head)
    return at and occasion.head.head.i == trigger.head.i


def _marks(trigger: Trigger) -> Set[str]:
    """What joins it to the word above: "after a siege", "after rebels had besieged it"."""
    head = trigger.head
    if head.dep_ in {"obl", "nmod"}:
        return roles.prepositions(head)
    return {mark.lower_ for mark in roles.children(head, "mark", "case")} if head.dep_ == "advcl" else set()
