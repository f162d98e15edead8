"""Noun phrases under Universal Dependencies, where spaCy's own chunks lose every object."""

from __future__ import annotations

from spacy.tokens import Span, Token

_LEFT = {
    "det",
    "det:predet",
    "amod",
    "nummod",
    "compound",
    "nmod:poss",
    "nmod:desc",
    "flat",
    "advmod",
    "goeswith",
}
_RIGHT = {"flat", "compound", "nummod", "nmod", "nmod:unmarked", "nmod:desc", "fixed", "goeswith", "amod"}
_INNER = {
    "flat",
    "compound",
    "fixed",
    "goeswith",
    "det",
    "case",
    "cc",
    "mark",
    "nummod",
    "nmod:desc",
    "advmod",
}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "SYM"}


def noun_phrases(sent: Span) -> list[Span]:
    """The noun phrases of a sentence, each a span around its head, in the order of their heads.

    A phrase holds its head with determiners, adjectives, numbers and compounds to the left, and names'
    later parts and prepositional modifiers to the right; relative and participial clauses, appositions and
    further conjuncts stay outside. A phrase inside another's modifier is given too. `span.root` is the head.
    """
    return [phrase(token) for token in sent if token.pos_ in _NOMINAL and token.dep_ not in _INNER]


def phrase(head: Token, deep: bool = True) -> Span:
    """The noun phrase of a head; without prepositional modifiers where not `deep`."""
    first = last = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ in _LEFT:
            first = min(first, child.left_edge.i)
    while first < head.i and head.doc[first].is_punct:
        first += 1
    for child in head.rights:
        if child.dep_ not in _RIGHT or (not deep and child.dep_ == "nmod"):
            break
        last = max(last, _right_end(child))
    return head.doc[first : last + 1]


def _right_end(token: Token) -> int:
    """The last word of a modifier without the clauses and appositions that hang on it."""
    end = token.i
    for child in token.rights:
        if child.dep_ not in _RIGHT:
            break
        end = max(end, _right_end(child))
    return end
