"""What befell some of those counted: the same as all of them, or a lot of their own."""

from dataclasses import replace

from warmonitor.claims.counted import Counted, figure_of
from warmonitor.claims.counting import counting_words, text
from warmonitor.claims.cues import measure_of
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.phrases import Phrase
from warmonitor.claims.sentence import Sentence, forms

# What is done to people only: a noun that no list knows counts people beside these.
OF_PEOPLE = frozenset({"killed", "injured", "detained", "abducted", "other", "displaced"})
# Of those taken, held or driven out some may die or go free.
_TAKEN = frozenset({"abducted", "detained", "displaced", "besieged", "surrendered", "missing"})


def part_of(sentence: Sentence, phrase: Phrase, whole: Counted, index: int) -> Counted:
    """A figure that shares the cue and the measure of the one that it is part of."""
    end = phrase.end
    if text(sentence, phrase.quantity.end, phrase.quantity.end + 2) in counting_words().parts_after:
        end = max(end, phrase.quantity.end + 2)
    group = phrase.group if phrase.sort == "people" else whole.figure.group
    words = sentence.words(phrase.start, end)
    running = whole.figure.cumulative is True
    figure = figure_of(replace(phrase, group=group), whole.figure.measure, words, index, running=running)
    return Counted(figure, whole.cue, phrase.start, end, phrase.noun)


def of_other_lot(nouns: Nouns, phrase: Phrase, whole: Counted) -> Counted | None:
    """ "took 250 hostages, 34 of whom are dead": some of them met with something else."""
    sentence, at = nouns.sentence, phrase.quantity.end + 2
    first = whole.figure.measure
    if text(sentence, at - 2, at) not in counting_words().parts_after or first not in {*_TAKEN, "injured"}:
        return None
    before = sentence.doc[phrase.start - 1]
    if before.pos_ == "VERB" and measure_of(sentence, before, nouns.lexicon) in OF_PEOPLE:
        at = before.i  # "missing after police fired on their bus, killing three of them"
    while at < sentence.span.end and sentence.doc[at].pos_ in {"AUX", "ADV"}:
        at += 1
    cue = sentence.doc[at] if at < sentence.span.end else whole.cue
    measure = measure_of(sentence, cue, nouns.lexicon)
    others = {"killed"} if first == "injured" else OF_PEOPLE - {first}
    if cue.pos_ == "NOUN" or measure not in others:
        return None
    group = phrase.group if phrase.sort == "people" else whole.figure.group
    end = max(at, phrase.quantity.end + 2)
    words = sentence.words(phrase.start, end)
    figure = figure_of(replace(phrase, group=group), str(measure), words)
    return Counted(figure, cue, phrase.start, end, phrase.noun)


def is_caught(sentence: Sentence, phrase: Phrase, lexicon: Lexicon) -> bool:
    """ "Killed 25 sailors, capturing four of them": a verb of its own tells of these, who are not dead."""
    verb = sentence.doc[phrase.start - 1]
    caught = verb.pos_ == "VERB" and not lexicon.captivity.isdisjoint(forms(verb))
    return caught and measure_of(sentence, verb, lexicon) is None
