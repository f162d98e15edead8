"""Which words of a sentence are numbered: counted nouns, and numbers that stand for what they count."""

from dataclasses import dataclass

from warmonitor.claims.nominal import Nouns
from warmonitor.claims.phrases import Phrase, counted_phrases
from warmonitor.claims.quantities import Quantity, quantities
from warmonitor.claims.sentence import Sentence
from warmonitor.language import Token
from warmonitor.ontology import Numbers, Ontology


@dataclass(frozen=True)
class Numbered:
    """What a number counts: the noun where one is told, and the group where it counts people; `phrase` are
    the number's words where they were read.
    """

    quantity: Quantity
    noun: Token | None
    group: str | None
    phrase: Phrase | None = None


def numbered(nouns: Nouns, ontology: Ontology) -> dict[int, Numbered]:
    """The words that a number counts, and the numbers alone, by their token.

    "Thirteen of 27 missiles", "850 of which", "and four more were freed": the number is the word that
    something is done to; what it counts is told after it, or by the number before it.
    """
    found: dict[int, Numbered] = {}
    told: dict[int, Numbered] = {}
    before: Phrase | None = None
    for phrase in counted_phrases(nouns, ontology, quantities(nouns.sentence, ontology.numbers)):
        group = phrase.group if phrase.sort in {"people", "others"} else None
        one = Numbered(phrase.quantity, phrase.noun, group, phrase)
        if phrase.noun is not None:
            found[phrase.noun.i] = one
            before = phrase
        elif phrase.sort == "bare":
            number = nouns.sentence.doc[phrase.quantity.end - 1]
            meant = nouns.antecedent(number)
            noun = meant if meant.i != number.i else before.noun if before is not None else None
            own = "people" if before is None else before.group if before.sort == "people" else None
            one = Numbered(phrase.quantity, noun, own, phrase)
            group = own
        found.setdefault(phrase.quantity.end - 1, one)
        if phrase.sort == "others":
            found.setdefault(phrase.quantity.end, one)  # "ten more were taken prisoner"
        if group is not None:
            told[phrase.quantity.end] = one
    for at, quantity in counted_things(nouns.sentence, ontology.numbers).items():
        found.setdefault(at, told.get(quantity.end, Numbered(quantity, nouns.sentence.doc[at], None)))
    return found


def counted_things(sentence: Sentence, numbers: Numbers) -> dict[int, Quantity]:
    """For each noun that a number counts, that number: token index of the noun → quantity."""
    found = {}
    for quantity in quantities(sentence, numbers):
        noun = _noun_after(sentence, quantity.end)
        if noun is not None:
            found[noun.i] = quantity
    return found


def _noun_after(sentence: Sentence, at: int) -> Token | None:
    """The last noun of the run of modifiers and nouns that begins here; "dozens of X" counts X."""
    doc, last = sentence.doc, None
    if at < sentence.span.end and doc[at].lower_ == "of":
        at += 1
    while at < sentence.span.end and doc[at].pos_ in {"ADJ", "NOUN", "PROPN", "DET", "NUM", "VERB", "ADV"}:
        if doc[at].pos_ == "VERB" and doc[at].dep_ not in {"amod", "compound"}:  # "fighting vehicles"
            break
        if doc[at].pos_ in {"NOUN", "PROPN"}:
            last = doc[at]
        at += 1
    return last
