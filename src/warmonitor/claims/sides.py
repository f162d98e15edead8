"""The sides of a clash, a deal or talks: "between A and B"."""

from warmonitor.claims import roles
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.noun_phrases import conjuncts
from warmonitor.claims.triggers import Trigger, all_words, is_word
from warmonitor.language import Token

_BETWEEN = frozenset({"between", "with", "among"})
_ACROSS = frozenset({"between"})  # no "clashes at the border with Iraq"
_INVOLVING = frozenset({"involve", "pit"})


def sides(trigger: Trigger, nouns: Nouns) -> list[Token]:
    """ "a truce between A and B", "clashes broke out between A and B", whoever they are."""
    words = all_words(trigger)
    breaks_out = trigger.head.dep_ == "nsubj" and not trigger.is_verb
    beside = trigger.head.head if breaks_out else roles.subject(trigger.head)
    around = [*words, *([beside] if beside is not None else [])]
    # "fighting goes on in Kesra between A and B", "a battle at Kesra between A and B"
    below = roles.children(trigger.head.head, "obl") if breaks_out else []
    below += roles.children(trigger.head, "nmod")
    involved = [side for clause in roles.children(trigger.head, "acl") for side in _involved(clause)]
    return involved + [
        head
        for token, joining in (*((t, _BETWEEN) for t in around), *((t, _ACROSS) for t in below))
        for child in token.children
        if child.dep_ in {"nmod", "obl"} and roles.prepositions(child) & joining
        for head in _both(child)
        if nouns.is_actor(head) or (head.pos_ == "PROPN" and "between" in roles.prepositions(child))
    ]


def _both(side: Token) -> tuple[Token, ...]:
    """ "Between the army (SAF) and the militia": the other side, also where a parse hangs it elsewhere."""
    sides = conjuncts(side)
    after = side.right_edge.i + 1
    if len(sides) > 1 or after >= side.sent.end or side.doc[after].lower_ != "and":
        return tuple(sides)
    other = side.doc[after].head
    return (*sides, other) if other.i > after and other.pos_ in {"NOUN", "PROPN"} else tuple(sides)


def _involved(clause: Token) -> list[Token]:
    """ "clashes involving the army and Hezbollah"."""
    return (
        [side for top in roles.objects(clause) for side in conjuncts(top)]
        if is_word(clause, _INVOLVING)
        else []
    )
