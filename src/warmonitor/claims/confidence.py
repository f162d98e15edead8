"""How sure a claim is, before grounding: evidence adds up from a base; not yet calibrated."""

from warmonitor.claims.triggers import Trigger

_BASE = 0.55
_VERB = 0.1
_WHO = 0.1
_WHERE = 0.1
_HOW_MANY = 0.1


def confidence(trigger: Trigger, *, actors: bool, places: bool, figures: bool) -> float:
    """A share of 1: higher where a verb tells it, and where who, where and how many are told."""
    sure = _BASE + _VERB * trigger.is_verb + _WHO * actors + _WHERE * places + _HOW_MANY * figures
    return round(sure, 2)
