"""Noun phrases: how far their words go, which of them name the thing, and what is joined to them."""

from warmonitor.claims.role_words import role_words
from warmonitor.language import Token

_OF_NAME = frozenset({"compound", "flat", "goeswith", "fixed", "punct", "nmod:desc"})
_INSIDE = _OF_NAME | {"amod", "nummod", "nmod:poss", "det", "advmod"}
_AGES = frozenset({"year", "month", "old", "aged"})
# "The so-called Islamic State", "the self-proclaimed republic": said of the name, no part of it.
_STYLED = frozenset({"called", "styled", "proclaimed", "declared"})
_LEADING = frozenset({"DET", "NUM", "PUNCT", "ADV", "ADP", "CCONJ", "SCONJ"})


def extent(head: Token) -> tuple[int, int]:
    """Tokens [start, end) of a noun phrase: its modifiers and "of" phrases, no clauses, no apposition."""
    start, end = head.i, head.i + 1
    for child in head.children:
        if not _belongs(child, head):
            continue
        start = min(start, child.left_edge.i)
        if child.i > head.i:
            end = max(end, _right_end(child))
    return start, _with_name(head, end)


def _with_name(head: Token, end: int) -> int:
    """ "the militant group X", "the cleric X Y": the name right behind what it is."""
    for child in head.children:
        if (
            child.dep_ == "appos"
            and child.left_edge.i == end
            and child.left_edge.pos_ != "PUNCT"
            and child.pos_ == "PROPN"
            and head.pos_ == "NOUN"
        ):
            return max([child.i, *(part.i for part in child.children if part.dep_ == "flat")]) + 1
    return end


def _belongs(child: Token, head: Token) -> bool:
    if child.dep_ == "nmod" and child.i > head.i:
        if head.head.lemma_.lower() in role_words().of_what:
            return False
        marks = {grand.lower_ for grand in child.children if grand.dep_ == "case"}
        named = head.pos_ == "PROPN" and child.text[0].isupper()
        return "of" in marks or ("for" in marks and named)
    if child.dep_ == "punct":
        if child.text != "-" or child.i == 0:
            return False
        glued = not child.whitespace_ or not child.nbor(-1).whitespace_  # "KESRA - Soldiers" is two things
        return glued and abs(child.i - head.i) < 6
    return child.dep_ in _INSIDE and (child.i < head.i or child.dep_ in {"flat", "compound", "goeswith"})


def _right_end(child: Token) -> int:
    return extent(child)[1] if child.dep_ == "nmod" else child.i + 1


def core(head: Token) -> tuple[int, int]:
    """The phrase without leading articles, numbers and prepositions: what names the thing."""
    start, end = extent(head)
    doc = head.doc
    numbers = [child.i for child in head.children if child.dep_ == "nummod" and start <= child.i < head.i]
    start = max(numbers, default=start - 1) + 1
    while start < head.i and _leads(doc[start], head):
        start += 1
    return start, end


def _leads(token: Token, head: Token) -> bool:
    """Whether a word only leads up to what names the thing: an article, an age, whose it is."""
    if token.pos_ in _LEADING or token.tag_ in {"PRP$", "CD", "DT", "POS"}:
        return True
    if token.lower_ in _STYLED and token.i > 0 and token.nbor(-1).text == "-":
        return True
    if any(above.lower_ in _AGES for above in (token, token.head)) and token.head.i <= head.i:
        return token.i < head.i
    return any(child.tag_ == "POS" for child in token.children) and head.pos_ == "PROPN"


def conjuncts(head: Token) -> list[Token]:
    """The head and what is joined to it by "and", in order."""
    found = [head]
    listed = any(child.dep_ == "conj" for child in head.children)
    for child in head.children:
        # "Russia, Iran and their allies": the middle of a list may be taken for an apposition.
        lists = listed or any(below.dep_ == "conj" for below in child.children)
        named = child.tag_ == head.tag_ or (lists and child.pos_ == head.pos_ == "PROPN")
        joined = child.dep_ == "conj" or (lists and child.dep_ == "appos" and named)
        if joined and _is_age(child):
            continue
        if joined and child.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            found.extend(conjuncts(child))
    return found + [twin for other in _twins(head) for twin in conjuncts(other)]


def _twins(head: Token) -> list[Token]:
    """ "The government and the army said": a parse may make two subjects of them."""
    return [
        other
        for other in head.head.children
        if other.dep_ == head.dep_ == "nsubj"
        and other.i > head.i
        and any(child.dep_ == "cc" and child.i < other.i for child in other.children)
    ]


def _is_age(token: Token) -> bool:
    """ "Omar Halim, 26, and Sami Odeh, 32": what stands between commas behind a name."""
    if not token.text.isdigit() or token.i == 0 or token.i + 1 >= len(token.doc):
        return False
    return token.nbor(-1).text == "," and token.nbor().text in {",", "."}
