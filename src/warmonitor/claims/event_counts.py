"""How many of the happening itself: "12 airstrikes"."""

from collections.abc import Mapping

from msgspec import UNSET

from warmonitor.claims import roles
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.quantities import Quantity
from warmonitor.claims.triggers import Trigger
from warmonitor.language import Token
from warmonitor.model import Figure

_SPOTS = frozenset({"place", "post", "person"})


def _event_noun(trigger: Trigger) -> Token:
    """ "Carried out 50 raids": the noun by which the words of a happening name it."""
    own = roles.children(trigger.head, "obj") if trigger.is_verb else []
    return next((noun for noun in own if trigger.holds(noun)), trigger.head)


def event_figures(trigger: Trigger, counts: Mapping[int, Quantity], nouns: Nouns) -> tuple[Figure, ...]:
    """How many of the happening itself: "12 airstrikes"; "the 2017 attack" is one."""
    sentence, lexicon = nouns.sentence, nouns.lexicon
    noun = _event_noun(trigger)
    quantity = counts.get(noun.i)
    counts_people = trigger.type in {"casualties", *lexicon.alone.values()}
    # Two bombs that go off are not told to be two attacks.
    counts_people = counts_people or sentence.ending_at(lexicon.kinds, noun) is not None
    # "Two protest camps"
    counts_people = counts_people or bool(nouns.classes(noun) & _SPOTS)
    if quantity is None or noun.pos_ == "VERB" or counts_people or noun.tag_ in {"NN", "NNP"}:
        return ()
    return (
        Figure(
            measure="attacks",
            low=quantity.low,
            high=quantity.high,
            group="event",
            text=sentence.words(quantity.start, trigger.end),
            approx=True if quantity.approx else UNSET,
        ),
    )
