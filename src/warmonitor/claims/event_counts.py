"""How many of the happening itself: "12 airstrikes"."""

from collections.abc import Mapping

from msgspec import UNSET

from warmonitor.claims import roles
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.quantities import Quantity, count_at
from warmonitor.claims.triggers import Trigger
from warmonitor.language import Token
from warmonitor.model import Figure
from warmonitor.ontology import load_ontology

# Of these a verb may tell how often it was done.
_REPEATED = frozenset({"violation", "shelling", "airstrike", "drone_strike"})
_HOW_OFTEN = frozenset({"obl", "obl:unmarked", "nmod", "obj", "advmod"})
_SPOTS = frozenset({"place", "post", "person"})


def _event_noun(trigger: Trigger, nouns: Nouns) -> Token:
    """ "Carried out 50 raids", "repelled three attacks": the noun that names what happened."""
    own = roles.children(trigger.head, "obj", "nsubj:pass") if trigger.is_verb else []
    ended = trigger.type == "repelled"
    return next(
        (noun for noun in own if trigger.holds(noun) or (ended and _tells(noun, nouns))), trigger.head
    )


def _tells(noun: Token, nouns: Nouns) -> bool:
    return bool(nouns.sentence.match_at(nouns.lexicon.noun_triggers, noun.i))


def event_figures(trigger: Trigger, counts: Mapping[int, Quantity], nouns: Nouns) -> tuple[Figure, ...]:
    """How many of the happening itself: "12 airstrikes"; "the 2017 attack" is one."""
    sentence, lexicon = nouns.sentence, nouns.lexicon
    often = _how_often(trigger, nouns) if trigger.is_verb and trigger.type in _REPEATED else ()
    if often:
        return often
    noun = _event_noun(trigger, nouns)
    quantity = counts.get(noun.i)
    counts_people = trigger.type in {"casualties", *lexicon.alone.values()}
    # Two bombs that go off are not told to be two attacks.
    counts_people = counts_people or sentence.ending_at(lexicon.kinds, noun) is not None
    # "Two protest camps"
    counts_people = counts_people or bool(nouns.classes(noun) & _SPOTS)
    # "Some of the heaviest fighting"
    counts_people = counts_people or any(child.tag_ == "JJS" for child in noun.children)
    if quantity is None or noun.pos_ == "VERB" or counts_people or noun.tag_ in {"NN", "NNP"}:
        return ()
    return (
        Figure(
            measure="attacks",
            low=quantity.low,
            high=quantity.high,
            group="event",
            text=sentence.words(quantity.start, max(trigger.end, noun.i + 1)),
            approx=True if quantity.approx else UNSET,
        ),
    )


def _how_often(trigger: Trigger, nouns: Nouns) -> tuple[Figure, ...]:
    """ "Violated the truce 250 times"."""
    sentence = nouns.sentence
    times = (child for child in trigger.head.children if child.lower_ == "times" and child.dep_ in _HOW_OFTEN)
    number = next((one for told in times for one in roles.children(told, "nummod")), None)
    quantity = None if number is None else count_at(sentence, number.i, load_ontology().numbers)
    if quantity is None:
        return ()
    return (
        Figure(
            measure="attacks",
            low=quantity.low,
            high=quantity.high,
            group="event",
            text=sentence.words(quantity.start, quantity.end + 1),
            approx=True if quantity.approx else UNSET,
        ),
    )
