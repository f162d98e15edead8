"""Where, in words: names of places in a sentence, how they relate to the happening, and how much of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import msgspec

from warmonitor.claims import roles
from warmonitor.claims.counting import counting_words
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.claims.spots import spots, taken_up
from warmonitor.claims.triggers import is_word
from warmonitor.language import Token, root
from warmonitor.model import Extent, Place
from warmonitor.model.claim import Relation
from warmonitor.ontology import Numbers, read_yaml

_MOVING = frozenset({"ship", "vehicle", "aircraft", "train"})
_NEAR = 7
_WIDE = frozenset({"country", "division", "region"})


class SettingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of places.yaml."""

    locative: frozenset[str]
    relations: Mapping[str, Relation]
    outskirts: frozenset[str]
    sides: Mapping[str, Relation]
    present: frozenset[str]
    divisions: frozenset[str]
    settlements: frozenset[str]
    locating: frozenset[str]
    generic: frozenset[str]
    happenings: frozenset[str]
    counted: Mapping[str, str]
    beside: frozenset[str]
    befallen: frozenset[str]
    spots: frozenset[str]
    known: frozenset[str]
    borders: frozenset[str]
    causes: frozenset[str]
    ways: frozenset[str]
    articles: frozenset[str]


@cache
def setting_words() -> SettingWords:
    """The packaged words that set something in a place."""
    return read_yaml("warmonitor.claims.rules", "places.yaml", SettingWords)


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
    found = [_words(sentence, nouns, numbers, start, end) for start, end in _names(sentence, nouns)]
    found = [words for words in found if _is_setting(words, nouns)]
    return [words for words in found if not _contains_neighbour(nouns, words, found)]


def _names(sentence: Sentence, nouns: Nouns) -> list[tuple[int, int]]:
    spans = [
        (start, end)
        for start, end, _ in sentence.names
        if _names_place(root(sentence.doc[start:end]), nouns)
        and not _is_calendar(sentence.doc[start])
        and not _is_people(sentence.doc[end - 1], nouns)
        and not _is_hyphened(sentence, end)
        and (root(sentence.doc[start:end]).pos_ != "ADJ" or _names_division(sentence, end))
    ]
    spans += [(t.i, t.i + 1) for t in sentence.tokens if t.pos_ == "NOUN" and _is_disguised(t, nouns)]
    covered = {i for start, end, _ in sentence.names for i in range(start, end)}
    run: list[int] = []
    for token in [*sentence.tokens, None]:
        if token is not None and token.i not in covered and _is_part_of_run(token):
            run.append(token.i)
            continue
        capital = any(sentence.doc[i].text[0].isupper() for i in run)
        if capital and (
            _could_be_place(sentence, nouns, run[0], run[-1] + 1)
            or _is_called(root(sentence.doc[run[0] : run[-1] + 1]))
            or _is_located(root(sentence.doc[run[0] : run[-1] + 1]), nouns)
        ):
            spans.append((run[0], run[-1] + 1))
        run = []
    whole = {_with_division(sentence, _joined(sentence, _whole(sentence, nouns, span))) for span in spans}
    named = [span for span in whole if not _is_part_of_name(sentence, nouns, span)]
    described = list(spots(nouns, setting_words().spots, setting_words().borders))
    described += taken_up(nouns, setting_words().known)
    found = {*named, *described}
    return sorted(one for one in found if not any(_holds(other, one) for other in found))


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _is_part_of_run(token: Token) -> bool:
    return token.pos_ == "PROPN" and not token.text.islower() and not _is_calendar(token)


def _joined(sentence: Sentence, span: tuple[int, int]) -> tuple[int, int]:
    """All of a name with hyphens: "Port-au-Prince"."""
    start, end = span
    while (
        end + 1 < sentence.span.end and _is_hyphen(sentence.doc[end]) and sentence.doc[end + 1].text.isalpha()
    ):
        end += 2
    while start - 2 >= sentence.span.start and _is_hyphen(sentence.doc[start - 1]):
        start -= 2
    return start, end


