"""Which group of people nouns name: by their own words, the words beside them, a people's name."""

from collections.abc import Sequence

from warmonitor.claims.counting import counting_words
from warmonitor.claims.members import group_of_members, is_armed_body
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.sentence import Match
from warmonitor.language import Token

NOUNS = frozenset({"NOUN", "PROPN"})
_THINGS = frozenset({"thing", "weapon", "place", "post", "event", "deal", "home_words"})


def group_of(noun: Token, nouns: Nouns) -> str | None:
    """The group of people that a noun and those before it name; None where it names no people."""
    first = noun.i
    while (
        first > nouns.sentence.span.start
        and noun.doc[first - 1].head == noun
        and noun.doc[first - 1].pos_ in NOUNS
    ):
        first -= 1
    return group_of_run(list(noun.doc[first : noun.i + 1]), nouns)


def group_of_run(run: Sequence[Token], nouns: Nouns) -> str | None:
    """The group that a run of nouns names by its last one; None where that is no word for people."""
    noun = run[-1]
    group = named_group(noun, nouns) if noun.pos_ != "VERB" else None
    if group is None:
        if not is_nation(noun, nouns):
            return None
        return "combatant" if is_armed_body(noun, nouns) else "people"
    if noun.lemma_.lower() in counting_words().members:
        return group_of_members(noun, run, nouns, group)
    return _told_by(run, group, nouns)


def _told_by(run: Sequence[Token], group: str, nouns: Nouns) -> str:
    """The group of a noun, as the words beside it tell it."""
    if run[-1].lemma_.lower() == "officer" and len(run) == 1 and _is_of_army(nouns):
        return "soldier"
    if group == "soldier" and any(_is_irregular(token, nouns) for token in run[:-1]):
        return "combatant"
    if group in {"people", "man"} and any(is_armed_body(token, nouns) for token in run[:-1]):
        return "combatant"  # "FARC dissidents", "nine Hezbollah men"
    if group == "people":
        told = (nouns.sentence.ending_at(nouns.lexicon.groups, token) for token in reversed(run[:-1]))
        return next((m.labels[0] for m in told if m is not None), group)
    return group


def named_group(token: Token, nouns: Nouns) -> str | None:
    """The group that a word by itself names; None where it is not said of people."""
    match = nouns.sentence.ending_at(nouns.lexicon.groups, token)
    if match is not None:
        return match.labels[0]
    return "people" if _class_of_people(token, nouns) is not None else None


def is_person(token: Token, nouns: Nouns) -> bool:
    """Whether a word is a noun of people."""
    return token.pos_ != "VERB" and named_group(token, nouns) is not None


def is_nation(noun: Token, nouns: Nouns) -> bool:
    """ "ten Palestinians", "one Palestinian", "40 Taliban": names of peoples and of armed bodies."""
    if not noun.text[0].isupper() or noun.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return False
    if noun.text.endswith("s") or noun.pos_ == "ADJ" or is_armed_body(noun, nouns):
        return True
    return nouns.gazetteer.demonym(noun.text) is not None


def is_thing(noun: Token, nouns: Nouns) -> bool:
    """Whether what is counted is no person: a thing, a place, or people counted as one: "two families"."""
    if noun.lemma_.lower() in counting_words().collectives:
        return True
    classes = nouns.classes(noun)
    return bool(classes & _THINGS) and "person" not in classes


def _class_of_people(noun: Token, nouns: Nouns) -> Match | None:
    """A noun that no group names but that is said of people: "leaders"; bodies only in the plural."""
    match = nouns.sentence.ending_at(nouns.lexicon.classes, noun)
    if match is None or noun.pos_ not in NOUNS:
        return None
    plural = noun.tag_ in {"NNS", "NNPS"}
    counts = "people" in match.labels or (plural and "party" in match.labels)
    return match if counts and noun.lemma_.lower() not in counting_words().collectives else None


def _is_irregular(token: Token, nouns: Nouns) -> bool:
    """ "a rebel colonel", "three Houthi officers"."""
    match = nouns.sentence.ending_at(nouns.lexicon.groups, token)
    named = match is not None and match.labels[0] == "combatant"
    return named or is_armed_body(token, nouns)


def _is_of_army(nouns: Nouns) -> bool:
    """ "two officers" of a brigade, not of the police."""
    told, words = nouns.sentence.vocabulary, counting_words()
    return not words.soldierly.isdisjoint(told) and words.police.isdisjoint(told)
