"""What is aimed at, guarded against or talked over: "braced for an assault", "talk of a truce"."""

from functools import cache

import msgspec

from warmonitor.claims import roles
from warmonitor.claims.governors import is_infinitive, of_governor, own, verb_forms
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.triggers import Trigger, is_word
from warmonitor.language import Token
from warmonitor.ontology import read_yaml

_BEHIND = frozenset({"obl", "nmod", "advcl", "acl"})


# What is done and over; soldiers "stationed", prisoners "freed" are so by plan too.
_DEEDS = frozenset(
    {"airstrike", "attack", "bombing", "capture", "casualties", "chemical_attack", "abduction", "destruction"}
    | {"drone_strike", "killing", "looting", "seizure", "shelling", "torture", "clash", "detention"}
)


class OutlookWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of outlook.yaml."""

    possible: frozenset[str]
    planned: frozenset[str]
    demanded: frozenset[str]
    negated: frozenset[str]
    aims: frozenset[str]
    decided: frozenset[str]
    debating: frozenset[str]
    answered: frozenset[str]
    answered_by: frozenset[str]

    def by_preposition(self, words: frozenset[str]) -> set[str]:
        """The moods that words with their prepositions give."""
        lists = {
            "possible": self.possible,
            "planned": self.planned,
            "demanded": self.demanded,
            "negated": self.negated,
        }
        return {mood for mood, listed in lists.items() if words & listed}


@cache
def outlook_words() -> OutlookWords:
    """The packaged words of what is looked to."""
    return read_yaml("warmonitor.claims.rules", "outlook.yaml", OutlookWords)


def looked_to(trigger: Trigger, above: Token, below: Token) -> set[str]:
    """What the word above says of what it looks to, guards against or debates."""
    words = outlook_words()
    if trigger.type in words.decided and is_word(above, words.debating) and _is_debated(below):
        return {"possible"}
    return words.by_preposition(_with_prepositions(trigger, above, below))


def is_answered(trigger: Trigger, above: Token, below: Token) -> bool:
    """ "Will investigate the raid", "demanded an apology for it": it took place, whatever is to come."""
    words = outlook_words()
    object_ = below.dep_ in {"obj", "nsubj:pass"} and is_word(above, words.answered)
    return object_ or bool(_with_prepositions(trigger, above, below) & words.answered_by)


def of_relative(trigger: Trigger, clause: Token, lexicon: Lexicon) -> set[str] | None:
    """What is said of "the mosque destroyed by the army": it was, whatever is planned for it now.

    "No soldiers killed", "reports of soldiers killed" say more of it; None where it is no such clause.
    """
    bare = (
        clause.dep_ == "acl" and clause.tag_ == "VBN" and not roles.children(clause, "aux", "mark", "nsubj")
    )
    if trigger.type not in _DEEDS or not bare or is_infinitive(clause):
        return None
    noun = clause.head
    told = noun.dep_ == "nmod" and noun.head.pos_ == "NOUN"
    said = of_governor(noun.head, noun, lexicon) if told else set()
    return said | (own(noun, lexicon) - {"planned", "demanded"})


def _with_prepositions(trigger: Trigger, above: Token, below: Token) -> frozenset[str]:
    """The word above with the prepositions of the one below: "apology for"."""
    if below.dep_ not in _BEHIND or below.i < above.i or trigger.start <= above.i < trigger.end:
        return frozenset()
    marks = roles.prepositions(below) | {mark.lower_ for mark in roles.children(below, "mark")}
    return frozenset(f"{form} {mark}" for form in verb_forms(above) for mark in marks)


def is_aim(trigger: Trigger) -> bool:
    """ "Their aim is the capture of the town", "the capture of the town remains their aim"."""
    head, aims = trigger.head, outlook_words().aims
    if trigger.is_verb:
        return False
    subjects = roles.children(head, "nsubj", "nsubj:outer") if roles.children(head, "cop") else []
    said_to_be = head.head if head.dep_ == "nsubj" and roles.children(head.head, "cop") else None
    return any(is_word(one, aims) for one in subjects) or (
        said_to_be is not None and said_to_be.pos_ == "NOUN" and is_word(said_to_be, aims)
    )


def _is_debated(below: Token) -> bool:
    """ "Debating the deployment", "divided over the surrender"."""
    return below.dep_ == "obj" or bool(roles.prepositions(below) & {"over", "about", "on", "whether"})