def _is_hyphen(token: Token) -> bool:
    return token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_


def _is_part_of_name(sentence: Sentence, nouns: Nouns, span: tuple[int, int]) -> bool:
    """ "Sri" of "Sri Lankan", "Governorate" by itself, "Islamic State": not the name of a place."""
    start, end = span
    words = setting_words()
    first = sentence.doc[start]
    if not first.text[0].isalnum() or nouns.is_body(start, end):
        return True
    if end - start > 1 and first.text.islower() and first.text not in words.articles:
        return True  # "neo-Nazi"
    if _follows_people(sentence, nouns, start) or sentence.doc[end - 1].lower_ in words.happenings:
        return True
    common = words.settlements | words.divisions | words.generic | words.sides.keys()
    if end - start == 1 and sentence.doc[start].lower_ in common:
        return True
    name = root(sentence.doc[start:end])
    head = name.head
    if name.dep_ in {"appos", "flat"} and nouns.classes(head) & _MOVING:
        return True  # "the tanker Silver Star"
    inside = name.dep_ in {"compound", "amod"} and head.i >= end
    return (
        inside
        and head.text[0].isupper()
        and head.lemma_.lower() not in words.settlements
        and head.pos_ != "VERB"
    )


def _names_place(name: Token, nouns: Nouns) -> bool:
    """A place by what is known of the name, or by the words around it."""
    classes = nouns.classes(name)
    means = name.dep_ == "compound" and "vehicle" in classes  # "Car bombings"
    if "weapon" in classes or means:
        return False
    return _is_called(name) or _is_located(name, nouns) or _is_of_event(name, nouns) or "place" in classes


def _is_of_event(name: Token, nouns: Nouns) -> bool:
    """ "the Kesra ambush": a name that is nobody's tells where it was."""
    if name.dep_ != "compound" or name.i > name.head.i or "event" not in nouns.classes(name.head):
        return False
    if "armed" in nouns.classes(name):
        return False
    known = nouns.sentence.name_at(name)
    if known is None:
        return name.text[0].isupper() and _could_be_place(nouns.sentence, nouns, name.i, name.i + 1)
    fits = known[2].kind in {"place", "other"} or bool(nouns.gazetteer.candidates(name.text))
    return fits and not nouns.is_body(*known[:2])


def _is_located(name: Token, nouns: Nouns) -> bool:
    """ "in X", "near X", "control of X": only a place is named so, also one that nobody knows."""
    marks = {child.lower_ for child in name.children if child.dep_ == "case"}
    held = name.head.lemma_.lower() == "control" and "of" in marks
    if not (held or marks & setting_words().locating) or not name.text[0].isupper():
        return False
    known = nouns.sentence.name_at(name)
    return known is None or not nouns.is_body(known[0], known[1])


def _is_hyphened(sentence: Sentence, end: int) -> bool:
    """ "Iran-linked", "Saudi-led": said of whom, not where."""
    after = sentence.doc[end : min(end + 2, sentence.span.end)]
    return len(after) == 2 and after[0].text == "-" and after[1].pos_ in {"VERB", "ADJ"}


def _names_division(sentence: Sentence, end: int) -> bool:
    """ "Northwest Region": an adjective that a word for a division makes a name."""
    after = sentence.doc[end] if end < sentence.span.end else None
    return after is not None and after.text.istitle() and after.lower_ in setting_words().divisions


def _is_disguised(noun: Token, nouns: Nouns) -> bool:
    """A name that was taken for a common noun: "the town of Surt", "in Muse", "in Kesra and Muse"."""
    sentence = nouns.sentence
    known = noun.i > sentence.span.start and _could_be_place(sentence, nouns, noun.i, noun.i + 1)
    joined = noun.dep_ == "conj" and noun.text[0].isupper() and _is_located(noun.head, nouns)
    return _is_called(noun) or (known and (joined or _is_located(noun, nouns) or _is_of_event(noun, nouns)))


