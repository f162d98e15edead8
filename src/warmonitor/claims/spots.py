"""Spots that are described and not named: "the Turkish border", "their border with Syria", "there"."""

from collections.abc import Iterator

from warmonitor.claims import roles
from warmonitor.claims.nominal import Nouns
from warmonitor.language import Token

_NEARER = frozenset({"ADJ", "NOUN", "NUM", "PUNCT"})
_BESIDE = frozenset({"with"})
_LONGEST = 4
_LEADING = frozenset({"case", "punct"})
_TELLING = frozenset({"acl", "acl:relcl", "appos"})


def spots(nouns: Nouns, kinds: frozenset[str], borders: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Tokens [start, end) of every spot of a sentence; `kinds` are the nouns that can be one."""
    for token in nouns.sentence.tokens:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in kinds or _is_part(token):
            continue
        other = _across(token, nouns) if token.lemma_.lower() in borders else None
        start = token.i if other is not None else _country(token, nouns)
        if start is not None and not (other is None and _is_named(token)):
            yield start, (other.i if other is not None else token.i) + 1


def taken_up(nouns: Nouns, kinds: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Tokens of what takes up a place told before: "there", "the town" with nothing that tells which."""
    for token in nouns.sentence.tokens:
        there = token.lower_ == "there" and token.dep_ in {"advmod", "obl"}
        if there or (token.pos_ == "NOUN" and token.lower_ in kinds and _is_known(token)):
            yield token.i, token.i + 1


def _is_known(noun: Token) -> bool:
    """ "the town", "this old town", not "the next town", "the town of X", "a town" or "the town hall"."""
    if _is_part(noun) or _is_named(noun) or noun.dep_ == "nmod:poss":
        return False
    told = [child for child in noun.children if child.i < noun.i and child.dep_ not in _LEADING]
    after = (child for child in noun.children if child.i > noun.i)
    which = any(child.dep_ in _TELLING or "of" in roles.prepositions(child) for child in after)
    first = told[0].lower_ if told else ""
    # "this hillside village" is where the report is written; "the next village" is another
    return not which and (first == "this" or (len(told) == 1 and first in {"the", "that"}))


def _is_part(token: Token) -> bool:
    """ "Turkish border guards": what is named is another noun."""
    return token.dep_ in {"compound", "amod"} and token.head.i > token.i


def _across(border: Token, nouns: Nouns) -> Token | None:
    """The country behind "border with"."""
    beyond = (child for child in roles.children(border, "nmod") if roles.prepositions(child) & _BESIDE)
    return next((child for child in beyond if child.pos_ == "PROPN" and nouns.is_country(child)), None)


def _country(noun: Token, nouns: Nouns) -> int | None:
    """Where the adjective for a country begins: "[Turkish] border", "38 [Saudi Arabian] cities"."""
    first = nouns.sentence.span.start
    for at in range(noun.i - 1, max(first, noun.i - _LONGEST) - 1, -1):
        word = noun.doc[at]
        if word.text[0].isupper():
            two = at > first and nouns.gazetteer.demonym(nouns.sentence.words(at - 1, at + 1)) is not None
            one = nouns.gazetteer.demonym(word.text) is not None
            return at - (1 if two else 0) if one or two else None
        if word.pos_ not in _NEARER or word.text == ",":
            return None
    return None


def _is_named(noun: Token) -> bool:
    """ "the Turkish city of Kilis", "the Turkish capital, Ankara": the name says which."""
    after = noun.doc[noun.i + 1 : min(noun.i + 4, noun.sent.end)]
    beside = [token for token in after if token.lower_ not in {"of", ",", "("}][:1]
    return any(token.text[0].isupper() and token.pos_ != "PRON" for token in beside)
