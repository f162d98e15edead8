"""Deeds in somebody else's words: "the so-called liberation", "what it called an assassination"."""

from warmonitor.claims.triggers import Trigger
from warmonitor.language import Token

_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})


def scare_quoted(trigger: Trigger) -> set[str]:
    """ "the so-called liberation", "the 'liberation' of Kesra": in somebody else's words."""
    first, last = trigger.head.doc[trigger.start], trigger.end
    if trigger.is_verb or first.i == 0 or last >= len(first.doc):
        return set()
    quoted = first.nbor(-1).text in _QUOTES and first.doc[last].text in _QUOTES
    so_called = any(child.lower_ == "called" and child.i < trigger.head.i for child in trigger.head.children)
    return {"alleged"} if quoted or so_called or _is_called(trigger.head) else set()


def _is_called(head: Token) -> bool:
    """ "what it called an assassination"."""
    above = head.head
    what = above.dep_ == "acl:relcl" and above.head.lower_ == "what"
    return what and above.lemma_ in {"call", "describe", "term"} and head.i > above.i
