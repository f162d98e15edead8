"""How sure a claim is, before grounding: the share of such claims that were right on the annotated texts."""

from dataclasses import dataclass
from functools import cache

import msgspec

from warmonitor.claims.modality import UNREAL
from warmonitor.claims.triggers import Trigger
from warmonitor.model.claim import Modality
from warmonitor.ontology import read_yaml

# Told as not having happened, or not yet.
_UNREAL = UNREAL | {"failed", "denied"}

# So many happenings in one sentence are easily taken for one another.
_CROWD = 3


class Shares(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The numbers of confidence.yaml."""

    base: float
    counted: float
    placed: float
    crowded: float
    bare: float
    loose: float
    unreal: float
    loose_types: frozenset[str]


@cache
def _shares() -> Shares:
    return read_yaml("warmonitor.claims.rules", "confidence.yaml", Shares)


@dataclass(frozen=True)
class Signs:
    """How many happenings a sentence tells; whether dead or injured, figures and places go with this one."""

    told: int
    toll: bool
    figures: bool
    places: bool


def confidence(trigger: Trigger, mood: Modality, signs: Signs) -> float:
    """A share of 1: higher with numbers of people and a place, lower for loose words and in a crowd."""
    shares = _shares()
    sure = shares.base + shares.counted * signs.figures + shares.placed * signs.places
    sure -= shares.crowded * (signs.told >= _CROWD)
    sure -= shares.bare * (not trigger.is_verb and not signs.toll)
    sure -= shares.loose * (trigger.type in shares.loose_types)
    sure -= shares.unreal * (mood in _UNREAL)
    return round(min(max(sure, 0.05), 0.99), 2)
