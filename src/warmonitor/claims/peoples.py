"""Peoples and bands that bear arms as a whole: "the Turks retired", "the Chetniks pounced on a patrol"."""

from warmonitor.claims.nominal import Nouns
from warmonitor.claims.roles import children, prepositions
from warmonitor.language import Token

_DOING = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
# "Nine Turks", "the Turks of Kesra" may be anybody.
_NARROWED = ("nummod", "amod", "compound", "nmod:poss", "nmod", "acl", "acl:relcl")
_PLURALS = frozenset({"NNPS", "NNS"})


def is_people(head: Token, nouns: Nouns) -> bool:
    """Whether who does something is a people or a band, named as a whole."""
    doing = head.dep_ in _DOING or prepositions(head) == {"by"}
    if not doing or not head.text[:1].isupper() or children(head, *_NARROWED):
        return False
    if head.lemma_.lower() in nouns.lexicon.unarmed or all(word.lower_ != "the" for word in head.children):
        return False
    # "The French", "the Japanese"; "the German" is one.
    whole = not head.text.endswith("n") and nouns.gazetteer.demonym(head.text) is not None
    return whole or head.tag_ in _PLURALS
