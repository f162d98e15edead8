"""Harm done to people: the figures and the named victims that one word of it tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from warmonitor.claims import asides, roles
from warmonitor.claims import cues as cues_
from warmonitor.claims.counted import Counted
from warmonitor.claims.counting import counting_words
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.named_people import unnumbered
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.claims.triggers import kills
from warmonitor.language import Token
from warmonitor.ontology import Ontology

HURTS = frozenset({"killed", "injured"})
_ARMED = frozenset({"combatant", "peacekeeper", "security_forces"})
_DOERS = frozenset({"party", "person", "weapon", "event"})
_UNARMED = frozenset({"civilian"})


@dataclass(frozen=True)
class Harm:
    """What a cue word tells was done to people: indices of figures, or tokens [start, end) of their names."""

    cue: Token
    figures: tuple[int, ...]
    victims: tuple[tuple[int, int], ...]


def find_harms(sentence: Sentence, counted: Sequence[Counted], nouns: Nouns, lexicon: Lexicon) -> list[Harm]:
    """The harms of a sentence, one a cue word, in order."""
    figures: dict[int, list[int]] = {}
    cues: dict[int, Token] = {}
    for index, one in enumerate(counted):
        figures.setdefault(one.cue.i, []).append(index)
        cues[one.cue.i] = one.cue
    victims: dict[int, list[tuple[int, int]]] = {}
    for token in sentence.tokens:
        if token.pos_ == "VERB" and cues_.measure_of(sentence, token, lexicon) in HURTS:
            names = unnumbered(token, nouns)
            if names is not None:
                cues[token.i] = token
                victims[token.i] = names
    return [Harm(cues[i], tuple(figures.get(i, ())), tuple(victims.get(i, ()))) for i in sorted(cues)]


def measure_of(harm: Harm, counted: Sequence[Counted]) -> str:
    """What a harm counts; named victims alone are told by words of killing or injury."""
    return counted[harm.figures[0]].figure.measure if harm.figures else "killed"


def is_of_thing(harm: Harm, nouns: Nouns) -> bool:
    """ "Fever killed nine": a thing did it."""
    doer = roles.agent(harm.cue) if harm.cue.pos_ == "VERB" and kills(harm.cue) else None
    return doer is not None and doer.pos_ == "NOUN" and not nouns.classes(doer) & _DOERS


def is_aside(harm: Harm, counted: Sequence[Counted], nouns: Nouns) -> bool:
    """Whether it is told of a charge, of one who fled alone, or of people who had fled before."""
    fled = measure_of(harm, counted) == "displaced"
    alone = fled and harm.cue.pos_ == "VERB" and asides.is_one_alone(harm.cue, nouns)
    before = fled and asides.are_those(harm.cue) and not _is_counted_up(harm.cue, nouns.lexicon)
    return alone or before or asides.is_charged_with(harm.cue, nouns)


def _is_counted_up(cue: Token, lexicon: Lexicon) -> bool:
    """ "the number of displaced", "the clashes left 700 displaced"."""
    return not (counting_words().tolls | lexicon.totals | lexicon.resultatives).isdisjoint(forms(cue.head))


def is_of_armed(harm: Harm, counted: Sequence[Counted], ontology: Ontology) -> bool:
    """Whether those killed or hurt bear arms, or are told to bear none where others do: civilians."""
    if measure_of(harm, counted) not in HURTS | {"other"}:
        return False
    groups = {counted[index].figure.group for index in harm.figures}
    return bool(groups & _UNARMED) or any(_ARMED & {one, *ontology.ancestors(one)} for one in groups)
