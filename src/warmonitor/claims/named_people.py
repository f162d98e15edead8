"""People told without a number: their names ("the mayor, X Y"), and one person who is meant ("the mayor")."""

from collections.abc import Sequence

from warmonitor.claims import roles
from warmonitor.claims.counting import counting_words
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.noun_phrases import conjuncts
from warmonitor.claims.role_words import role_words
from warmonitor.claims.triggers import is_word
from warmonitor.language import Name, Token

_BEFALLEN = frozenset({"obj", "nsubj:pass", "nsubj"})
_ONE = frozenset({"he", "him", "she", "her"})
_OF_OFFICE = frozenset({"ADP", "DET", "PROPN", "ADJ", "NOUN", "PART"})


def unnumbered(verb: Token, nouns: Nouns) -> list[tuple[int, int]] | None:
    """The names of those whom a verb tells to be killed or hurt; None where it tells of nobody but numbers.

    "The commander was killed" tells of one person without a name.
    """
    hurt = [head for top in _befallen(verb) for head in conjuncts(top)]
    names = [name for head in hurt if (name := named_person(head, nouns)) is not None]
    words = role_words()
    tells = is_word(verb, words.killing | words.dying | words.hurting)
    meant = tells and any(_is_one_meant(child, nouns) for child in verb.children)
    return names if names or meant else None


def _befallen(verb: Token) -> Sequence[Token]:
    """Whom it befell; who "died" is its subject."""
    subject = roles.subject(verb) if is_word(verb, role_words().dying) else None
    return [subject] if subject is not None else roles.objects(verb)


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


def _is_one_meant(head: Token, nouns: Nouns) -> bool:
    """ "The commander was killed", "killed him": one person it befell, of whom no number is told."""
    if head.dep_ not in _BEFALLEN or (head.dep_ == "nsubj" and roles.children(head.head, "obj")):
        return False
    if head.lower_ in _ONE:
        return True
    definite = any(child.dep_ == "nmod:poss" or child.lower_ == "the" for child in head.children)
    person = nouns.sentence.ending_at(nouns.lexicon.groups, head) is not None
    return head.tag_ == "NN" and definite and person and head.lower_ not in counting_words().collectives
