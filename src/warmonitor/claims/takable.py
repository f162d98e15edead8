"""Names that could be a person's or a town's, and are done to what is done to towns."""

from warmonitor.claims.sentence import forms
from warmonitor.language import Token


def is_taken(name: Token, taking: frozenset[str]) -> bool:
    """ "Captured Kesra and Odra", "Kesra was retaken"; `taking` are the verbs."""
    top = name.head if name.dep_ == "conj" else name
    return top.dep_ in {"obj", "nsubj:pass"} and not taking.isdisjoint(forms(top.head))
