"""Which measure a number has beside the words of a happening (measures.yaml)."""

from functools import cache
from typing import Literal

import msgspec

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.sentence import forms
from warmonitor.claims.triggers import Trigger
from warmonitor.ontology import read_yaml


class MeasureRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of measures.yaml."""

    type: str
    of: Literal["patient", "agent", "beneficiary"]
    counts: Literal["people", "places", "objects"]
    measure: str
    words: frozenset[str] = frozenset()


@cache
def measure_rules() -> tuple[MeasureRule, ...]:
    """The packaged rules."""
    return read_yaml("warmonitor.claims.rules", "measures.yaml", tuple[MeasureRule, ...])


def own_type(measure: str, lexicon: Lexicon) -> str | None:
    """The type of claim that a figure makes by itself; None for those killed or hurt."""
    told = lexicon.alone.get(measure) or lexicon.within.get(measure)
    if told is not None or measure in lexicon.measure_cues.values():
        return told
    return next((rule.type for rule in measure_rules() if rule.measure == measure), None)


def rules_for(trigger: Trigger) -> list[MeasureRule]:
    """The rules of a happening's type; those that name its words go before the others."""
    rules = _by_type().get(trigger.type, ())
    if not rules:
        return []
    told = trigger.head.doc[trigger.start : trigger.end]
    beside = roles.children(trigger.head, "xcomp", "advmod")  # "brought out alive"
    words = {form for token in (*told, *beside) for form in forms(token)}
    named = [rule for rule in rules if rule.words & words]
    return named or [rule for rule in rules if not rule.words]


@cache
def _by_type() -> dict[str, list[MeasureRule]]:
    found: dict[str, list[MeasureRule]] = {}
    for rule in measure_rules():
        found.setdefault(rule.type, []).append(rule)
    return found
