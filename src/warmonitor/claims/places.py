"""Where, in words: how the places of a sentence relate to the happening, and how much of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from warmonitor.claims import roles
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.place_names import named_places
from warmonitor.claims.role_words import role_words
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.claims.setting import setting_words
from warmonitor.claims.triggers import is_word
from warmonitor.language import Token, root
from warmonitor.model import Extent, Place
from warmonitor.model.claim import Relation
from warmonitor.ontology import Numbers

_NEAR = 7
_WIDE = frozenset({"country", "division", "region"})
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?) (?:percent|per cent|%) of")


@dataclass(frozen=True)
class PlaceWords:
    """A place as words: tokens [start, end), the top of its phrase, and the noun to publish.

    `known` to the gazetteer, and `wide` when it may be a division, a region or a country there; `inside` when
    the phrase is of something else that is there: "hideouts in X".
    """

    start: int
    end: int
    top: Token
    inside: bool
    wide: bool
    known: bool
    place: Place


def find_places(sentence: Sentence, nouns: Nouns, numbers: Numbers) -> list[PlaceWords]:
    """Places that the sentence sets something in; countries and towns that act or are spoken for are not."""
    found = [_words(sentence, nouns, numbers, start, end) for start, end in named_places(sentence, nouns)]
    found = [words for words in found if _is_setting(words, nouns)]
    return [words for words in found if not _contains_neighbour(nouns, words, found)]


def _words(sentence: Sentence, nouns: Nouns, numbers: Numbers, start: int, end: int) -> PlaceWords:
    head = next((t for t in sentence.doc[start:end] if not start <= t.head.i < end), sentence.doc[start])
    chain = _chain(head, nouns)
    text = sentence.words(start, end)
    place = Place(
        text=text,
        span=sentence.offsets(start, end),
        relation=_relation(sentence, start, _shared(head, chain, nouns)),
        extent=_extent(sentence, start, numbers),
    )
    kinds = {candidate.kind for candidate in nouns.gazetteer.candidates(text)}
    inside = len(chain) > 1 and bool(roles.prepositions(head) & setting_words().locating)
    return PlaceWords(start, end, chain[-1], inside, bool(kinds & _WIDE), bool(kinds), place)


def _chain(head: Token, nouns: Nouns) -> list[Token]:
    """The name and the place nouns that it stands under: "the outskirts of the city of X"."""
    chain = [head]
    while (
        chain[-1].dep_ in {"nmod", "compound", "nmod:poss", "appos", "flat", "nmod:desc"}
        and chain[-1].head.i != chain[-1].i
    ):
        above = chain[-1].head
        if _leads_away(chain[-1]) and not is_word(above, setting_words().ways):
            break
        if not nouns.classes(above) & {"place", "thing"} and above.lower_ not in {
            *setting_words().outskirts,
            *setting_words().sides,
        }:
            break
        chain.append(above)
    return chain


def _shared(name: Token, chain: list[Token], nouns: Nouns) -> list[Token]:
    """ "the countryside of X and Y": what the first of two names stands under, the second does too."""
    joined = name.dep_ == "conj" and len(chain) == 1 and not roles.prepositions(name)
    return [name, *_chain(name.head, nouns)] if joined else chain


def _leads_away(name: Token) -> bool:
    """ "a pipeline to X", "a ship from X"."""
    return bool(roles.prepositions(name) & {"to", "from", "for"})


def _relation(sentence: Sentence, start: int, chain: Sequence[Token]) -> Relation:
    doc = sentence.doc
    sides = setting_words().sides
    before = [doc[i].lower_ for i in range(max(sentence.span.start, start - 4), start)]
    side = next((sides[a] for a, b in reversed(list(pairwise(before))) if a in sides and b == "of"), None)
    if side is not None and "of" in before[-2:]:
        return side
    if any(token.lower_ in setting_words().outskirts for token in chain[1:]) or (
        set(before[-3:]) & setting_words().outskirts and "of" in before
    ):
        return "outskirts_of"
    first = chain[-1]
    for token in (*chain, *((first.head,) if first.dep_ == "conj" and not roles.prepositions(first) else ())):
        for case in token.children:
            if case.dep_ == "case" and case.lower_ in setting_words().relations:
                return setting_words().relations[case.lower_]
    return "in"


def _extent(sentence: Sentence, start: int, numbers: Numbers) -> Extent | None:
    """ "half of the city of X", "parts of X and Y": the nearest words that tell it."""
    words = [sentence.doc[i].lower_ for i in range(max(sentence.span.start, start - 12), start)]
    for end in range(len(words), 0, -1):
        for length in (4, 3, 2, 1):
            phrase = " ".join(words[max(end - length, 0) : end])
            if share := _SHARE.fullmatch(phrase):
                return Extent(text=phrase, fraction=float(share[1]) / 100)
            if phrase in numbers.fractions and phrase.endswith((" of", "whole", "entire", "all")):
                return Extent(text=phrase, fraction=numbers.fractions[phrase])
    return None


def _is_setting(words: PlaceWords, nouns: Nouns) -> bool:
    top = words.top
    if _stands_beside(words) or (is_topic(words) and not nouns.is_state(top)):
        return True
    if _is_told_a_person(top, nouns):
        return False
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head
    if top.dep_ in {
        "obj",
        "nsubj:pass",
        "conj",
        "appos",
        "obl",
        "nmod",
        "dep",
        "obl:tmod",
        "list",
        "root",
        "ROOT",
        "parataxis",
        "advmod",
        "obl:unmarked",
        "nmod:unmarked",
    }:
        cases = {child.lower_ for child in top.children if child.dep_ == "case"}
        whose = nouns.classes(top.head) & {"party", "person", "people"}
        of_party = cases == {"of"} and whose and not _is_under(top.head)
        set_there = words.inside or not cases or bool(cases & setting_words().locative)
        return not of_party and set_there
    if top.dep_ == "nmod:poss" and nouns.classes(top.head) & {"party", "person", "people"}:
        return False
    if top.dep_ == "compound" and nouns.classes(top.head) & {"party", "person", "people"}:
        return False
    befallen = not words.wide or not setting_words().befallen.isdisjoint(forms(top.head)) or _is_under(top)
    return top.dep_ in {"compound", "nmod:poss"} or (top.dep_ == "nsubj" and befallen)


def is_topic(words: PlaceWords) -> bool:
    """ "Kesra: 14 die as jets hit hospital"; a capital there may as well be who speaks."""
    doc = words.top.doc
    first = words.start == words.top.sent.start and words.end < words.top.sent.end
    return first and doc[words.end].text == ":"


def _is_under(subject: Token) -> bool:
    """ "Kesra came under fire", "Kesra is under siege", "most of Kesra is in rebel hands"."""
    head = subject.head
    if roles.children(head, "cop") and is_word(head, role_words().grips):
        return True
    return any("under" in roles.prepositions(one) for one in (head, *roles.children(head, "obl")))


def _is_told_a_person(top: Token, nouns: Nouns) -> bool:
    """ "X Y, a general", "the general, X Y"."""
    whose = nouns.classes(top.head) if top.dep_ == "appos" else frozenset()
    described = (nouns.classes(child) for child in roles.children(top, "appos"))
    return bool(whose & {"party", "person", "people"}) or any("person" in one for one in described)


def _stands_beside(words: PlaceWords) -> bool:
    """ "in the capital X": what X is stands before it, whatever the parse takes X for."""
    if words.start == 0:
        return False
    noun = words.top.doc[words.start - 1]
    marks = roles.prepositions(noun)
    return noun.lower_ in setting_words().settlements and bool(marks & setting_words().locative)


def _contains_neighbour(nouns: Nouns, words: PlaceWords, found: Sequence[PlaceWords]) -> bool:
    """Whether the place only says where another is: "Alexandria, Egypt", "Tal Rifaat in northern Syria"."""
    sentence = nouns.sentence
    for other in found:
        if other is words:
            continue
        if other.end <= words.start <= other.end + _NEAR and _is_on_way(words, other):
            return True
        if not other.known and not words.wide:
            continue
        if other.end <= words.start <= other.end + _NEAR and _says_where(nouns, other, words, found):
            return True
        if (
            words.end < other.start <= words.end + 3
            and sentence.doc[words.end].text in {"'s", "’s"}
            and words.top.dep_ != "conj"
        ):
            return True
    return False


def _is_on_way(words: PlaceWords, other: PlaceWords) -> bool:
    """ "the Kesra bridge on the road from Tarok", "Kesra, on the road to Tarok": not where it happened."""
    name = root(words.top.doc[words.start : words.end])
    way = name.head
    leads = _leads_away(name) and is_word(way, setting_words().ways)
    return leads and way.i > other.end and "on" in roles.prepositions(way)


def _says_where(nouns: Nouns, inner: PlaceWords, outer: PlaceWords, found: Sequence[PlaceWords]) -> bool:
    between = [token.lower_ for token in nouns.sentence.doc[inner.end : outer.start]]
    if set(between) & {"and", "or", "to", "from", "near", "of", "toward", "towards"} and not outer.wide:
        return False
    if set(between) & {"and", "or", "to", "from"}:
        return False
    if between == [","]:
        listed = _list_goes_on(nouns.sentence, outer, found)
        return (outer.wide and _could_lie_in(nouns, inner, outer)) if listed else True
    return outer.wide and ("in" in between or "," in between or "of" in between) and not inner.wide


def _could_lie_in(nouns: Nouns, inner: PlaceWords, outer: PlaceWords) -> bool:
    """Whether a place of the one name lies in a division or a country of the other."""
    around = [entry for entry in nouns.gazetteer.candidates(outer.place.text) if entry.kind in _WIDE]
    inside = [entry.id for entry in nouns.gazetteer.candidates(inner.place.text)]
    return any(nouns.gazetteer.contains(one.id, other) for one in around for other in inside)


def _list_goes_on(sentence: Sentence, outer: PlaceWords, found: Sequence[PlaceWords]) -> bool:
    tail = [token.lower_ for token in sentence.doc[outer.end : min(outer.end + 2, sentence.span.end)]]
    return (
        bool(tail)
        and (tail[0] == "and" or tail[:2] == [",", "and"])
        and any(outer.end < other.start <= outer.end + 4 for other in found)
    )
