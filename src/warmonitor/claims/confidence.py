"""How sure a claim is, before grounding: the share of such claims that were right on the annotated texts."""

from functools import cache

import msgspec

from warmonitor.claims.modality import UNREAL
from warmonitor.claims.triggers import Trigger
from warmonitor.model.claim import Modality
from warmonitor.ontology import read_yaml

# Told as not having happened, or not yet.
_UNREAL = UNREAL | {"failed", "denied"}


class Shares(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The numbers of confidence.yaml."""

    base: float
    counted: float
    loose: float
    unreal: float
    loose_types: frozenset[str]


@cache
def _shares() -> Shares:
    return read_yaml("warmonitor.claims.rules", "confidence.yaml", Shares)


def confidence(trigger: Trigger, mood: Modality, *, figures: bool) -> float:
    """A share of 1: higher where people are counted, lower for loose words."""
    shares = _shares()
    sure = shares.base + shares.counted * figures
    sure -= shares.loose * (trigger.type in shares.loose_types)
    sure -= shares.unreal * (mood in _UNREAL)
    return round(min(max(sure, 0.05), 0.99), 2)
