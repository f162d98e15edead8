"""Which happenings count in a report that has no word of arms or security."""

from warmonitor.claims import roles
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.triggers import Trigger, patients
from warmonitor.language import Token
from warmonitor.ontology import Ontology

# Lists of words by one of which a report is of war or security, or without arms may be of peace.
OF_WAR = frozenset({"arms", "security"})
OF_PEACE = frozenset({"accidents", "crime", "games", "business", "epidemic", "courts"})
_FAMILIES = frozenset({"words", "deals", "forces"})
# Deals and moves that peace knows less.
_PLAIN = frozenset({"sanction", "deployment", "support", "surrender", "responsibility"})
_POWERS = frozenset({"state", "armed", "un"})


def stands(trigger: Trigger, nouns: Nouns, context: frozenset[str], ontology: Ontology) -> bool:
    """Whether a happening is of the war: words, deals and the moves of friends are where the report speaks
    of arms or security or, of nothing of peace, names a theatre of war, and where they pass between two
    states or armed bodies. `context` names the lists of exclude.yaml of which the report has a word.
    """
    plain = trigger.type in _PLAIN or ontology.claim_types[trigger.type].family not in _FAMILIES
    if plain or context & OF_WAR:
        return True
    if context & OF_PEACE:
        return False
    return "theatre" in context or _is_between_powers(trigger, nouns)


def _is_between_powers(trigger: Trigger, nouns: Nouns) -> bool:
    """ "Amman asked Damascus", "Amman and Damascus agreed"."""
    doer = trigger.doer
    parts = [*([] if doer is None else [doer]), *patients(trigger)]
    parts += [joined for part in parts for joined in roles.children(part, "conj")]
    return sum(_is_power(part, nouns) for part in parts) > 1


def _is_power(token: Token, nouns: Nouns) -> bool:
    return bool(nouns.classes(nouns.antecedent(token)) & _POWERS)
