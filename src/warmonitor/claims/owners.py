"""Whose weapon, post or deed it is: "Turkish warplanes", "a Hamas position", "jets of the coalition"."""

from dataclasses import dataclass

from warmonitor.claims import roles
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.noun_phrases import conjuncts, core
from warmonitor.language import Token

_WHOSE = frozenset({"nmod:poss", "compound", "amod", "nmod:desc"})
_OF = frozenset({"of", "from"})
_LONGEST = 3
_JOINING = frozenset({",", "and", "or", "/"})


@dataclass(frozen=True)
class Owner:
    """The tokens [start, end) of the words for an owner, and the name that they stand for."""

    start: int
    end: int
    name: str
    is_country: bool = False


def owner_of(thing: Token, nouns: Nouns) -> Owner | None:
    """Whose a thing is, by the words before it or "of" after it."""
    kind = nouns.sentence.ending_at(nouns.lexicon.kinds, thing)
    first = kind.start if kind is not None else thing.i
    before = [
        child
        for child in thing.children
        if (child.i < first or _is_army(child, thing, nouns)) and _owns(child, nouns)
    ]
    if before:
        end = max(child.i for child in before) + 1
        start = _start(min(core(child)[0] for child in before), end, nouns)
        country = country_of(before[0], nouns) if len(before) == 1 else None
        return Owner(start, end, country or nouns.sentence.words(start, end), is_country=country is not None)
    for child in roles.children(thing, "nmod"):
        named = child.pos_ == "PROPN" and "place" in nouns.classes(thing) and not nouns.is_body(*core(child))
        if roles.prepositions(child) & _OF and "party" in nouns.classes(child) and not named:
            return Owner(*core(child), nouns.sentence.words(*core(child)))
    return None


def _is_army(child: Token, thing: Token, nouns: Nouns) -> bool:
    """ "Army helicopters", "RAF bombers": part of what the thing is called, and whose it is."""
    return child.i < thing.i and (child.text[0].isupper() or "army_power" in nouns.classes(child))


def _start(start: int, end: int, nouns: Nouns) -> int:
    """Where all of a name begins of which a parse may take half: "[Islamic] State targets"."""
    doc, first = nouns.sentence.doc, nouns.sentence.span.start
    for begin in range(max(first, start - _LONGEST), start):
        if doc[begin].text[0].isupper() and nouns.is_body(begin, end):
            return begin
    return start


def _owns(modifier: Token, nouns: Nouns) -> bool:
    """A party, a country, or the word for one of a country or a group that is known."""
    if modifier.dep_ not in _WHOSE or _is_one_name(modifier):
        return False
    if modifier.pos_ == "ADJ":
        return modifier.text[0].isupper() and (
            country_of(modifier, nouns) is not None or nouns.is_known(modifier.text)
        )
    if modifier.pos_ not in {"NOUN", "PROPN"}:
        return False
    classes = nouns.classes(modifier)
    if modifier.text[0].isupper():
        named = nouns.is_country(modifier) or nouns.is_body(*core(modifier))
        # "the Bab Tuma district", "the Noor Hospital": a name that only its place knows
        of_place = nouns.classes(modifier.head) & {"place", "service"} and modifier.dep_ == "compound"
        return (named or ("party" in classes and not of_place)) and "weapon" not in classes
    return "party" in classes and "asset_words" in nouns.classes(modifier.head)


def _is_one_name(modifier: Token) -> bool:
    """ "Times Square", "Camp Liberty": both words name the thing."""
    return modifier.dep_ == "compound" and modifier.head.pos_ == "PROPN" and modifier.head.i == modifier.i + 1


def country_of(adjective: Token, nouns: Nouns) -> str | None:
    """The country of which an adjective speaks: "Turkish"; "Serb" tells of a people, in whatever state."""
    entry = nouns.gazetteer.demonym(adjective.text)
    of_state = entry is not None and entry.kind == "country" and nouns.registry.state_of(adjective.text)
    return entry.name if entry is not None and of_state else None


def nations(people: Token, nouns: Nouns) -> list[Owner]:
    """ "Turkish, Russian and Iranian officials": those of each country, if of several."""
    first = [*roles.children(people, "amod"), *roles.children(people, "compound")]
    named = sorted(one.i for top in first for one in (top, *roles.children(top, "conj")))
    doc = people.doc
    of = [at for at in named if country_of(doc[at], nouns) is not None]
    joined = all(doc[at - 1].lower_ in _JOINING for at in of[1:])  # no "Bosnian Serb forces"
    if len(of) < 2 or people.i != of[-1] + 1 or not joined:
        return _of_nations(people, nouns)
    ends = [at + 1 for at in of[:-1]] + [people.i + 1]
    return [Owner(at, end, f"{doc[at].text} {people.text}") for at, end in zip(of, ends, strict=True)]


def _of_nations(people: Token, nouns: Nouns) -> list[Owner]:
    """ "The foreign ministers of Borland and Marovia": each country's."""
    for first in roles.children(people, "nmod"):
        joined = [one for one in conjuncts(first) if nouns.is_country(one)]
        if roles.prepositions(first) == {"of"} and len(joined) > 1:
            start, end = core(people)
            before = f"{nouns.sentence.words(start, people.i)} " if start < people.i else ""
            spans = [(start, end), *(core(one) for one in joined[1:])]
            named = (nouns.sentence.words(*core(one)) for one in joined)
            return [
                Owner(*span, f"{before}{people.lemma_} of {name}")
                for span, name in zip(spans, named, strict=True)
            ]
    return []
