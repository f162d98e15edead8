"""The names of people, in, beside and after what they are: "the mayor, X Y"."""

from warmonitor.claims.nominal import Nouns
from warmonitor.language import Name, Token

_OF_OFFICE = frozenset({"ADP", "DET", "PROPN", "ADJ", "NOUN", "PART"})


def named_person(head: Token, nouns: Nouns) -> tuple[int, int] | None:
    """The tokens of a person's name in, beside or after a phrase: "the mayor, X Y", "the reporter X Y"."""
    parts = {head.i, *(child.i for child in head.children if child.dep_ in {"appos", "flat"})}
    for start, end, name in nouns.sentence.names:
        within = any(start <= i < end for i in parts)
        own = within or start == head.i + 1 or _is_told_after(head, start, nouns)
        if name.kind == "person" and own and not nouns.is_known(nouns.sentence.words(start, end)):
            return start, end
    named = nouns.sentence.name_at(head)
    if named is not None and _is_unknown_person(head, named, nouns):
        return named[0], named[1]
    if head.pos_ == "PROPN" and head.text in nouns.surnames and not nouns.is_known(head.text):
        return head.i, head.i + 1
    return None


def _is_unknown_person(head: Token, name: tuple[int, int, Name], nouns: Nouns) -> bool:
    """ "arrested Yusuf Karel": two names that no place has, of whom something is done to people."""
    if (
        name[2].kind not in {"place", "other"}
        or name[1] - name[0] != 2
        or head.dep_ not in {"obj", "nsubj:pass"}
    ):
        return False
    words = nouns.sentence.words(name[0], name[1])
    return all(part[0].isupper() for part in words.split()) and not (
        nouns.is_known(words) or nouns.is_body(name[0], name[1])
    )


def _is_told_after(head: Token, start: int, nouns: Nouns) -> bool:
    """ "the mayor of Kesra, X Y": a name after a comma, whatever the parse hangs it on."""
    between = head.doc[head.i + 1 : max(start - 1, head.i + 1)]
    after = start > head.i + 1 and head.doc[start - 1].text == ","
    return after and "people" in nouns.classes(head) and all(t.pos_ in _OF_OFFICE for t in between)
