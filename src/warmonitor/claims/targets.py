"""Whom a bare number counts where those aimed at were told: "fired on protesters, killing nine"."""

from collections.abc import Iterator

from warmonitor.claims import roles
from warmonitor.claims.counting import counting_words
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.sentence import forms
from warmonitor.language import Token

_AT = frozenset({"on", "at", "into", "upon", "against"})
_OF = _AT | {"of"}
# "fired on protesters and killed nine", "ambushed a bus of teachers; four were killed"
_AFTER = frozenset({"conj", "parataxis"})
_PLURAL = frozenset({"NNS", "NNPS"})


def group_of_target(nouns: Nouns, cue: Token) -> str | None:
    """The group of those whom the verb above a participle was aimed at; None where it tells of no people.

    Only what a list names more closely than as people.
    """
    after = cue.dep_ in _AFTER or (cue.dep_ == "advcl" and cue.tag_ == "VBG")
    if not after or cue.pos_ != "VERB" or cue.head.pos_ != "VERB":
        return None
    groups = {group for target in _targets(cue.head) if (group := _group(nouns, target)) is not None}
    return groups.pop() if len(groups) == 1 else None


def _targets(verb: Token) -> Iterator[Token]:
    aimed = [one for one in roles.children(verb, "obl") if roles.prepositions(one) & _AT]
    if counting_words().aiming.isdisjoint(forms(verb)):
        return
    for one in (*roles.children(verb, "obj", "nsubj:pass"), *aimed):
        yield one
        # "a convoy of soldiers", "fire on protesters"
        yield from (below for below in roles.children(one, "nmod") if roles.prepositions(below) & _OF)


def _group(nouns: Nouns, target: Token) -> str | None:
    if target.tag_ not in _PLURAL:
        return None
    match = nouns.sentence.ending_at(nouns.lexicon.groups, target)
    return match.labels[0] if match is not None and match.labels[0] not in {"people", "family"} else None