def _is_called(name: Token) -> bool:
    """ "the town of X", "X village": the words say that it is a place."""
    above = name.head
    if not name.text[0].isupper() or above.lemma_.lower() not in setting_words().settlements:
        return False
    return name.dep_ == "compound" or (
        name.dep_ == "nmod" and any(child.lower_ == "of" for child in name.children if child.dep_ == "case")
    )


def _is_people(name: Token, nouns: Nouns) -> bool:
    """ "22 Palestinians": people of a country, wherever they were."""
    demonym = nouns.gazetteer.demonym
    many = name.tag_ in {"NNS", "NNPS"} and not nouns.is_country(name)  # not the Philippines
    return many and (demonym(name.text) or demonym(name.text[:-1])) is not None


def _follows_people(sentence: Sentence, nouns: Nouns, start: int) -> bool:
    """ "the cleric X Y", "its ally Turkey": a name after what only persons and parties are."""
    noun = sentence.doc[start - 1] if start > sentence.span.start else None
    classes = nouns.classes(noun) if noun is not None and noun.pos_ == "NOUN" else frozenset()
    return bool(classes & {"party", "person"}) and "place" not in classes


def _whole(sentence: Sentence, nouns: Nouns, span: tuple[int, int]) -> tuple[int, int]:
    """The longest run of capitals up to a name that the gazetteer knows too: "Central African Republic",
    "Gulf of Aden".
    """
    start, end = span
    of = start - 2 >= sentence.span.start and sentence.doc[start - 1].lower_ == "of"
    if of and _is_capital(sentence.doc[start - 2]) and _could_be_place(sentence, nouns, start - 2, end):
        return start - 2, end
    while start > sentence.span.start and _is_capital(sentence.doc[start - 1]):
        start -= 1
    if start < span[0] and _could_be_place(sentence, nouns, start, end):
        return start, end
    return span


def _is_capital(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.text[0].isupper()


def _could_be_place(sentence: Sentence, nouns: Nouns, start: int, end: int) -> bool:
    return bool(nouns.gazetteer.candidates(sentence.words(start, end))) and not nouns.is_body(start, end)


def _is_calendar(token: Token) -> bool:
    return token.lower_ in counting_words().months | counting_words().weekdays


def _with_division(sentence: Sentence, span: tuple[int, int]) -> tuple[int, int]:
    """Takes "province", "governorate" … into the name, since they say what is meant by it."""
    start, end = span
    while start < end - 1 and sentence.doc[start].pos_ in {"DET", "ADP"}:
        start += 1
    while end - 1 > start and sentence.doc[end - 1].text in {"'s", "’s", "'", "’"}:
        end -= 1
    if end < sentence.span.end and sentence.doc[end].lower_ in setting_words().divisions:
        end += 1
    return start, end


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
            if phrase in numbers.fractions and phrase.endswith((" of", "whole", "entire", "all")):
                return Extent(text=phrase, fraction=numbers.fractions[phrase])
    return None


def _is_setting(words: PlaceWords, nouns: Nouns) -> bool:
    top = words.top
    if _stands_beside(words):
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
        of_party = cases == {"of"} and nouns.classes(top.head) & {"party", "person", "people"}
        set_there = words.inside or not cases or bool(cases & setting_words().locative)
        return not of_party and set_there
    if top.dep_ == "nmod:poss" and nouns.classes(top.head) & {"party", "person", "people"}:
        return False
    if top.dep_ == "compound" and nouns.classes(top.head) & {"party", "person", "people"}:
        return False
    befallen = not words.wide or not setting_words().befallen.isdisjoint(forms(top.head))
    return top.dep_ in {"compound", "nmod:poss"} or (top.dep_ == "nsubj" and befallen)


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
